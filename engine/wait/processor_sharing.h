// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstdint>
#include <vector>

#include "engine/alarm.h"
#include "engine/simulation.h"
#include "engine/statistics/time_average.h"

namespace headroom::engine {

/// A processor whose c cores are shared equally by all jobs, a job using one core at most: what a
/// time-sharing scheduler does with slices too small to matter. co_await use(work).
///
/// Kept in virtual time: V grows by min(1, c/n) a nanosecond, a job ends when V has grown by its
/// work. Jobs depart at their exact instants, fractions of a nanosecond included; only the waking
/// is rounded up to a whole one.
///
/// Source: egalitarian processor sharing (Kleinrock 1967) in the virtual time of weighted fair
/// queueing (Demers, Keshav & Shenker 1989).
/// Cost: O(log n) a job, 24 bytes a job; about 1.5 events a job.
/// Assumptions: outlives its jobs. Work is the time that a core of its own needs for the job.
class ProcessorSharing {
  public:
    class [[nodiscard]] Use final {
      public:
        Use(ProcessorSharing& station, Duration work) : station_(&station), work_(work) {}
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        ~Use() {
            if (slot_ != kNoSlot) [[unlikely]]
                station_->cancel(slot_);
        }
        bool await_ready() const noexcept { return work_ <= Duration::zero(); }
        void await_suspend(std::coroutine_handle<> caller) {
            slot_ = station_->arrive(work_, caller);
        }
        void await_resume() noexcept {
            if (slot_ == kNoSlot) return;
            station_->freeSlot(slot_);
            slot_ = kNoSlot;
        }

      private:
        ProcessorSharing* station_;
        Duration work_;
        std::uint32_t slot_ = kNoSlot;
    };

    explicit ProcessorSharing(std::uint32_t cores);
    ProcessorSharing(const ProcessorSharing&) = delete;
    ProcessorSharing& operator=(const ProcessorSharing&) = delete;

    Use use(Duration work) { return Use(*this, work); }

    std::uint32_t cores() const { return cores_; }
    std::uint32_t jobs() const { return jobs_; }
    std::uint32_t busy() const { return jobs_ < cores_ ? jobs_ : cores_; }
    void setCores(std::uint32_t cores);

    /// Core time spent since the beginning, in ns: measured by what the cores did, not by what the
    /// jobs asked for.
    double workServedNs();
    std::uint64_t wakeUps() const { return wakeUps_; }
    /// Time average of the cores at work and of the jobs present.
    TimeAverage& busyOverTime() { return busyOverTime_; }
    TimeAverage& jobsOverTime() { return jobsOverTime_; }

  private:
    static constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};

    struct Job {
        double finish;  // virtual time
        std::uint32_t order;
        std::uint32_t slot;
        bool before(const Job& other) const {
            return finish != other.finish ? finish < other.finish : order < other.order;
        }
    };
    // A job's entry in the heap moves; its slot stays, and is what the waiting coroutine knows.
    struct Slot {
        BlockHandle frame;  // 0: the job was cancelled
        bool ended;
        std::uint32_t nextFree;
    };

    std::uint32_t arrive(Duration work, std::coroutine_handle<> caller);
    void cancel(std::uint32_t slot);
    void freeSlot(std::uint32_t slot);
    void advance();
    void setAlarm();
    void noteLevels();
    void push(const Job& job);
    Job pop();
    void dropCancelled();
    double rate() const {
        return jobs_ <= cores_ ? 1.0 : static_cast<double>(cores_) / static_cast<double>(jobs_);
    }
    static void onAlarm(void* self);

    std::uint32_t cores_;
    std::uint32_t jobs_ = 0;
    double virtual_ = 0;
    double servedNs_ = 0;
    std::int64_t last_ = 0;  // ns, when virtual_ was right
    std::int64_t alarmAt_;
    Alarm alarm_;
    std::vector<Job> heap_;
    std::vector<Slot> slots_;
    std::uint32_t freeSlots_ = kNoSlot;
    std::uint32_t nextOrder_ = 0;
    std::uint64_t wakeUps_ = 0;
    std::int64_t busyNoted_ = 0;
    std::int64_t jobsNoted_ = 0;
    TimeAverage busyOverTime_;
    TimeAverage jobsOverTime_;
};

}  // namespace headroom::engine
