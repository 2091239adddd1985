// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/channel.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <string>

#include "models/components/trace.h"
#include "models/describe/sampler.h"

namespace headroom::models {

using engine::Call;

namespace {

/// One of ten thousand instances has not been asked for so long that it is in no cache of the
/// processor. It gets there while the request is on its way. Where there are few it costs next to
/// nothing, and what is fetched beyond the end of a smaller service does no harm.
void fetchAhead(const Service& target) {
    constexpr std::size_t kLine = 64;
    constexpr std::size_t kLines = 16;  // of a server's instance
    const char* begin = reinterpret_cast<const char*>(&target);
    for (std::size_t i = 0; i < kLines; ++i)
        __builtin_prefetch(begin + i * kLine, 1);
}

/// Names of results outlive the systems that they speak of: each is kept once, for ever.
const char* kept(const std::string& name) {
    static std::mutex mutex;
    static std::set<std::string> names;
    const std::lock_guard lock(mutex);
    return names.insert(name).first->c_str();
}

}  // namespace

Channel::Channel(World& world, const Link& link, Component& to, const Wire& wire)
    : world_(world),
      to_(to),
      wire_(wire),
      latency_(samplerOf(world.design.latency(wire.link))),
      place_(static_cast<std::uint32_t>(engine::hashText(link.from + ">" + link.to))),
      fromHop_(engine::hashText(link.from)),
      toHop_(engine::hashText(link.to)),
      turn_(to.instances()),
      poolKey_(kept("pool." + link.to)) {
    reconfigure(link, wire);
}

void Channel::reconfigure(const Link& link, const Wire& wire) {
    wire_ = wire;
    latency_ = samplerOf(world_.design.latency(wire.link));
    hasLatency_ = latency_.mean() > 0;
    timeout_ = laneOf(link.timeout);
    poolWait_ = laneOf(link.poolWait);
    poolSize_ = link.poolSize.value_or(0);
    setCallers(callers_);
    // Who waits for a connection of a pool that is no more gets one.
    for (engine::Resource& pool : pools_)
        pool.setUnits(poolSize_ > 0 ? static_cast<std::uint32_t>(poolSize_)
                                    : engine::Resource::kUnbounded);
}

engine::TimeoutLane* Channel::laneOf(const std::optional<engine::Duration>& length) {
    if (!length) return nullptr;
    for (const auto& lane : lanes_) {
        if (lane->length() == *length) return lane.get();
    }
    lanes_.push_back(std::make_unique<engine::TimeoutLane>(*length));
    return lanes_.back().get();
}

Call<Reply> Channel::callFrom(std::size_t caller, const RequestRef& request, Operation operation,
                              std::size_t instance) {
    if (world_.tracer != nullptr) [[unlikely]] {
        if (world_.tracer->of(*request) != nullptr) {
            return traced(caller, request, operation, instance);
        }
    }
    return untraced(caller, request, operation, instance);
}

// One frame more, which takes no time and is resumed with the one inside it: no event is another.
Call<Reply> Channel::traced(std::size_t caller, RequestRef request, Operation operation,
                            std::size_t instance) {
    const std::size_t call = Tracer::known(*request)->begin(
        fromHop_, toHop_, place_, instance, operation, hasLatency_ || poolSize_ > 0);
    const Reply reply = co_await untraced(caller, request, operation, instance);
    // Looked up anew: the request may have ended since, and its trace be another's.
    Tracer::known(*request)->end(call);
    co_return reply;
}

Call<Reply> Channel::untraced(std::size_t caller, const RequestRef& request, Operation operation,
                              std::size_t instance) {
    Service& target = to_.instance(instance);
    if (poolSize_ > 0) return pooled(request, target, operation, poolOf(caller));
    return connected(request, target, operation);
}

Call<Reply> Channel::connected(const RequestRef& request, Service& target, Operation operation) {
    if (request->trace != 0 && !hasLatency_ && poolSize_ > 0) [[unlikely]]
        Tracer::known(*request)->arrived(place_);
    return timeout_ != nullptr ? limited(request, target, operation)
                               : unlimited(request, target, operation);
}

engine::Resource& Channel::poolOf(std::size_t caller) {
    while (pools_.size() <= caller)
        pools_.emplace_back(static_cast<std::uint32_t>(poolSize_));
    return pools_[caller];
}

// The patience for a connection and the patience for the reply follow one another. A caller that
// waits no longer closes its connection, and the pool opens another in its place.
Call<Reply> Channel::pooled(RequestRef request, Service& target, Operation operation,
                            engine::Resource& pool) {
    if (poolWait_ == nullptr) {
        const engine::Lease connection = co_await pool.acquire();
        co_return co_await connected(request, target, operation);
    }
    const engine::Lease connection = co_await pool.acquire(poolWait_->limit());
    if (!connection) {
        ++poolTimeouts_;
        co_return Reply::unavailable();
    }
    co_return co_await connected(request, target, operation);
}

// A pool is made when its instance first calls; those to come are there and empty.
void Channel::setCallers(std::size_t callers) {
    callers_ = std::max<std::size_t>(1, callers);  // users have no instances
    const std::int64_t units = poolSize_ * static_cast<std::int64_t>(callers_);
    if (units != poolUnits_.count()) poolUnits_.set(units);
}

void Channel::samplePool(ComponentSample& sample) {
    if (poolSize_ == 0) return;
    const auto now = world_.simulation.now();
    double inUse = 0;
    double inUseNs = 0;
    QueueSample waiting{poolKey_, 0};
    for (engine::Resource& pool : pools_) {
        inUse += pool.inUse();
        inUseNs += static_cast<double>(pool.inUseOverTime().integral(now));
        waiting.waiting += pool.waiting();
    }
    sample.resources.push_back(poolUnits_.sample(Resource::Connections, poolKey_, inUse, inUseNs));
    sample.queues.push_back(waiting);
}

void Channel::restartStatistics() {
    const auto now = world_.simulation.now();
    poolTimeouts_ = 0;
    poolUnits_.restart();
    for (engine::Resource& pool : pools_) {
        pool.inUseOverTime().restart(now);
        pool.waitingOverTime().restart(now);
    }
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
    fetchAhead(target);
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
