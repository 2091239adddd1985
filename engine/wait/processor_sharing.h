// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/alarm.h"
#include "engine/simulation.h"
#include "engine/statistics/int128.h"
#include "engine/statistics/time_average.h"
#include "engine/wait/station.h"

namespace headroom::engine {

/// A processor whose c cores are shared equally by all jobs, a job using one core at most: what a
/// time-sharing scheduler does with slices too small to matter. co_await use(work).
///
/// Kept in virtual time: V grows by min(1, c/n) a nanosecond, a job ends when V has grown by its
/// work. Jobs depart at their exact instants, fractions of a nanosecond included; only the waking
/// is rounded up to a whole one. Whole nanoseconds are integers and only what is left of one is a
/// double, so that neither long busy periods nor huge jobs make it coarse. A job of no work does
/// not wait; one that cannot end before the end of time never does.
///
/// Source: egalitarian processor sharing (Kleinrock 1967) in the virtual time of weighted fair
/// queueing (Demers, Keshav & Shenker 1989).
/// Cost: O(log n) a job, 36 bytes a job; about 1.5 events a job.
/// Assumptions: outlives its jobs. Work is the time that a core of its own needs for the job.
///     An instant less than 1e-6 ns after a whole nanosecond counts as that nanosecond.
class ProcessorSharing final : public Station {
  public:
    using Use = StationUse<ProcessorSharing>;

    explicit ProcessorSharing(std::uint32_t cores);

    Use use(const Duration& work) { return Use(*this, work); }

    std::uint32_t cores() const { return cores_; }
    std::uint32_t jobs() const { return jobs_; }
    std::uint32_t busy() const { return jobs_ < cores_ ? jobs_ : cores_; }
    /// Takes effect at this instant. With no cores everybody waits.
    void setCores(std::uint32_t cores);

    /// Core time spent since the beginning, to the nearest ns: measured by what the cores did, not
    /// by what the jobs asked for.
    Int128 workServedNs();
    /// Work that jobs have brought and the cores have not done yet, to the nearest ns; from what the
    /// jobs asked for. Changes nothing. Cost: O(jobs).
    /// Precondition: everything that happens at this instant has happened.
    Int128 pendingWorkNs() const;
    std::uint64_t wakeUps() const { return wakeUps_; }
    /// Events of this station that are pending. The earliest is armed; others stand further off
    /// because a job came in between that ends before.
    std::size_t wakeUpsPending() const { return alarm_.pending(); }
    /// Time average of the cores at work and of the jobs present.
    TimeAverage& busyOverTime() { return busyOverTime_; }
    TimeAverage& jobsOverTime() { return jobsOverTime_; }

    void arrive(StationJob& job, BlockHandle frame) override;
    void depart(StationJob& job) override {
        freeSlot(static_cast<std::uint32_t>(job.name()));
        job.leave();
    }
    void cancel(StationJob& job) override;

  private:
    static constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};

    // A length of time, real or virtual: whole nanoseconds and what is left of one.
    struct Time {
        std::int64_t ns;
        double rest;  // at least 0 and below 1, but for rounding
    };
    static constexpr Time kNever{std::numeric_limits<std::int64_t>::max(), 2};

    struct Job {
        Time finish;  // virtual
        std::uint32_t order;
        std::uint32_t slot;
        bool before(const Job& other) const {
            if (finish.ns != other.finish.ns) return finish.ns < other.finish.ns;
            if (finish.rest != other.finish.rest) return finish.rest < other.finish.rest;
            return order < other.order;
        }
    };
    // A job's entry in the heap moves; its slot stays, and is the job's name.
    struct Slot {
        BlockHandle frame;  // 0: the job was cancelled
        bool ended;
        std::uint32_t nextFree;
    };

    void freeSlot(std::uint32_t slot);
    void advance();
    void setAlarm();
    void noteLevels();
    void push(const Job& job);
    Job pop();
    void dropCancelled();
    void dropAllCancelled();
    static Time sum(Time a, Time b);
    static Time scaled(Time t, std::uint32_t multiplier, std::uint32_t divisor);
    Time untilFirstEnds() const;
    void serve(Time t);
    static void onAlarm(void* self);

    std::uint32_t cores_;
    std::uint32_t jobs_ = 0;
    Time virtual_{0, 0};
    Int128 servedNs_ = 0;
    double servedRest_ = 0;
    std::int64_t last_ = 0;  // ns; virtual_ is right `ahead_` ns after it
    double ahead_ = 0;
    EarliestAlarm alarm_;
    std::vector<Job> heap_;
    std::vector<Slot> slots_;
    std::uint32_t freeSlots_ = kNoSlot;
    std::uint32_t nextOrder_ = 0;
    std::uint32_t cancelled_ = 0;  // of the heap
    std::uint64_t wakeUps_ = 0;
    std::int64_t busyNoted_ = 0;
    std::int64_t jobsNoted_ = 0;
    TimeAverage busyOverTime_;
    TimeAverage jobsOverTime_;
};

}  // namespace headroom::engine
