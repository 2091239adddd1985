// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace headroom::tests {

/// Every statistical check here errs with at most this probability if the sampler is right; the
/// seeds are fixed, so one that passes goes on passing.
constexpr double kErrorProbability = 1e-6;
constexpr std::size_t kSampleSize = 100'000;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Largest distance between the empirical distribution function and the exact, continuous one.
template <class Cdf>
double kolmogorovDistance(std::vector<double> samples, Cdf cdf) {
    std::sort(samples.begin(), samples.end());
    const auto n = static_cast<double>(samples.size());
    double distance = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double exact = cdf(samples[i]);
        distance = std::max(
            {distance, exact - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - exact});
    }
    return distance;
}

/// The distance that is passed with kErrorProbability at most, for any n: P(D > d) <= 2 exp(-2 n
/// d^2) (Dvoretzky, Kiefer, Wolfowitz 1956 with the constant of Massart 1990).
inline double kolmogorovBound(std::size_t n) {
    return std::sqrt(std::log(2 / kErrorProbability) / (2 * static_cast<double>(n)));
}

struct ChiSquare {
    double statistic, bound;
    std::size_t bins;
    bool passes() const { return statistic <= bound; }
};

/// Pearson's statistic of counts against expected counts, neighbouring bins being joined until each
/// expects at least 10, with its critical value.
inline ChiSquare chiSquare(const std::vector<double>& counts, const std::vector<double>& expected) {
    ChiSquare result{0, 0, 0};
    std::vector<double> joinedCounts, joinedExpected;
    double count = 0;
    double expect = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        count += counts[i];
        expect += expected[i];
        if (expect >= 10) {
            joinedCounts.push_back(count);
            joinedExpected.push_back(expect);
            count = expect = 0;
        }
    }
    if (!joinedCounts.empty()) {
        joinedCounts.back() += count;
        joinedExpected.back() += expect;
    }
    for (std::size_t i = 0; i < joinedCounts.size(); ++i) {
        const double excess = joinedCounts[i] - joinedExpected[i];
        result.statistic += excess * excess / joinedExpected[i];
    }
    result.bins = joinedCounts.size();
    if (result.bins > 1) {
        const boost::math::chi_squared law(static_cast<double>(result.bins - 1));
        result.bound = boost::math::quantile(boost::math::complement(law, kErrorProbability));
    } else {
        result.bound = 1e-9;  // one bin holds everything
    }
    return result;
}

}  // namespace headroom::tests
