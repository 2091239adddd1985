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

/// Keeps the path of the search; the first edge back into it closes a cycle.
class CycleVisitor : public boost::default_dfs_visitor {
  public:
    CycleVisitor(std::vector<std::size_t>& path, std::vector<std::size_t>& cycle)
        : path_(&path), cycle_(&cycle) {}
    void discover_vertex(std::size_t node, const Graph&) { path_->push_back(node); }
    void finish_vertex(std::size_t, const Graph&) { path_->pop_back(); }
    void back_edge(Graph::edge_descriptor edge, const Graph& graph) {
        if (!cycle_->empty()) return;
        const auto first = std::ranges::find(*path_, boost::target(edge, graph));
        cycle_->assign(first, path_->end());
    }

  private:
    std::vector<std::size_t>* path_;
    std::vector<std::size_t>* cycle_;
};

}  // namespace

CallGraph::CallGraph(std::size_t nodes, std::vector<Edge> edges)
    : nodes_(nodes), edges_(std::move(edges)) {
    std::ranges::stable_sort(edges_, {}, &Edge::first);
}

std::vector<std::size_t> CallGraph::findCycle() const {
    const Graph graph = build(nodes_, edges_);
    std::vector<std::size_t> path;
    std::vector<std::size_t> cycle;
    boost::depth_first_search(graph, boost::visitor(CycleVisitor(path, cycle)));
    return cycle;
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
    assert(findCycle().empty());
    const Graph graph = build(nodes_, edges_);
    std::vector<std::size_t> order;
    order.reserve(nodes_);
    boost::topological_sort(graph, std::back_inserter(order));  // callees first
    std::ranges::reverse(order);
    return order;
}

}  // namespace headroom::models
