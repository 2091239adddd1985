// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

#include "models/simulate/audit.h"
#include "models/simulate/backlog_trend.h"
#include "models/simulate/replication.h"

namespace headroom::models {

/// What a run of its own, with the first replication's seed, finds out before anything is measured.
struct Pilot {
    Stability stability = Stability::unsettled;
    std::vector<Growth> growing;     ///< if so
    std::vector<QueuePlace> queues;  ///< of the system, as BacklogTrend counts them
    engine::Duration warmup;         ///< to be cut
    AuditSample audit;
    bool warmupFound = true;         ///< false: still changing when it was stopped
    bool cancelled = false;
    engine::RunEnd end = engine::RunEnd::reached;
    // What it saw, for a run that ends with it.
    double seconds = 0;
    std::uint64_t events = 0;
    std::uint64_t begun = 0;
    RequestSummary total;
    engine::Fingerprint fingerprint;
};

/// Watches a system under constant load for as long as a replication takes, and longer if its
/// queues cannot be judged from that: at most for a million requests or twice that time, whichever
/// is more; and for at least 20,000 requests. Finds the warm-up by MSER-5 unless it is given; with
/// a given one it ends as soon as the queues are seen to be stable. `plan.measured` is the time a
/// replication would measure, its `warmup` is not read.
Pilot runPilot(const ValidDesign& design, const Inputs& inputs, const ReplicationPlan& plan,
               std::optional<engine::Duration> warmup, const std::atomic<bool>* cancel,
               const std::function<void(double)>& progress);

}  // namespace headroom::models
