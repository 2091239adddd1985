// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "models/analysis/answer.h"
#include "models/analysis/station_figures.h"

namespace headroom::models {

// Stations with Poisson arrivals and service times that need not be exponential. Rates per second,
// times in seconds; scv: squared coefficient of variation (variance / mean^2, 1 if exponential).
// Errors of all: Unstable for a load >= 1 a server, OutOfRange for what no such station can have.

/// Raw moments of a service time: E[S], E[S^2] and, if known, E[S^3]; powers of seconds.
struct ServiceMoments {
    double first = 0;
    double second = 0;
    std::optional<double> third;

    static ServiceMoments of(double mean, double scv) {
        return {mean, mean * mean * (1 + scv), std::nullopt};
    }
};

struct SingleServer {
    StationFigures figures;
    std::optional<double> waitVariance;  ///< s^2; set if the third moment is known
};
/// M/G/1, first come first served.
/// Source: Pollaczek and Khinchine; second moment of the wait: Takacs, "A single-server queue with
///   Poisson input", Operations Research 10, 1962.
/// Cost: O(1).
/// Assumptions: Poisson arrivals, independent services.
Answer<SingleServer> mg1(double arrivalRate, const ServiceMoments& service);

/// M/G/1 with processor sharing, or last come first served with preemption and resumption: the
/// means depend on the mean service alone. meanWait is the time lost to others.
/// Source: Kleinrock, Queueing Systems II, 4.4; insensitivity: Kelly 1979.
/// Cost: O(1).
/// Assumptions: Poisson arrivals.
Answer<StationFigures> mg1ProcessorSharing(double arrivalRate, double meanService);

/// M/G/c with processor sharing: each job gets min(1, c / number) of a server; the means are those
/// of M/M/c by insensitivity.
/// Source: Cohen, "The multiple phase service network with generalized processor sharing", Acta
///   Informatica 12, 1979.
/// Cost: O(servers).
/// Assumptions: Poisson arrivals.
Answer<StationFigures> mgcProcessorSharing(double arrivalRate, double meanService,
                                           std::int64_t servers);

/// M/D/c, first come first served.
/// Source: Crommelin, "Delay probability formulae when the holding times are constant", POEE
///   Journal 25, 1932; the generating function's c - 1 zeros inside the unit circle, each by
///   Newton's method from its branch z = w e^(rho (z - 1)), w a root of unity.
/// Cost: O(servers); at most 100,000 servers (TooLarge).
/// Assumptions: Poisson arrivals. emptyProbability is not given.
Answer<StationFigures> mdc(double arrivalRate, double service, std::int64_t servers);

/// G/G/c, first come first served: mean wait of M/M/c times (ca^2 + cs^2) / 2. An approximation,
/// exact for M/M/c and M/G/1.
/// Source: Allen, Probability, Statistics and Queueing Theory, 5.3.7, with Erlang's C as the
///   probability to wait (Lee and Longton 1959 for M/G/c).
/// Cost: O(servers).
/// Assumptions: independent gaps and services; errors grow with scvs far from 1, and to some 30 %
///   for small loads. waitProbability is M/M/c's. emptyProbability is not given.
Answer<StationFigures> allenCunneen(double arrivalRate, double meanService, std::int64_t servers,
                                    double arrivalScv, double serviceScv);

/// Upper bound of the mean wait in G/G/1, first come first served; seconds.
/// Source: Kingman, "Some inequalities for the queue GI/G/1", Biometrika 49, 1962.
/// Cost: O(1).
/// Assumptions: independent gaps and services.
Answer<double> kingmanBound(double arrivalRate, double meanService, double arrivalScv,
                            double serviceScv);

/// M^[X]/M/1: groups arrive at groupRate, their sizes have the moments E[X] and E[X^2].
/// Source: Gross, Harris, Fundamentals of Queueing Theory, 3.1.
/// Cost: O(1).
/// Assumptions: Poisson groups, exponential service. waitProbability is not given.
Answer<StationFigures> bulkArrivals(double groupRate, double meanSize, double secondMomentOfSize,
                                    double meanService);

/// Mean response of M/M/1 that always serves who needs the least remaining time (SRPT); seconds.
/// Source: Schrage, Miller, "The queue M/G/1 with the shortest remaining processing time
///   discipline", Operations Research 14, 1966; the integral over sizes by Gauss and Legendre.
/// Cost: about 5,000 evaluations.
/// Assumptions: Poisson arrivals, exponential service, sizes known on arrival.
Answer<double> mm1ShortestRemaining(double arrivalRate, double meanService);

}  // namespace headroom::models
