// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/topology/validate.h"

namespace headroom::models {

/// One call, or several of one kind, that a node makes for a request of an endpoint.
struct PlannedCall {
    std::size_t wire = 0;  ///< index into wiresFrom(node)
    std::int64_t times = 1;
    double probability = 1;
    bool parallel = false;
    std::uint32_t row = 0;  ///< in the endpoint's calls, or after them; tells draws apart
};

/// The calls over links that take requests, in the order in which they are made: those that the
/// endpoint names and this node has a link for, to the service or to a load balancer before it;
/// then the services that no endpoint names. `endpoint` may be one that is not in the design.
/// Cost: O(calls of all endpoints * links of the node and of the load balancers behind them).
std::vector<PlannedCall> plannedCalls(const ValidDesign& design, std::size_t node,
                                      const Endpoint& endpoint);

/// Calls to what is no service, or what no server has a link to. `wires`: by node, as far as they
/// are good.
void checkCalls(const Design& design, const std::vector<std::vector<Wire>>& wires,
                Diagnostics& diagnostics);

}  // namespace headroom::models
