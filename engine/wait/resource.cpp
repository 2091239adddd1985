// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/resource.h"

#include <algorithm>

namespace headroom::engine {

void AcquireBase::expireNow() {
    if (state_ != State::waiting) return;  // a unit was handed over at this very instant
    resource_->leaveQueue(*this);
    state_ = State::expired;
    Simulation::current().resumeNow(frame_);
}

// The waiting coroutine is being destroyed.
void AcquireBase::cancel() {
    Simulation& simulation = Simulation::current();
    switch (state_) {
        case State::waiting:
            resource_->leaveQueue(*this);
            break;
        case State::granted:
            if (frame_ != 0) simulation.disown(simulation.arena().at(frame_));
            resource_->giveBack();
            break;
        case State::expired:
            simulation.disown(simulation.arena().at(frame_));
            break;
        case State::idle:
        case State::full:
        case State::done:
            break;
    }
}

void Resource::enqueue(AcquireBase& waiter) {
    ++waiting_;
    waitingOverTime_.change(Simulation::current().now(), 1);
    const std::size_t which = discipline_ == Discipline::priority
                                  ? std::min<std::size_t>(waiter.priority_, kClasses - 1)
                                  : 0;
    if (discipline_ == Discipline::lifo) {
        queues_[which].pushFront(waiter);
    } else {
        queues_[which].pushBack(waiter);
    }
}

void Resource::leaveQueue(AcquireBase& waiter) {
    waiter.unlink();
    --waiting_;
    waitingOverTime_.change(Simulation::current().now(), -1);
}

void Resource::giveBack() {
    --inUse_;
    inUseOverTime_.change(Simulation::current().now(), -1);
    if (waiting_ != 0 && inUse_ < units_ && !Simulation::current().stopping()) serveFirst();
}

// Precondition: somebody waits and a unit is free.
void Resource::serveFirst() {
    const auto queue =
        std::find_if(queues_.begin(), queues_.end(), [](const WaitList& q) { return !q.empty(); });
    auto& first = static_cast<AcquireBase&>(queue->front());
    leaveQueue(first);
    Simulation& simulation = Simulation::current();
    take(simulation.now());
    first.state_ = AcquireBase::State::granted;
    simulation.resumeNow(first.frame_);
}

void Resource::setUnits(std::uint32_t units) {
    units_ = units;
    while (waiting_ != 0 && inUse_ < units_)
        serveFirst();
}

}  // namespace headroom::engine
