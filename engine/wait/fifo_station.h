// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstdint>

#include "engine/simulation.h"
#include "engine/statistics/time_average.h"
#include "engine/wait/wait_list.h"

namespace headroom::engine {

/// A queue in front of c equal servers, first come first served: cores of a processor that runs
/// each job to its end. co_await use(work) goes on when the work has been done.
///
/// Source: the G/G/c station of queueing theory.
/// Cost: O(1) and one event a job, however many wait; nothing allocated.
/// Assumptions: outlives its jobs. Work is the time one server needs for the job; who has no work
///     wants no server, and does not wait for one.
class FifoStation {
  public:
    class [[nodiscard]] Use final : WaitLink {
      public:
        Use(FifoStation& station, Duration work) : station_(&station), work_(work) {}
        ~Use() {
            if (state_ != State::idle) [[unlikely]]
                cancel();
        }
        bool await_ready() const noexcept { return work_ <= Duration::zero(); }
        void await_suspend(std::coroutine_handle<> caller) {
            frame_ = Simulation::current().arena().handleOf(caller.address());
            station_->arrive(*this);
        }
        void await_resume() noexcept {
            if (state_ == State::idle) return;
            state_ = State::idle;
            station_->leave();
        }

      private:
        friend class FifoStation;
        enum class State : std::uint8_t { idle, waiting, inService };
        void cancel();

        FifoStation* station_;
        Duration work_;
        BlockHandle frame_ = 0;
        State state_ = State::idle;
    };

    explicit FifoStation(std::uint32_t servers) : servers_(servers) {}
    FifoStation(const FifoStation&) = delete;
    FifoStation& operator=(const FifoStation&) = delete;

    Use use(Duration work) { return Use(*this, work); }

    std::uint32_t servers() const { return servers_; }
    std::uint32_t busy() const { return busy_; }
    std::uint32_t waiting() const { return waiting_; }
    /// More servers begin at once with who waits; fewer take effect as jobs end.
    void setServers(std::uint32_t servers);

    /// Time averages of the servers at work and of the number that waits.
    TimeAverage& busyOverTime() { return busyOverTime_; }
    TimeAverage& waitingOverTime() { return waitingOverTime_; }

  private:
    void arrive(Use& job) {
        if (busy_ < servers_) [[likely]] {
            begin(job);
        } else {
            enqueue(job);
        }
    }
    void begin(Use& job) {
        Simulation& simulation = Simulation::current();
        job.state_ = Use::State::inService;
        ++busy_;
        busyOverTime_.change(simulation.now(), 1);
        simulation.resumeAt((simulation.now() + job.work_).ns(), simulation.arena().at(job.frame_));
    }
    void leave() {
        --busy_;
        busyOverTime_.change(Simulation::current().now(), -1);
        if (waiting_ != 0) beginFirst();
    }
    void enqueue(Use& job);
    void leaveQueue(Use& job);
    void beginFirst();

    std::uint32_t servers_;
    std::uint32_t busy_ = 0;
    std::uint32_t waiting_ = 0;
    WaitList queue_;
    TimeAverage busyOverTime_;
    TimeAverage waitingOverTime_;
};

}  // namespace headroom::engine
