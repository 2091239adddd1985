// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/statistics/intervals.h"
#include "models/describe/text.h"
#include "models/simulate/run.h"

namespace headroom::models {

/// What a figure says about the second design.
enum class Preference {
    Same,        ///< not the least difference in any replication
    Better,      ///< the whole interval of the difference is on the good side
    Worse,       ///< on the bad side
    CannotTell,  ///< the interval has zero in it, or there is none
};
const char* keyOf(Preference preference);

/// One figure of both designs.
struct FigureComparison {
    std::string key;  ///< as in a result: "total.latencyMs.p99", "db.cpu.utilization"
    bool higherIsBetter = false;
    engine::Estimate first;
    engine::Estimate second;
    engine::Estimate difference;  ///< second - first, by pairs of replications
    Preference preference = Preference::CannotTell;
};

/// The same requests in both designs, over all replications.
struct RequestComparison {
    std::uint64_t both = 0;      ///< ended in both
    std::uint64_t answered = 0;  ///< and were answered in both
    std::uint64_t faster = 0;    ///< of those, in the second
    std::uint64_t slower = 0;
    engine::Estimate differenceMs;  ///< second - first, mean over those answered in both
    Preference preference = Preference::CannotTell;
};

struct Comparison {
    std::string first;  ///< names of the designs
    std::string second;
    std::uint64_t seed = 1;
    std::vector<Sentence> changes;
    std::size_t replications = 0;
    double warmupSeconds = 0;
    double simulatedSeconds = 0;  ///< measured, of each replication
    bool firstOverloaded = false;
    bool secondOverloaded = false;
    bool cancelled = false;
    bool memory = false;                    ///< one of them did not fit into the memory it may have
    std::vector<FigureComparison> figures;  ///< none if one of them has no mean
    RequestComparison requests;

    /// By the figures of all requests; cannot tell if some are better and some worse.
    Preference verdict() const;
    /// One of these figures is better or worse, or only one of the designs is overloaded.
    bool differs() const;
    std::size_t count(Preference preference) const;
};

/// Replications of a comparison, unless the options allow fewer or want more.
inline constexpr std::size_t kComparedReplications = 10;

/// Runs both designs on the same seeds and compares them figure by figure, as pairs of replications
/// and as pairs of requests.
///
/// Source: common random numbers and the paired t interval (Law, Simulation Modeling and Analysis,
///         10.2.1 and 11.2).
/// Cost: the replications of both, and a list of the requests of one pair at a time.
/// Assumptions: each interval by itself has 95 %; of twenty figures without a difference one is
///              expected to show one.
Comparison compare(const ValidDesign& first, const Inputs& firstInputs, const ValidDesign& second,
                   const Inputs& secondInputs, const RunOptions& options,
                   const std::atomic<bool>* cancel = nullptr,
                   const std::function<void(const RunProgress&)>& progress = {});

}  // namespace headroom::models
