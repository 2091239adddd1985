// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/sim_time.h"
#include "models/describe/metric.h"
#include "models/simulate/request_summary.h"

namespace headroom::models {

/// A component in a Snapshot.
struct ComponentSnapshot {
    float arrivalRps = 0;  ///< over the window
    float doneRps = 0;
    float refusedRps = 0;
    float waiting = 0;  ///< now, in all its queues
    /// Highest utilization of its resources over the window, 0 to 1; of those that are no limit
    /// when full, only if it has no other.
    float busiest = 0;
    std::uint32_t instances = 0;
    std::uint32_t firstResource = 0;  ///< in Snapshot::resources
    std::uint32_t resourceCount = 0;
};

struct ResourceSnapshot {
    Resource resource = Resource::None;
    const char* key = "";
    float utilization = 0;  ///< over the window; of what is not integrated, now
    float capacity = 0;     ///< now
    bool isKept = false;    ///< being full is no limit; see ResourceSample
};

/// A share of two counts of a component over the window, such as hits of look-ups.
struct RatioSnapshot {
    std::uint32_t component = 0;  ///< index into Snapshot::components
    const char* key = "";         ///< of the metric: "hitRatio"
    float value = 0;              ///< 0 to 1
    float perSecond = 0;          ///< of the count it is a share of
};

/// Requests that ended with an error.
struct FailureSnapshot {
    int status = 0;
    double rps = 0;
};

/// A running system at an instant, and its last window: what happened since the snapshot before.
/// Never changes, so it can be handed to another thread. Components stand as the nodes of the
/// design that runs by then (`designNumber` counts the redesigns).
struct Snapshot {
    engine::SimTime time;
    engine::Duration window;
    std::uint64_t designNumber = 0;
    std::uint64_t events = 0;    ///< since the start
    std::uint64_t requests = 0;  ///< begun since the start of the statistics
    std::uint64_t inFlight = 0;
    double offeredRps = 0;
    double rps = 0;        ///< ended, with whatever status
    double errorRate = 0;  ///< share of them
    double meanMs = 0;     ///< of those answered; 0 without any, as the quantiles
    std::array<double, kQuantiles.size()> quantilesMs{};
    std::vector<ComponentSnapshot> components;
    std::vector<ResourceSnapshot> resources;
    std::vector<RatioSnapshot> ratios;      ///< of those that were looked up in the window
    std::vector<FailureSnapshot> failures;  ///< by status, those there were in the window
};

}  // namespace headroom::models
