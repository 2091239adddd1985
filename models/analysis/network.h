// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace headroom::models {

/// Values by class, then by station.
using PerClassAndStation = std::vector<std::vector<double>>;

/// Servers of a station where nobody waits.
inline constexpr std::int64_t kDelayStation = 0;

/// A product-form network whose classes arrive from outside. Rates per second, demands in seconds:
/// of one server, for all visits of one request. Every row of `demands` has servers.size() columns.
struct OpenNetwork {
    std::vector<std::int64_t> servers;  ///< of each station, or kDelayStation
    std::vector<double> arrivalRates;   ///< of each class
    PerClassAndStation demands;
};

/// A product-form network in which a fixed number of customers of each class goes round.
struct ClosedNetwork {
    std::vector<std::int64_t> servers;     ///< of each station, or kDelayStation
    std::vector<std::int64_t> population;  ///< of each class
    std::vector<double> think;             ///< of each class, seconds between requests
    PerClassAndStation demands;            ///< seconds, as in OpenNetwork
};

/// Steady state of a network.
struct NetworkFigures {
    std::vector<double> throughput;   ///< of each class, requests per second
    std::vector<double> response;     ///< of each class, seconds, without thinking
    std::vector<double> utilization;  ///< of each station, per server, 0 to 1; delay: mean number
    PerClassAndStation residence;     ///< seconds of one request, all its visits, waiting included
    PerClassAndStation number;        ///< mean number there
};

}  // namespace headroom::models
