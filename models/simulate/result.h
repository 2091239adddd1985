// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/statistics/intervals.h"
#include "models/analysis/analyze.h"
#include "models/describe/metric.h"
#include "models/describe/text.h"
#include "models/scenario/change.h"
#include "models/simulate/audit_result.h"
#include "models/simulate/objectives.h"
#include "models/simulate/request_summary.h"
#include "models/simulate/waterfall.h"
#include "models/verdict/bottleneck.h"
#include "models/verdict/headroom.h"

namespace headroom::models {

/// A latency in milliseconds: its mean and kQuantiles.
struct LatencyFigures {
    engine::Estimate mean;
    std::array<engine::Estimate, kQuantiles.size()> quantiles;
};

/// What became of requests: of all, or of an endpoint's.
struct RequestFigures {
    std::uint64_t requests = 0;  ///< ended, in all replications, after the warm-up
    engine::Estimate rps;        ///< ended, with whatever status
    engine::Estimate errorRate;
    LatencyFigures latencyMs;  ///< of those answered
    std::map<int, std::uint64_t> status;
};

struct NamedRequestFigures {
    std::string name;
    RequestFigures figures;
};

struct ResourceResult {
    Resource resource = Resource::None;
    std::string key;
    engine::Estimate utilization;
    double capacity = 0;
    bool isKept = false;  ///< its being full is no limit; see ResourceSample
};

struct ComponentResult {
    std::string id;
    std::string kind;
    std::int64_t instances = 0;
    std::uint64_t refused = 0;
    engine::Estimate arrivalRps;
    engine::Estimate queueMean;
    engine::Estimate waitMs;
    engine::Estimate insideMs;
    std::vector<ResourceResult> resources;
    std::map<std::string, engine::Estimate> metrics;
};

/// How a run came to its end.
enum class RunEnding {
    precise,       ///< every figure asked for is as precise as asked for
    replications,  ///< the most replications allowed, and not yet that precise
    complete,      ///< a log was replayed to its last request
    overloaded,    ///< a queue grows without an end, so there is no mean: RunResult::overload
    cancelled,
    memory,
    stuck,
};

/// A queue of an overloaded system.
struct GrowingQueue {
    std::string component;
    std::string queue;           ///< what is waited for, as in QueueSample
    engine::Estimate perSecond;  ///< by how many requests it grows
    double waiting = 0;          ///< when the run was stopped
};

/// Why a system has no mean.
struct OverloadResult {
    std::vector<GrowingQueue> growing;  ///< fastest first; empty: not overloaded
};

/// What was estimated before anything was built.
struct MemoryResult {
    double estimateBytes = 0;
    std::uint64_t limitBytes = 0;
    Sentence largest;  ///< the part that takes most
    double largestBytes = 0;
};

/// How caches began.
struct WarmResult {
    bool warm = false;
    std::uint64_t requests = 0;  ///< replayed through them
    bool settled = true;
};

/// A window of a terminating run; estimates over replications.
struct WindowResult {
    double beginSeconds = 0;
    engine::Estimate offeredRps;
    engine::Estimate rps;
    engine::Estimate errorRate;
    engine::Estimate meanMs;
    engine::Estimate p99Ms;
    std::vector<engine::Estimate> utilization;  ///< as SeriesResult::resources
};

/// What a run whose load changes has instead of a mean.
struct SeriesResult {
    double windowSeconds = 0;
    std::vector<std::string> resources;  ///< "app.cpu"
    std::vector<WindowResult> windows;
    std::size_t busiest = 0;  ///< the window with the highest offered rate
};

/// What a run found out. Estimates are over replications, 95 % intervals.
struct RunResult {
    std::string design;
    std::uint64_t seed = 1;
    RunEnding ending = RunEnding::precise;
    std::size_t replications = 0;
    bool steady = true;       ///< constant load: warm-up cut, means over time exist
    bool warmupFound = true;  ///< false: the system was still changing, figures are of that time
    double warmupSeconds = 0;
    double simulatedSeconds = 0;  ///< measured, of each replication
    std::uint64_t requests = 0;   ///< begun in all replications, warm-up included
    std::uint64_t events = 0;
    std::string fingerprint;
    double offeredRps = 0;
    std::optional<AuditResult> audit;  ///< set if anything was simulated
    std::optional<AnalyticAnswer> analysis;  ///< what formulas say; set if the load is steady
    RequestFigures total;
    std::vector<NamedRequestFigures> endpoints;
    std::vector<ComponentResult> components;
    std::vector<ObjectiveResult> objectives;
    OverloadResult overload;
    SeriesResult series;                     ///< of a terminating run
    std::optional<Bottleneck> bottleneck;    ///< if somebody has looked for it: findBottleneck
    std::optional<HeadroomResult> headroom;  ///< the same: headroomOf
    std::vector<Waterfall> slowest;  ///< by endpoint, slowest first; of the first replication
    std::vector<Waterfall> sampled;  ///< some others of it, whatever became of them
    Scenario journal;                ///< what was done while running
    MemoryResult memory;
    WarmResult warm;
};

}  // namespace headroom::models
