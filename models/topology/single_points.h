// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "models/topology/validate.h"

namespace headroom::models {

/// A node whose one instance takes users down with it.
struct SinglePoint {
    std::size_t node;                ///< index into design().nodes
    std::vector<std::size_t> users;  ///< the users nodes that are then served no longer
};

/// What must not fail: nodes of one instance without which some users get no answer. A balancer
/// works while any of its targets does; a server needs every service and database that it calls,
/// but no cache: without one it is slow, not down.
///
/// Source: minimal path sets of coherent systems (Barlow & Proschan 1975): a node is critical to
/// "all of" if to any, to "any of" if to all.
/// Cost: O((nodes + links) * nodes / 64), 12 MB at 10,000 nodes.
/// Assumptions: failures of single nodes; links do not fail.
std::vector<SinglePoint> singlePointsOfFailure(const ValidDesign& design);

}  // namespace headroom::models
