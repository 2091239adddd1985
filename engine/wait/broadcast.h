// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstdint>

#include "engine/simulation.h"
#include "engine/wait/wait_list.h"

namespace headroom::engine {

/// Wakes everybody that waits, in the order in which they came: co_await signal.wait(), and
/// elsewhere signal.notifyAll(). Who comes later waits for the next time.
///
/// Cost: O(1) to wait, O(waiting) to notify; nothing allocated.
/// Assumptions: outlives who waits.
class Broadcast {
  public:
    class [[nodiscard]] Wait final : WaitLink {
      public:
        explicit Wait(Broadcast& signal) : signal_(&signal) {}
        ~Wait() {
            if (frame_ != 0) [[unlikely]]
                cancel();
        }
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> caller) {
            frame_ = Simulation::current().arena().handleOf(caller.address());
            ++signal_->waiting_;
            signal_->list_.pushBack(*this);
        }
        void await_resume() noexcept { frame_ = 0; }

      private:
        friend class Broadcast;
        void cancel() {
            if (!notified_) {
                unlink();
                --signal_->waiting_;
            } else {
                Simulation& simulation = Simulation::current();
                simulation.disown(simulation.arena().at(frame_));
            }
        }
        Broadcast* signal_;
        BlockHandle frame_ = 0;
        bool notified_ = false;
    };

    Broadcast() = default;
    Broadcast(const Broadcast&) = delete;
    Broadcast& operator=(const Broadcast&) = delete;

    Wait wait() { return Wait(*this); }
    void notifyAll() {
        while (!list_.empty()) {
            auto& first = static_cast<Wait&>(list_.popFront());
            first.notified_ = true;
            Simulation::current().resumeNow(first.frame_);
        }
        waiting_ = 0;
    }
    std::uint32_t waiting() const { return waiting_; }

  private:
    WaitList list_;
    std::uint32_t waiting_ = 0;
};

}  // namespace headroom::engine
