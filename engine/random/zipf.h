// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/random/checked.h"
#include "engine/random/draws.h"

namespace headroom::engine {

/// Popularity ranks 0 .. objects - 1, where rank r comes with probability proportional to
/// (r + 1)^-alpha: rank 0 is the most popular. alpha 0 is uniform.
///
/// Source: Hoermann, Derflinger, "Rejection-inversion to generate variates from monotone discrete
///   distributions", ACM TOMACS 6, 1996. Sums of powers by Euler and Maclaurin's formula.
/// Cost: O(1) a draw and nothing stored by rank; fewer than 1.2 tries on average, each a log1p and
///   an exp, and for few of them a pow and more.
/// Assumptions: exact but for the 2^53 steps of a double: with 1e9 objects the probability of a
/// rank
///   is off by at most 1e-7 of itself near alpha 0, and ranks rarer than 2^-53 are lumped.
class Zipf {
  public:
    /// 1 to 1e10 objects, alpha 0 to 100.
    static Checked<Zipf> over(std::int64_t objects, double alpha);

    std::uint64_t sample(Draws& draws) const;

    std::uint64_t objects() const { return objects_; }
    double alpha() const { return alpha_; }
    /// Of this rank; 0 from objects() on.
    double probability(std::uint64_t rank) const;
    /// Of this rank or a more popular one: the share of requests that the rank + 1 hottest objects
    /// get.
    double cumulative(std::uint64_t rank) const;

  private:
    Zipf(std::uint64_t objects, double alpha);
    double integral(double x) const;
    double inverseIntegral(double y) const;
    double sumOfPowers(std::uint64_t count) const;

    std::uint64_t objects_;
    double alpha_;
    double complement_;     // 1 - alpha
    double lower_, upper_;  // the integral's range that draws are mapped to
    double quick_;          // a candidate no further than this left of its rank is accepted at once
    double total_;          // sum of all weights
};

}  // namespace headroom::engine
