// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "models/topology/validate.h"
#include "models/workload/workload.h"

namespace headroom::models {

/// What the components remember when a run begins. Shared by all its replications.
struct WarmMemory {
    std::vector<std::shared_ptr<const void>> components;  ///< as the nodes; nullptr: nothing
    std::uint64_t requests = 0;                           ///< replayed
    bool settled = true;                                  ///< or the most of them were
};

/// Replays requests from before the run through what remembers, without simulating any of their
/// time: they get their turns on a clock of their own that runs at the rates of the sources, so
/// that what expires does. Goes on until the hit ratio of every cache has settled: over the last
/// half of the requests it differs by less than 0.5 % from that over the quarter before; looked at
/// whenever their number has doubled, from 16,384 to 1,048,576. nullptr if nothing remembers, or
/// nobody's requests are known beforehand, as those of a log are not; or it was cancelled.
///
/// Source: functional warming, as simulators of processors do it (R. E. Wunderlich et al.,
/// "SMARTS",
///         ISCA 2003).
/// Cost: some look-ups a request.
/// Assumptions: misses are stored at once; requests depend on nothing they meet.
std::shared_ptr<const WarmMemory> warmMemory(const ValidDesign& design, const Inputs& inputs,
                                             std::uint64_t seed,
                                             const std::atomic<bool>* cancel = nullptr);

}  // namespace headroom::models
