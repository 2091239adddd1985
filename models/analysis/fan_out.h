// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/analysis/answer.h"

namespace headroom::models {

/// Mean response of a request that is split to k M/M/1 queues at once and joined; seconds.
struct ForkJoin {
    double meanResponse = 0;  ///< exact for k <= 2, else an approximation within a few per cent
    double lower = 0;
    double upper = 0;
};
/// Source: two queues: Flatto, Hahn, "Two parallel queues created by arrivals with two demands",
///   SIAM J. Applied Mathematics 44, 1984; more, and the bounds: Nelson, Tantawi, "Approximate
///   analysis of fork/join synchronization in parallel queues", IEEE Trans. Computers 37, 1988.
/// Cost: O(branches).
/// Assumptions: Poisson arrivals, equal queues with exponential service. Errors: Unstable,
///   OutOfRange.
Answer<ForkJoin> forkJoin(std::int64_t branches, double arrivalRate, double meanService);

/// 1 + 1/2 + ... + 1/n: the mean of the largest of n exponentials of mean 1.
/// Cost: O(min(n, 100)). Precondition: n >= 0.
double harmonicNumber(std::int64_t n);

/// Probability that a request that waits for all of `branches` answers is slow, if each is slow
/// with probability `slow`, independently of the others.
/// Source: Dean, Barroso, "The tail at scale", CACM 56, 2013. Errors: OutOfRange.
Answer<double> anySlow(std::int64_t branches, double slow);

/// Attempts that fail independently, each tried again at once.
struct Retries {
    double meanAttempts = 0;
    double finalFailure = 0;  ///< probability
};
/// Source: truncated geometric sum.
/// Cost: O(1).
/// Assumptions: failures do not depend on load. Errors: OutOfRange.
Answer<Retries> retries(double failure, std::int64_t mostRetries);

}  // namespace headroom::models
