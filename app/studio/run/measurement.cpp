// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/measurement.h"

#include <algorithm>

namespace headroom::app {

namespace {

using Clock = std::chrono::steady_clock;

// Of the bar, for what comes before and after the replications.
constexpr double kWarmUp = 0.05;
constexpr double kReplications = 0.8;

}  // namespace

Measurement::Measurement(models::ValidDesign design, models::Inputs inputs,
                         models::RunOptions options)
    : design_(std::move(design)),
      inputs_(std::move(inputs)),
      options_(std::move(options)),
      thread_([this] {
          work();
          isOver_ = true;
      }) {}

Measurement::~Measurement() {
    cancel();
}

void Measurement::publish(const models::RunResult& result) {
    auto shared = std::make_shared<const models::RunResult>(result);
    const std::scoped_lock lock(mutex_);
    result_ = std::move(shared);
}

// models::run() with a target does the same in one go; here the figures are shown while the
// bottleneck is still looked for.
void Measurement::work() {
    models::RunOptions figures = options_;
    figures.target.reset();
    models::RunResult result =
        models::run(design_, inputs_, figures, &cancel_, [this](const models::RunProgress& at) {
            const std::scoped_lock lock(mutex_);
            if (at.replication == 0) {
                progress_.part = std::max(progress_.part, kWarmUp * at.part);
                return;
            }
            if (progress_.stage == Progress::Stage::WarmUp) measuringSince_ = Clock::now();
            progress_.stage = Progress::Stage::Replications;
            progress_.replication = std::max(progress_.replication, at.replication);
            progress_.most = at.most;
            const double most = static_cast<double>(std::max<std::size_t>(at.most, 1));
            const double done = (static_cast<double>(at.replication) - 1 + at.part) / most;
            // Replications may be done in any order; a bar never goes back.
            progress_.part =
                std::max(progress_.part, kWarmUp + kReplications * std::clamp(done, 0.0, 1.0));
            const std::chrono::duration<double> passed = Clock::now() - measuringSince_;
            if (done > 0) progress_.leftSeconds = passed.count() * (1 - done) / done;
        });
    if (cancel_) return;
    publish(result);
    if (options_.target && result.ending != models::RunEnding::memory &&
        result.ending != models::RunEnding::stuck) {
        {
            const std::scoped_lock lock(mutex_);
            progress_.stage = Progress::Stage::Bottleneck;
            progress_.part = kWarmUp + kReplications;
            progress_.leftSeconds = 0;
        }
        result.headroom = models::headroomOf(design_, result, *options_.target);
        publish(result);
        result.bottleneck = models::findBottleneck(design_, inputs_, options_, result, &cancel_);
        if (cancel_) return;
        publish(result);
    }
    const std::scoped_lock lock(mutex_);
    progress_.stage = Progress::Stage::Done;
    progress_.part = 1;
}

Measurement::Progress Measurement::progress() const {
    const std::scoped_lock lock(mutex_);
    return progress_;
}

std::shared_ptr<const models::RunResult> Measurement::result() const {
    const std::scoped_lock lock(mutex_);
    return result_;
}

}  // namespace headroom::app
