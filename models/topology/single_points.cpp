// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/single_points.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <ranges>

namespace headroom::models {

namespace {

/// A set of nodes, by their index.
class NodeSet {
  public:
    explicit NodeSet(std::size_t nodes) : words_((nodes + 63) / 64) {}
    void add(std::size_t node) { words_[node / 64] |= std::uint64_t{1} << (node % 64); }
    void unite(const NodeSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] |= other.words_[i];
    }
    void intersect(const NodeSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] &= other.words_[i];
    }
    template <class Take>
    void forEach(Take take) const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
                take(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
        }
    }

  private:
    std::vector<std::uint64_t> words_;
};

bool isSingle(const Node& node) {
    return node.kind->footprint == nullptr || node.kind->footprint(node.settings, 0).instances == 1;
}

}  // namespace

std::vector<SinglePoint> singlePointsOfFailure(const ValidDesign& valid) {
    const std::vector<Node>& nodes = valid.design().nodes;
    // For each node what it cannot do without; callees before their callers.
    std::vector<NodeSet> critical(nodes.size(), NodeSet(nodes.size()));
    std::vector<std::vector<std::size_t>> usersOf(nodes.size());
    for (const std::size_t i : valid.callOrder() | std::views::reverse) {
        const Roles& roles = nodes[i].kind->roles;
        bool first = true;
        for (const Wire& wire : valid.wiresFrom(i)) {
            // A cache that is down is gone without, a worker is waited for by nobody.
            if (wire.role == LinkRole::Cache || wire.role == LinkRole::Jobs) continue;
            if (roles.balances && !first) {
                critical[i].intersect(critical[wire.to]);
            } else {
                critical[i].unite(critical[wire.to]);
            }
            first = false;
        }
        if (roles.source) {
            critical[i].forEach([&](std::size_t node) { usersOf[node].push_back(i); });
        } else if (isSingle(nodes[i])) {
            critical[i].add(i);
        }
    }
    std::vector<SinglePoint> points;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (usersOf[i].empty()) continue;
        std::ranges::sort(usersOf[i]);
        points.push_back({i, std::move(usersOf[i])});
    }
    return points;
}

}  // namespace headroom::models
