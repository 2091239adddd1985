// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/capacity_cut.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <cmath>
#include <cstdint>

namespace headroom::models {

namespace {

using CapacityUnits = std::int64_t;
constexpr double kMostUnits = 9e17;  // all capacities together, so that nothing overflows

/// Whole units in one: a million, fewer only where the capacities are too large for that.
double unitsPerOne(std::span<const double> capacities) {
    double sum = 0;
    for (const double capacity : capacities)
        sum += std::isfinite(capacity) ? capacity : 0.0;
    double scale = 1e6;
    while (sum * scale > kMostUnits)
        scale /= 10;
    return scale;
}

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using FlowNetwork = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<
        boost::edge_capacity_t, CapacityUnits,
        boost::property<boost::edge_residual_capacity_t, CapacityUnits,
                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

/// The two halves of a node: what comes in, and what goes out if its capacity allows.
std::size_t in(std::size_t node) {
    return 2 * node;
}
std::size_t out(std::size_t node) {
    return 2 * node + 1;
}

void connect(FlowNetwork& network, std::size_t from, std::size_t to, CapacityUnits capacity) {
    const auto forward = boost::add_edge(from, to, network).first;
    const auto back = boost::add_edge(to, from, network).first;
    const auto capacities = get(boost::edge_capacity, network);
    const auto reverse = get(boost::edge_reverse, network);
    capacities[forward] = capacity;
    capacities[back] = 0;
    reverse[forward] = back;
    reverse[back] = forward;
}

/// What can still be reached from the source by what is not used up.
std::vector<bool> stillReached(const FlowNetwork& network, std::size_t source) {
    const auto residual = get(boost::edge_residual_capacity, network);
    std::vector<bool> reached(num_vertices(network));
    std::vector<std::size_t> open{source};
    reached[source] = true;
    while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        for (auto [edge, end] = out_edges(at, network); edge != end; ++edge) {
            const std::size_t next = target(*edge, network);
            if (residual[*edge] > 0 && !reached[next]) {
                reached[next] = true;
                open.push_back(next);
            }
        }
    }
    return reached;
}

}  // namespace

CapacityCut capacityCut(std::span<const double> capacities,
                        std::span<const std::pair<std::size_t, std::size_t>> edges,
                        std::span<const std::size_t> sources, std::span<const std::size_t> ends) {
    const std::size_t n = capacities.size();
    const double scale = unitsPerOne(capacities);
    // More than all bounded nodes together can pass is as good as infinite.
    CapacityUnits bounded = 0;
    std::vector<CapacityUnits> units(n, -1);
    for (std::size_t i = 0; i < n; ++i) {
        if (!std::isfinite(capacities[i])) continue;
        units[i] = std::llround(capacities[i] * scale);
        bounded += units[i];
    }
    const CapacityUnits infinite = bounded + 1;
    FlowNetwork network(2 * n + 2);
    const std::size_t source = 2 * n;
    const std::size_t sink = 2 * n + 1;
    for (std::size_t i = 0; i < n; ++i)
        connect(network, in(i), out(i), units[i] < 0 ? infinite : units[i]);
    for (const auto& [from, to] : edges)
        connect(network, out(from), in(to), infinite);
    for (const std::size_t s : sources)
        connect(network, source, in(s), infinite);
    for (const std::size_t e : ends)
        connect(network, out(e), sink, infinite);

    const CapacityUnits flow = boost::push_relabel_max_flow(network, source, sink);
    CapacityCut cut;
    if (flow >= infinite) {
        cut.flow = HUGE_VAL;
        return cut;
    }
    cut.flow = static_cast<double>(flow) / scale;
    const std::vector<bool> reached = stillReached(network, source);
    for (std::size_t i = 0; i < n; ++i) {
        if (reached[in(i)] && !reached[out(i)]) cut.nodes.push_back(i);
    }
    return cut;
}

}  // namespace headroom::models
