// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "models/simulate/audit.h"
#include "models/simulate/backlog_trend.h"
#include "models/simulate/objectives.h"
#include "models/simulate/request_summary.h"
#include "models/simulate/system.h"

namespace headroom::models {

/// What one replication saw of a component.
struct ComponentSummary {
    double waitNs = 0;         ///< mean time in its queues of who was served
    double insideNs = 0;       ///< mean time from arrival to reply
    ComponentFigures figures;  ///< its histograms empty
};

/// What one replication saw, before anything is averaged. Without histograms: those of 10,000
/// components in twenty replications would not fit into any memory.
struct Replication {
    engine::RunEnd end = engine::RunEnd::reached;
    bool cancelled = false;
    double seconds = 0;         ///< measured
    std::uint64_t begun = 0;    ///< requests, warm-up included
    std::uint64_t offered = 0;  ///< requests begun after the warm-up
    std::uint64_t events = 0;
    engine::Fingerprint fingerprint;
    RequestSummary total;
    std::vector<RequestSummary> endpoints;
    std::vector<ComponentSummary> components;
    std::vector<ObjectiveSample> objectives;  ///< as ReplicationPlan::objectives
    /// A terminating run's windows, one after the other; the last may be shorter.
    std::vector<std::shared_ptr<const Snapshot>> windows;
    std::vector<RequestEnd> slowest;   ///< of every endpoint that many, slowest first
    AuditSample audit;
    std::vector<Increments> backlogs;  ///< a queue each, in the order of BacklogTrend
};

struct ReplicationPlan {
    SystemOptions system;
    engine::Duration warmup;
    engine::Duration measured;  ///< for a log: the most it may take, its drain included
    std::vector<StatedObjective> objectives;
    Scenario scenario;             ///< in order of time
    engine::Duration window;       ///< width of the windows of a terminating run; zero: none
    bool watchesBacklogs = false;  ///< fill in Replication::backlogs
};

/// Between the instants at which backlogs are looked at, in the last half of what is measured.
engine::Duration backlogStep(engine::Duration measured);

/// Runs one replication on the calling thread. `progress` is told parts done, 0 to 1, now and then;
/// neither it nor `cancel` changes what is simulated.
Replication runReplication(const ValidDesign& design, const Inputs& inputs,
                           const ReplicationPlan& plan, const std::atomic<bool>* cancel = nullptr,
                           const std::function<void(double)>& progress = {});

}  // namespace headroom::models
