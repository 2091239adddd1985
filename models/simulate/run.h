// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "models/simulate/result.h"
#include "models/simulate/system.h"

namespace headroom::models {

struct RunOptions {
    std::uint64_t seed = 1;
    /// Measured simulated time of a replication; not set: long enough for about a million requests,
    /// at most a minute.
    std::optional<engine::Duration> duration;
    std::optional<engine::Duration> warmup;  ///< not set: found by MSER-5 in a run of its own
    std::size_t leastReplications = 5;
    std::size_t mostReplications = 20;
    double meanPrecision = 0.02;  ///< relative half-width of the mean response time
    double tailPrecision = 0.05;  ///< of its p99
    unsigned threads = 1;
    engine::EventQueue::Choice queue = engine::EventQueue::Choice::automatic;
    std::uint64_t memoryLimit = ~std::uint64_t{0};  ///< bytes of everything, as estimated
    Scenario scenario;                              ///< done while running
    bool ownScenario = true;                        ///< the design's own as well
    std::size_t slowest = 0;                        ///< waterfalls of that many of each endpoint
    std::size_t sampled = 0;                        ///< and of about that many others
    /// Set: bottleneck, and headroom against this utilization.
    std::optional<double> target;
    bool cold = false;  ///< caches begin empty, whatever their settings say
};

/// How far a run has come.
struct RunProgress {
    std::size_t replication = 0;  ///< the one furthest on; 0 while the warm-up is looked for
    std::size_t most = 0;
    double part = 0;  ///< of that replication, 0 to 1
};

/// Simulates a design: replications on as many threads as asked for, until the figures are precise
/// or the most allowed are done. The result depends on the design, its inputs, the seed and the
/// times and bounds above; not on threads, queue, or who watches.
///
/// Source: replication/deletion with MSER-5 truncation and a sequential stopping rule (Law,
/// Simulation Modeling and Analysis, 9.5).
RunResult run(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
              const std::atomic<bool>* cancel = nullptr,
              const std::function<void(const RunProgress&)>& progress = {});

}  // namespace headroom::models
