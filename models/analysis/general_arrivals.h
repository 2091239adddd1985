// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/analysis/answer.h"
#include "models/analysis/station_figures.h"
#include "models/analysis/time_distribution.h"

namespace headroom::models {

/// Gaps between arrivals that are independent of each other. `complement(s)` is 1 - E[e^(-s gap)],
/// computed without cancelling for small s.
struct RenewalArrivals {
    double rate = 0;  ///< per second
    double scv = 0;
    std::function<double(double)> complement;

    static Answer<RenewalArrivals> deterministic(double rate);
    static Answer<RenewalArrivals> poisson(double rate);
    /// Phases from 1 on. With n phases: one of n servers that a Poisson stream is dealt to in turn.
    static Answer<RenewalArrivals> erlang(std::int64_t phases, double rate);
    /// With probabilities[i] exponential with rates[i].
    static Answer<RenewalArrivals> hyperexponential(std::vector<double> probabilities,
                                                    std::vector<double> rates);
};

struct RenewalStation {
    StationFigures figures;
    ExponentialWait times;
};
/// GI/M/1, first come first served.
/// Source: Kendall 1953; the share sigma of arrivals that wait is the root of
///   sigma = E[e^(-mu (1 - sigma) gap)], found in 1 - sigma, where it is well-conditioned.
/// Cost: at most 200 transforms.
/// Assumptions: independent gaps, exponential service. Errors: Unstable, OutOfRange.
Answer<RenewalStation> gim1(const RenewalArrivals& arrivals, double meanService);

/// Arrivals whose rate is chosen by a Markov chain (MMPP), one exponential server.
struct ModulatedArrivals {
    std::vector<double> rates;                     ///< per second, one a state, >= 0
    std::vector<std::vector<double>> transitions;  ///< per second, from row to column; diagonal 0

    double meanRate() const;  ///< per second; 0 if the chain has no single steady state
};
/// MMPP/M/1, first come first served.
/// Source: Neuts, Matrix-Geometric Solutions in Stochastic Models, 1981; the rate matrix by
///   logarithmic reduction (Latouche, Ramaswami, J. Applied Probability 30, 1993).
/// Cost: O(states^3) times a dozen; at most 200 states (TooLarge).
/// Assumptions: exponential service, an irreducible chain. Errors: Unstable, OutOfRange,
///   NotConverged.
Answer<StationFigures> mmppm1(const ModulatedArrivals& arrivals, double meanService);

/// M(t)/M/inf with rate(t) = meanRate (1 + amplitude sin(2 pi t / period)), in its steady cycle.
struct PeriodicNumber {
    double mean = 0;
    double peak = 0;
    double trough = 0;
    double lagSeconds = 0;  ///< of the peak behind that of the arrivals
};
/// Source: Eick, Massey, Whitt, "M(t)/G/inf queues with sinusoidal arrival rates", Management
///   Science 39, 1993.
/// Cost: O(1).
/// Assumptions: nobody waits; 0 <= amplitude <= 1; exponential service.
Answer<PeriodicNumber> periodicMminf(double meanRate, double amplitude, double periodSeconds,
                                     double meanService);

/// A fluid that arrives at `spikeRate` for `spikeSeconds`, then at `baseRate`, where `capacity` a
/// second are served.
struct SpikeBacklog {
    double peak = 0;          ///< waiting when the spike ends
    double longestWait = 0;   ///< s
    double drainSeconds = 0;  ///< from the end of the spike
};
/// Source: mass balance (D/D/1).
/// Cost: O(1).
/// Assumptions: nothing is random. Errors: Unstable if the base alone is not below the capacity.
Answer<SpikeBacklog> spikeBacklog(double spikeRate, double baseRate, double capacity,
                                  double spikeSeconds);

}  // namespace headroom::models
