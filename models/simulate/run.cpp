// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/run.h"

#include <algorithm>
#include <map>

#include "models/simulate/memory_estimate.h"
#include "models/simulate/offered_load.h"
#include "models/simulate/pilot.h"
#include "models/simulate/replications.h"
#include "models/simulate/summarize.h"
#include "models/simulate/warm_start.h"

namespace headroom::models {

namespace {

using engine::Duration;

// Some requests, at least, however little memory is left beside everything else.
constexpr double kLeastArena = 1 << 20;

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
    if (pilot.seconds <= 0) return;
    result.requests = pilot.begun;
    result.events = pilot.events;
    result.fingerprint = pilot.fingerprint.toHex();
    result.simulatedSeconds = pilot.seconds;
    result.warmupSeconds = 0;
    result.offeredRps = static_cast<double>(pilot.begun) / pilot.seconds;
    result.total.requests = pilot.total.ended;
    result.total.status = pilot.total.status;
}

/// Whether the run fits into the memory it may have; the arena's share of it goes into the plan.
bool fitsMemory(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
                ReplicationPlan& plan, RunResult& result) {
    const auto atOnce =
        static_cast<unsigned>(std::min<std::size_t>(options.threads, options.mostReplications));
    const MemoryEstimate estimate = estimateMemory(design, inputs, atOnce);
    const auto limit = static_cast<double>(options.memoryLimit);
    result.memory.estimateBytes = estimate.bytes;
    result.memory.limitBytes = options.memoryLimit;
    if (!estimate.parts.empty()) {
        result.memory.largest = estimate.parts.front().what;
        result.memory.largestBytes = estimate.parts.front().bytes;
    }
    if (estimate.bytes > limit) return false;
    if (options.memoryLimit == ~std::uint64_t{0}) return true;
    const double left = (limit - estimate.bytes + estimate.inFlight) / std::max(1U, atOnce);
    plan.system.memoryLimit = static_cast<std::uint64_t>(std::max(left, kLeastArena));
    return true;
}

/// Overload that no single replication shows, but all together do.
void lookForOverload(const Design& design, const Pilot& pilot, const ReplicationPlan& plan,
                     const std::vector<Replication>& taken, RunResult& result) {
    std::vector<std::vector<Increments>> backlogs;
    for (const Replication& r : taken) {
        if (r.backlogs.size() == pilot.queues.size()) backlogs.push_back(r.backlogs);
    }
    if (backlogs.empty()) return;
    const std::vector<Growth> growing =
        growingOver(pilot.queues, backlogs, backlogStep(plan.measured));
    if (growing.empty()) return;
    result.ending = RunEnding::overloaded;
    result.overload = overloadOf(design, growing);
    withoutMeans(plan.objectives, result);
}

/// What holds it back, and how much more it takes: of a run that has come to something.
void explain(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
             const std::atomic<bool>* cancel, RunResult& result) {
    if (!options.target || result.ending == RunEnding::cancelled ||
        result.ending == RunEnding::memory || result.ending == RunEnding::stuck)
        return;
    result.headroom = headroomOf(design, result, *options.target);
    result.bottleneck = findBottleneck(design, inputs, options, result, cancel);
}

/// Runs the first replication once more, up to the end of the last request asked for, and traces
/// what is known by then to be worth it.
void traceSlowest(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
                  ReplicationPlan plan, const Replication& first, const std::atomic<bool>* cancel,
                  RunResult& result) {
    std::vector<RequestName> names;
    for (const RequestEnd& end : first.slowest)
        names.push_back(end.name);
    const double share = first.offered == 0 ? 0.0
                                            : static_cast<double>(options.sampled) /
                                                  static_cast<double>(first.offered);
    Tracer tracer(names, share);
    plan.system.key = {options.seed, 0};
    plan.system.tracer = &tracer;
    plan.system.slowest = 0;
    plan.watchesBacklogs = false;
    std::atomic<bool> isDone = false;
    const auto watch = [&](double) {
        const bool isCancelled = cancel != nullptr && cancel->load(std::memory_order_relaxed);
        if (isCancelled || (options.sampled == 0 && tracer.isComplete())) isDone = true;
    };
    plan.system.cancel = &isDone;
    runReplication(design, inputs, plan, &isDone, watch);

    const std::vector<std::string> endpoints = endpointNames(design.design(), inputs);
    std::map<RequestName, const RequestTrace*> ended;
    for (const RequestTrace& trace : tracer.traces()) {
        if (trace.ended != engine::SimTime::max()) ended[trace.name] = &trace;
    }
    const auto waterfall = [&](const RequestTrace& trace) {
        const bool isKnown = trace.endpoint < endpoints.size();
        return waterfallOf(trace, design.design(),
                           isKnown ? endpoints[trace.endpoint] : std::string());
    };
    for (const RequestEnd& end : first.slowest) {
        if (const auto found = ended.find(end.name); found != ended.end()) {
            result.slowest.push_back(waterfall(*found->second));
            ended.erase(found);
        }
    }
    const auto measuredFrom = engine::SimTime::zero() + plan.warmup;
    for (const auto& [name, trace] : ended) {
        if (trace->ended >= measuredFrom) result.sampled.push_back(waterfall(*trace));
    }
}

}  // namespace

