// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/paired_trials.h"

#include <algorithm>

#include "models/simulate/offered_load.h"

namespace headroom::models {

using engine::Duration;

PairedTrials::PairedTrials(std::span<const Contestant> contestants, const RunOptions& options,
                           const std::atomic<bool>* cancel,
                           const std::function<void(double)>& progress, bool watches)
    : seed_(options.seed), cancel_(cancel) {
    for (const Contestant& contestant : contestants) {
        const Design& design = contestant.design->design();
        Entry entry{contestant, {}, {}};
        ReplicationPlan& plan = entry.plan;
        plan.scenario = options.ownScenario ? scenarioOf(*contestant.design) : Scenario{};
        plan.scenario.insert(plan.scenario.end(), options.scenario.begin(), options.scenario.end());
        sortScenario(plan.scenario);
        plan.system.key = {options.seed, 0};
        plan.system.queue = options.queue;
        plan.system.cancel = cancel;
        plan.system.memoryLimit = options.memoryLimit;
        plan.objectives = objectivesOf(design, *contestant.inputs);
        if (isTerminating(design, *contestant.inputs, plan.scenario)) steady_ = false;
        measured_ = std::max(measured_, options.duration.value_or(defaultDuration(
                                            design, *contestant.inputs, plan.scenario)));
        if (!options.cold) {
            plan.system.warm = warmMemory(*contestant.design, *contestant.inputs, options.seed);
        }
        entries_.push_back(std::move(entry));
    }
    warmup_ = options.warmup.value_or(Duration::zero());
    double part = 0;
    for (Entry& entry : entries_) {
        entry.plan.measured = measured_;
        if (!steady_ || !watches) continue;
        entry.pilot = runPilot(*entry.contestant.design, *entry.contestant.inputs, entry.plan,
                               options.warmup, cancel, [&](double done) {
                                   if (!progress) return;
                                   progress((part + done) / static_cast<double>(entries_.size()));
                               });
        warmup_ = std::max(warmup_, entry.pilot.warmup);
        part += 1;
    }
    for (Entry& entry : entries_)
        entry.plan.warmup = warmup_;
}

bool PairedTrials::isCancelled() const {
    return cancel_ != nullptr && cancel_->load(std::memory_order_relaxed);
}

Replication PairedTrials::replicate(std::size_t contestant, std::uint32_t index,
                                    std::vector<RequestEnd>* log,
                                    const std::function<void(double)>& progress) const {
    const Entry& entry = entries_[contestant];
    ReplicationPlan plan = entry.plan;
    plan.system.key = {seed_, index};
    plan.system.log = log;
    return runReplication(*entry.contestant.design, *entry.contestant.inputs, plan, cancel_,
                          progress);
}

}  // namespace headroom::models
