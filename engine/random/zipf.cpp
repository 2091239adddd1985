// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/random/zipf.h"

#include <algorithm>

#include "engine/random/math.h"

namespace headroom::engine {

Checked<Zipf> Zipf::over(std::int64_t objects, double alpha) {
    if (objects < 1 || objects > 10'000'000'000) {
        return Checked<Zipf>::refused("the number of objects must be between 1 and 1e10");
    }
    if (!(alpha >= 0 && alpha <= 100)) {
        return Checked<Zipf>::refused("alpha must be between 0 and 100");
    }
    return Zipf(static_cast<std::uint64_t>(objects), alpha);
}

Zipf::Zipf(std::uint64_t objects, double alpha)
    : objects_(objects), alpha_(alpha), complement_(1 - alpha) {
    // The first rank's bar is cut to its own weight, 1, so that it is never rejected.
    lower_ = integral(1.5) - 1;
    upper_ = integral(static_cast<double>(objects) + 0.5);
    quick_ = 2 - inverseIntegral(integral(2.5) - math::pow(2, -alpha));
    total_ = sumOfPowers(objects);
}

/// Of x^-alpha, from 1. Near alpha 1 expm1 keeps what a difference of powers would lose.
double Zipf::integral(double x) const {
    const double logX = math::log(x);
    return complement_ == 0 ? logX : math::expm1(complement_ * logX) / complement_;
}

double Zipf::inverseIntegral(double y) const {
    if (complement_ == 0) return math::exp(y);
    // Rounding may carry the far end of a bounded integral past its limit.
    const double scaled = std::max(complement_ * y, -1.0);
    return math::exp(math::log1p(scaled) / complement_);
}

std::uint64_t Zipf::sample(Draws& draws) const {
    if (alpha_ == 0) return draws.below(objects_);
    const auto count = static_cast<double>(objects_);
    for (;;) {
        const double y = lower_ + (upper_ - lower_) * draws.unit();
        const double x = inverseIntegral(y);
        const double nearest = std::clamp(x + 0.5, 1.0, count);
        const auto rank = static_cast<std::uint64_t>(nearest);
        const auto k = static_cast<double>(rank);
        if (k - x <= quick_) return rank - 1;
        if (y >= integral(k + 0.5) - math::exp(-alpha_ * math::log(k))) return rank - 1;
    }
}

/// Sum of k^-alpha over k = 1 .. count.
double Zipf::sumOfPowers(std::uint64_t count) const {
    constexpr std::uint64_t kExact = 64;
    double sum = 0;
    const std::uint64_t exact = std::min(count, kExact);
    for (std::uint64_t k = exact; k > 0; --k) {
        sum += math::pow(static_cast<double>(k), -alpha_);
    }
    if (count <= kExact) return sum;
    const double from = kExact;
    const auto to = static_cast<double>(count);
    const double weightFrom = math::pow(from, -alpha_);
    const double weightTo = math::pow(to, -alpha_);
    const double logRatio = math::log(to / from);
    const double area =
        from * weightFrom *
        (complement_ == 0 ? logRatio : math::expm1(complement_ * logRatio) / complement_);
    // Bernoulli terms: the odd derivatives of x^-alpha at both ends.
    const auto derivatives = [this](double x, double weight) {
        const double first = -alpha_ * weight / x;
        const double third = first * (alpha_ + 1) * (alpha_ + 2) / (x * x);
        const double fifth = third * (alpha_ + 3) * (alpha_ + 4) / (x * x);
        return first / 12 - third / 720 + fifth / 30240;
    };
    return sum + area + (weightTo - weightFrom) / 2 + derivatives(to, weightTo) -
           derivatives(from, weightFrom);
}

double Zipf::probability(std::uint64_t rank) const {
    if (rank >= objects_) return 0;
    return math::pow(static_cast<double>(rank + 1), -alpha_) / total_;
}

double Zipf::cumulative(std::uint64_t rank) const {
    if (rank >= objects_ - 1) return 1;
    return sumOfPowers(rank + 1) / total_;
}

}  // namespace headroom::engine