RunResult run(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
              const std::atomic<bool>* cancel,
              const std::function<void(const RunProgress&)>& progress) {
    const Design& drawn = design.design();
    Scenario scenario = options.ownScenario ? scenarioOf(design) : Scenario{};
    scenario.insert(scenario.end(), options.scenario.begin(), options.scenario.end());
    sortScenario(scenario);
    const bool terminating = isTerminating(drawn, inputs, scenario);
    RunResult result;
    result.design = drawn.name;
    result.seed = options.seed;
    result.steady = !terminating;
    result.journal = scenario;
    ReplicationPlan plan;
    plan.system.key = {options.seed, 0};
    plan.system.queue = options.queue;
    plan.system.cancel = cancel;
    plan.measured = options.duration.value_or(defaultDuration(drawn, inputs, scenario));
    plan.scenario = std::move(scenario);
    plan.objectives = objectivesOf(drawn, inputs);
    if (!fitsMemory(design, inputs, options, plan, result)) {
        result.ending = RunEnding::memory;
        return result;
    }
    if (!options.cold) plan.system.warm = warmMemory(design, inputs, options.seed, cancel);
    if (plan.system.warm != nullptr) {
        result.warm = {true, plan.system.warm->requests, plan.system.warm->settled};
    }
    Pilot pilot;
    if (terminating) {
        plan.warmup = options.warmup.value_or(Duration::zero());
        plan.window = windowWidth(drawn, inputs, plan.warmup + plan.measured);
    } else {
        pilot = runPilot(design, inputs, plan, options.warmup, cancel, [&](double part) {
            if (progress) progress({0, 0, part});
        });
        plan.warmup = pilot.warmup;
        result.warmupFound = pilot.warmupFound;
    }
    if (result.steady) result.analysis = analyze(design);
    result.warmupSeconds = plan.warmup.toSeconds();
    const bool isOverloaded = pilot.stability == Stability::growing;
    if (pilot.cancelled) {
        result.ending = RunEnding::cancelled;
    } else if (isOverloaded) {
        result.ending = RunEnding::overloaded;
        result.overload = overloadOf(drawn, pilot.growing);
        withoutMeans(plan.objectives, result);
    } else if (pilot.end == engine::RunEnd::memory) {
        result.ending = RunEnding::memory;
    } else if (pilot.end == engine::RunEnd::stuck) {
        result.ending = RunEnding::stuck;
    }
    if (result.ending != RunEnding::precise) {
        fillFromPilot(pilot, result);
        if (pilot.seconds > 0) result.audit = audit(drawn, std::span(&pilot.audit, 1), result);
        explain(design, inputs, options, cancel, result);
        return result;
    }
    plan.system.slowest = options.slowest;
    plan.watchesBacklogs = !terminating && pilot.stability == Stability::unsettled;
    Replications replications(design, inputs, options, plan, cancel, progress);
    auto [taken, ending] = replications.runAll();
    const bool ended = ending == RunEnding::precise || ending == RunEnding::replications;
    result.ending = terminating && ended ? RunEnding::complete : ending;
    summarize(drawn, inputs, taken, result);
    if (terminating) summarizeWindows(drawn, plan, taken, result);
    if (plan.watchesBacklogs) lookForOverload(drawn, pilot, plan, taken, result);
    if (!taken.empty() && (options.slowest > 0 || options.sampled > 0)) {
        traceSlowest(design, inputs, options, plan, taken.front(), cancel, result);
    }
    std::vector<AuditSample> samples;
    for (const Replication& r : taken)
        samples.push_back(r.audit);
    if (!samples.empty()) result.audit = audit(drawn, samples, result);
    explain(design, inputs, options, cancel, result);
    return result;
}

}  // namespace headroom::models
