// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/ring.h"
#include "engine/simulation.h"
#include "engine/statistics/time_average.h"
#include "engine/wait/station.h"

namespace headroom::engine {

/// A queue in front of c equal servers, first come first served: cores of a processor that runs
/// each job to its end. co_await use(work) goes on when the work has been done.
///
/// Source: the G/G/c station of queueing theory.
/// Cost: O(1) and one event a job, however many wait; 24 bytes for each that waits.
/// Assumptions: outlives its jobs. Work is the time one server needs for the job; who has no work
///     wants no server, and does not wait for one.
class FifoStation final : public Station {
  public:
    using Use = StationUse<FifoStation>;

    explicit FifoStation(std::uint32_t servers) : servers_(servers) {}

    Use use(const Duration& work) { return Use(*this, work); }

    std::uint32_t servers() const { return servers_; }
    std::uint32_t busy() const { return busy_; }
    std::uint32_t waiting() const { return waiting_; }
    /// More servers begin at once with who waits; fewer take effect as jobs end.
    void setServers(std::uint32_t servers);

    /// Work that jobs have brought and no server has done yet. From the jobs' own numbers and not
    /// from those of the servers, so that the two can be held against each other.
    /// Precondition: no job has been cancelled in service; it would be missed for ever.
    Duration pendingWork() const {
        const auto now = static_cast<std::uint64_t>(Simulation::current().now().ns());
        return Duration::nanoseconds(
            static_cast<std::int64_t>(waitingWork_ + (ends_ - busy_ * now)));
    }
    /// Time averages of the servers at work and of the number that waits.
    TimeAverage& busyOverTime() { return busyOverTime_; }
    TimeAverage& waitingOverTime() { return waitingOverTime_; }

    void arrive(StationJob& job, BlockHandle frame) override {
        if (busy_ < servers_) [[likely]] {
            oneMoreBusy();
            begin(job, job.work(), frame);
        } else {
            enqueue(job, frame);
        }
    }
    void depart(StationJob& job) override {
        job.leave();
        ends_ -= static_cast<std::uint64_t>(Simulation::current().now().ns());
        freeServer();
    }
    void cancel(StationJob& job) override;

  private:
    struct Waiting {
        Duration work;
        StationJob* job;  // null once it has left
        BlockHandle frame;
    };
    // A job's name is twice its place in the queue, or twice its frame and 1 once in service.
    static constexpr std::uint64_t nameInService(BlockHandle frame) {
        return std::uint64_t{frame} * 2 + 1;
    }

    void begin(StationJob& job, Duration work, BlockHandle frame) {
        Simulation& simulation = Simulation::current();
        const std::int64_t end = (simulation.now() + work).ns();
        job.enter(nameInService(frame));
        ends_ += static_cast<std::uint64_t>(end);
        simulation.resumeAt(end, simulation.arena().at(frame));
    }
    void oneMoreBusy() {
        ++busy_;
        busyOverTime_.change(Simulation::current().now(), 1);
    }
    /// The server goes on with the first that waits, or has nothing to do.
    void freeServer() {
        if (waiting_ != 0 && busy_ <= servers_ && !Simulation::current().stopping()) {
            beginFirst();
            return;
        }
        --busy_;
        busyOverTime_.change(Simulation::current().now(), -1);
    }
    void enqueue(StationJob& job, BlockHandle frame);
    void oneWaitsNoMore();
    /// Precondition: somebody waits, and a server counted as busy has nothing to do.
    void beginFirst();

    std::uint32_t servers_;
    std::uint32_t busy_ = 0;
    std::uint32_t waiting_ = 0;
    // Sums modulo 2^64: of the work of who waits, and of the instants at which those in service end.
    std::uint64_t waitingWork_ = 0;
    std::uint64_t ends_ = 0;
    Ring<Waiting> queue_;  // its front waits, unless it is empty
    TimeAverage busyOverTime_;
    TimeAverage waitingOverTime_;
};

}  // namespace headroom::engine
