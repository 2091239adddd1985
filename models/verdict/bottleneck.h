// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "engine/statistics/intervals.h"
#include "models/describe/kind.h"
#include "models/describe/text.h"

namespace headroom::models {

class ValidDesign;
struct Inputs;
struct RunOptions;
struct RunResult;

/// What a system is short of.
enum class Cause {
    None,
    Cpu,
    Memory,
    Database,
    Network,
    Logging,
    Connections,
    Locks,
    Disk,
    Limiter,
    Queue
};
const char* keyOf(Cause cause);
/// The cores of what answers queries are its queries' problem; all else is called by its resource.
Cause causeOf(Resource resource, const Roles& roles);

/// A resource of a component.
struct BusyResource {
    std::string component;
    std::string key;  ///< as in results: "cpu"
    Resource resource = Resource::None;
    Cause cause = Cause::None;
    double utilization = 0;
};

struct Bottleneck {
    BusyResource at;
    bool confirmed = false;  ///< more of it was simulated, and helped
    // What was simulated; empty if no setting is more of it.
    std::string setting;  ///< "app.cores"
    std::string from;
    std::string to;
    bool byThroughput = false;  ///< judged by requests answered, because some are not; else latency
    engine::Estimate change;    ///< relative, of that figure: -0.2 is 20 % less
    std::optional<BusyResource> next;  ///< busiest with plenty of the first
    Sentence sentence;
};

/// What holds a system back: of the busiest resources that which, made a tenth larger (whole units:
/// at least one more), helps most for its growth, in the mean latency or, where requests are lost,
/// in those answered; by pairs of replications. Where nothing helps by a fiftieth of its growth,
/// the busiest one, not confirmed. Then what would be busiest with four times as much of it. Loops
/// over what components report and what settings say to be more of: no kind is known here. Nothing
/// if it was cancelled, or nothing is reported.
///
/// Source: sensitivity by common random numbers (Law, Simulation Modeling and Analysis, 11.2); the
///         list of causes: the guide's chart of bottlenecks, and beyond.
/// Cost: up to five replications for each of five designs, of 20,000 requests each under constant
///       load, else as long as those of the run.
/// Assumptions: the run `result` is of this design, inputs and options.
std::optional<Bottleneck> findBottleneck(const ValidDesign& design, const Inputs& inputs,
                                         const RunOptions& options, const RunResult& result,
                                         const std::atomic<bool>* cancel = nullptr);

}  // namespace headroom::models
