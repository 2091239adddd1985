// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "models/simulate/run.h"

namespace headroom::app {

/// A whole run of a frozen design, with replications, intervals and verdicts, in a thread of its
/// own beside the live one. What it gives is what models::run() gives of the same.
class Measurement {
  public:
    Measurement(models::ValidDesign design, models::Inputs inputs, models::RunOptions options);
    /// Cancels it.
    ~Measurement();
    Measurement(const Measurement&) = delete;
    Measurement& operator=(const Measurement&) = delete;

    struct Progress {
        enum class Stage { WarmUp, Replications, Bottleneck, Done };
        Stage stage = Stage::WarmUp;
        std::size_t replication = 0;
        std::size_t most = 0;
        double part = 0;         ///< of all that may have to be done, 0 to 1: a guess
        double leftSeconds = 0;  ///< at most, of our time; 0: not known yet
    };
    Progress progress() const;
    /// Asks it to end; isOver() once it has, so that nobody need wait for it.
    void cancel() { cancel_ = true; }
    bool isOver() const { return isOver_; }
    /// What is known: figures as soon as they are, then with bottleneck and headroom; nullptr
    /// before.
    std::shared_ptr<const models::RunResult> result() const;
    const models::ValidDesign& design() const { return design_; }
    const models::RunOptions& options() const { return options_; }

  private:
    void work();
    void publish(const models::RunResult& result);

    models::ValidDesign design_;
    models::Inputs inputs_;
    models::RunOptions options_;
    std::atomic<bool> cancel_{false};
    std::atomic<bool> isOver_{false};
    mutable std::mutex mutex_;  // of all below
    Progress progress_;
    std::chrono::steady_clock::time_point measuringSince_;
    std::shared_ptr<const models::RunResult> result_;
    std::jthread thread_;  // last: it uses the others
};

}  // namespace headroom::app
