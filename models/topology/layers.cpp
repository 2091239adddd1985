// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/layers.h"

#include <algorithm>
#include <numeric>

namespace headroom::models {

namespace {

using Edge = std::pair<std::size_t, std::size_t>;
constexpr int kSweeps = 8;

struct Neighbours {
    std::vector<std::vector<std::size_t>> callees;
    std::vector<std::vector<std::size_t>> callers;
};

Neighbours neighboursOf(std::size_t nodes, std::span<const Edge> edges) {
    Neighbours neighbours{std::vector<std::vector<std::size_t>>(nodes),
                          std::vector<std::vector<std::size_t>>(nodes)};
    for (const auto& [from, to] : edges) {
        if (from == to) continue;
        neighbours.callees[from].push_back(to);
        neighbours.callers[to].push_back(from);
    }
    return neighbours;
}

/// Callers before what they call (Kahn 1962), ties by index.
std::vector<std::size_t> callOrder(const Neighbours& neighbours) {
    const std::size_t n = neighbours.callees.size();
    std::vector<std::size_t> open(n);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < n; ++i) {
        open[i] = neighbours.callers[i].size();
        if (open[i] == 0) order.push_back(i);
    }
    for (std::size_t k = 0; k < order.size(); ++k) {
        for (const std::size_t to : neighbours.callees[order[k]]) {
            if (--open[to] == 0) order.push_back(to);
        }
    }
    return order;
}

std::vector<std::size_t> longestPathLayers(const Neighbours& neighbours) {
    const std::vector<std::size_t> order = callOrder(neighbours);
    std::vector<std::size_t> layer(neighbours.callees.size(), 0);
    for (const std::size_t i : order) {
        for (const std::size_t to : neighbours.callees[i])
            layer[to] = std::max(layer[to], layer[i] + 1);
    }
    // Who has no callers is drawn to what it calls instead of to the far left.
    for (const std::size_t i : order) {
        if (!neighbours.callers[i].empty() || neighbours.callees[i].empty()) continue;
        std::size_t nearest = layer[neighbours.callees[i].front()];
        for (const std::size_t to : neighbours.callees[i])
            nearest = std::min(nearest, layer[to]);
        layer[i] = nearest - 1;
    }
    return layer;
}

/// The nodes of each layer in their order.
using Rows = std::vector<std::vector<std::size_t>>;

void placesFromRows(const Rows& rows, std::vector<LayerPlace>& places) {
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            places[row[i]].place = i;
    }
}

/// Sorts a layer by the mean place of each node's neighbours; who has none stays where it is.
void sortByBarycentre(std::vector<std::size_t>& row,
                      const std::vector<std::vector<std::size_t>>& neighbours,
                      const std::vector<LayerPlace>& places) {
    std::vector<std::pair<double, std::size_t>> keyed;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& around = neighbours[row[i]];
        double sum = 0;
        for (const std::size_t other : around)
            sum += static_cast<double>(places[other].place);
        keyed.emplace_back(
            around.empty() ? static_cast<double>(i) : sum / static_cast<double>(around.size()),
            row[i]);
    }
    std::ranges::stable_sort(keyed, {}, &std::pair<double, std::size_t>::first);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = keyed[i].second;
}

/// Inversions of a sequence, by merging.
std::size_t inversions(std::vector<std::size_t>& values) {
    if (values.size() < 2) return 0;
    std::vector<std::size_t> half(values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                                  values.end());
    values.resize(values.size() / 2);
    std::size_t count = inversions(values) + inversions(half);
    std::vector<std::size_t> merged;
    merged.reserve(values.size() + half.size());
    std::size_t i = 0;
    for (const std::size_t value : half) {
        while (i < values.size() && values[i] <= value)
            merged.push_back(values[i++]);
        count += values.size() - i;
        merged.push_back(value);
    }
    merged.insert(merged.end(), values.begin() + static_cast<std::ptrdiff_t>(i), values.end());
    values = std::move(merged);
    return count;
}

}  // namespace

std::size_t crossings(std::span<const LayerPlace> places, std::span<const Edge> edges) {
    // Edges that leave the same layer for the same layer cross if their ends are in other order.
    std::vector<std::pair<std::array<std::size_t, 4>, std::size_t>> sorted;
    for (const auto& [from, to] : edges) {
        if (places[from].layer == places[to].layer) continue;
        sorted.push_back(
            {{places[from].layer, places[to].layer, places[from].place, places[to].place},
             places[to].place});
    }
    std::ranges::sort(sorted);
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::vector<std::size_t> ends;
        std::size_t end = begin;
        while (end < sorted.size() && sorted[end].first[0] == sorted[begin].first[0] &&
               sorted[end].first[1] == sorted[begin].first[1]) {
            ends.push_back(sorted[end++].second);
        }
        count += inversions(ends);
        begin = end;
    }
    return count;
}

std::vector<LayerPlace> layersOf(std::size_t nodes, std::span<const Edge> edges) {
    const Neighbours neighbours = neighboursOf(nodes, edges);
    const std::vector<std::size_t> layer = longestPathLayers(neighbours);
    std::vector<LayerPlace> places(nodes);
    Rows rows;
    for (std::size_t i = 0; i < nodes; ++i) {
        places[i].layer = layer[i];
        rows.resize(std::max(rows.size(), layer[i] + 1));
        rows[layer[i]].push_back(i);
    }
    placesFromRows(rows, places);
    std::vector<LayerPlace> best = places;
    std::size_t fewest = crossings(places, edges);
    for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
        const bool forward = sweep % 2 == 0;
        for (std::size_t k = 0; k < rows.size(); ++k) {
            auto& row = rows[forward ? k : rows.size() - 1 - k];
            sortByBarycentre(row, forward ? neighbours.callers : neighbours.callees, places);
            for (std::size_t i = 0; i < row.size(); ++i)
                places[row[i]].place = i;
        }
        if (const std::size_t now = crossings(places, edges); now < fewest) {
            fewest = now;
            best = places;
        }
    }
    return best;
}

std::vector<std::array<double, 2>> arrange(std::span<const LayerPlace> places, double betweenLayers,
                                           double betweenNodes) {
    std::vector<std::size_t> size;
    for (const LayerPlace& p : places) {
        size.resize(std::max(size.size(), p.layer + 1));
        ++size[p.layer];
    }
    std::vector<std::array<double, 2>> at;
    at.reserve(places.size());
    for (const LayerPlace& p : places) {
        const double middle = static_cast<double>(size[p.layer] - 1) / 2;
        at.push_back({static_cast<double>(p.layer) * betweenLayers,
                      (static_cast<double>(p.place) - middle) * betweenNodes});
    }
    return at;
}

}  // namespace headroom::models
