// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/simulation.h"
#include "models/components/component.h"
#include "models/simulate/recorder.h"
#include "models/topology/validate.h"
#include "models/workload/workload.h"

namespace headroom::models {

struct SystemOptions {
    engine::RunKey key;
    engine::EventQueue::Choice queue = engine::EventQueue::Choice::automatic;
    std::uint64_t memoryLimit = ~std::uint64_t{0};  ///< bytes, of requests in flight
    engine::Duration seriesWindow = engine::Duration::milliseconds(100);
    const std::atomic<bool>* cancel = nullptr;  ///< once true, runUntil comes back early
};

/// A valid design brought to life: one simulation with a component a node.
class System {
  public:
    System(const ValidDesign& design, const Inputs& inputs, const SystemOptions& options);
    ~System();
    System(const System&) = delete;
    System& operator=(const System&) = delete;

    /// Comes back within some ten thousand events of a cancellation, however far `end` is: it is
    /// asked for by somebody who waits. Who may be cancelled asks the flag after each call.
    engine::RunEnd runUntil(engine::SimTime end);
    engine::SimTime now() const { return simulation_.now(); }
    std::uint64_t events() const { return simulation_.events(); }
    engine::Simulation& simulation() { return simulation_; }

    /// The warm-up is over: what was counted so far is forgotten, what is in flight stays.
    void restartStatistics();
    const Recorder& recorder() const { return recorder_; }
    /// Of node i of the design, since the last restart.
    ComponentFigures figures(std::size_t node);
    /// The same at this instant; empties `sample` first.
    void sample(std::size_t node, ComponentSample& sample);
    std::size_t nodes() const { return components_.size(); }

  private:
    const std::atomic<bool>* cancel_;
    engine::Duration piece_ = engine::Duration::milliseconds(1);
    engine::Simulation simulation_;
    ValidDesign design_;
    Workload workload_;
    Recorder recorder_;
    World world_;
    std::vector<std::unique_ptr<Component>> components_;
};

}  // namespace headroom::models
