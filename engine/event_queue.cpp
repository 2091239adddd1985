// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_queue.h"

#include <limits>

namespace headroom::engine {

EventQueue::EventQueue(Choice choice)
    : choice_(choice),
      most_(choice == Choice::heap ? std::numeric_limits<std::size_t>::max() : kMostInHeap) {
    heap_.reserve(kMostInHeap + 2);
    if (choice == Choice::wheel) toWheel();
}

void EventQueue::fetchBlocksFrom(const void* arena) {
    arena_ = arena;
    if (wheel_) wheel_->fetchBlocksFrom(arena);
}

void EventQueue::toWheel() {
    const double gap = heap_.empty() ? 1000.0
                                     : static_cast<double>(heap_.latestTime() - lastPopped_) /
                                           static_cast<double>(heap_.size());
    if (wheel_) {
        wheel_->restart(lastPopped_, gap);
    } else {
        wheel_ = std::make_unique<EventWheel>(lastPopped_, gap);
        wheel_->fetchBlocksFrom(arena_);
    }
    const bool moreNow = !heap_.empty() && heap_.topTime() == lastPopped_;
    while (!heap_.empty()) {
        const PendingEvent event = heap_.pop();
        wheel_->push(event.time, event.block);
    }
    if (moreNow) wheel_->nextTime();  // brings them into the run being read, for isDueAt
    onWheel_ = true;
    sparse_ = 0;
}

// Goes back to the heap only after a while with few events: a wheel that drains between two bursts
// would otherwise be dealt out again for every burst.
void EventQueue::considerHeap() {
    if (choice_ == Choice::wheel || ++sparse_ < 4096) return;
    while (!wheel_->empty()) {
        const PendingEvent event = wheel_->pop();
        heap_.push(event.time, event.block);
    }
    onWheel_ = false;
}

}  // namespace headroom::engine
