// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/studio/run/node_watch.h"
#include "models/components/trace.h"
#include "models/scenario/change.h"
#include "models/simulate/snapshot.h"
#include "models/workload/workload.h"

namespace headroom::models {
class System;
}

namespace headroom::app {

/// What can be seen of a live run at an instant. Never changes, so the window may keep it.
struct LiveView {
    enum class Status { Paused, Running, Failed };
    Status status = Status::Paused;
    engine::RunEnd end = engine::RunEnd::reached;  ///< why a failed one cannot go on
    std::uint64_t number = 0;  ///< counts views; the window drops what it has seen
    std::shared_ptr<const models::Snapshot> snapshot;
    /// Ids of the nodes that the snapshot's components are.
    std::shared_ptr<const std::vector<std::string>> nodes;
    /// Of the node that is watched; nullptr: none is, or it has not been looked at yet.
    std::shared_ptr<const NodeFigures> watched;
    double timesRealTime = 0;    ///< simulated seconds a second, of late
    double eventsPerSecond = 0;  ///< of our time, of late
};

/// A system simulated in a thread of its own while somebody looks on. The window posts what is to
/// be done and pulls what is newest; neither ever waits for the simulation.
class LiveRun {
  public:
    static constexpr double kMaxSpeed = 0;  ///< as fast as this machine can

    LiveRun(models::ValidDesign design, models::Inputs inputs, std::uint64_t seed);
    ~LiveRun();
    /// Asks it to end; isOver() once it has, so that nobody need wait for it.
    void end();
    bool isOver() const { return isOver_; }
    LiveRun(const LiveRun&) = delete;
    LiveRun& operator=(const LiveRun&) = delete;

    void play();
    void pause();
    /// Simulated seconds a second; kMaxSpeed: no limit.
    void setSpeed(double speed);
    /// Pauses, and goes on by this much simulated time.
    void step(engine::Duration by);
    /// Done at the next whole millisecond; dropped if the design as it is by then does not allow
    /// it.
    void post(models::Change change);
    /// Looks closer at this node from now on; empty: at none.
    void watchNode(std::string id);
    /// Requests that have ended since it was asked last: a sample of them, the latest kTaken.
    std::vector<models::RequestTrace> takeSampled();
    static constexpr std::size_t kTaken = 64;
    /// The newest view; never nullptr.
    std::shared_ptr<const LiveView> view() const;
    /// What was done to it so far.
    models::Scenario journal() const;

  private:
    struct Wishes {
        bool running = false;
        double speed = 1;
        engine::Duration steps;
        std::vector<models::Change> changes;
        std::string watched;
    };
    class Pace;

    void work();
    void simulate();
    void publishSampled(const std::vector<models::RequestTrace>& ended);
    void make(models::System& system, const std::vector<models::Change>& changes);
    void publish(models::System& system, LiveView::Status status, const Pace& pace, bool hasChanged,
                 engine::RunEnd end = engine::RunEnd::reached);

    models::ValidDesign design_;
    models::Inputs inputs_;
    std::uint64_t seed_;

    mutable std::mutex mutex_;  // of all below
    std::condition_variable wake_;
    Wishes wishes_;
    std::shared_ptr<const LiveView> view_;
    models::Scenario journal_;
    std::shared_ptr<const NodeFigures> watched_;
    std::vector<models::RequestTrace> sampled_;

    std::atomic<bool> stop_{false};
    std::atomic<bool> isOver_{false};
    std::jthread thread_;  // last: it uses the others
};

}  // namespace headroom::app
