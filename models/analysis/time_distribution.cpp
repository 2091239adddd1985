// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/time_distribution.h"

#include <cmath>
#include <cstddef>

#include "models/analysis/root.h"

namespace headroom::models {

double ExponentialWait::waitTail(double seconds) const {
    return waitProbability * std::exp(-waitRate * seconds);
}

double ExponentialWait::responseTail(double seconds) const {
    // The sum of two exponentials, written so that equal rates are no special case but one.
    const double apart = waitRate - serviceRate;
    const double x = apart * seconds;
    // (1 - e^-x) / apart, which goes to t as the rates become equal
    const double spread = std::abs(x) < 1e-12 ? seconds : -std::expm1(-x) / apart;
    return std::exp(-serviceRate * seconds) * (1 + waitProbability * serviceRate * spread);
}

double ExponentialWait::waitQuantile(double p) const {
    if (1 - p >= waitProbability) return 0;
    return std::log(waitProbability / (1 - p)) / waitRate;
}

double ExponentialWait::responseQuantile(double p) const {
    return tailQuantile([this](double t) { return responseTail(t); }, 1 - p, 1 / serviceRate);
}

Answer<ConstantServiceWait> ConstantServiceWait::of(double arrivalRate, double service) {
    if (!isPositive(arrivalRate) || !isPositive(service)) return NoAnswer::OutOfRange;
    const double load = arrivalRate * service;
    if (load >= 1) return NoAnswer::Unstable;
    if (load > 0.999) return NoAnswer::TooLarge;
    // more[n]: probability that more than n arrive during a service
    std::vector<double> more;
    double term = std::exp(-load);
    double rest = -std::expm1(-load);
    for (int n = 0; rest > 1e-17; ++n) {
        more.push_back(rest);
        term *= load / (n + 1);
        rest -= term;
        if (n > 40) break;  // the load is below 1: what is left is below 1e-48
    }
    // The tail falls by the factor of Cramer and Lundberg; 1e-14 of it is left out.
    std::vector<double> number = {1 - load};
    std::vector<double> cumulative;  // at most n wait: at most n + 1 in the system
    double sum = number[0];
    while (1 - sum > 1e-13 && number.size() < 100'000) {
        const std::size_t j = number.size();
        double inflow = j - 1 < more.size() ? more[j - 1] * number[0] : 0;
        const std::size_t first = j > more.size() ? j - more.size() : 0;
        for (std::size_t k = first + 1; k < j; ++k) {
            if (j - k < more.size()) inflow += number[k] * more[j - k];
        }
        number.push_back(inflow / (1 - more[0]));
        const double next = sum + number.back();
        cumulative.push_back(next);
        if (next == sum) break;
        sum = next;
    }
    return ConstantServiceWait(arrivalRate, service, std::move(cumulative));
}

double ConstantServiceWait::tail(double seconds) const {
    if (seconds < 0) return 1;
    const double services = std::floor(seconds / service_) + 1;
    const double back = arrivalRate_ * (services * service_ - seconds);
    const auto last = static_cast<std::size_t>(services) - 1;
    if (last >= cumulative_.size() + 100) return 0;
    // Poisson weights of back <= 1, so some forty terms hold all of them
    double weight = std::exp(-back);
    double below = 0;
    for (std::size_t j = 0; j <= last && j < 60; ++j) {
        const std::size_t n = last - j;
        below += weight * (n < cumulative_.size() ? cumulative_[n] : 1.0);
        weight *= back / static_cast<double>(j + 1);
    }
    return std::max(0.0, 1 - below);
}

double ConstantServiceWait::quantile(double p) const {
    return tailQuantile([this](double t) { return tail(t); }, 1 - p, service_);
}

}  // namespace headroom::models
