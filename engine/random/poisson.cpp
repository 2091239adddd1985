// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/random/poisson.h"

#include <cmath>

#include "engine/random/math.h"

namespace headroom::engine {
namespace {
constexpr double kSearchBelow = 10;
}

Checked<Poisson> Poisson::withMean(double mean) {
    if (!(mean >= 0 && mean <= 1e6)) {
        return Checked<Poisson>::refused("the mean must be between 0 and 1e6");
    }
    return Poisson(mean);
}

Poisson::Poisson(double mean) : mean_(mean), logMean_(math::log(mean)) {
    if (mean < kSearchBelow) {
        none_ = math::exp(-mean);
        return;
    }
    b_ = 0.931 + 2.53 * std::sqrt(mean);
    a_ = -0.059 + 0.02483 * b_;
    inverseAlpha_ = 1.1239 + 1.1328 / (b_ - 3.4);
    vr_ = 0.9277 - 3.6224 / (b_ - 2);
}

std::uint64_t Poisson::sample(Draws& draws) const {
    return mean_ < kSearchBelow ? search(draws) : transformedRejection(draws);
}

std::uint64_t Poisson::search(Draws& draws) const {
    double left = draws.unit();
    double probability = none_;
    std::uint64_t count = 0;
    // Beyond the mean and below the draws' steps, what is left is rounding.
    while (left > probability && (probability > 0x1p-54 || static_cast<double>(count) < mean_)) {
        left -= probability;
        ++count;
        probability *= mean_ / static_cast<double>(count);
    }
    return count;
}

std::uint64_t Poisson::transformedRejection(Draws& draws) const {
    for (;;) {
        const double u = draws.unit() - 0.5;
        const double v = draws.unit();
        const double margin = 0.5 - (u < 0 ? -u : u);
        const double k = std::floor((2 * a_ / margin + b_) * u + mean_ + 0.43);
        if (margin >= 0.07 && v <= vr_) return static_cast<std::uint64_t>(k);
        if (k < 0 || (margin < 0.013 && v > margin)) continue;
        const double hat = v * inverseAlpha_ / (a_ / (margin * margin) + b_);
        if (math::log(hat) <= k * logMean_ - mean_ - math::logGamma(k + 1)) {
            return static_cast<std::uint64_t>(k);
        }
    }
}

double Poisson::probability(std::uint64_t count) const {
    if (mean_ == 0) return count == 0 ? 1 : 0;
    const auto k = static_cast<double>(count);
    return math::exp(k * logMean_ - mean_ - math::logGamma(k + 1));
}

}  // namespace headroom::engine
