// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "engine/call.h"
#include "engine/random/distribution.h"
#include "engine/timeouts.h"
#include "engine/wait/resource.h"
#include "models/algorithms/balancing/round_robin.h"
#include "models/components/component.h"
#include "models/components/node_statistics.h"
#include "models/components/request.h"

namespace headroom::models {

/// A link of the design as it runs: latency there and back, the caller's patience, the connections
/// it keeps, and the instances at its end. Time-outs and pools belong here and not into components,
/// because they are the caller's policy.
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
    engine::Call<Reply> call(const RequestRef& request, Operation operation, std::size_t instance) {
        return callFrom(0, request, operation, instance);
    }
    /// `caller`: which instance of the calling component, for each has a pool of its own.
    engine::Call<Reply> callFrom(std::size_t caller, const RequestRef& request,
                                 Operation operation) {
        return callFrom(caller, request, operation, turn_.choose());
    }
    engine::Call<Reply> callFrom(std::size_t caller, const RequestRef& request, Operation operation,
                                 std::size_t instance);

    /// How many instances the caller has.
    void setCallers(std::size_t callers);
    /// Their pools, if the link has any.
    void samplePool(ComponentSample& sample);
    void restartStatistics();
    /// Calls that failed because no connection became free in time.
    std::uint64_t poolTimeouts() const { return poolTimeouts_; }
    bool hasPoolWait() const { return poolSize_ > 0 && poolWait_ != nullptr; }

  private:
    engine::Call<Reply> traced(std::size_t caller, RequestRef request, Operation operation,
                               std::size_t instance);
    engine::Call<Reply> untraced(std::size_t caller, const RequestRef& request, Operation operation,
                                 std::size_t instance);
    engine::Call<Reply> pooled(RequestRef request, Service& target, Operation operation,
                               engine::Resource& pool);
    engine::Resource& poolOf(std::size_t caller);
    engine::TimeoutLane* laneOf(const std::optional<engine::Duration>& length);
    engine::Call<Reply> connected(const RequestRef& request, Service& target, Operation operation);
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
    std::int64_t poolSize_ = 0;                // of each caller; 0: no pools
    engine::TimeoutLane* poolWait_ = nullptr;  // one of the lanes
    std::deque<engine::Resource> pools_;       // by instance of the caller
    std::uint64_t poolTimeouts_ = 0;
    std::size_t callers_ = 1;
    Units poolUnits_{0};
    const char* poolKey_;
};

}  // namespace headroom::models
