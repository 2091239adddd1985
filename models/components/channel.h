// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/call.h"
#include "engine/random/distribution.h"
#include "engine/timeouts.h"
#include "models/algorithms/balancing/round_robin.h"
#include "models/components/component.h"
#include "models/components/request.h"

namespace headroom::models {

/// A link of the design as it runs: latency there and back, the caller's patience, and the
/// instances at its end. Time-outs belong here and not into components, because they are the
/// caller's policy.
class Channel {
  public:
    Channel(World& world, const Link& link, Component& to, const Wire& wire);

    LinkRole role() const { return wire_.role; }
    const Wire& wire() const { return wire_; }
    std::size_t targets() const { return to_.instances(); }
    const Component& target() const { return to_; }

    /// Another latency or time-out; calls under way keep theirs.
    void reconfigure(const Link& link, const Wire& wire);
    void targetsChanged() { turn_.setTargets(to_.instances()); }
    Reply recall(Request& request, Operation operation, std::int64_t at) {
        return to_.recall(request, operation, at);
    }

    /// Calls the instances in turn.
    engine::Call<Reply> call(const RequestRef& request, Operation operation) {
        return call(request, operation, turn_.choose());
    }
    engine::Call<Reply> call(const RequestRef& request, Operation operation, std::size_t instance);

  private:
    engine::Call<Reply> traced(RequestRef request, Operation operation, std::size_t instance);
    engine::Call<Reply> untraced(const RequestRef& request, Operation operation,
                                 std::size_t instance);
    engine::Call<Reply> limited(RequestRef request, Service& target, Operation operation);
    engine::Call<Reply> passed(RequestRef request, Service& target, Operation operation);
    engine::Call<Reply> unlimited(const RequestRef& request, Service& target, Operation operation);
    engine::Within<Reply> patiently(const RequestRef& request, Service& target,
                                    Operation operation);
    engine::Delay travel(const Request& request, engine::Purpose direction) const;

    World& world_;
    Component& to_;
    Wire wire_;
    engine::Distribution latency_;
    bool hasLatency_ = false;
    std::uint32_t place_;
    std::uint64_t fromHop_;
    std::uint64_t toHop_;
    engine::TimeoutLane* timeout_ = nullptr;  // one of the lanes
    // Those of earlier settings too: calls are still in them.
    std::vector<std::unique_ptr<engine::TimeoutLane>> lanes_;
    RoundRobin turn_;
};

}  // namespace headroom::models
