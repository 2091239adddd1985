// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/intervals.h"
#include "models/simulate/recorder.h"
#include "models/topology/design.h"
#include "models/workload/workload.h"

namespace headroom::models {

/// Whether a promise is kept.
enum class ObjectiveVerdict {
    met,        ///< the whole interval is on the good side of the bound
    missed,     ///< the whole interval is on the bad side
    undecided,  ///< the bound lies inside the interval, or nothing is known
};
const char* keyOf(ObjectiveVerdict verdict);

/// A promise of the design, and the requests it speaks of.
struct StatedObjective {
    Objective objective;
    std::string endpoint;                  ///< name; empty: of the whole design
    std::vector<std::uint32_t> endpoints;  ///< numbers in the workload; empty: all
};

/// The design's own promises in the order of the file, then those of its endpoints. An endpoint of
/// a log has the promise of the design's endpoint whose costs it has.
std::vector<StatedObjective> objectivesOf(const Design& design, const Inputs& inputs);

/// What one replication saw of the requests a promise speaks of.
struct ObjectiveSample {
    std::uint64_t ended = 0;
    std::uint64_t failed = 0;
    /// Milliseconds, share of requests, or requests answered per second, as the objective's measure
    /// is; NaN without a request to tell it from.
    double value = 0;
};
ObjectiveSample sample(const StatedObjective& stated, const Recorder& recorder, double seconds);

struct ObjectiveResult {
    std::string text;      ///< as in the design: "p99 < 250 ms"
    std::string endpoint;  ///< empty: of the whole design
    Objective objective;
    double bound = 0;        ///< in the unit of the value
    engine::Estimate value;  ///< as ObjectiveSample::value
    ObjectiveVerdict verdict = ObjectiveVerdict::undecided;
};

/// Judges by the 95 % interval over replications. Replications that agree to the last digit, as
/// those without any error do, have an interval of no width that says nothing of what was too rare
/// to be seen; the error rate then gets the score interval over all their requests. A promise about
/// response times is missed if requests ended and none was answered.
ObjectiveResult judge(const StatedObjective& stated, std::span<const ObjectiveSample> samples);
/// The same of a system that is overloaded: response times grow without bound, so what was promised
/// of them is missed; rates were seen only in passing and stay undecided.
ObjectiveResult judgeOverloaded(const StatedObjective& stated);

/// missed if one is missed, else undecided if one is, else met (also without any).
ObjectiveVerdict worstOf(std::span<const ObjectiveResult> results);

}  // namespace headroom::models
