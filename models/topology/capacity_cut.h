// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace headroom::models {

/// How much gets through a network whose nodes pass only so much, and which nodes hold it back.
struct CapacityCut {
    double flow = 0;  ///< in the unit of the capacities; infinite if no node holds it back
    /// The nodes that are full and keep every way closed; adding capacity anywhere else does not
    /// help. Of several such sets, the one nearest to the sources. Empty if the flow is unbounded.
    std::vector<std::size_t> nodes;
};

/// The largest flow from the sources to the ends over nodes 0 .. capacities.size() - 1. A capacity
/// may be infinite; edges carry any amount. An end that is a source counts as a way of one node.
///
/// Source: max-flow min-cut (Ford & Fulkerson 1956) with nodes split in two; push-relabel (Goldberg
/// & Tarjan 1988) of Boost.Graph, in whole millionths (tenths of that and so on where the sum
/// passes 9e11), because rounding can keep push-relabel with floating numbers from ending. Cost:
/// O(nodes^3) at worst, near linear on layered systems. Assumptions: capacities are not negative.
CapacityCut capacityCut(std::span<const double> capacities,
                        std::span<const std::pair<std::size_t, std::size_t>> edges,
                        std::span<const std::size_t> sources, std::span<const std::size_t> ends);

}  // namespace headroom::models
