// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/nearest.h"

#include <algorithm>
#include <array>

namespace headroom::models {

namespace {

constexpr std::size_t kLongest = 64;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, kLongest + 1>, 3> rows{};
    auto* before = &rows[0];
    auto* last = &rows[1];
    auto* row = &rows[2];
    for (std::size_t j = 0; j <= b.size(); ++j)
        (*last)[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        (*row)[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            std::size_t best = (*last)[j - 1] + (same ? 0 : 1);
            best = std::min({best, (*last)[j] + 1, (*row)[j - 1] + 1});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1])) {
                best = std::min(best, (*before)[j - 2] + 1);
            }
            (*row)[j] = best;
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return (*last)[b.size()];
}

}  // namespace

std::string nearestWord(std::string_view word, std::span<const std::string> candidates) {
    std::string best;
    std::size_t bestDistance = kLongest;
    if (word.empty() || word.size() > kLongest) return best;
    for (const auto& candidate : candidates) {
        if (candidate.empty() || candidate.size() > kLongest) continue;
        const std::size_t longer = std::max(word.size(), candidate.size());
        const std::size_t found = distance(word, candidate);
        const std::size_t allowed = std::min(std::max<std::size_t>(2, longer / 3), longer - 1);
        if (found <= allowed && found < bestDistance) {
            bestDistance = found;
            best = candidate;
        }
    }
    return best;
}

}  // namespace headroom::models
