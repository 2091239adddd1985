// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace headroom::engine {

/// Where the warm-up of a series ends.
struct Warmup {
    enum class Outcome {
        Found,
        AtTheEnd,  ///< the minimum lies at the end of the search: still changing; simulate longer
        TooShort,  ///< fewer than ten batches
    };
    Outcome outcome = Outcome::TooShort;
    /// Observations to drop from the front, a multiple of 5; 0 unless found.
    std::size_t truncation = 0;
    /// The smallest squared marginal standard error, in squared units of the observations.
    double statistic = 0;

    bool found() const { return outcome == Outcome::Found; }
};

/// MSER-5: the truncation that minimises the marginal standard error of what is left, over means of
/// batches of 5, searched over the first half of the series. Observations in order of time; those
/// that do not fill the last batch are left out. Of equal minima the earliest counts.
///
/// Source: K. P. White, "An effective truncation heuristic for bias reduction in simulation
/// output",
///         Simulation 69(6), 1997; K. P. White, M. J. Cobb, S. C. Spratt, WSC 2000.
/// Cost: one pass backwards, no memory beyond the batch means.
/// Assumptions: one transient, at the front; finite values.
Warmup mser5(std::span<const double> observations);

}  // namespace headroom::engine
