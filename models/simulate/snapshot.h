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
    float busiest = 0;  ///< highest utilization of its resources over the window, 0 to 1
    std::uint32_t instances = 0;
    std::uint32_t firstResource = 0;  ///< in Snapshot::resources
    std::uint32_t resourceCount = 0;
};

struct ResourceSnapshot {
    Resource resource = Resource::None;
    const char* key = "";
    float utilization = 0;  ///< over the window; of what is not integrated, now
    float capacity = 0;     ///< now
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
};

}  // namespace headroom::models
