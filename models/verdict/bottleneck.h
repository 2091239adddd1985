// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

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

/// What was simulated to see whether more of a resource helps.
struct MoreOfIt {
    std::string setting;  ///< "app.cores"; "app.cores and app.workers" if it takes both
    std::string from;
    std::string to;
    bool byThroughput = false;  ///< judged by requests answered, because some are not; else latency
    engine::Estimate change;    ///< relative, of that figure: -0.2 is 20 % less
};

/// As busy as the bottleneck or more, and still none.
struct PassedOver {
    BusyResource at;
    MoreOfIt more;
    Sentence sentence;
};

struct Bottleneck {
    BusyResource at;
    /// More of it was simulated, and helped. If not, nothing limits the system at any load tried,
    /// and `at` is the busiest.
    bool confirmed = false;
    /// The load at which it is the bottleneck, in times the load asked for. Above 1: nothing limits
    /// the system at that one, and this is what will be first.
    double load = 1;
    MoreOfIt more;                     ///< of `at`; if it is not confirmed, only how it was judged
    std::optional<BusyResource> next;  ///< busiest with plenty of the first
    std::vector<PassedOver> passedOver;
    Sentence sentence;
    Sentence note;  ///< what counts as latency and answers here; empty: those of requests
};

/// What holds a system back: of the busiest resources that which, made a tenth larger (whole units:
/// at least one more), helps most for its growth, in the mean latency or, where requests are lost,
/// in those answered; by pairs of replications. Jobs that requests leave behind count with both.
/// What helps by less than a twentieth of its growth, or not beyond chance, is none, however full
/// it is; what is kept full on purpose is asked as well. Where no resource helps alone, those of
/// one component that are as busy as its busiest are tried together. Where nothing helps, the same
/// is asked at the load at which the busiest is used to 95 %, then at 110 %: what limits the system
/// as traffic grows. Then what would be busiest with four times as much of it. Loops over what
/// components report and what settings say to be more of: no kind is known here. Nothing if it was
/// cancelled, or nothing is reported.
///
/// Source: sensitivity by common random numbers (Law, Simulation Modeling and Analysis, 11.2); the
///         list of causes: the guide's chart of bottlenecks, and beyond.
/// Cost: up to five replications for each of seven designs, of 20,000 requests each under constant
///       load, else as long as those of the run; three times that where nothing helps.
/// Assumptions: the run `result` is of this design, inputs and options.
std::optional<Bottleneck> findBottleneck(const ValidDesign& design, const Inputs& inputs,
                                         const RunOptions& options, const RunResult& result,
                                         const std::atomic<bool>* cancel = nullptr);

}  // namespace headroom::models
