// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/describe/metric.h"
#include "models/describe/text.h"
#include "models/topology/validate.h"

namespace headroom::models {

/// How far a formula can be trusted.
enum class FormulaQuality {
    Exact,          ///< the station is one that theory solves, and gets the arrivals it asks for
    Approximation,  ///< the reasons say what is not as the formula assumes
    None,           ///< no steady state, or no formula
};

struct AnalyticResource {
    Resource resource = Resource::None;
    std::string key;         ///< lowerCamel, as in results
    double utilization = 0;  ///< asked for over there is; above 1: overloaded
    double capacity = 0;     ///< servers, all instances together
};

/// A component by formula: the same figures as ComponentResult, times in ms.
struct AnalyticComponent {
    std::string id;
    FormulaQuality quality = FormulaQuality::None;
    double arrivalRps = 0;
    std::vector<AnalyticResource> resources;
    std::optional<double> waitMs;    ///< in its queues
    std::optional<double> insideMs;  ///< from arrival to reply, what it calls included
    std::optional<double> hitRatio;  ///< if it keeps objects
    std::vector<Sentence> reasons;   ///< why not exact, or why not at all
};

struct AnalyticEndpoint {
    std::string name;
    double rps = 0;
    double leastMs = 0;                ///< mean response of a request that never waits
    std::optional<double> responseMs;  ///< mean
};

/// What formulas say of a design, from the description alone.
struct AnalyticAnswer {
    FormulaQuality quality = FormulaQuality::None;
    double offeredRps = 0;
    /// Throughput that cannot be passed: where the busiest resource is always busy; not set if
    /// nothing is asked for.
    std::optional<double> saturationRps;
    std::string saturated;  ///< id of the component that has that resource
    double leastMs = 0;     ///< mean response if nobody ever waited
    std::optional<double> responseMs;
    std::vector<AnalyticComponent> components;  ///< one for each node, in the design's order
    std::vector<AnalyticEndpoint> endpoints;    ///< in the design's order
    std::vector<Sentence> reasons;              ///< of the design as a whole
};

/// Solves the design's network of queues station by station.
///
/// A station fed by Poisson arrivals is solved exactly where theory can: processor sharing, M/M/c,
/// M/G/1, M/D/c; instances that take turns, as E_n/M/1. All else is Allen and Cunneen's
/// approximation, with the variability of arrivals carried along the calls.
/// A design whose users are closed loads is solved as the closed network that it is: exactly, where
/// it has product form and is not too large, all chains at once.
///
/// Source: Whitt, "The queueing network analyzer", Bell System Technical Journal 62, 1983, for that
///   variability; the stations: this folder. Utilizations: the utilization law.
/// Cost: as extract(), and O(servers) a station.
/// Assumptions: those that an answer lists as reasons; steady load, nothing refused, nothing timed
///   out.
AnalyticAnswer analyze(const ValidDesign& design);

}  // namespace headroom::models
