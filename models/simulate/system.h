// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/simulation.h"
#include "models/components/component.h"
#include "models/scenario/change.h"
#include "models/simulate/observer.h"
#include "models/simulate/recorder.h"
#include "models/simulate/snapshot.h"
#include "models/simulate/warm_start.h"
#include "models/topology/validate.h"
#include "models/workload/workload.h"

namespace headroom::models {

struct SystemOptions {
    engine::RunKey key;
    engine::EventQueue::Choice queue = engine::EventQueue::Choice::automatic;
    std::uint64_t memoryLimit = ~std::uint64_t{0};  ///< bytes, of requests in flight
    engine::Duration seriesWindow = engine::Duration::milliseconds(100);
    const std::atomic<bool>* cancel = nullptr;  ///< once true, runUntil comes back early
    /// What the components remember; nullptr: nothing.
    std::shared_ptr<const WarmMemory> warm;
    /// Traces requests while they run; outlives the system. It changes nothing that happens.
    Tracer* tracer = nullptr;
    std::size_t slowest = 0;                 ///< remember that many of each endpoint
    std::vector<RequestEnd>* log = nullptr;  ///< gets every request that ends
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

    /// Makes a change at this instant, after everything that happens at it, and writes it into the
    /// journal. Preconditions: a whole millisecond; checkChange() of design() has nothing to say. A
    /// redesign keeps the components of nodes with the same id and kind, with all they are doing;
    /// what was going on inside others fails as redesigned, and series go on.
    void apply(const Change& change);
    const Scenario& journal() const { return journal_; }
    /// The design as it is by now.
    Design design() const;

    /// The warm-up is over: what was counted so far is forgotten, what is in flight stays.
    void restartStatistics();
    const Recorder& recorder() const { return recorder_; }
    const RequestNotes& notes() const { return notes_; }
    const Workload& workload() const { return workload_; }
    /// The system as it is, and what happened since the last snapshot or, before any, since this
    /// was asked to watch.
    std::shared_ptr<const Snapshot> snapshot();
    /// Opens the first window of snapshots.
    void watch();
    /// Of node i of the design, since the last restart.
    ComponentFigures figures(std::size_t node);
    /// The same at this instant; empties `sample` first.
    void sample(std::size_t node, ComponentSample& sample);
    std::size_t nodes() const { return components_.size(); }
    Component& component(std::size_t node) { return *components_[node]; }

  private:
    const std::atomic<bool>* cancel_;
    engine::Duration piece_ = engine::Duration::milliseconds(1);
    void change(const SettingEdit& change);
    void change(const CrashFault& fault);
    void change(const RestoreFix& fix);
    void change(const FlushFault& fault);
    void change(const Redesign& redesign);
    /// Gives every component its channels; those of links that were there before are kept.
    void connectAll();
    void indexNodes();
    std::size_t indexOf(const std::string& id) const { return byId_.at(id); }
    void reconfigure(std::size_t node, const Settings& settings);

    engine::Simulation simulation_;
    ValidDesign design_;  // its wiring; settings may have changed since
    Workload workload_;
    Recorder recorder_;
    RequestNotes notes_;
    World world_;
    std::vector<Settings> settings_;  // of the nodes by now
    std::vector<std::unique_ptr<Component>> components_;
    std::unordered_map<std::string, std::size_t> byId_;
    std::vector<std::vector<std::size_t>> callers_;
    // No longer in the design, but coroutines may still be inside.
    std::vector<std::unique_ptr<Component>> retired_;
    std::vector<std::unique_ptr<Channel>> retiredChannels_;
    std::unique_ptr<Observer> observer_;
    std::uint64_t redesigns_ = 0;
    Scenario journal_;
};

}  // namespace headroom::models
