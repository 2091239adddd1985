// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/answer.h"
#include "models/analysis/network.h"

namespace headroom::models {

// Approximations for closed networks too large for solveClosed. A station of c servers is replaced
// by a single one c times as fast and a delay for the rest of the demand (Seidmann, Schweitzer,
// Shalev-Oren, Naval Research Logistics 34, 1987), which is exact for one customer and for very
// many, and up to some 10 % off in between.
// Errors of both: OutOfRange, NotConverged.

/// Source: Schweitzer 1979, Bard 1979: with one customer less, queues shrink in proportion.
/// Cost: O(iterations * classes * stations), whatever the population.
/// Assumptions: as solveClosed. With single servers throughputs are within 5 %, at worst where
///   a station is about to saturate.
Answer<NetworkFigures> schweitzerBard(const ClosedNetwork& network);

/// Source: Chandy, Neuse, "Linearizer: a heuristic algorithm for queueing network models of
///   computing systems", CACM 25, 1982: also solved with one customer less of each class, to learn
///   how queues shrink.
/// Cost: classes times schweitzerBard's, some times.
/// Assumptions: as solveClosed. With single servers throughputs are within 0.2 %, 1 % where a
///   station is about to saturate.
Answer<NetworkFigures> linearizer(const ClosedNetwork& network);

}  // namespace headroom::models
