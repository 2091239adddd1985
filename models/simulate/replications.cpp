// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/replications.h"

#include <algorithm>
#include <thread>

#include "engine/statistics/precision_stop.h"

namespace headroom::models {

Replications::Replications(const ValidDesign& design, const Inputs& inputs,
                           const RunOptions& options, ReplicationPlan plan,
                           const std::atomic<bool>* cancel,
                           const std::function<void(const RunProgress&)>& progress)
    : design_(design),
      inputs_(inputs),
      options_(options),
      plan_(std::move(plan)),
      outside_(cancel),
      progress_(progress),
      done_(options.mostReplications) {}

/// The replications to be averaged, and why there are no more.
std::pair<std::vector<Replication>, RunEnding> Replications::runAll() {
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

void Replications::work() {
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
void Replications::take(std::size_t index, Replication&& replication) {
    if (decided_) return;
    done_[index] = std::move(replication);
    while (!decided_ && judged_ < done_.size() && done_[judged_])
        judge(judged_++);
}

void Replications::judge(std::size_t index) {
    const Replication& r = *done_[index];
    // A part of a replication is no replication, but it is all there is of a first one.
    if (r.cancelled) {
        const bool isAllThereIs = index == 0 && r.seconds > 0 && r.total.answered();
        return decide(isAllThereIs ? 1 : index, RunEnding::cancelled);
    }
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
void Replications::decide(std::size_t needed, RunEnding ending) {
    decided_ = true;
    needed_ = needed;
    ending_ = ending;
    stop_ = true;
}

}  // namespace headroom::models
