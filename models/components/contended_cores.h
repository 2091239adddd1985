// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/alarm.h"
#include "engine/ring.h"
#include "engine/statistics/time_average.h"
#include "engine/wait/station.h"
#include "models/analysis/usl.h"

namespace headroom::models {

/// Cores that hinder each other: n of them busy do the work of C(n) = n / (1 + contention (n - 1) +
/// coherence n (n - 1)) that stand alone, so each job gets C(n) / jobs of a core at every instant.
/// Jobs share the cores, or keep one each and wait in turn. A core that waits for another is busy.
///
/// Source: Gunther, Guerrilla Capacity Planning, 2007 (the Universal Scalability Law), as the speed
///   of a processor sharing or first-come first-served station whose service depends on its state.
/// Cost: O(log n) a job; about 1.5 events a job.
/// Assumptions: outlives its jobs. Work is the time that a core takes which is the only one busy.
///   Virtual time is a double in ns that begins anew with every busy period: exact to a nanosecond
///   in busy periods up to a hundred days.
class ContendedCores final : public engine::Station {
  public:
    enum class Order : std::uint8_t { shared, inTurn };

    /// `law.single` is not looked at.
    ContendedCores(std::uint32_t cores, Order order, const ScalabilityLaw& law);

    /// Both take effect at this instant; with fewer cores, jobs that run share those left.
    void setCores(std::uint32_t cores);
    void setLaw(const ScalabilityLaw& law);

    /// Cores at work, and jobs present that have none.
    std::uint32_t busy() const { return running_ < cores_ ? running_ : cores_; }
    std::uint32_t waiting() const { return running_ - busy() + waiting_; }
    engine::TimeAverage& busyOverTime() { return busyOverTime_; }
    engine::TimeAverage& waitingOverTime() { return waitingOverTime_; }
    /// Time in ns that cores were busy without getting work done, since the last restart: what is
    /// between the work asked for and the time they were busy.
    double lostNs() {
        advance();
        settle();
        return lostNs_;
    }
    /// Work of all jobs present that is not done yet.
    double pendingWorkNs();
    void restart();

    void arrive(engine::StationJob& job, engine::BlockHandle frame) override;
    void depart(engine::StationJob& job) override;
    void cancel(engine::StationJob& job) override;

  private:
    enum class State : std::uint8_t { waiting, running, ended, gone };
    struct Slot {
        double work;  // ns
        engine::BlockHandle frame;
        State state;
    };
    struct Running {
        double finish;  // virtual ns
        std::uint64_t order;
        std::uint32_t slot;
        bool operator>(const Running& other) const {
            return finish != other.finish ? finish > other.finish : order > other.order;
        }
    };

    /// Work that each running job gets done in a nanosecond.
    double speed() const;
    void pass(double ns) { lostNs_ += ns * (busy() - law_.capacity(busy())); }
    void run(std::uint32_t slot);
    /// Who waits in turn gets the cores that are free.
    void runWaiting();
    void advance();
    void settle();
    void dropGone();
    static void onAlarm(void* self);

    std::uint32_t cores_;
    Order order_;
    ScalabilityLaw law_;
    std::uint32_t running_ = 0;
    std::uint32_t waiting_ = 0;
    double virtual_ = 0;     // right at last_
    std::int64_t last_ = 0;  // ns
    double lostNs_ = 0;
    std::uint64_t began_ = 0;
    std::vector<Running> heap_;  // the earliest first; entries of jobs that are gone as well
    engine::Ring<std::uint32_t> queue_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    engine::EarliestAlarm alarm_;
    engine::TimeAverage busyOverTime_;
    engine::TimeAverage waitingOverTime_;
};

}  // namespace headroom::models
