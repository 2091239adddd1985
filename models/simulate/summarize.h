// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "models/simulate/replication.h"
#include "models/simulate/result.h"

namespace headroom::models {

/// In the numbering of Workload: the design's, then those of each log.
std::vector<std::string> endpointNames(const Design& design, const Inputs& inputs);

/// Fills in what the replications found: estimates over them, sums of what is counted.
void summarize(const Design& design, const Inputs& inputs,
               std::span<const Replication> replications, RunResult& result);

/// The windows of a terminating run; one that not all replications have come to is estimated from
/// those that have.
void summarizeWindows(const Design& design, const ReplicationPlan& plan,
                      std::span<const Replication> replications, RunResult& result);

/// Takes away what an overloaded system does not have: means, quantiles, utilizations; and judges
/// its objectives anew. Counts stay.
void withoutMeans(std::span<const StatedObjective> stated, RunResult& result);

}  // namespace headroom::models
