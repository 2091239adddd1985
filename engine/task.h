// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/simulation.h"

namespace headroom::engine {

/// Ends the program: an exception has reached the edge of a coroutine, which is a bug. Says when
/// in simulated time.
[[noreturn]] void exceptionInCoroutine() noexcept;

namespace detail {

struct TaskPromiseBase : FrameInArena {
    std::coroutine_handle<> waiting;  // set once the task has had to wait

    std::suspend_always initial_suspend() noexcept { return {}; }

    struct Final {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> self) noexcept {
            if (const auto next = self.promise().waiting) Simulation::current().continueWith(next);
        }
        void await_resume() noexcept {}
    };
    Final final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { exceptionInCoroutine(); }
};

// Small plain results stand bare in the frame, others in an optional.
template <class T>
using TaskResult = std::conditional_t<std::is_trivially_default_constructible_v<T> &&
                                          std::is_trivially_destructible_v<T>,
                                      T, std::optional<T>>;

template <class T>
struct TaskPromise : TaskPromiseBase {
    TaskResult<T> result{};

    template <class U>
    void return_value(U&& value) {
        result = std::forward<U>(value);
    }
    T take() {
        if constexpr (std::is_same_v<TaskResult<T>, T>) {
            return result;
        } else {
            return std::move(*result);
        }
    }
};

template <>
struct TaskPromise<void> : TaskPromiseBase {
    void return_void() noexcept {}
    void take() noexcept {}
};

}  // namespace detail

/// A coroutine that can wait in simulated time and gives a T. It belongs to whoever holds the Task
/// and dies with it. It starts when awaited, inside the awaiting call: if it need not wait, its
/// caller never leaves the processor, and a million such calls in a row use no more stack than one.
///
/// Source: KERNEL notes in README.md; inline start instead of symmetric transfer, which overflows
/// the stack where the compiler makes no tail calls (-O0, sanitizers).
/// Cost: one block of the arena; about 80 bytes and what its body keeps across waits.
template <class T = void>
class [[nodiscard]] Task {
  public:
    struct promise_type : detail::TaskPromise<T> {
        Task get_return_object() {
            return Task(std::coroutine_handle<promise_type>::from_promise(*this));
        }
    };

    Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            if (frame_) frame_.destroy();
            frame_ = std::exchange(other.frame_, nullptr);
        }
        return *this;
    }
    ~Task() {
        if (frame_) frame_.destroy();
    }

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) { return startFor(caller); }
    T await_resume() { return frame_.promise().take(); }

    /// For groups: starts; whether it has to be waited for, in which case `waiting` is resumed when
    /// it ends.
    bool startFor(std::coroutine_handle<> waiting) {
        frame_.resume();
        if (frame_.done()) return false;
        frame_.promise().waiting = waiting;
        return true;
    }
    void noteResumed() {}
    T takeResult() { return frame_.promise().take(); }

  private:
    explicit Task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
    std::coroutine_handle<promise_type> frame_;
};

}  // namespace headroom::engine
