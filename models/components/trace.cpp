// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/trace.h"

#include <algorithm>
#include <new>

#include "engine/simulation.h"

namespace headroom::models {

namespace {

using engine::Duration;
using engine::SimTime;

SimTime now() {
    return engine::Simulation::current().now();
}

}  // namespace

std::size_t RequestTrace::begin(std::uint64_t from, std::uint64_t to, std::uint32_t place,
                                std::size_t instance, Operation operation, bool travels) {
    if (isOver()) return calls.size();
    TracedCall call;
    call.from = from;
    call.to = to;
    call.place = place;
    call.instance = static_cast<std::uint32_t>(instance);
    call.operation = operation;
    const TracedCall* parent = inside(from);
    call.parent = parent != nullptr ? static_cast<int>(parent - calls.data()) : -1;
    call.begin = now();
    call.arrived = travels ? SimTime::max() : now();
    call.mark = now();
    calls.push_back(std::move(call));
    return calls.size() - 1;
}

void RequestTrace::arrived(std::uint32_t place) {
    if (isOver()) return;
    const auto call = std::find_if(calls.rbegin(), calls.rend(), [place](const TracedCall& c) {
        return c.place == place && c.arrived == SimTime::max();
    });
    if (call != calls.rend()) call->arrived = call->mark = now();
}

void RequestTrace::left(std::uint32_t place) {
    if (isOver()) return;
    const auto call = std::find_if(calls.rbegin(), calls.rend(), [place](const TracedCall& c) {
        return c.place == place && c.arrived != SimTime::max() && c.left == SimTime::max();
    });
    if (call != calls.rend()) call->left = now();
}

void RequestTrace::end(std::size_t call) {
    if (isOver() || call >= calls.size()) return;
    calls[call].end = now();
    const int parent = calls[call].parent;
    if (parent >= 0) {
        SimTime& mark = calls[static_cast<std::size_t>(parent)].mark;
        mark = std::max(mark, now());
    }
}

TracedCall* RequestTrace::inside(std::uint64_t hop) {
    for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
        const bool isInside =
            call->to == hop && call->arrived != SimTime::max() && call->left == SimTime::max();
        // Without a way back the caller's view is the callee's, unless the caller has given up.
        if (isInside && call->end == SimTime::max()) return &*call;
    }
    return nullptr;
}

void RequestTrace::waited(std::uint64_t hop, Duration time) {
    if (isOver()) return;
    TracedCall* call = inside(hop);
    if (call == nullptr) return;
    const SimTime until = std::min(now(), call->mark + time);
    if (until > call->mark) call->waits.push_back({call->mark, until});
    call->mark = now();
}

void RequestTrace::worked(std::uint64_t hop, Duration demand) {
    if (isOver()) return;
    TracedCall* call = inside(hop);
    if (call != nullptr) call->demand = call->demand.value_or(Duration::zero()) + demand;
}

void RequestTrace::finish(int how) {
    if (isOver()) return;
    ended = now();
    status = how;
}

Tracer::Tracer(std::vector<RequestName> wanted, double sampled)
    : wanted_(std::move(wanted)),
      sampledBelow_(static_cast<std::uint64_t>(std::clamp(sampled, 0.0, 1.0) * 0x1p53)) {
    std::ranges::sort(wanted_);
    const auto [first, last] = std::ranges::unique(wanted_);
    wanted_.erase(first, last);
    openWanted_ = wanted_.size();
}

bool Tracer::wants(const RequestName& name) const {
    if (std::ranges::binary_search(wanted_, name)) return true;
    const std::uint64_t mixed = engine::mixBits(engine::mixBits(name.population + 1) ^ name.number);
    return (mixed >> 11) < sampledBelow_;
}

void Tracer::sample(double share, std::size_t most, SimTime at) {
    const auto below = static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * 0x1p53);
    // Who has made calls already would have a trace without a beginning.
    if (below > sampledBelow_ && at > SimTime::zero()) openSince_ = at + Duration::nanoseconds(1);
    sampledBelow_ = below;
    most_ = most;
    reuses_ = true;
}

std::vector<RequestTrace> Tracer::takeEnded() {
    std::vector<RequestTrace> ended;
    std::vector<bool> isFree(traces_.size());
    for (const std::size_t place : free_)
        isFree[place] = true;
    for (std::size_t i = 0; i < traces_.size(); ++i) {
        if (isFree[i] || traces_[i].ended == SimTime::max()) continue;
        ended.push_back(std::move(traces_[i]));
        traces_[i].calls.clear();
        free_.push_back(i);
    }
    return ended;
}

// The request holds a handle of its trace's address: a word of 32 bits where a pointer would make
// every request larger.
engine::BlockHandle Tracer::open(const Request& request) {
    if (!free_.empty()) {
        const std::size_t place = free_.back();
        free_.pop_back();
        traces_[place] = RequestTrace(request);
        return handles_[place];
    }
    RequestTrace* trace = &traces_.emplace_back(request);
    engine::FrameArena& arena = engine::Simulation::current().arena();
    void* block = arena.allocate(sizeof(RequestTrace*));
    new (block) RequestTrace*(trace);
    if (reuses_) handles_.push_back(arena.handleOf(block));
    return arena.handleOf(block);
}

RequestTrace* Tracer::of(Request& request) {
    if (request.trace == 0) {
        if (!wants({request.population, request.number})) return nullptr;
        if (reuses_) {
            if (request.born < openSince_) return nullptr;
            if (free_.empty() && traces_.size() >= most_) {
                openSince_ = now() + Duration::nanoseconds(1);
                return nullptr;
            }
        }
        request.trace = open(request);
    }
    return known(request);
}

// Who still works for a request that has ended may come when its trace's place is another's.
RequestTrace* Tracer::known(const Request& request) {
    RequestTrace* trace =
        *static_cast<RequestTrace**>(engine::Simulation::current().arena().at(request.trace));
    const RequestName name{request.population, request.number};
    if (trace->name == name) return trace;
    static thread_local RequestTrace nobodys;
    return &nobodys;
}

void Tracer::noteEnd(const Request& request, int status) {
    if (request.trace == 0) return;
    RequestTrace* trace = known(request);
    trace->finish(status);
    if (std::ranges::binary_search(wanted_, trace->name)) --openWanted_;
}

}  // namespace headroom::models
