// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "models/components/component.h"
#include "models/simulate/recorder.h"
#include "models/simulate/snapshot.h"

namespace headroom::models {

/// Makes snapshots: keeps the counters of the one before and takes the differences.
///
/// Source: none; first principles.
/// Cost: one virtual call a component and some additions an instance; a handful of allocations a
///       snapshot, none a component.
/// Assumptions: the recorder outlives it.
class Observer {
  public:
    static constexpr std::size_t kNew = std::numeric_limits<std::size_t>::max();

    /// Opens the first window.
    Observer(Recorder& recorder, engine::SimTime now) : recorder_(recorder), begin_(now) {
        recorder_.addWindow(window_);
    }
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;

    /// Closes the window and opens the next.
    std::shared_ptr<const Snapshot> take(std::span<const std::unique_ptr<Component>> components,
                                         engine::SimTime now, std::uint64_t events,
                                         std::uint64_t designNumber);
    /// All counters have been set to zero: so is the window.
    void restart(engine::SimTime now);
    /// The components are other ones; earlier[i]: where component i stood, or kNew.
    void rearrange(std::span<const std::size_t> earlier);

  private:
    struct Integral {
        const char* key = "";
        double inUseNs = 0;
        double capacityNs = 0;
    };
    /// Counters when the window began.
    struct Before {
        std::uint64_t arrivals = 0;
        std::uint64_t completions = 0;
        std::uint64_t refused = 0;
        std::vector<Integral> resources;
        std::vector<RatioSample> ratios;
    };

    static Integral& integralOf(Before& before, const char* key, std::size_t place);
    void addRequests(Snapshot& snapshot) const;
    void addFailures(Snapshot& snapshot);
    void addComponent(Component& component, Before& before, Snapshot& snapshot);
    void addRatios(Before& before, Snapshot& snapshot) const;

    Recorder& recorder_;
    engine::SimTime begin_;
    WindowCounts window_;
    std::vector<Before> before_;
    ComponentSample sample_;
    std::array<std::uint64_t, 600> failed_{};  // by status, when the window began
    std::size_t resources_ = 0;                // in the last snapshot
};

}  // namespace headroom::models
