// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace headroom::models {

/// Where a node stands in a layered drawing.
struct LayerPlace {
    std::size_t layer = 0;  ///< callers stand in earlier layers than what they call
    std::size_t place = 0;  ///< in its layer, from 0
    bool operator==(const LayerPlace&) const = default;
};

/// Layers of a graph without cycles: each node one behind the last of its callers, nodes without
/// callers just before the first that they call; within a layer in an order with few crossings.
///
/// Source: layered drawing (Sugiyama, Tagawa & Toda 1981): longest-path layers, barycentre sweeps
/// both ways, the best order seen is kept.
/// Cost: O(nodes + edges) a sweep and its sort, eight sweeps; counting crossings O(edges log
/// edges). Assumptions: no cycles. Loops and parallel edges do no harm.
std::vector<LayerPlace> layersOf(std::size_t nodes,
                                 std::span<const std::pair<std::size_t, std::size_t>> edges);

/// Pairs of edges that cross when drawn straight between neighbouring layers; edges over several
/// layers count with the layers they span at their ends only.
std::size_t crossings(std::span<const LayerPlace> places,
                      std::span<const std::pair<std::size_t, std::size_t>> edges);

/// Positions on the drawing: layers from left to right, each centred on zero.
std::vector<std::array<double, 2>> arrange(std::span<const LayerPlace> places,
                                           double betweenLayers = 240, double betweenNodes = 160);

}  // namespace headroom::models
