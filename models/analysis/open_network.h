// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/answer.h"
#include "models/analysis/network.h"

namespace headroom::models {

/// Every station of an open product-form network is an M/M/c of its own in steady state; the
/// classes share its mean number in proportion to their load.
/// Source: Jackson 1957; Baskett, Chandy, Muntz, Palacios, "Open, closed, and mixed networks of
///   queues with different classes of customers", JACM 22, 1975.
/// Cost: O(classes * stations + servers).
/// Assumptions: Poisson arrivals; processor sharing with any service times, or first come first
///   served with the same exponential service for all classes. Errors: Unstable, OutOfRange.
Answer<NetworkFigures> solveOpen(const OpenNetwork& network);

}  // namespace headroom::models
