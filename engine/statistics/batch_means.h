// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "engine/statistics/intervals.h"

namespace headroom::engine {

struct BatchMeans {
    /// Unbounded with fewer than two batches. Trust it only if `independent`.
    Estimate mean;
    std::size_t batches = 0;
    std::size_t batchSize = 0;
    /// Lag-1 correlation of the batch means, from von Neumann's ratio.
    double correlation = 0;
    /// The batch means passed the test of independence; else the run is too short for them.
    bool independent = false;
};

/// The mean of one steady, correlated series with an interval from non-overlapping batches. Starts
/// with the smallest batches that are no more than 1024 and doubles them while von Neumann's ratio
/// shows a positive correlation (one-sided, 10 %) and at least 10 would be left. Observations that
/// do not fill a batch are dropped at the front, where a rest of the transient would be.
///
/// Source: G. S. Fishman, "Grouping observations in digital simulation", Management Science 24(5),
///         1978; test: J. von Neumann, Annals of Mathematical Statistics 12(4), 1941.
/// Cost: linear in the observations.
/// Assumptions: stationary (warm-up already cut).
BatchMeans batchMeans(std::span<const double> observations, double confidence = 0.95);

}  // namespace headroom::engine
