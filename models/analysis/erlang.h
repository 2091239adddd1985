// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/analysis/answer.h"

namespace headroom::models {

/// Probability that all servers are busy when nobody waits (loss system M/G/c/c), by the offered
/// load in erlangs (arrival rate times mean service).
/// Source: Erlang 1917; the recursion of 1/B, 1/B(c) = 1 + (c / load) / B(c-1), all terms positive.
/// Cost: O(servers) at most; ends early where blocking is certain to underflow.
/// Assumptions: Poisson arrivals; any service times (Sevastyanov 1957). Errors: OutOfRange for a
///   load that is not finite and >= 0, or servers < 1.
Answer<double> erlangB(double offeredLoad, std::int64_t servers);

/// Probability that an arrival waits in M/M/c.
/// Source: Erlang 1917, from B: C = B / (1 - rho (1 - B)).
/// Cost: as erlangB.
/// Assumptions: Poisson arrivals, exponential service. Errors: Unstable for a load >= servers,
///   OutOfRange as erlangB.
Answer<double> erlangC(double offeredLoad, std::int64_t servers);

}  // namespace headroom::models
