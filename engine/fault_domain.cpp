// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fault_domain.h"

#include "engine/call.h"
#include "engine/process.h"

namespace headroom::engine {

FaultDomain::~FaultDomain() {
    Simulation& simulation = Simulation::current();
    destroyCalls();
    simulation.removeDomain(this);
}

void FaultDomain::destroyCalls(CallFailure why) {
    up_ = false;
    while (!calls_.empty()) {
        void* frame = calls_.back();
        const auto handle = std::coroutine_handle<detail::CallPromiseBase>::from_address(frame);
        detail::CallSlot* slot = handle.promise().slot;
        handle.destroy();
        ++lost_;
        if (slot != nullptr) slot->fail(why);
    }
}

void FaultDomain::crash() {
    destroyCalls();
}

void FaultDomain::remove() {
    refusal_ = CallFailure::removed;
    destroyCalls(CallFailure::removed);
}

namespace {

/// Crashes a domain from the event loop.
Process crashFromLoop(FaultDomain& domain) {
    co_await delay(Duration::zero());
    domain.crash();
}

}  // namespace

void FaultDomain::postCrash() {
    Simulation& simulation = Simulation::current();
    simulation.spawn(crashFromLoop(*this));
}

}  // namespace headroom::engine
