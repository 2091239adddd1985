// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/call.h"

namespace headroom::engine::detail {

void CallPromiseBase::leaveSet() {
    FrameSet& set = domain != nullptr ? domain->calls() : Simulation::current().abandonedCalls();
    set.remove(frame());
}

void CallSlot::detach() {
    CallPromiseBase& callee = promise();
    callee.slot = nullptr;
    callee.abandoned = true;
    // Somebody has to know it, so that it can be destroyed when the simulation stops.
    if (!callee.isInSet()) Simulation::current().abandonedCalls().add(frame());
}

void CallSlot::fail(CallFailure why) {
    setFailure(why);
    Simulation::current().resumeNow(waiting_);
}

void CallSlot::abandon(CallFailure why) {
    if (!inFlight()) return;
    detach();
    fail(why);
}

void CallSlot::disownCaller() {
    Simulation& simulation = Simulation::current();
    simulation.disown(simulation.arena().at(waiting_));
}

// The caller's frame is being destroyed, or the reply has been taken.
void CallSlot::letGo() {
    const auto handle = std::coroutine_handle<>::from_address(frame());
    if (waiting_ != 0 && !handle.done()) {
        const CallPromiseBase& callee = promise();
        const bool crashing = callee.domain != nullptr && !callee.domain->isUp();
        if (!crashing && !Simulation::current().stopping()) {
            detach();
            return;
        }
    }
    handle.destroy();
}

}  // namespace headroom::engine::detail
