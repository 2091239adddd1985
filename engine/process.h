// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <utility>

#include "engine/frame_set.h"
#include "engine/simulation.h"
#include "engine/task.h"

namespace headroom::engine {

/// A coroutine that belongs to the simulation: a source of arrivals, a request's whole life, a
/// scenario. Give it to Simulation::spawn; it ends by itself or when the simulation stops.
class [[nodiscard]] Process {
  public:
    struct promise_type : FrameSetMember, FrameInArena {
        ~promise_type() {
            if (isInSet()) {
                Simulation::current().processes().remove(
                    std::coroutine_handle<promise_type>::from_promise(*this).address());
            }
        }
        Process get_return_object() {
            return Process(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { exceptionInCoroutine(); }
    };

    Process(Process&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    Process& operator=(Process&&) = delete;
    ~Process() {
        if (frame_) frame_.destroy();
    }

  private:
    friend class Simulation;
    explicit Process(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
    std::coroutine_handle<promise_type> frame_;
};

}  // namespace headroom::engine
