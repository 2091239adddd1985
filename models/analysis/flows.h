// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/analysis/extract.h"

namespace headroom::models {

/// What is known of the arrivals at a node's instances.
struct Inflow {
    double rate = 0;          // all instances together
    double scv = 1;           // of the gaps at one instance
    bool poisson = true;      // exactly
    bool shortest = false;    // dealt to the instance with the least to do
    double sumSquares = 0;    // of the merged flows' rates
    double weighted = 0;      // rate times scv of each, as split
    std::int64_t choice = 1;  // instances chosen from
    int flows = 0;
};

/// The variability of arrivals, carried along the calls of a network.
///
/// Source: Whitt, "The queueing network analyzer", Bell System Technical Journal 62, 1983.
/// Cost: O(calls of a node) a node.
/// Assumptions: nodes are gone through in calling order.
class Flows {
  public:
    /// Both outlive it.
    Flows(const ValidDesign& design, const Network& network)
        : design_(design), network_(network), inflow_(network.nodes.size()) {}

    const Inflow& at(std::size_t node) const { return inflow_[node]; }
    /// What reaches a node with these stations, after pass() of all that call it. Users of a closed
    /// load are no Poisson process.
    const Inflow& reach(std::size_t node, const std::vector<std::size_t>& stations, bool isClosed);
    /// Tells the callees of a node what comes out of it.
    void pass(std::size_t node, double scv, bool isPoisson);
    /// Of what leaves a station, reached by what varies like that.
    static double departures(const NetworkStation& station, double scv);

  private:
    void merge(std::size_t node, const std::vector<std::size_t>& stations);

    const ValidDesign& design_;
    const Network& network_;
    std::vector<Inflow> inflow_;
};

}  // namespace headroom::models
