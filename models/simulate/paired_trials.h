// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "models/simulate/pilot.h"
#include "models/simulate/replication.h"
#include "models/simulate/run.h"

namespace headroom::models {

/// A design of which trials are made.
struct Contestant {
    const ValidDesign* design = nullptr;
    const Inputs* inputs = nullptr;
};

/// Replications of several designs on the same seeds, of the same length and with the same
/// warm-up: replication i of each sees the same requests, as far as they have them.
class PairedTrials {
  public:
    /// Looks for the warm-up: the longest that any of them needs. `options.duration` not set: the
    /// longest that a run of any of them would take. `watches` false: `options.warmup` is taken as
    /// it is and nobody looks for overload.
    PairedTrials(std::span<const Contestant> contestants, const RunOptions& options,
                 const std::atomic<bool>* cancel, const std::function<void(double)>& progress,
                 bool watches = true);

    bool isSteady() const { return steady_; }
    bool isCancelled() const;
    /// Of a steady one; of a changing one it says nothing.
    const Pilot& pilot(std::size_t contestant) const { return entries_[contestant].pilot; }
    engine::Duration warmup() const { return warmup_; }
    engine::Duration measured() const { return measured_; }
    /// Replication `index` of a contestant; `log` gets the requests that ended, if it is there.
    Replication replicate(std::size_t contestant, std::uint32_t index,
                          std::vector<RequestEnd>* log = nullptr,
                          const std::function<void(double)>& progress = {}) const;

  private:
    struct Entry {
        Contestant contestant;
        ReplicationPlan plan;
        Pilot pilot;
    };
    std::vector<Entry> entries_;
    std::uint64_t seed_;
    const std::atomic<bool>* cancel_;
    bool steady_ = true;
    engine::Duration warmup_;
    engine::Duration measured_;
};

}  // namespace headroom::models
