// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/intervals.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "engine/infinity.h"
#include "engine/random/math.h"
#include "engine/statistics/latency_histogram.h"
#include "engine/statistics/student_t.h"

namespace headroom::engine {
namespace {

double meanOf(std::span<const double> values) {
    double sum = 0;
    for (const double v : values)
        sum += v;
    return sum / static_cast<double>(values.size());
}

/// The interval around a mean whose standard deviation has n - 1 degrees of freedom.
Estimate around(double mean, double sumOfSquares, std::size_t n, double scale, double confidence) {
    Estimate estimate{mean};
    if (n < 2) return estimate;
    const auto df = static_cast<double>(n - 1);
    const double error = std::sqrt(sumOfSquares / df / static_cast<double>(n)) / scale;
    // No spread, no width, whatever the quantile: also for values that are all equal.
    const double half = error == 0 ? 0 : error * studentTQuantile(0.5 + confidence / 2, df);
    estimate.low = mean - half;
    estimate.high = mean + half;
    return estimate;
}

/// The binomial probabilities of 0 to n as far as they matter, relative to their sum. They are
/// built from the ratios of neighbours, outwards from the mode, so that no factorial has to be
/// known.
class BinomialAroundMode {
  public:
    BinomialAroundMode(std::uint64_t n, double q) {
        const double odds = q / (1 - q);
        const auto size = static_cast<double>(n);
        const auto mode = std::min(n, static_cast<std::uint64_t>((size + 1) * q));
        constexpr double kNegligible =
            1e-20;  // of the mode's; falls faster than any power from there
        std::vector<double> down;
        double weight = 1;
        for (std::uint64_t k = mode; k > 0 && weight > kNegligible; --k) {
            weight *= static_cast<double>(k) / (static_cast<double>(n - k + 1) * odds);
            down.push_back(weight);
        }
        first_ = mode - down.size();
        weights_.assign(down.rbegin(), down.rend());
        weights_.push_back(weight = 1);
        for (std::uint64_t k = mode; k < n && weight > kNegligible; ++k) {
            weight *= static_cast<double>(n - k) * odds / static_cast<double>(k + 1);
            weights_.push_back(weight);
        }
        for (const double w : weights_)
            sum_ += w;
    }

    /// The largest l with P(B < l) <= tail, that is P(B <= l - 1) <= tail.
    std::uint64_t lowRank(double tail) const {
        double below = 0;
        std::uint64_t rank = first_;
        for (const double w : weights_) {
            below += w / sum_;
            if (below > tail) break;
            ++rank;
        }
        return rank;
    }
    /// The smallest u with P(B >= u) <= tail.
    std::uint64_t highRank(double tail) const {
        double above = 0;
        std::uint64_t rank = first_ + weights_.size();
        for (auto w = weights_.rbegin(); w != weights_.rend(); ++w) {
            above += *w / sum_;
            if (above > tail) break;
            --rank;
        }
        return rank;
    }

  private:
    std::uint64_t first_ = 0;
    std::vector<double> weights_;
    double sum_ = 0;
};

/// The estimate of a quantile of n values, given what value a rank has.
template <class ValueAt>
Estimate quantileFromRanks(std::uint64_t n, double q, double confidence, ValueAt valueAt) {
    Estimate estimate;
    if (n == 0) return estimate;
    estimate.mean = valueAt(nearestRank(q, n));
    const RankInterval ranks = quantileRanks(n, q, confidence);
    if (ranks.low >= 1) estimate.low = valueAt(ranks.low);
    if (ranks.high <= n) estimate.high = valueAt(ranks.high);
    return estimate;
}

}  // namespace

double Estimate::relativeHalfWidth() const {
    const double half = halfWidth();
    if (half == 0) return 0;
    if (!(half < kInfinity) || mean == 0) return kInfinity;
    return half / std::abs(mean);
}

Estimate meanInterval(std::span<const double> values, double confidence) {
    assert(confidence > 0 && confidence < 1);
    if (values.empty()) return {};
    const double mean = meanOf(values);
    double squares = 0;
    for (const double v : values)
        squares += (v - mean) * (v - mean);
    return around(mean, squares, values.size(), 1, confidence);
}

RankInterval quantileRanks(std::uint64_t n, double q, double confidence) {
    assert(n >= 1 && q > 0 && q < 1 && confidence > 0 && confidence < 1);
    const BinomialAroundMode valuesBelow(n, q);
    const double tail = (1 - confidence) / 2;
    return {valuesBelow.lowRank(tail), valuesBelow.highRank(tail)};
}

Estimate quantileInterval(std::span<const double> sorted, double q, double confidence) {
    assert(std::is_sorted(sorted.begin(), sorted.end()));
    return quantileFromRanks(sorted.size(), q, confidence,
                             [&](std::uint64_t rank) { return sorted[rank - 1]; });
}

Estimate quantileInterval(const LatencyHistogram& histogram, double q, double confidence) {
    return quantileFromRanks(histogram.count(), q, confidence,
                             [&](std::uint64_t rank) { return histogram.valueAtRank(rank); });
}

Estimate proportionInterval(std::uint64_t successes, std::uint64_t trials, double confidence) {
    assert(successes <= trials && confidence > 0 && confidence < 1);
    if (trials == 0) return {};
    const auto n = static_cast<double>(trials);
    const double p = static_cast<double>(successes) / n;
    const double z = math::normalQuantile(0.5 + confidence / 2);
    const double shrink = 1 + z * z / n;
    const double center = (p + z * z / (2 * n)) / shrink;
    const double half = z / shrink * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // The ends are exact there; computed, they would be off by a rounding.
    const double low = successes == 0 ? 0 : std::max(0.0, center - half);
    const double high = successes == trials ? 1 : std::min(1.0, center + half);
    return {p, low, high};
}

Estimate ratioInterval(std::span<const double> numerators, std::span<const double> denominators,
                       double confidence) {
    assert(numerators.size() == denominators.size() && confidence > 0 && confidence < 1);
    if (numerators.empty()) return {};
    const double denominator = meanOf(denominators);
    const double ratio = meanOf(numerators) / denominator;
    double squares = 0;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
        const double residual = numerators[i] - ratio * denominators[i];
        squares += residual * residual;
    }
    return around(ratio, squares, numerators.size(), std::abs(denominator), confidence);
}

PairedComparison comparePaired(std::span<const double> first, std::span<const double> second,
                               double confidence) {
    assert(first.size() == second.size());
    std::vector<double> differences(first.size());
    for (std::size_t i = 0; i < first.size(); ++i)
        differences[i] = second[i] - first[i];
    PairedComparison comparison{meanInterval(differences, confidence), Verdict::CannotTell};
    if (comparison.difference.high < 0) comparison.verdict = Verdict::Lower;
    if (comparison.difference.low > 0) comparison.verdict = Verdict::Higher;
    return comparison;
}

}  // namespace headroom::engine
