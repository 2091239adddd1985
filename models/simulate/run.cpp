// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/run.h"

#include <algorithm>

#include "models/components/users/settings.h"
#include "models/simulate/pilot.h"
#include "models/simulate/replications.h"
#include "models/simulate/summarize.h"

namespace headroom::models {

namespace {

using engine::Duration;

constexpr double kRequestsPerReplication = 1e6;

double offeredRate(const Design& design) {
    double rate = 0;
    for (const Node& node : design.nodes) {
        if (!node.settings.is<UsersSettings>()) continue;
        const auto& settings = node.settings.as<UsersSettings>();
        if (settings.rate) rate += settings.rate->perSecond;
    }
    return rate;
}

Duration defaultDuration(double rate) {
    const double seconds = rate > 0 ? kRequestsPerReplication / rate : 60.0;
    return Duration::fromSeconds(std::clamp(seconds, 1.0, 60.0));
}

/// The longest a replay may take: its log, and an hour for what is still in flight; beside a load
/// that never ends, its log.
Duration replayLimit(const Design& design, const Inputs& inputs) {
    Duration longest;
    for (const auto& [node, log] : inputs.logs) {
        const double speed = design.nodes[node].settings.as<UsersSettings>().speed;
        if (log->arrivals.empty()) continue;
        longest = std::max(
            longest,
            Duration::fromNanoseconds(static_cast<double>(log->arrivals.back().offsetNs) / speed));
    }
    return offeredRate(design) > 0 ? longest : longest + Duration::seconds(3600);
}

OverloadResult overloadOf(const Design& design, const std::vector<Growth>& growing) {
    OverloadResult overload;
    for (const Growth& growth : growing) {
        overload.growing.push_back({design.nodes[growth.queue.node].id, growth.queue.key,
                                    growth.perSecond, growth.waiting});
    }
    return overload;
}

/// The result of a run that ends with its pilot.
void fillFromPilot(const Pilot& pilot, RunResult& result) {
    result.requests = pilot.begun;
    result.events = pilot.events;
    result.fingerprint = pilot.fingerprint.toHex();
    result.simulatedSeconds = pilot.seconds;
    result.warmupSeconds = 0;
    result.offeredRps = static_cast<double>(pilot.begun) / pilot.seconds;
    result.total.requests = pilot.total.ended;
    result.total.status = pilot.total.status;
}

}  // namespace

RunResult run(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
              const std::atomic<bool>* cancel,
              const std::function<void(const RunProgress&)>& progress) {
    const Design& drawn = design.design();
    const bool replay = !inputs.logs.empty();
    ReplicationPlan plan;
    plan.system = {{options.seed, 0}, options.queue, options.memoryLimit};
    plan.system.cancel = cancel;
    plan.measured = options.duration ? *options.duration
                                     : (replay ? replayLimit(drawn, inputs)
                                               : defaultDuration(offeredRate(drawn)));
    plan.objectives = objectivesOf(drawn, inputs);
    RunResult result;
    result.design = drawn.name;
    result.seed = options.seed;
    result.steady = !replay;
    Pilot pilot;
    if (replay) {
        plan.warmup = options.warmup.value_or(Duration::zero());
    } else {
        pilot = runPilot(design, inputs, plan, options.warmup, cancel, [&](double part) {
            if (progress) progress({0, 0, part});
        });
        plan.warmup = pilot.warmup;
        result.warmupFound = pilot.warmupFound;
    }
    result.warmupSeconds = plan.warmup.toSeconds();
    if (pilot.cancelled) {
        if (pilot.seconds > 0) fillFromPilot(pilot, result);
        result.ending = RunEnding::cancelled;
        return result;
    }
    const bool isOverloaded = pilot.stability == Stability::growing;
    if (!isOverloaded && pilot.end == engine::RunEnd::memory) result.ending = RunEnding::memory;
    if (!isOverloaded && pilot.end == engine::RunEnd::stuck) result.ending = RunEnding::stuck;
    if (result.ending != RunEnding::precise) {
        fillFromPilot(pilot, result);
        return result;
    }
    if (isOverloaded) {
        fillFromPilot(pilot, result);
        result.ending = RunEnding::overloaded;
        result.overload = overloadOf(drawn, pilot.growing);
        withoutMeans(plan.objectives, result);
        return result;
    }
    plan.watchesBacklogs = !replay && pilot.stability == Stability::unsettled;
    Replications replications(design, inputs, options, plan, cancel, progress);
    auto [taken, ending] = replications.runAll();
    result.ending = replay && (ending == RunEnding::precise || ending == RunEnding::replications)
                        ? RunEnding::complete
                        : ending;
    summarize(drawn, inputs, taken, result);
    if (plan.watchesBacklogs && !taken.empty()) {
        std::vector<std::vector<Increments>> backlogs;
        for (const Replication& r : taken) {
            if (r.backlogs.size() == pilot.queues.size()) backlogs.push_back(r.backlogs);
        }
        const std::vector<Growth> growing =
            growingOver(pilot.queues, backlogs, backlogStep(plan.measured));
        if (!growing.empty()) {
            result.ending = RunEnding::overloaded;
            result.overload = overloadOf(drawn, growing);
            withoutMeans(plan.objectives, result);
        }
    }
    return result;
}

}  // namespace headroom::models
