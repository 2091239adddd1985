// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/region_latency.h"

#include <algorithm>
#include <cassert>

#include "models/topology/round_trips.h"

namespace headroom::models {

namespace {

std::string_view takeUntil(std::string_view& text, char end) {
    const std::size_t at = text.find(end);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

}  // namespace

// The table is part of the program: what is wrong with it is a bug, and a test reads all of it.
RegionLatency::RegionLatency(std::string_view csv) {
    while (!csv.empty()) {
        std::string_view line = takeUntil(csv, '\n');
        if (line.empty() || line.front() == '#') continue;
        const std::string_view name = takeUntil(line, ',');
        if (name == "region") {
            while (!line.empty())
                regions_.emplace_back(takeUntil(line, ','));
            continue;
        }
        assert(milliseconds_.size() < regions_.size() && name == regions_[milliseconds_.size()]);
        std::vector<double>& row = milliseconds_.emplace_back();
        while (!line.empty()) {
            const std::string cell(takeUntil(line, ','));
            row.push_back(std::stod(cell));
        }
        assert(row.size() == regions_.size());
    }
    assert(milliseconds_.size() == regions_.size());
}

const RegionLatency& RegionLatency::table() {
    static const RegionLatency table{kRoundTrips};
    return table;
}

std::optional<std::size_t> RegionLatency::indexOf(std::string_view region) const {
    const auto found = std::ranges::find(regions_, region);
    if (found == regions_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - regions_.begin());
}

std::optional<engine::Duration> RegionLatency::roundTrip(std::string_view from,
                                                         std::string_view to) const {
    const auto row = indexOf(from);
    const auto column = indexOf(to);
    if (!row || !column) return std::nullopt;
    return engine::Duration::fromNanoseconds(milliseconds_[*row][*column] * 1e6);
}

}  // namespace headroom::models
