// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/frame_set.h"
#include "engine/simulation.h"

namespace headroom::engine {

/// How a call over a link can end without a reply.
enum class CallFailure : std::uint8_t {
    timeout = 1,  ///< the caller waited no longer; the callee goes on for nobody
    reset = 2,    ///< the callee's domain crashed
    refused = 3,  ///< the callee's domain was down when the call was made
    removed = 4,  ///< the callee's domain was taken away for good, before or during the call
};

/// What fails as one: an instance of a server, a process, a machine. It knows the calls that run
/// inside it.
class FaultDomain {
  public:
    FaultDomain() { Simulation::current().addDomain(this); }
    /// Destroys the calls that still run inside.
    ~FaultDomain();
    FaultDomain(const FaultDomain&) = delete;
    FaultDomain& operator=(const FaultDomain&) = delete;

    bool isUp() const { return up_; }
    std::size_t callsInside() const { return calls_.size(); }
    /// Calls that were inside when it went down, since the beginning.
    std::uint64_t callsLost() const { return lost_; }

    /// Ends every call inside at this instant: what they hold is given back, their callers are
    /// resumed with CallFailure::reset at this instant, the calls that they had made elsewhere run
    /// on for nobody. Calls made while down are refused.
    /// Precondition: not called by code that runs inside the domain; that is what post is for.
    void crash();
    /// As crash(), but for what is taken away: callers inside and callers to come are told
    /// CallFailure::removed.
    void remove();
    /// As crash(), at this instant but from the event loop: callable from anywhere.
    void postCrash();
    void restore() {
        up_ = true;
        refusal_ = CallFailure::refused;
    }
    /// What callers are told while it is down.
    CallFailure refusal() const { return refusal_; }

    FrameSet& calls() { return calls_; }

  private:
    friend class Simulation;
    void destroyCalls(CallFailure why = CallFailure::reset);

    FrameSet calls_;
    std::uint64_t lost_ = 0;
    bool up_ = true;
    CallFailure refusal_ = CallFailure::refused;
};

}  // namespace headroom::engine
