// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/run.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <thread>

#include "engine/statistics/precision_stop.h"
#include "engine/statistics/warmup.h"
#include "models/components/users/settings.h"
#include "models/simulate/replication.h"
#include "models/simulate/summarize.h"

namespace headroom::models {

namespace {

using engine::Duration;

constexpr double kRequestsPerReplication = 1e6;
constexpr std::size_t kSeriesPoints = 1000;

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

/// One run's replications: handed out in order to whichever thread is free, judged in order.
class Replications {
  public:
    Replications(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
                 ReplicationPlan plan, const std::atomic<bool>* cancel,
                 const std::function<void(const RunProgress&)>& progress)
        : design_(design),
          inputs_(inputs),
          options_(options),
          plan_(plan),
          outside_(cancel),
          progress_(progress),
          done_(options.mostReplications) {}

    /// The replications to be averaged, and why there are no more.
    std::pair<std::vector<Replication>, RunEnding> runAll() {
        const auto threads = static_cast<std::size_t>(
            std::clamp<std::size_t>(options_.threads, 1, options_.mostReplications));
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back([this] { work(); });
        work();
        others.clear();
        std::vector<Replication> taken;
        for (std::size_t i = 0; i < needed_; ++i) {
            if (done_[i]) taken.push_back(std::move(*done_[i]));
        }
        return {std::move(taken), ending_};
    }

  private:
    void work() {
        for (;;) {
            std::size_t index;
            {
                const std::scoped_lock lock(mutex_);
                if (stop_.load() || next_ >= options_.mostReplications) return;
                index = next_++;
            }
            ReplicationPlan plan = plan_;
            plan.system.key = {options_.seed, static_cast<std::uint32_t>(index)};
            auto report = [&](double part) {
                if (outside_ != nullptr && outside_->load(std::memory_order_relaxed)) stop_ = true;
                if (!progress_) return;
                const std::scoped_lock lock(mutex_);
                progress_({index + 1, options_.mostReplications, part});
            };
            Replication replication = runReplication(design_, inputs_, plan, &stop_, report);
            const std::scoped_lock lock(mutex_);
            take(index, std::move(replication));
        }
    }

    // Called under the lock. Decisions go by index: which thread was quicker must not matter, so a
    // replication finished out of turn waits, and one finished beyond the decision is dropped.
    void take(std::size_t index, Replication&& replication) {
        if (decided_) return;
        done_[index] = std::move(replication);
        while (!decided_ && judged_ < done_.size() && done_[judged_])
            judge(judged_++);
    }

    void judge(std::size_t index) {
        const Replication& r = *done_[index];
        if (r.cancelled) return decide(index, RunEnding::cancelled);
        if (r.end == engine::RunEnd::memory) return decide(index + 1, RunEnding::memory);
        if (r.end == engine::RunEnd::stuck) return decide(index + 1, RunEnding::stuck);
        means_.push_back(r.total.meanNs);
        tails_.push_back(r.total.quantilesNs[kP99]);
        using Decision = engine::PrecisionStop::Decision;
        const auto goal = [&](double precision) {
            return engine::PrecisionGoal{precision, options_.leastReplications,
                                         options_.mostReplications, 0.95};
        };
        const auto mean = engine::decidePrecision(means_, goal(options_.meanPrecision));
        const auto tail = engine::decidePrecision(tails_, goal(options_.tailPrecision));
        if (mean.decision == Decision::Reached && tail.decision == Decision::Reached) {
            decide(index + 1, RunEnding::precise);
        } else if (index + 1 == options_.mostReplications) {
            decide(index + 1, RunEnding::replications);
        }
    }
    void decide(std::size_t needed, RunEnding ending) {
        decided_ = true;
        needed_ = needed;
        ending_ = ending;
        stop_ = true;
    }

    const ValidDesign& design_;
    const Inputs& inputs_;
    const RunOptions& options_;
    ReplicationPlan plan_;
    const std::atomic<bool>* outside_;
    const std::function<void(const RunProgress&)>& progress_;
    std::mutex mutex_;
    std::atomic<bool> stop_ = false;
    std::vector<std::optional<Replication>> done_;
    std::size_t next_ = 0;
    std::size_t judged_ = 0;
    std::size_t needed_ = 0;
    bool decided_ = false;
    RunEnding ending_ = RunEnding::cancelled;
    std::vector<double> means_;
    std::vector<double> tails_;
};

/// Looks for the end of the warm-up in a run of its own, with the first replication's seed.
struct FoundWarmup {
    Duration length;
    bool found = true;
    bool cancelled = false;
};
FoundWarmup findWarmup(const ValidDesign& design, const Inputs& inputs, ReplicationPlan plan,
                       const std::atomic<bool>* cancel,
                       const std::function<void(const RunProgress&)>& progress) {
    plan.warmup = {};
    plan.system.seriesWindow = std::max(Duration::nanoseconds(1),
                                        plan.measured / static_cast<std::int64_t>(kSeriesPoints));
    auto report = [&](double part) {
        if (progress) progress({0, 0, part});
    };
    const Replication pilot = runReplication(design, inputs, plan, cancel, report);
    const engine::Warmup warmup = engine::mser5(pilot.series);
    if (pilot.cancelled) return {{}, true, true};
    if (!warmup.found()) return {plan.measured / 2, false};
    return {pilot.seriesWidth * static_cast<std::int64_t>(warmup.truncation), true};
}

}  // namespace

RunResult run(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
              const std::atomic<bool>* cancel,
              const std::function<void(const RunProgress&)>& progress) {
    const bool replay = !inputs.logs.empty();
    ReplicationPlan plan;
    plan.system = {{options.seed, 0}, options.queue, options.memoryLimit};
    plan.measured = options.duration ? *options.duration
                                     : (replay ? replayLimit(design.design(), inputs)
                                               : defaultDuration(offeredRate(design.design())));
    plan.objectives = objectivesOf(design.design(), inputs);
    FoundWarmup warmup;
    if (options.warmup) {
        warmup.length = *options.warmup;
    } else if (!replay) {
        warmup = findWarmup(design, inputs, plan, cancel, progress);
    }
    plan.warmup = warmup.length;

    RunResult result;
    result.design = design.design().name;
    result.seed = options.seed;
    result.steady = !replay;
    result.warmupFound = warmup.found;
    result.warmupSeconds = warmup.length.toSeconds();
    if (warmup.cancelled) {
        result.ending = RunEnding::cancelled;
        return result;
    }
    Replications replications(design, inputs, options, plan, cancel, progress);
    auto [taken, ending] = replications.runAll();
    result.ending = replay && (ending == RunEnding::precise || ending == RunEnding::replications)
                        ? RunEnding::complete
                        : ending;
    summarize(design.design(), inputs, taken, result);
    return result;
}

}  // namespace headroom::models
