// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/simulation.h"
#include "engine/statistics/latency_histogram.h"
#include "models/components/component.h"

namespace headroom::models {

/// What the instances of one component count together. Histograms are a node's, not an instance's:
/// ten thousand of them would not fit into any cache.
class NodeStatistics {
  public:
    /// Counts one visit from its arrival to its end, however the coroutine ends.
    class Visit {
      public:
        explicit Visit(NodeStatistics& statistics)
            : statistics_(statistics), arrived_(engine::Simulation::current().now()) {
            ++statistics_.arrivals_;
        }
        Visit(const Visit&) = delete;
        Visit& operator=(const Visit&) = delete;

        /// The time in a queue before being served.
        void waited(engine::Duration time) { statistics_.wait_.record(time); }
        void refused() { ++statistics_.refused_; }
        void completed() {
            ++statistics_.completions_;
            statistics_.inside_.record(engine::Simulation::current().now() - arrived_);
        }
        engine::SimTime arrived() const { return arrived_; }

      private:
        NodeStatistics& statistics_;
        engine::SimTime arrived_;
    };

    void restart() {
        arrivals_ = completions_ = refused_ = 0;
        wait_.reset();
        inside_.reset();
    }
    ComponentFigures figures() const {
        ComponentFigures figures;
        figures.arrivals = arrivals_;
        figures.completions = completions_;
        figures.refused = refused_;
        figures.wait = wait_;
        figures.inside = inside_;
        return figures;
    }

  private:
    std::uint64_t arrivals_ = 0;
    std::uint64_t completions_ = 0;
    std::uint64_t refused_ = 0;
    engine::LatencyHistogram wait_;
    engine::LatencyHistogram inside_;
};

}  // namespace headroom::models
