// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/section.h"

#include <algorithm>
#include <array>

namespace headroom::models {

namespace {

struct Section {
    std::string_view step;
    Text title;
};

constexpr std::array kSections = {
    Section{"batch", HEADROOM_TEXT("section", "Batches")},
    Section{"burst", HEADROOM_TEXT("section", "Bursts")},
    Section{"contention", HEADROOM_TEXT("section", "Contention")},
    Section{"disk", HEADROOM_TEXT("section", "Disk")},
    Section{"locks", HEADROOM_TEXT("section", "Locks")},
    Section{"log", HEADROOM_TEXT("section", "Log")},
    Section{"memory", HEADROOM_TEXT("section", "Memory")},
    Section{"network", HEADROOM_TEXT("section", "Network")},
    Section{"objects", HEADROOM_TEXT("section", "Objects")},
    Section{"pool", HEADROOM_TEXT("section", "Pool of connections")},
    Section{"reads", HEADROOM_TEXT("section", "Reads")},
    Section{"response", HEADROOM_TEXT("section", "Response")},
    Section{"retry", HEADROOM_TEXT("section", "Retries")},
};

}  // namespace

Text sectionOf(std::string_view key) {
    const std::size_t dot = key.find('.');
    if (dot == std::string_view::npos) return {};
    const auto* found = std::ranges::find(kSections, key.substr(0, dot), &Section::step);
    return found == kSections.end() ? Text{} : found->title;
}

}  // namespace headroom::models
