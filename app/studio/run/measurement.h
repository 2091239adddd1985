// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "models/simulate/run.h"

namespace headroom::app {

/// A whole run of a frozen design, with replications, intervals and verdicts, in a thread of its
/// own beside the live one.
class Measurement {
  public:
    Measurement(models::ValidDesign design, models::Inputs inputs, models::RunOptions options);
    /// Cancels it.
    ~Measurement();
    Measurement(const Measurement&) = delete;
    Measurement& operator=(const Measurement&) = delete;

    /// 0 to 1, a guess.
    double progress() const { return progress_; }
    /// Once it is there; nullptr before.
    std::shared_ptr<const models::RunResult> result() const;
    const models::ValidDesign& design() const { return design_; }

  private:
    models::ValidDesign design_;
    models::Inputs inputs_;
    models::RunOptions options_;
    std::atomic<double> progress_{0};
    std::atomic<bool> cancel_{false};
    mutable std::mutex mutex_;
    std::shared_ptr<const models::RunResult> result_;
    std::jthread thread_;  // last: it uses the others
};

}  // namespace headroom::app
