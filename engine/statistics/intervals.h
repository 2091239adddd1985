// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace headroom::engine {

class LatencyHistogram;

/// An estimate with its confidence interval, in the units of what is estimated. An interval that
/// the data do not give (one replication, say) is unbounded: low and high are minus and plus
/// infinity. Without any data the mean is NaN.
struct Estimate {
    double mean = std::numeric_limits<double>::quiet_NaN();
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();

    bool isBounded() const { return high - low < std::numeric_limits<double>::infinity(); }
    bool contains(double value) const { return low <= value && value <= high; }
    /// Half of the width; intervals of quantiles and proportions need not be symmetric.
    double halfWidth() const { return (high - low) / 2; }
    /// As a share of |mean|: 0 if the width is 0, infinite if only the mean is 0 or nothing is
    /// known.
    double relativeHalfWidth() const;
};

/// All functions: 0 < confidence < 1, and values that are finite.

/// The mean of independent values, one a replication; bounded from two on. Serves any figure of a
/// replication: with each one's p99 it is the interval of the p99 across replications.
/// Source: A. M. Law, "Simulation Modeling and Analysis", 5th ed., 4.5 and 9.4.1 (Student t).
/// Cost: two passes and a t quantile.
/// Assumptions: independent and roughly normal values, as sums over a replication are.
Estimate meanInterval(std::span<const double> values, double confidence = 0.95);

/// The q-quantile of independent observations, from order statistics; `mean` is the quantile of the
/// sample (nearest rank). Unbounded where the sample has no such ranks (p99 of 100 values).
/// The vector must be sorted (asserted in debug builds).
/// Source: H. A. David, H. N. Nagaraja, "Order Statistics", 3rd ed., 7.1 (exact binomial ranks).
/// Cost: O(sqrt(n)) for the ranks.
/// Assumptions: independent observations: response times of one run are not, across replications.
Estimate quantileInterval(std::span<const double> sorted, double q, double confidence = 0.95);
/// The same from a histogram, in nanoseconds, to its 0.2 %.
Estimate quantileInterval(const LatencyHistogram& histogram, double q, double confidence = 0.95);

/// Ranks (from 1) of the order statistics that enclose the q-quantile of n independent values with
/// at least the given confidence, each side missing with at most half of the rest; 0 as `low` or n
/// + 1 as `high` mean that no order statistic is extreme enough.
struct RankInterval {
    std::uint64_t low;
    std::uint64_t high;
};
RankInterval quantileRanks(std::uint64_t n, double q, double confidence = 0.95);

/// A proportion, `successes` of `trials`; within [0, 1], also for 0 and all of them.
/// Source: E. B. Wilson, J. Am. Statistical Association 22(158), 1927 (score interval).
/// Cost: a normal quantile.
/// Assumptions: independent trials; coverage is near, not above, the confidence.
Estimate proportionInterval(std::uint64_t successes, std::uint64_t trials,
                            double confidence = 0.95);

/// E[numerator] / E[denominator] from pairs, one a replication; bounded from two on.
/// Source: A. M. Law, ibid., 9.5.3; W. G. Cochran, "Sampling Techniques", 3rd ed., 6.3-6.4.
/// Cost: two passes and a t quantile.
/// Assumptions: as many numerators as denominators (asserted), whose mean is not 0; bias O(1/n).
Estimate ratioInterval(std::span<const double> numerators, std::span<const double> denominators,
                       double confidence = 0.95);

/// Whether the second of two systems gives lower or higher values than the first.
enum class Verdict { Lower, Higher, CannotTell };
struct PairedComparison {
    Estimate difference;  ///< second - first
    Verdict verdict = Verdict::CannotTell;
};
/// Compares pair by pair: values of the same replication (same requests) stand at the same index.
/// Source: A. M. Law, ibid., 10.2.1 (paired t).
/// Cost: as meanInterval.
/// Assumptions: equally many values (asserted); independent, roughly normal differences.
PairedComparison comparePaired(std::span<const double> first, std::span<const double> second,
                               double confidence = 0.95);

}  // namespace headroom::engine
