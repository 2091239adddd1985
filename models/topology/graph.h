// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace headroom::models {

/// Questions about who calls whom, over nodes 0 .. n-1. Boost.Graph answers them; its types stay
/// in graph.cpp, because they are slow to compile.
/// Cost: O(nodes + edges) each.
/// Assumptions: none; loops and parallel edges are allowed.
class CallGraph {
  public:
    using Edge = std::pair<std::size_t, std::size_t>;  ///< caller, callee
    CallGraph(std::size_t nodes, std::vector<Edge> edges);

    /// Cycles in calling order, the first node of each not repeated: no two have a node in common,
    /// and wherever calls go round, one of them is part of it. Empty if there are none.
    std::vector<std::vector<std::size_t>> findCycles() const;
    /// For each node whether one of the starts is it or calls it, directly or not.
    std::vector<bool> reachableFrom(std::span<const std::size_t> starts) const;
    /// Nodes without which what is connected, whatever the direction, falls into parts; in order.
    /// Source: biconnected components (Hopcroft & Tarjan 1973).
    std::vector<std::size_t> articulationPoints() const;
    /// Callers before what they call; the graph must have no cycle.
    std::vector<std::size_t> callOrder() const;

  private:
    std::size_t nodes_;
    std::vector<Edge> edges_;  // sorted by caller, in the order given within one caller
};

}  // namespace headroom::models
