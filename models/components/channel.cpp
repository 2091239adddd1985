// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/channel.h"

#include "models/describe/sampler.h"

namespace headroom::models {

using engine::Call;

Channel::Channel(World& world, const Link& link, Component& to, LinkRole role)
    : world_(world),
      to_(to),
      role_(role),
      latency_(samplerOf(link.latency)),
      hasLatency_(latency_.mean() > 0),
      place_(static_cast<std::uint32_t>(engine::hashText(link.from + ">" + link.to))),
      turn_(to.instances()) {
    if (link.timeout) timeout_.emplace(*link.timeout);
}

engine::Duration Channel::latency(const Request& request, engine::Purpose direction) const {
    auto draws = request.draws(world_.run, direction, place_);
    return engine::Duration::fromNanoseconds(latency_.sample(draws));
}

Call<Reply> Channel::call(RequestRef request, Operation operation, std::size_t instance) {
    Service& target = to_.instance(instance);
    return timeout_ ? limited(std::move(request), operation, target)
                    : unlimited(std::move(request), operation, target);
}

Call<Reply> Channel::limited(RequestRef request, Operation operation, Service& target) {
    co_return co_await engine::within(timeout_->limit(), unlimited(request, operation, target));
}

// Without latency the callee is called as it stands: who only forwards needs no frame.
Call<Reply> Channel::unlimited(RequestRef request, Operation operation, Service& target) {
    return hasLatency_ ? passed(std::move(request), operation, target)
                       : target.serve(std::move(request), operation);
}

Call<Reply> Channel::passed(RequestRef request, Operation operation, Service& target) {
    co_await engine::delay(latency(*request, ask::latencyThere));
    const Reply reply = co_await target.serve(request, operation);
    co_await engine::delay(latency(*request, ask::latencyBack));
    co_return reply;
}

}  // namespace headroom::models
