// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

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

}  // namespace headroom::engine
