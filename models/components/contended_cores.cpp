// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/contended_cores.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/simulation.h"

namespace headroom::models {

using engine::SimTime;
using engine::Simulation;

namespace {

// Ends closer than this after an instant count as at it: above the rounding of virtual time.
constexpr double kSame = 1e-3;
constexpr double kEndOfTime = 9.2e18;

}  // namespace

ContendedCores::ContendedCores(std::uint32_t cores, Order order, const ScalabilityLaw& law)
    : cores_(cores), order_(order), law_(law), alarm_(&onAlarm, this) {
    const SimTime now = Simulation::current().now();
    last_ = now.ns();
    busyOverTime_ = engine::TimeAverage(now);
    waitingOverTime_ = engine::TimeAverage(now);
}

double ContendedCores::speed() const {
    const double cores = busy();
    return law_.capacity(cores) / running_;
}

void ContendedCores::setCores(std::uint32_t cores) {
    advance();
    cores_ = cores;
    runWaiting();
    settle();
}

void ContendedCores::setLaw(const ScalabilityLaw& law) {
    advance();
    law_ = law;
    settle();
}

void ContendedCores::run(std::uint32_t slot) {
    slots_[slot].state = State::running;
    heap_.push_back({virtual_ + slots_[slot].work, began_++, slot});
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    ++running_;
}

void ContendedCores::runWaiting() {
    while (!queue_.empty() && running_ < cores_) {
        const std::uint32_t slot = queue_.pop();
        if (slots_[slot].state == State::gone) {
            free_.push_back(slot);
            continue;
        }
        --waiting_;
        run(slot);
    }
}

// Of jobs that were cancelled only the entry is left.
void ContendedCores::dropGone() {
    while (!heap_.empty() && slots_[heap_.front().slot].state == State::gone) {
        free_.push_back(heap_.front().slot);
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
        heap_.pop_back();
    }
}

// Brings virtual time to the present; jobs end on the way at their own instants, and the speed
// changes there.
void ContendedCores::advance() {
    Simulation& simulation = Simulation::current();
    const std::int64_t now = simulation.now().ns();
    auto left = static_cast<double>(now - last_);
    last_ = now;
    for (;;) {
        dropGone();
        if (heap_.empty()) {
            virtual_ = 0;
            return;
        }
        if (cores_ == 0) return;
        const Running first = heap_.front();
        const double needed = std::max(0.0, (first.finish - virtual_) / speed());
        if (needed > left + kSame) break;
        pass(std::min(left, needed));
        left = std::max(0.0, left - needed);
        virtual_ = first.finish;
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
        heap_.pop_back();
        Slot& slot = slots_[first.slot];
        slot.state = State::ended;
        --running_;
        simulation.resumeNow(slot.frame);
        runWaiting();
    }
    pass(left);
    virtual_ += left * speed();
}

double ContendedCores::pendingWorkNs() {
    advance();
    settle();
    double pending = 0;
    for (const Running& running : heap_) {
        if (slots_[running.slot].state == State::running) pending += running.finish - virtual_;
    }
    for (const Slot& slot : slots_) {
        if (slot.state == State::waiting) pending += slot.work;
    }
    return pending;
}

void ContendedCores::restart() {
    advance();
    settle();
    const SimTime now = Simulation::current().now();
    busyOverTime_.restart(now);
    waitingOverTime_.restart(now);
    lostNs_ = 0;
}

// Notes the levels and sets the alarm for the next end.
void ContendedCores::settle() {
    const SimTime now = Simulation::current().now();
    if (busyOverTime_.level() != busy()) busyOverTime_.set(now, busy());
    if (waitingOverTime_.level() != waiting()) waitingOverTime_.set(now, waiting());
    dropGone();
    if (heap_.empty() || cores_ == 0) return;
    const double needed = std::max(0.0, (heap_.front().finish - virtual_) / speed());
    const double at = std::ceil(needed - kSame);
    if (at < kEndOfTime - static_cast<double>(last_)) {
        alarm_.set(now + engine::Duration::nanoseconds(static_cast<std::int64_t>(at)));
    }
}

void ContendedCores::onAlarm(void* self) {
    auto& cores = *static_cast<ContendedCores*>(self);
    cores.advance();
    cores.settle();
}

void ContendedCores::arrive(engine::StationJob& job, engine::BlockHandle frame) {
    advance();
    std::uint32_t slot;
    if (free_.empty()) {
        slot = static_cast<std::uint32_t>(slots_.size());
        slots_.emplace_back();
    } else {
        slot = free_.back();
        free_.pop_back();
    }
    slots_[slot] = {static_cast<double>(job.work().ns()), frame, State::waiting};
    job.enter(slot);
    if (order_ == Order::shared || running_ < cores_) {
        run(slot);
    } else {
        ++waiting_;
        queue_.push(slot);
    }
    settle();
}

void ContendedCores::depart(engine::StationJob& job) {
    free_.push_back(static_cast<std::uint32_t>(job.name()));
    job.leave();
}

void ContendedCores::cancel(engine::StationJob& job) {
    Simulation& simulation = Simulation::current();
    const auto id = static_cast<std::uint32_t>(job.name());
    if (slots_[id].state != State::ended) advance();
    Slot& slot = slots_[id];
    if (slot.state == State::ended) {
        simulation.disown(simulation.arena().at(slot.frame));
        free_.push_back(id);
    } else {
        (slot.state == State::waiting ? waiting_ : running_) -= 1;
        slot.state = State::gone;
    }
    if (simulation.stopping()) return;
    runWaiting();
    settle();
}

}  // namespace headroom::models
