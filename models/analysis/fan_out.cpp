// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/fan_out.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace headroom::models {

double harmonicNumber(std::int64_t n) {
    if (n <= 100) {
        double sum = 0;
        for (std::int64_t i = n; i >= 1; --i)
            sum += 1 / static_cast<double>(i);
        return sum;
    }
    const auto x = static_cast<double>(n);
    // Euler and Maclaurin; what is left out is below 1e-17
    return std::log(x) + std::numbers::egamma + 1 / (2 * x) - 1 / (12 * x * x) +
           1 / (120 * x * x * x * x);
}

Answer<ForkJoin> forkJoin(std::int64_t branches, double arrivalRate, double meanService) {
    if (branches < 1 || !isPositive(arrivalRate) || !isPositive(meanService)) {
        return NoAnswer::OutOfRange;
    }
    const double rho = arrivalRate * meanService;
    if (rho >= 1) return NoAnswer::Unstable;
    const double one = meanService / (1 - rho);
    if (branches == 1) return ForkJoin{one, one, one};
    const double two = (12 - rho) / 8 * one;
    const double h = harmonicNumber(branches);
    const double growth = h / harmonicNumber(2);
    ForkJoin result;
    result.meanResponse = two * (growth + 4.0 / 11 * (1 - growth) * rho);
    result.lower = std::max(two, h * meanService);
    result.upper = h * one;
    return result;
}

Answer<double> anySlow(std::int64_t branches, double slow) {
    if (branches < 0 || !(slow >= 0 && slow <= 1)) return NoAnswer::OutOfRange;
    if (slow == 1) return branches == 0 ? 0.0 : 1.0;
    return -std::expm1(static_cast<double>(branches) * std::log1p(-slow));
}

Answer<Retries> retries(double failure, std::int64_t mostRetries) {
    if (!(failure >= 0 && failure <= 1) || mostRetries < 0) return NoAnswer::OutOfRange;
    const double attempts = static_cast<double>(mostRetries) + 1;
    const double final = std::pow(failure, attempts);
    if (failure == 1) return Retries{attempts, 1};
    return Retries{(1 - final) / (1 - failure), final};
}

}  // namespace headroom::models
