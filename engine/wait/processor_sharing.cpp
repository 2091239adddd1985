// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/processor_sharing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::engine {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
// Departures closer than this to an instant count as at it: far above the rounding of doubles at
// the virtual times allowed below, far below a nanosecond.
constexpr double kSame = 1e-3;
// Beyond this virtual time (ns) doubles get coarse, so everything is moved back to zero.
constexpr double kMostVirtual = 1e12;

}  // namespace

ProcessorSharing::ProcessorSharing(std::uint32_t cores)
    : cores_(cores), alarmAt_(kNever), alarm_(&onAlarm, this) {}

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
    while (!heap_.empty() && slots_[heap_.front().slot].frame == 0)
        freeSlot(pop().slot);
}

void ProcessorSharing::freeSlot(std::uint32_t slot) {
    slots_[slot].nextFree = freeSlots_;
    freeSlots_ = slot;
}

// Brings virtual time to the present, letting jobs depart on the way at their own instants.
void ProcessorSharing::advance() {
    Simulation& simulation = Simulation::current();
    const std::int64_t now = simulation.now().ns();
    auto left = static_cast<double>(now - last_);
    last_ = now;
    for (;;) {
        dropCancelled();
        if (heap_.empty()) break;
        const double r = rate();
        const double needed = std::max(0.0, (heap_.front().finish - virtual_) / r);
        if (needed > left + kSame) {
            virtual_ += left * r;
            servedNs_ += left * static_cast<double>(busy());
            break;
        }
        servedNs_ += needed * static_cast<double>(busy());
        left = std::max(0.0, left - needed);
        virtual_ = heap_.front().finish;
        Slot& slot = slots_[pop().slot];
        slot.ended = true;
        --jobs_;
        simulation.resumeNow(slot.frame);
    }
    if (heap_.empty()) {
        virtual_ = 0;
    } else if (virtual_ > kMostVirtual) {
        for (Job& job : heap_)
            job.finish -= virtual_;
        virtual_ = 0;
    }
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

// An alarm that rings too early costs an event, a second one for the same departure would cost
// more: so one is only set if it is earlier than the one that counts.
void ProcessorSharing::setAlarm() {
    dropCancelled();
    noteLevels();
    if (heap_.empty()) return;
    const double wait = std::ceil((heap_.front().finish - virtual_) / rate() - kSame);
    const std::int64_t at = last_ + std::max<std::int64_t>(0, static_cast<std::int64_t>(wait));
    if (at >= alarmAt_) return;
    alarmAt_ = at;
    alarm_.set(SimTime::atNanoseconds(at));
}

void ProcessorSharing::onAlarm(void* self) {
    auto& station = *static_cast<ProcessorSharing*>(self);
    ++station.wakeUps_;
    if (Simulation::current().now().ns() != station.alarmAt_) return;
    station.alarmAt_ = kNever;
    station.advance();
    station.setAlarm();
}

std::uint32_t ProcessorSharing::arrive(Duration work, std::coroutine_handle<> caller) {
    advance();
    std::uint32_t id = freeSlots_;
    if (id != kNoSlot) {
        freeSlots_ = slots_[id].nextFree;
    } else {
        id = static_cast<std::uint32_t>(slots_.size());
        slots_.emplace_back();
    }
    slots_[id] = {Simulation::current().arena().handleOf(caller.address()), false, kNoSlot};
    if (heap_.empty()) nextOrder_ = 0;
    push({virtual_ + static_cast<double>(work.ns()), nextOrder_++, id});
    ++jobs_;
    setAlarm();
    return id;
}

// The job's coroutine is being destroyed. An ended job only awaits its waking; another leaves the
// processor at once, and its entry goes when it comes to the top of the heap.
void ProcessorSharing::cancel(std::uint32_t id) {
    Simulation& simulation = Simulation::current();
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
    if (!simulation.stopping()) setAlarm();
}

void ProcessorSharing::setCores(std::uint32_t cores) {
    advance();
    cores_ = cores;
    setAlarm();
}

double ProcessorSharing::workServedNs() {
    advance();
    setAlarm();
    return servedNs_;
}

}  // namespace headroom::engine
