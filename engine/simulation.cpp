// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulation.h"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstdlib>

#include "engine/fault_domain.h"
#include "engine/process.h"

namespace headroom::engine {

namespace {

/// What is left of a frame whose event is still pending: enough to free itself when that comes.
struct LeftBehind : Wakeable {
    std::size_t bytes;

    static void free(void* block) {
        const std::size_t bytes = static_cast<LeftBehind*>(block)->bytes;
        Simulation::current().arena().release(block, bytes);
    }
};

}  // namespace

void exceptionInCoroutine() noexcept {
    std::fprintf(stderr, "headroom: an exception left a coroutine at simulated time %s\n",
                 toText(Simulation::current().now()).c_str());
    std::abort();
}

Simulation::Simulation(const Options& options)
    : queue_(options.queue), mostAtOneInstant_(options.mostAtOneInstant),
      memoryLimit_(options.memoryLimit), outer_(current_) {
    if (options.memoryLimit != ~std::uint64_t{0}) {
        arena_.watch(options.memoryLimit, &interrupted_);
    }
    disowned_.reserve(64);
    queue_.fetchBlocksFrom(arena_.at(0));
    current_ = this;
}

Simulation::~Simulation() {
    stop();
    if (current_ == this) current_ = outer_;
}

void Simulation::spawn(Process&& process) {
    assert(!stopping_);
    const Activation active(*this);
    const auto frame = std::exchange(process.frame_, nullptr);
    processes_.add(frame.address());
    frame.resume();
}

// A halt leaves the news of the memory, if there is any, to the next run.
bool Simulation::takeHaltRequest() {
    if (!haltRequested_) return false;
    haltRequested_ = false;
    interrupted_ = !memoryReported_ && arena_.bytesReserved() > memoryLimit_;
    return true;
}

RunEnd Simulation::interruption() {
    if (takeHaltRequest()) return RunEnd::halted;
    interrupted_ = false;
    memoryReported_ = true;
    return RunEnd::memory;
}

RunEnd Simulation::runUntil(SimTime end) {
    const Activation active(*this);
    if (end.ns() < now_) return RunEnd::reached;
    for (;;) {
        if (ready_.empty()) [[likely]] {
            if (queue_.empty()) {
                setClock(end.ns());
                return RunEnd::exhausted;
            }
            const std::int64_t next = queue_.nextTime();
            if (next > end.ns()) {
                setClock(end.ns());
                return RunEnd::reached;
            }
            setClock(next);
            drive(queue_.pop().block);
        } else if (queue_.isDueAt(now_)) {
            // Scheduled for this instant before this instant came: goes before what was woken now.
            drive(queue_.pop().block);
        } else {
            drive(ready_.pop());
            if (++atThisInstant_ > mostAtOneInstant_) [[unlikely]]
                return RunEnd::stuck;
        }
        if (interrupted_) [[unlikely]]
            return interruption();
    }
}

bool Simulation::step() {
    const Activation active(*this);
    if (!ready_.empty() && !queue_.isDueAt(now_)) {
        drive(ready_.pop());
    } else {
        if (queue_.empty()) return false;
        setClock(queue_.nextTime());
        drive(queue_.pop().block);
    }
    takeHaltRequest();
    return true;
}

void Simulation::stop() {
    if (stopping_) return;
    const Activation active(*this);
    stopping_ = true;
    while (!processes_.empty())
        std::coroutine_handle<>::from_address(processes_.back()).destroy();
    while (!abandonedCalls_.empty()) {
        std::coroutine_handle<>::from_address(abandonedCalls_.back()).destroy();
    }
    for (FaultDomain* domain : domains_)
        domain->destroyCalls();
}

bool Simulation::leaveBehind(void* frame, std::size_t bytes) {
    const auto it = std::find(disowned_.rbegin(), disowned_.rend(), frame);
    if (it == disowned_.rend()) return false;
    assert(bytes >= sizeof(LeftBehind));
    disowned_.erase(std::next(it).base());
    auto* rest = static_cast<LeftBehind*>(frame);
    rest->resume = &LeftBehind::free;
    rest->destroy = &LeftBehind::free;
    rest->bytes = bytes;
    return true;
}

void Simulation::removeDomain(FaultDomain* domain) {
    domains_.erase(std::find(domains_.begin(), domains_.end(), domain));
}

}  // namespace headroom::engine
