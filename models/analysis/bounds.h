// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "models/analysis/answer.h"

namespace headroom::models {

/// What a figure cannot be below or above.
struct Bounds {
    double low = 0;
    double high = 0;
};

/// Bounds of a network of one class: throughput in requests per second, response in seconds.
struct NetworkBounds {
    Bounds throughput;
    Bounds response;
};

/// One station as bounds see it.
struct BoundedStation {
    double demand = 0;         ///< seconds of one server, all visits of a request
    std::int64_t servers = 1;  ///< kDelayStation: nobody waits there
};

/// Asymptotic bounds of a closed network.
/// Source: Muntz, Wong 1974; Lazowska, Zahorjan, Graham, Sevcik, Quantitative System Performance,
///   5.2. The bottleneck is the station with the largest demand per server.
/// Cost: O(stations).
/// Assumptions: work is conserved; no distributions. Errors: OutOfRange if there is no demand that
///   anything could wait for and no thinking, or population < 1.
Answer<NetworkBounds> asymptoticBoundsClosed(std::span<const BoundedStation> stations,
                                             std::int64_t population, double think);

/// Balanced job bounds of a closed network, within the asymptotic ones.
/// Source: Zahorjan, Sevcik, Eager, Galler, "Balanced job bound analysis of queueing networks",
///   CACM 25, 1982; Lazowska et al., 5.4.
/// Cost: O(stations).
/// Assumptions: product form; single servers and delays, else OutOfRange.
Answer<NetworkBounds> balancedBoundsClosed(std::span<const BoundedStation> stations,
                                           std::int64_t population, double think);

/// What an open network can take at most, and how fast it can answer: throughput.low is 0,
/// response.high is infinite, because bounds know no distribution.
/// Source, Cost: as asymptoticBoundsClosed. throughput.high is infinite where nothing can wait.
Answer<NetworkBounds> asymptoticBoundsOpen(std::span<const BoundedStation> stations);

/// Bounds of the mean response of an open network at an arrival rate; throughput is that rate.
/// Source: Lazowska et al., 5.4.
/// Cost: O(stations).
/// Assumptions: product form; single servers and delays, else OutOfRange. Errors: Unstable.
Answer<NetworkBounds> balancedBoundsOpen(std::span<const BoundedStation> stations,
                                         double arrivalRate);

}  // namespace headroom::models
