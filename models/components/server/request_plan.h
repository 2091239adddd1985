// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/wait/group.h"
#include "models/components/channel.h"
#include "models/components/request.h"
#include "models/workload/workload.h"

namespace headroom::models {

/// A call to another service, for the requests that make it.
struct ServiceCall {
    Channel* channel;
    double probability;
    std::uint32_t place;  ///< of the draw; calls of one row share it
    std::uint32_t index;  ///< names it among those of its endpoint

    engine::Call<Reply> make(std::size_t caller, const RequestRef& request) const {
        return channel->callFrom(caller, request->branchFor(request, index), Operation::serve);
    }

    bool isMade(const Request& request, engine::RunKey run) const {
        return probability >= 1 || request.draws(run, ask::calls, place).unit() < probability;
    }
};

/// Calls to services of one endpoint.
struct ServiceCalls {
    /// Made together.
    struct Bundle {
        std::size_t first;  // of calls
        std::size_t count;
    };
    std::vector<ServiceCall> calls;
    std::vector<Bundle> bundles;  ///< one after the other

    void add(const ServiceCall& call, bool isParallel, bool joinsLast) {
        if (isParallel && joinsLast) {
            ++bundles.back().count;
        } else {
            bundles.push_back({calls.size(), 1});
        }
        calls.push_back(call);
    }
};

/// What a server's links lead to.
struct Backends {
    Channel* cache = nullptr;
    Channel* data = nullptr;
    std::vector<ServiceCalls> services;  ///< by endpoint
};

/// One thing to ask a backend for, or several services at once.
struct Step {
    Channel* channel;
    Operation operation;
    std::span<const ServiceCall> together{};  ///< services; nullptr as the channel
};

/// Several services at once: all answer, and the first of them that fails tells how. Who waits for
/// it may go; what was asked goes on for nobody.
inline engine::Call<Reply> together(std::size_t caller, RequestRef request,
                                    std::span<const ServiceCall> calls, engine::RunKey run) {
    engine::Group<engine::Call<Reply>> group(static_cast<std::uint32_t>(calls.size()));
    for (const ServiceCall& call : calls) {
        if (call.isMade(*request, run)) {
            group.add(call.make(caller, request));
        }
    }
    co_await group.all();
    Reply all = Reply::done();
    for (std::uint32_t i = 0; i < group.size(); ++i) {
        const Reply reply = group.result(i);
        if (all.ok() && !reply.ok()) all = Reply::error(reply.status);
    }
    co_return all;
}

/// What an endpoint asks of the backends, one after the other: the cache first, which may answer;
/// then writes, a read, other services; and what was found is left with the cache.
struct Plan {
    enum class Stage : std::uint8_t { lookUp, write, read, services, keep, end };

    const Backends& backends;
    const EndpointCosts& costs;
    const Request& request;
    engine::RunKey run;

    const ServiceCalls& services() const { return backends.services[request.endpoint]; }

    std::size_t stepsIn(Stage stage) const {
        const bool cached = costs.cacheable && backends.cache != nullptr;
        switch (stage) {
            case Stage::lookUp:
            case Stage::keep:
                return cached ? 1 : 0;
            case Stage::write:
                return backends.data != nullptr ? static_cast<std::size_t>(costs.writes) : 0;
            case Stage::read:
                return backends.data != nullptr && costs.readRows > 0 ? 1 : 0;
            case Stage::services:
                return services().bundles.size();
            case Stage::end:
                break;
        }
        return 0;
    }
    Step step(Stage stage, std::size_t i) const {
        switch (stage) {
            case Stage::lookUp:
                return {backends.cache, Operation::cacheGet};
            case Stage::write:
                return {backends.data, Operation::write};
            case Stage::read:
                return {backends.data, Operation::read};
            case Stage::keep:
                return {backends.cache, Operation::cachePut};
            case Stage::services:
            case Stage::end:
                break;
        }
        const ServiceCalls::Bundle& bundle = services().bundles[i];
        const std::span<const ServiceCall> calls(&services().calls[bundle.first], bundle.count);
        return {nullptr, Operation::serve, calls};
    }
    /// Whether this request does not make that step.
    bool isSkipped(Stage stage, std::size_t i) const {
        if (stage != Stage::services) return false;
        const ServiceCalls::Bundle& bundle = services().bundles[i];
        return bundle.count == 1 && !services().calls[bundle.first].isMade(request, run);
    }
};

/// How far a request has come in its plan. The plan stands apart, because all that is kept here
/// takes room in every request's frame.
class Progress {
  public:
    /// Finds the next step, if there is one.
    bool next(const Plan& plan) {
        while (stage_ != Plan::Stage::end) {
            if (made_ < plan.stepsIn(stage_)) {
                if (!plan.isSkipped(stage_, made_)) break;
                ++made_;
                continue;
            }
            stage_ = static_cast<Plan::Stage>(static_cast<int>(stage_) + 1);
            made_ = 0;
        }
        return stage_ != Plan::Stage::end;
    }
    /// Precondition: next() has found one.
    Step step(const Plan& plan) const { return plan.step(stage_, made_); }
    /// The reply to that step.
    void note(const Reply& reply) {
        ++made_;
        if (stage_ == Plan::Stage::lookUp) {
            if (reply.complete) stage_ = Plan::Stage::end;
        } else if (stage_ != Plan::Stage::keep && !reply.ok()) {
            // A cache that is down keeps nobody from being served; another backend does.
            failure_ = reply.status;
            stage_ = Plan::Stage::end;
        }
    }
    bool hasFailed() const { return failure_ != 0; }
    Reply failure() const { return Reply::error(failure_); }

  private:
    std::uint32_t made_ = 0;  // steps of this stage
    std::uint16_t failure_ = 0;
    Plan::Stage stage_ = Plan::Stage::lookUp;
};

}  // namespace headroom::models
