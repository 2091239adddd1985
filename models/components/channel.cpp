// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/channel.h"

#include "models/components/trace.h"
#include "models/describe/sampler.h"

namespace headroom::models {

using engine::Call;

Channel::Channel(World& world, const Link& link, Component& to, const Wire& wire)
    : world_(world),
      to_(to),
      wire_(wire),
      latency_(samplerOf(link.latency)),
      place_(static_cast<std::uint32_t>(engine::hashText(link.from + ">" + link.to))),
      fromHop_(engine::hashText(link.from)),
      toHop_(engine::hashText(link.to)),
      turn_(to.instances()) {
    reconfigure(link, wire);
}

void Channel::reconfigure(const Link& link, const Wire& wire) {
    wire_ = wire;
    latency_ = samplerOf(link.latency);
    hasLatency_ = latency_.mean() > 0;
    timeout_ = nullptr;
    if (!link.timeout) return;
    for (const auto& lane : lanes_) {
        if (lane->length() == *link.timeout) timeout_ = lane.get();
    }
    if (timeout_ != nullptr) return;
    lanes_.push_back(std::make_unique<engine::TimeoutLane>(*link.timeout));
    timeout_ = lanes_.back().get();
}

Call<Reply> Channel::call(const RequestRef& request, Operation operation, std::size_t instance) {
    if (world_.tracer != nullptr) [[unlikely]] {
        if (world_.tracer->of(*request) != nullptr) return traced(request, operation, instance);
    }
    return untraced(request, operation, instance);
}

// One frame more, which takes no time and is resumed with the one inside it: no event is another.
Call<Reply> Channel::traced(RequestRef request, Operation operation, std::size_t instance) {
    RequestTrace& trace = *Tracer::known(*request);
    const std::size_t call =
        trace.begin(fromHop_, toHop_, place_, instance, operation, hasLatency_);
    const Reply reply = co_await untraced(request, operation, instance);
    trace.end(call);
    co_return reply;
}

Call<Reply> Channel::untraced(const RequestRef& request, Operation operation,
                              std::size_t instance) {
    Service& target = to_.instance(instance);
    return timeout_ != nullptr ? limited(request, target, operation)
                               : unlimited(request, target, operation);
}

Call<Reply> Channel::limited(RequestRef request, Service& target, Operation operation) {
    co_return co_await patiently(request, target, operation);
}

engine::Within<Reply> Channel::patiently(const RequestRef& request, Service& target,
                                         Operation operation) {
    return engine::within(timeout_->limit(), unlimited(request, target, operation));
}

// Without latency the callee is called as it stands: who only forwards needs no frame.
Call<Reply> Channel::unlimited(const RequestRef& request, Service& target, Operation operation) {
    return hasLatency_ ? passed(request, target, operation) : target.call(request, operation);
}

Call<Reply> Channel::passed(RequestRef request, Service& target, Operation operation) {
    co_await travel(*request, ask::latencyThere);
    if (request->trace != 0) [[unlikely]]
        Tracer::known(*request)->arrived(place_);
    const Reply reply = co_await target.call(request, operation);
    if (request->trace != 0) [[unlikely]]
        Tracer::known(*request)->left(place_);
    co_await travel(*request, ask::latencyBack);
    co_return reply;
}

engine::Delay Channel::travel(const Request& request, engine::Purpose direction) const {
    auto draws = request.draws(world_.run, direction, place_);
    return engine::delay(engine::Duration::fromNanoseconds(latency_.sample(draws)));
}

}  // namespace headroom::models
