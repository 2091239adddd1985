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
    std::string failure;       ///< why it cannot go on
    std::uint64_t number = 0;  ///< counts views; the window drops what it has seen
    std::shared_ptr<const models::Snapshot> snapshot;
    /// Ids of the nodes that the snapshot's components are.
    std::shared_ptr<const std::vector<std::string>> nodes;
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
    };
    class Pace;

    void work();
    void make(models::System& system, const std::vector<models::Change>& changes);
    void publish(models::System& system, LiveView::Status status, const Pace& pace, bool hasChanged,
                 std::string failure = {});

    models::ValidDesign design_;
    models::Inputs inputs_;
    std::uint64_t seed_;

    mutable std::mutex mutex_;  // of all below
    std::condition_variable wake_;
    Wishes wishes_;
    std::shared_ptr<const LiveView> view_;
    models::Scenario journal_;

    std::atomic<bool> stop_{false};
    std::jthread thread_;  // last: it uses the others
};

}  // namespace headroom::app
