// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/sim_time.h"
#include "engine/statistics/latency_histogram.h"
#include "models/components/trace.h"
#include "models/simulate/waterfall.h"

namespace headroom::models {
class System;
}

namespace headroom::app {

/// What a closer look at one node of a running system shows. Never changes.
struct NodeFigures {
    std::string node;
    double seconds = 0;               ///< simulated, that the histograms look back
    engine::LatencyHistogram wait;    ///< of who was served: time in its queues
    engine::LatencyHistogram inside;  ///< from arrival to reply, what it called included
    std::vector<models::Waterfall>
        slowest;  ///< of the requests sampled that came by; slowest first
    struct Instance {
        std::size_t inside = 0;  ///< calls at it now
        bool isUp = true;
    };
    /// The first of its instances, kShownInstances at most; empty if it has none that can fail.
    std::vector<Instance> instances;
    std::size_t instanceCount = 0;
};

/// Looks closer at one node: only of this one are histograms copied and instances asked, so a
/// design of ten thousand costs what one of ten does.
class NodeWatch {
  public:
    static constexpr std::size_t kShownInstances = 48;
    static constexpr std::size_t kShownRequests = 6;

    /// Begins with this one; what was seen of another is forgotten. Empty: with none.
    void open(const std::string& node);
    const std::string& node() const { return node_; }
    /// Requests that have ended.
    void add(const std::vector<models::RequestTrace>& ended);
    /// nullptr if the system has no such node by now.
    std::shared_ptr<const NodeFigures> look(models::System& system);

  private:
    /// Histograms up to an instant.
    struct Mark {
        engine::SimTime time;
        engine::LatencyHistogram wait;
        engine::LatencyHistogram inside;
    };

    std::string node_;
    std::uint64_t hash_ = 0;
    // Histograms count from the start; what is shown is the difference to the older mark.
    std::optional<Mark> older_;
    std::optional<Mark> newer_;
    std::vector<models::RequestTrace> slowest_;
};

}  // namespace headroom::app
