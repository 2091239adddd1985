// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/replication.h"

namespace headroom::models {

namespace {

constexpr int kSlices = 200;
constexpr std::int64_t kBacklogSteps = 64;

// Runs on in slices, so that somebody can look in from outside; a slice changes nothing.
engine::RunEnd runSlices(System& system, engine::SimTime end, const std::atomic<bool>* cancel,
                         const std::function<void(double)>& progress, engine::Duration all) {
    const engine::SimTime begin = system.now();
    for (int slice = 1; slice <= kSlices; ++slice) {
        const engine::SimTime until =
            slice == kSlices ? end : begin + (end - begin) / kSlices * slice;
        const engine::RunEnd how = system.runUntil(until);
        if (how != engine::RunEnd::reached) return how;
        if (cancel != nullptr && cancel->load(std::memory_order_relaxed)) return how;
        if (progress) progress(system.now().sinceStart() / all);
    }
    return engine::RunEnd::reached;
}

ComponentSummary summaryOf(ComponentFigures&& figures) {
    ComponentSummary summary{figures.wait.mean(), figures.inside.mean(), std::move(figures)};
    summary.figures.wait = {};
    summary.figures.inside = {};
    return summary;
}

/// Looks at the queues kBacklogSteps times, one step apart.
void watchBacklogs(System& system, engine::Duration step, std::vector<Increments>& backlogs) {
    ComponentSample sample;
    std::vector<double> before;
    for (std::int64_t look = 0; look <= kBacklogSteps; ++look) {
        if (look != 0) system.runUntil(system.now() + step);
        std::size_t queue = 0;
        for (std::size_t node = 0; node < system.nodes(); ++node) {
            system.sample(node, sample);
            for (const QueueSample& q : sample.queues) {
                if (look == 0) {
                    before.push_back(0);
                    backlogs.emplace_back();
                } else {
                    backlogs[queue].add(q.waiting - before[queue]);
                }
                before[queue++] = q.waiting;
            }
        }
    }
}

bool failed(engine::RunEnd end) {
    return end == engine::RunEnd::memory || end == engine::RunEnd::stuck;
}

}  // namespace

engine::Duration backlogStep(engine::Duration measured) {
    return measured / (2 * kBacklogSteps);
}

Replication runReplication(const ValidDesign& design, const Inputs& inputs,
                           const ReplicationPlan& plan, const std::atomic<bool>* cancel,
                           const std::function<void(double)>& progress) {
    System system(design, inputs, plan.system);
    Replication result;
    const engine::Duration all = plan.warmup + plan.measured;
    std::uint64_t begunBefore = 0;
    const auto isCancelled = [&] {
        return cancel != nullptr && cancel->load(std::memory_order_relaxed);
    };
    if (plan.warmup > engine::Duration::zero()) {
        result.end =
            runSlices(system, engine::SimTime::zero() + plan.warmup, cancel, progress, all);
        begunBefore = system.recorder().begun();
        if (!failed(result.end) && !isCancelled()) system.restartStatistics();
    }
    if (!failed(result.end) && !isCancelled()) {
        const engine::SimTime end = engine::SimTime::zero() + all;
        if (plan.watchesBacklogs) {
            const engine::Duration step = backlogStep(plan.measured);
            result.end = runSlices(system, end - step * kBacklogSteps, cancel, progress, all);
            if (!failed(result.end) && !isCancelled()) watchBacklogs(system, step, result.backlogs);
        }
        if (!failed(result.end) && !isCancelled()) {
            result.end = runSlices(system, end, cancel, progress, all);
        }
    }
    result.cancelled = isCancelled();
    result.seconds = (system.now().sinceStart() - plan.warmup).toSeconds();

    const Recorder& recorder = system.recorder();
    result.offered = recorder.begun();
    result.begun = begunBefore + recorder.begun();
    result.events = system.events();
    result.fingerprint = recorder.fingerprint();
    result.total = RequestSummary(recorder.total());
    for (const RequestCounts& counts : recorder.endpoints())
        result.endpoints.emplace_back(counts);
    for (std::size_t i = 0; i < system.nodes(); ++i)
        result.components.push_back(summaryOf(system.figures(i)));
    for (const StatedObjective& stated : plan.objectives)
        result.objectives.push_back(sample(stated, recorder, result.seconds));
    return result;
}

}  // namespace headroom::models
