// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <coroutine>
#include <cstdint>
#include <limits>

#include "engine/simulation.h"
#include "engine/statistics/int128.h"

namespace headroom::engine {

/// A link that passes bits at a fixed rate, one message after the other: a network interface, a
/// disk's channel. co_await send(bytes) goes on when the last bit has passed: true, or false at
/// once if more than the allowed backlog stands before it (the message is dropped).
///
/// Fractions of a nanosecond are carried from message to message, so a full pipe passes its rate
/// exactly; only the waking is rounded up. What a sender that goes away had given to the pipe
/// passes nevertheless.
///
/// Source: store-and-forward link, serialization delay = size / rate.
/// Cost: O(1), one event a message, no queue in memory.
/// Assumptions: outlives its messages. What cannot pass before the end of time is cut there.
class Pipe {
  public:
    static constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();

    class [[nodiscard]] Send final {
      public:
        Send(Pipe& pipe, std::uint64_t bytes) : pipe_(&pipe), bytes_(bytes) {}
        Send(const Send&) = delete;
        Send& operator=(const Send&) = delete;
        ~Send() {
            if (frame_ != nullptr) [[unlikely]]
                Simulation::current().disown(frame_);
        }
        bool await_ready() noexcept {
            accepted_ = pipe_->accepts();
            return !accepted_;
        }
        void await_suspend(std::coroutine_handle<> caller) {
            frame_ = caller.address();
            Simulation::current().resumeAt(pipe_->enqueue(bytes_), frame_);
        }
        bool await_resume() noexcept {
            frame_ = nullptr;
            return accepted_;
        }

      private:
        Pipe* pipe_;
        std::uint64_t bytes_;
        void* frame_ = nullptr;
        bool accepted_ = false;
    };

    /// `bitsPerSecond` > 0. `mostBacklog` in bytes: with 0 a message is only accepted while no
    /// other is passing.
    explicit Pipe(std::uint64_t bitsPerSecond, std::uint64_t mostBacklog = kUnbounded)
        : bitsPerSecond_(bitsPerSecond), mostBacklog_(mostBacklog) {
        assert(bitsPerSecond > 0);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    Send send(std::uint64_t bytes) { return Send(*this, bytes); }

    /// Bytes accepted that have not passed to their last bit yet.
    std::uint64_t backlog() const;
    std::uint64_t bytesAccepted() const { return bytesAccepted_; }
    /// Time in ns for which the pipe has been passing bits up to now, rounded down.
    std::int64_t busyNs() const;

  private:
    bool accepts() const { return mostBacklog_ == kUnbounded || backlog() <= mostBacklog_; }
    std::int64_t enqueue(std::uint64_t bytes);
    Uint128 workLeft() const;

    std::uint64_t bitsPerSecond_;
    std::uint64_t mostBacklog_;
    std::uint64_t bytesAccepted_ = 0;
    std::int64_t freeAt_ = 0;     // ns, rounded down
    std::uint64_t fraction_ = 0;  // of freeAt_, in 1 / bitsPerSecond ns
    Uint128 workAccepted_ = 0;    // in 1 / bitsPerSecond ns
};

}  // namespace headroom::engine
