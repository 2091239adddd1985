// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/analysis/answer.h"

namespace headroom::models {

/// How often something leads to something else: a calls b on average `mean` times for each of a's
/// own visits. A probability, or more than 1 if it is called repeatedly.
struct Branch {
    std::size_t from = 0;
    std::size_t to = 0;
    double mean = 0;
};

/// The traffic equations: visits per second to each of external.size() stations, from outside and
/// from each other.
/// Source: Jackson 1957; sparse LU of (I - P^T) with Eigen.
/// Cost: that of the sparse factorisation; linear where calls form no cycle.
/// Assumptions: what comes in leaves in the end. Errors: OutOfRange for negative numbers, unknown
///   stations, or a cycle of calls that never ends.
Answer<std::vector<double>> solveTraffic(std::span<const double> external,
                                         std::span<const Branch> branches);

/// Visit ratios of a closed chain: visits to each of `stations` for each visit to `reference`.
/// Source: as above, with the reference station as the outside.
/// Cost: as above.
/// Assumptions: the probabilities of each station's branches sum to 1. Errors: OutOfRange.
Answer<std::vector<double>> visitRatios(std::size_t stations, std::span<const Branch> branches,
                                        std::size_t reference);

}  // namespace headroom::models
