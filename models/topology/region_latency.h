// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sim_time.h"

namespace headroom::models {

/// Mean round trips between regions of one cloud, as its operator measured them.
///
/// Source: resources/regions/round_trips.csv, which names source and date.
/// Cost: a search among ten names.
/// Assumptions: one operator's network; the public Internet is slower.
class RegionLatency {
  public:
    /// The shipped table, read once.
    static const RegionLatency& table();

    /// As in the table's first row: "frankfurt", "tokyo", ...
    const std::vector<std::string>& regions() const { return regions_; }
    bool knows(std::string_view region) const { return indexOf(region).has_value(); }
    /// There and back, in the direction of the call; nothing if one of the two is unknown.
    std::optional<engine::Duration> roundTrip(std::string_view from, std::string_view to) const;
    /// Between two zones of one region (the mean of what was measured, 1.79 to 2.2 ms), and inside
    /// one.
    engine::Duration betweenZones() const { return engine::Duration::microseconds(2'000); }
    engine::Duration insideZone() const { return engine::Duration::microseconds(90); }

  private:
    explicit RegionLatency(std::string_view csv);
    std::optional<std::size_t> indexOf(std::string_view region) const;

    std::vector<std::string> regions_;
    std::vector<std::vector<double>> milliseconds_;
};

}  // namespace headroom::models
