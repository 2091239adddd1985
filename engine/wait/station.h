// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstdint>

#include "engine/simulation.h"

namespace headroom::engine {

/// What a job keeps in the waiting coroutine's frame: one word, which is its work until the station
/// has taken it in, and then the name that the station has given it.
class StationJob {
  public:
    explicit StationJob(const Duration& work) : word_(work.ns() > 0 ? work.ns() : 0) {}
    StationJob(const StationJob&) = delete;
    StationJob& operator=(const StationJob&) = delete;

    bool isInside() const { return word_ < 0; }
    /// Precondition: not inside.
    Duration work() const { return Duration::nanoseconds(word_); }
    /// `name`: below 2^63.
    void enter(std::uint64_t name) { word_ = ~static_cast<std::int64_t>(name); }
    std::uint64_t name() const { return static_cast<std::uint64_t>(~word_); }
    void leave() { word_ = 0; }

  private:
    std::int64_t word_;
};

/// The wait of one job at a station of type S; see Station::use.
template <class S>
class [[nodiscard]] StationUse final : StationJob {
  public:
    StationUse(S& station, const Duration& work) : StationJob(work), station_(&station) {}
    ~StationUse() {
        if (isInside()) [[unlikely]]
            station_->cancel(*this);
    }
    bool await_ready() const noexcept { return work() == Duration::zero(); }
    void await_suspend(std::coroutine_handle<> caller) {
        station_->arrive(*this, Simulation::current().arena().handleOf(caller.address()));
    }
    void await_resume() noexcept {
        if (isInside()) station_->depart(*this);
    }

  private:
    S* station_;
};

/// A place where jobs get work done, each waiting for others as the kind of station says. Code that
/// knows the kind uses it directly and without virtual calls.
///
/// Assumptions: outlives its jobs. Work is the time that a server of its own needs for the job.
class Station {
  public:
    using Use = StationUse<Station>;

    Station() = default;
    Station(const Station&) = delete;
    Station& operator=(const Station&) = delete;
    virtual ~Station() = default;

    /// co_await use(work): goes on when the work has been done. By reference, because an argument
    /// by value gets a place of its own in the caller's frame.
    Use use(const Duration& work) { return Use(*this, work); }

    // --- for uses ---

    virtual void arrive(StationJob& job, BlockHandle frame) = 0;
    /// The job's coroutine has been resumed.
    virtual void depart(StationJob& job) = 0;
    /// The job's coroutine is being destroyed, before it has been resumed.
    virtual void cancel(StationJob& job) = 0;
};

}  // namespace headroom::engine
