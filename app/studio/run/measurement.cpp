// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/measurement.h"

#include <algorithm>

namespace headroom::app {

Measurement::Measurement(models::ValidDesign design, models::Inputs inputs,
                         models::RunOptions options)
    : design_(std::move(design)),
      inputs_(std::move(inputs)),
      options_(std::move(options)),
      thread_([this] {
          auto result = std::make_shared<models::RunResult>(models::run(
              design_, inputs_, options_, &cancel_, [this](const models::RunProgress& at) {
                  const double most = static_cast<double>(std::max<std::size_t>(at.most, 1));
                  const double done = static_cast<double>(at.replication) - 1 + at.part;
                  // Replications may be done in any order; a bar never goes back.
                  progress_ = std::max(progress_.load(), std::clamp(done / most, 0.0, 1.0));
              }));
          const std::scoped_lock lock(mutex_);
          result_ = std::move(result);
      }) {}

Measurement::~Measurement() {
    cancel_ = true;
}

std::shared_ptr<const models::RunResult> Measurement::result() const {
    const std::scoped_lock lock(mutex_);
    return result_;
}

}  // namespace headroom::app
