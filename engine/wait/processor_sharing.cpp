// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/processor_sharing.h"

#include <algorithm>

namespace headroom::engine {

namespace {

constexpr std::int64_t kEndOfTime = SimTime::max().ns();
// Departures closer than this after an instant count as at it: far above the rounding of doubles
// below 1, far below a nanosecond.
constexpr double kSame = 1e-6;
// Leaves room for the carry of a fraction times any number of jobs.
constexpr std::int64_t kLongest = kEndOfTime - (std::int64_t{1} << 33);
// So many at least have to be dropped for it to be worth going through the heap.
constexpr std::uint32_t kMostCancelled = 64;

}  // namespace

ProcessorSharing::ProcessorSharing(std::uint32_t cores) : cores_(cores), alarm_(&onAlarm, this) {}

// Precondition: each rest in [0, 1), or one of them above -1.
ProcessorSharing::Time ProcessorSharing::sum(Time a, Time b) {
    Time t{a.ns + b.ns, a.rest + b.rest};
    if (t.rest >= 1) {
        t.rest -= 1;
        ++t.ns;
    } else if (t.rest < 0) {
        t.rest += 1;
        --t.ns;
    }
    return t;
}

// t * multiplier / divisor; kNever if that is beyond the end of time. Precondition: t >= 0.
ProcessorSharing::Time ProcessorSharing::scaled(Time t, std::uint32_t multiplier,
                                                std::uint32_t divisor) {
    const auto ns = static_cast<std::uint64_t>(t.ns);
    std::uint64_t quotient;
    std::uint64_t remainder;
    if (ns >> 31 == 0) [[likely]] {
        const std::uint64_t product = ns * multiplier;
        quotient = product / divisor;
        remainder = product % divisor;
    } else {
        const Uint128 product = static_cast<Uint128>(ns) * multiplier;
        const Uint128 wide = product / divisor;
        if (wide > kLongest) return kNever;
        quotient = static_cast<std::uint64_t>(wide);
        remainder = static_cast<std::uint64_t>(product % divisor);
    }
    const double rest = (static_cast<double>(remainder) + t.rest * multiplier) / divisor;
    const auto whole = static_cast<std::int64_t>(rest);
    return {static_cast<std::int64_t>(quotient) + whole, rest - static_cast<double>(whole)};
}

// Real time from when virtual_ is right. Precondition: somebody is there, and a core.
ProcessorSharing::Time ProcessorSharing::untilFirstEnds() const {
    const Time& finish = heap_.front().finish;
    const Time left = sum(finish, {-virtual_.ns, -virtual_.rest});
    if (left.ns < 0) return {0, 0};  // rounding
    return jobs_ <= cores_ ? left : scaled(left, jobs_, cores_);
}

void ProcessorSharing::serve(Time t) {
    servedRest_ += t.rest * busy();
    const auto whole = static_cast<std::int64_t>(servedRest_);
    servedRest_ -= static_cast<double>(whole);
    servedNs_ += static_cast<Int128>(t.ns) * busy() + whole;
}

void ProcessorSharing::push(const Job& job) {
    heap_.push_back(job);
    std::size_t i = heap_.size() - 1;
    while (i != 0) {
        const std::size_t parent = (i - 1) / 4;
        if (!job.before(heap_[parent])) break;
        heap_[i] = heap_[parent];
        i = parent;
    }
    heap_[i] = job;
}

ProcessorSharing::Job ProcessorSharing::pop() {
    const Job top = heap_.front();
    const Job last = heap_.back();
    heap_.pop_back();
    const std::size_t n = heap_.size();
    if (n == 0) return top;
    std::size_t i = 0;
    for (;;) {
        const std::size_t first = 4 * i + 1;
        if (first >= n) break;
        std::size_t least = first;
        for (std::size_t k = first + 1; k < n && k < first + 4; ++k) {
            if (heap_[k].before(heap_[least])) least = k;
        }
        if (!heap_[least].before(last)) break;
        heap_[i] = heap_[least];
        i = least;
    }
    heap_[i] = last;
    return top;
}

void ProcessorSharing::dropCancelled() {
    while (cancelled_ != 0 && slots_[heap_.front().slot].frame == 0) {
        freeSlot(pop().slot);
        --cancelled_;
    }
}

// What was cancelled may have had work for ever and never come to the top.
void ProcessorSharing::dropAllCancelled() {
    std::vector<Job> all;
    all.swap(heap_);
    heap_.reserve(all.size());
    for (const Job& job : all) {
        if (slots_[job.slot].frame == 0) {
            freeSlot(job.slot);
        } else {
            push(job);
        }
    }
    cancelled_ = 0;
}

void ProcessorSharing::freeSlot(std::uint32_t slot) {
    slots_[slot].nextFree = freeSlots_;
    freeSlots_ = slot;
}

// Brings virtual time to the present, letting jobs depart on the way at their own instants.
void ProcessorSharing::advance() {
    Simulation& simulation = Simulation::current();
    const std::int64_t now = simulation.now().ns();
    Time left = sum({now - last_, 0}, {0, -ahead_});
    last_ = now;
    ahead_ = 0;
    for (;;) {
        dropCancelled();
        if (heap_.empty()) {
            virtual_ = {0, 0};
            return;
        }
        if (cores_ == 0) return;
        const Time needed = untilFirstEnds();
        const double over = static_cast<double>(needed.ns - left.ns) + (needed.rest - left.rest);
        if (over > kSame) break;
        serve(needed);
        left = sum(left, {-needed.ns, -needed.rest});
        virtual_ = heap_.front().finish;
        Slot& slot = slots_[pop().slot];
        slot.ended = true;
        --jobs_;
        simulation.resumeNow(slot.frame);
    }
    if (left.ns < 0) {
        // The last departure was a little after now and counts as now.
        ahead_ = 1 - left.rest;
        return;
    }
    serve(left);
    virtual_ = sum(virtual_, jobs_ <= cores_ ? left : scaled(left, cores_, jobs_));
}

void ProcessorSharing::noteLevels() {
    const SimTime now = Simulation::current().now();
    if (const std::int64_t level = busy(); level != busyNoted_) {
        busyOverTime_.change(now, level - busyNoted_);
        busyNoted_ = level;
    }
    if (const std::int64_t level = jobs_; level != jobsNoted_) {
        jobsOverTime_.change(now, level - jobsNoted_);
        jobsNoted_ = level;
    }
}

// An alarm that rings too early costs an event, one more for the same departure would cost more.
void ProcessorSharing::setAlarm() {
    dropCancelled();
    noteLevels();
    if (heap_.empty() || cores_ == 0) return;
    const Time needed = untilFirstEnds();
    const double rest = needed.rest + ahead_;
    const std::int64_t up = rest <= kSame ? 0 : rest <= 1 + kSame ? 1 : 2;
    if (needed.ns <= kEndOfTime - last_ - up) {
        alarm_.set(SimTime::atNanoseconds(last_ + needed.ns + up));
    }
}

void ProcessorSharing::onAlarm(void* self) {
    auto& station = *static_cast<ProcessorSharing*>(self);
    ++station.wakeUps_;
    station.advance();
    station.setAlarm();
}

void ProcessorSharing::arrive(StationJob& job, BlockHandle frame) {
    advance();
    std::uint32_t id = freeSlots_;
    if (id != kNoSlot) {
        freeSlots_ = slots_[id].nextFree;
    } else {
        id = static_cast<std::uint32_t>(slots_.size());
        slots_.emplace_back();
    }
    slots_[id] = {frame, false, kNoSlot};
    if (heap_.empty()) nextOrder_ = 0;
    // V is never ahead of the clock, so this ends no later than at the end of time, and what would
    // end after that is cut there.
    const std::int64_t most = kEndOfTime - last_;
    push({sum(virtual_, {std::min(job.work().ns(), most), 0}), nextOrder_++, id});
    job.enter(id);
    ++jobs_;
    setAlarm();
}

// The job's coroutine is being destroyed. An ended job only awaits its waking; another leaves the
// processor at once, and its entry goes when it comes to the top of the heap.
void ProcessorSharing::cancel(StationJob& job) {
    Simulation& simulation = Simulation::current();
    const auto id = static_cast<std::uint32_t>(job.name());
    if (!slots_[id].ended) {
        advance();
    }
    Slot& slot = slots_[id];
    if (slot.ended) {
        simulation.disown(simulation.arena().at(slot.frame));
        freeSlot(id);
        return;
    }
    slot.frame = 0;
    --jobs_;
    ++cancelled_;
    if (cancelled_ >= kMostCancelled && cancelled_ * 2 > heap_.size()) dropAllCancelled();
    if (!simulation.stopping()) setAlarm();
}

void ProcessorSharing::setCores(std::uint32_t cores) {
    advance();
    cores_ = cores;
    setAlarm();
}

Int128 ProcessorSharing::pendingWorkNs() const {
    Int128 whole = 0;
    double rest = 0;
    for (const Job& job : heap_) {
        if (slots_[job.slot].frame == 0) continue;
        whole += job.finish.ns - virtual_.ns;
        rest += job.finish.rest - virtual_.rest;
    }
    const std::int64_t since = Simulation::current().now().ns() - last_;
    whole -= static_cast<Int128>(since) * busy();
    rest += ahead_ * busy();
    return whole + static_cast<std::int64_t>(rest < 0 ? rest - 0.5 : rest + 0.5);
}

Int128 ProcessorSharing::workServedNs() {
    advance();
    setAlarm();
    return servedNs_ + (servedRest_ < 0.5 ? 0 : 1);
}

}  // namespace headroom::engine
