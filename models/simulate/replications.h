// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "models/simulate/replication.h"
#include "models/simulate/run.h"

namespace headroom::models {

/// One run's replications: handed out in order to whichever thread is free, judged in order. A
/// decision depends on the replications up to it and on nothing else, so it is the same on any
/// number of threads.
class Replications {
  public:
    Replications(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
                 ReplicationPlan plan, const std::atomic<bool>* cancel,
                 const std::function<void(const RunProgress&)>& progress);

    /// The replications to be averaged, and why there are no more.
    std::pair<std::vector<Replication>, RunEnding> runAll();

  private:
    void work();
    void take(std::size_t index, Replication&& replication);
    void judge(std::size_t index);
    void decide(std::size_t needed, RunEnding ending);

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

}  // namespace headroom::models
