// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/random/checked.h"
#include "engine/random/draws.h"

namespace headroom::engine {

/// Counts with a Poisson distribution.
///
/// Source: below mean 10, inversion by sequential search (Devroye, "Non-uniform random variate
///   generation", 1986, X.3.3); from 10 on, transformed rejection PTRS of Hoermann, "The
///   transformed rejection method for generating Poisson random variables", Insurance: Mathematics
///   and Economics 12, 1993.
/// Cost: below 10, one number and about `mean` steps; above, 1.1 to 1.2 tries of two numbers each,
///   of which nine in ten need no logarithm. Building one: a log, and an exp or a sqrt.
/// Assumptions: none.
class Poisson {
  public:
    /// mean: 0 to 1e6.
    static Checked<Poisson> withMean(double mean);

    std::uint64_t sample(Draws& draws) const;
    double mean() const { return mean_; }
    /// P(X = count).
    double probability(std::uint64_t count) const;

  private:
    explicit Poisson(double mean);
    std::uint64_t search(Draws& draws) const;
    std::uint64_t transformedRejection(Draws& draws) const;

    double mean_;
    double none_ = 0;  // P(X = 0), below 10
    // Hoermann's names: the hat's shape, its inverse scale, and the squeeze.
    double a_ = 0, b_ = 0, inverseAlpha_ = 0, vr_ = 0;
    double logMean_ = 0;
};

}  // namespace headroom::engine
