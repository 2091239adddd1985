// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sim_time.h"
#include "engine/simulation.h"

namespace headroom::engine {

/// Calls its owner at set instants of simulated time: what a station or a list of time-outs uses,
/// that is no coroutine. Settings cannot be taken back: the owner looks at the clock when called
/// and does nothing if that instant no longer matters.
class Alarm {
  public:
    using Callback = void (*)(void* owner);

    Alarm(Callback callback, void* owner);
    /// Instants still set pass in silence.
    ~Alarm();
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

    void set(SimTime at) {
        ++block_->pending;
        Simulation::current().resumeAt(at.ns(), block_);
    }
    std::uint32_t pending() const { return block_->pending; }

  private:
    struct Block : Wakeable {
        Callback callback;
        void* owner;
        std::uint32_t pending;

        static void ring(void* self);
    };

    Block* block_;
};

/// An alarm of which its owner wants the earliest instant only: setting a later one than what is
/// already set does nothing, as the owner is called before and can set it then. An instant once set
/// stays in the set of pending events, so it is remembered and used again: what is pending are
/// strictly decreasing instants, one for each time an earlier one came in between.
///
/// Cost: O(1) to set; an event each time the earliest instant becomes earlier or has passed.
class EarliestAlarm {
  public:
    EarliestAlarm(Alarm::Callback callback, void* owner)
        : callback_(callback), owner_(owner), alarm_(&onAlarm, this) {}

    /// The owner is called at `at` (now, if that has passed) or before.
    void set(SimTime at) {
        const std::int64_t now = Simulation::current().now().ns();
        const std::int64_t when = at.ns() < now ? now : at.ns();
        if (!instants_.empty() && instants_.back() <= when) return;
        instants_.push_back(when);
        alarm_.set(SimTime::atNanoseconds(when));
    }
    /// Events of it that are pending.
    std::size_t pending() const { return instants_.size(); }

  private:
    static void onAlarm(void* self) {
        auto& alarm = *static_cast<EarliestAlarm*>(self);
        alarm.instants_.pop_back();  // the earliest, and so the one that has come
        alarm.callback_(alarm.owner_);
    }

    Alarm::Callback callback_;
    void* owner_;
    Alarm alarm_;
    std::vector<std::int64_t> instants_;  // pending, the earliest last
};

}  // namespace headroom::engine
