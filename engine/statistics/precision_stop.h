// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "engine/statistics/intervals.h"

namespace headroom::engine {

/// When to stop adding replications.
struct PrecisionGoal {
    double relativeHalfWidth = 0.02;  ///< > 0
    std::size_t atLeast = 5;          ///< replications; fewer than 2 never reach a precision
    std::size_t atMost = 100;
    double confidence = 0.95;
    /// Replications from which on their deviation is trusted: fewer have to reach half of the
    /// width, because a few values that lie together by chance end a run with an interval that is
    /// too narrow.
    std::size_t trustedFrom = 10;
    /// That many looks one after the other have to find it precise, as far back as `atLeast`.
    std::size_t inARow = 3;
};

struct PrecisionStop {
    enum class Decision {
        GoOn,
        Reached,
        Limit,  ///< atMost replications without the precision asked for
    };
    Decision decision = Decision::GoOn;
    Estimate estimate;
    /// How many replications in all are likely to do, within the goal's bounds; for a progress bar
    /// and for starting several at once.
    std::size_t replicationsExpected = 0;
};

/// Decides from one value a replication. A figure that is 0 in all replications is reached.
/// Source: A. M. Law, "Simulation Modeling and Analysis", 5th ed., 9.4.1 (sequential procedure).
/// Cost: as meanInterval.
/// Assumptions: looking after every replication covers slightly less often than the confidence
/// says; with `trustedFrom` at Law's 10, within 2 points of 95 % (precision_stop_test.cpp).
PrecisionStop decidePrecision(std::span<const double> values, const PrecisionGoal& goal);

}  // namespace headroom::engine
