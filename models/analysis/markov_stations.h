// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "models/analysis/answer.h"
#include "models/analysis/station_figures.h"
#include "models/analysis/time_distribution.h"

namespace headroom::models {

// Stations with Poisson arrivals and exponential service. Rates per second, times in seconds.
// Errors of all: OutOfRange for rates and times that are not finite and above zero, or for counts
// below 1; Unstable where nothing bounds the queue and the load is not below 1.

/// M/M/c with first come first served; M/M/1 with one server.
struct MultiServer {
    StationFigures figures;
    ExponentialWait times;
};
/// Source: Erlang 1917; Kleinrock, Queueing Systems I, 3.5.
/// Cost: O(servers).
/// Assumptions: Poisson arrivals, exponential service. The means also hold for processor sharing
///   with any service times (Kelly 1979), except meanWait, which then is the time lost by sharing.
Answer<MultiServer> mmc(double arrivalRate, double meanService, std::int64_t servers);

/// M/M/c/K: at most `places` in the station, servers included; who finds it full is turned away.
/// With places == servers it is Erlang's loss system.
/// Source: birth and death equations; the weights are summed from the largest outwards, so that
///   thousands of servers neither overflow nor cancel.
/// Cost: O(states that have weight); TooLarge above 1e8 places.
/// Assumptions: Poisson arrivals, exponential service. Always stable. waitProbability is of
///   accepted arrivals.
Answer<StationFigures> mmck(double arrivalRate, double meanService, std::int64_t servers,
                            std::int64_t places);

/// M/M/inf: everybody is served at once.
/// Source: Poisson number in the station; also M/G/inf.
/// Cost: O(1).
/// Assumptions: Poisson arrivals.
Answer<StationFigures> mminf(double arrivalRate, double meanService);

/// M/M/c+M (Erlang A): who waits gives up after an exponential patience. blockProbability is the
/// share that gives up; meanWait is of all arrivals, those who give up included.
/// Source: Palm 1957; Garnett, Mandelbaum, Reiman, "Designing a call center with impatient
///   customers", MSOM 4, 2002. Birth and death weights as in mmck.
/// Cost: O(states that have weight).
/// Assumptions: Poisson arrivals, exponential service and patience. Always stable.
Answer<StationFigures> mmcm(double arrivalRate, double meanService, std::int64_t servers,
                            double meanPatience);

/// Replicas that fail and are repaired.
struct Availability {
    std::vector<double> failed;  ///< probability that k of them are down, k = 0 .. replicas
    double available = 0;        ///< that at least `quorum` are up
};
/// Source: birth and death equations of the machine-repair model.
/// Cost: O(replicas).
/// Assumptions: each up replica fails at failureRate, each repairer mends one at a time at
///   repairRate; exponential times. 0 <= quorum <= replicas.
Answer<Availability> replicaAvailability(std::int64_t replicas, std::int64_t quorum,
                                         std::int64_t repairers, double failureRate,
                                         double repairRate);

}  // namespace headroom::models
