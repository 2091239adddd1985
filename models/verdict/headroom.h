// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/describe/metric.h"

namespace headroom::models {

class ValidDesign;
struct RunResult;

/// How much more a resource can take: the load may grow by these factors before it is used to the
/// target. Below 1: it is used to more than that already.
struct ResourceHeadroom {
    std::string component;
    std::string key;
    Resource resource = Resource::None;
    double utilization = 0;  ///< that the load asked for would make: above 1 if some is refused
    double factor = 0;
    double busiestUtilization = 0;  ///< in the busiest window; as before where there are none
    double busiestFactor = 0;
};

/// How much more a system can take while a part of it is down, its load on the others.
struct LossHeadroom {
    std::string what;      ///< id of the node, one instance of which is down, or of the zone
    double factor = 0;     ///< 0: what is left cannot do without
    std::string limiting;  ///< "db.cpu"; empty if there is nothing
};

struct HeadroomResult {
    double target = 1;  ///< utilization that is not to be passed
    std::vector<ResourceHeadroom> resources;
    double factor = 0;     ///< of the system: the least of all
    std::string limiting;  ///< "db.cpu"
    double busiestFactor = 0;
    std::string busiestLimiting;
    std::vector<LossHeadroom> instances;  ///< a component each; worst first
    std::vector<LossHeadroom> zones;      ///< each group without groups inside; worst first
};

/// By the utilization law: use grows with the load, and what is down leaves its load to the others
/// of its node or, where a balancer can choose, to the other targets of the same kind. A cache that
/// is gone is not missed here: what lies behind it is not asked more. What is kept full is no
/// limit. What a component refuses for want of room counts as use that it was asked for. Of what is
/// held while waiting (workers, connections) use grows faster than the load near the end, so there
/// it is an upper bound. Nothing of a system that is overloaded.
///
/// Source: utilization law, U = X D (Denning & Buzen, ACM Computing Surveys 10(3), 1978).
/// Cost: O((nodes + links) * nodes).
/// Assumptions: the mix of requests stays; hit ratios stay.
std::optional<HeadroomResult> headroomOf(const ValidDesign& design, const RunResult& result,
                                         double target);

}  // namespace headroom::models
