// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>

#include "engine/event_heap.h"
#include "engine/event_wheel.h"

namespace headroom::engine {

/// The pending events of a simulation: a heap while they are few, a wheel when they are many,
/// changed over by itself. Equal times leave in the order in which they were pushed, whatever
/// holds them and however often that changes.
///
/// Measured with `headroom bench` (ns for a pop and a push): README.md of this folder.
class EventQueue {
  public:
    enum class Choice { automatic, heap, wheel };

    explicit EventQueue(Choice choice = Choice::automatic);

    bool empty() const { return size() == 0; }
    std::size_t size() const { return onWheel_ ? wheel_->size() : heap_.size(); }

    /// `time` in ns, not before the last popped event.
    void push(std::int64_t time, BlockHandle block) {
        if (onWheel_) {
            wheel_->push(time, block);
        } else {
            heap_.push(time, block);
            if (heap_.size() > most_) [[unlikely]]
                toWheel();
        }
    }
    /// Precondition: not empty.
    std::int64_t nextTime() { return onWheel_ ? wheel_->nextTime() : heap_.topTime(); }
    /// As EventWheel::isDueAt.
    bool isDueAt(std::int64_t time) const {
        return onWheel_ ? wheel_->isDueAt(time) : !heap_.empty() && heap_.topTime() == time;
    }
    /// Precondition: not empty.
    PendingEvent pop() {
        if (!onWheel_) {
            const PendingEvent event = heap_.pop();
            lastPopped_ = event.time;
            return event;
        }
        const PendingEvent event = wheel_->pop();
        if (wheel_->size() < kLeastOnWheel) [[unlikely]] {
            lastPopped_ = event.time;
            considerHeap();
        }
        return event;
    }
    /// As EventWheel::fetchBlocksFrom.
    void fetchBlocksFrom(const void* arena);

    bool onWheel() const { return onWheel_; }
    const EventWheel* wheel() const { return wheel_.get(); }

  private:
    // Between these the set stays as it is, so that a number that wavers does not change it.
    static constexpr std::size_t kMostInHeap = 12;
    static constexpr std::size_t kLeastOnWheel = 4;

    void toWheel();
    void considerHeap();

    bool onWheel_ = false;
    Choice choice_;
    std::size_t most_;
    std::uint32_t sparse_ = 0;
    std::int64_t lastPopped_ = 0;
    const void* arena_ = nullptr;
    EventHeap heap_;
    std::unique_ptr<EventWheel> wheel_;
};

}  // namespace headroom::engine
