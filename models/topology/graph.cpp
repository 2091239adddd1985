// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/graph.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/topological_sort.hpp>
#include <cassert>
#include <iterator>

namespace headroom::models {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Colors = std::vector<boost::default_color_type>;

Graph build(std::size_t nodes, const std::vector<CallGraph::Edge>& edges) {
    Graph graph(nodes);
    for (const auto& [from, to] : edges)
        boost::add_edge(from, to, graph);
    return graph;
}

auto colorMap(Colors& colors, const Graph& graph) {
    return boost::make_iterator_property_map(colors.begin(), get(boost::vertex_index, graph));
}

/// Keeps the path of the search: an edge back into it closes a cycle, which counts if it is made of
/// nodes that no cycle before has.
class CycleVisitor : public boost::default_dfs_visitor {
  public:
    struct State {
        std::vector<std::size_t> path;
        std::vector<std::size_t> place;  // of a node in the path
        // For each place of the path how many nodes up to it end with one that a cycle has.
        std::vector<std::size_t> taken;
        std::vector<std::vector<std::size_t>> cycles;
    };
    explicit CycleVisitor(State& state) : state_(&state) {}
    void discover_vertex(std::size_t node, const Graph&) {
        state_->place[node] = state_->path.size();
        state_->path.push_back(node);
        state_->taken.push_back(state_->taken.empty() ? 0 : state_->taken.back());
    }
    void finish_vertex(std::size_t, const Graph&) {
        state_->path.pop_back();
        state_->taken.pop_back();
    }
    void back_edge(Graph::edge_descriptor edge, const Graph& graph) {
        const std::size_t first = state_->place[boost::target(edge, graph)];
        if (state_->taken.back() > first) return;
        state_->cycles.emplace_back(state_->path.begin() + static_cast<std::ptrdiff_t>(first),
                                    state_->path.end());
        for (std::size_t i = first; i < state_->path.size(); ++i)
            state_->taken[i] = i + 1;
    }

  private:
    State* state_;
};

}  // namespace

CallGraph::CallGraph(std::size_t nodes, std::vector<Edge> edges)
    : nodes_(nodes), edges_(std::move(edges)) {
    std::ranges::stable_sort(edges_, {}, &Edge::first);
}

std::vector<std::vector<std::size_t>> CallGraph::findCycles() const {
    const Graph graph = build(nodes_, edges_);
    CycleVisitor::State state;
    state.place.resize(nodes_);
    boost::depth_first_search(graph, boost::visitor(CycleVisitor(state)));
    return std::move(state.cycles);
}

std::vector<bool> CallGraph::reachableFrom(std::span<const std::size_t> starts) const {
    const Graph graph = build(nodes_, edges_);
    Colors colors(nodes_, boost::white_color);
    boost::queue<std::size_t> queue;
    for (const std::size_t start : starts) {
        if (colors[start] != boost::white_color) continue;
        boost::breadth_first_visit(graph, start, queue, boost::default_bfs_visitor(),
                                   colorMap(colors, graph));
    }
    std::vector<bool> reached(nodes_);
    for (std::size_t i = 0; i < nodes_; ++i)
        reached[i] = colors[i] != boost::white_color;
    return reached;
}

std::vector<std::size_t> CallGraph::articulationPoints() const {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(nodes_);
    for (const auto& [from, to] : edges_) {
        if (from != to) boost::add_edge(from, to, graph);
    }
    std::vector<std::size_t> points;
    boost::articulation_points(graph, std::back_inserter(points));
    std::ranges::sort(points);
    return points;
}

std::vector<std::size_t> CallGraph::callOrder() const {
    assert(findCycles().empty());
    const Graph graph = build(nodes_, edges_);
    std::vector<std::size_t> order;
    order.reserve(nodes_);
    boost::topological_sort(graph, std::back_inserter(order));  // callees first
    std::ranges::reverse(order);
    return order;
}

}  // namespace headroom::models
