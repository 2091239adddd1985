// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/random/math.h"
#include "engine/random/mix_bits.h"
#include "engine/sim_time.h"

namespace headroom::tests {

constexpr engine::SimTime at(std::int64_t ns) {
    return engine::SimTime::atNanoseconds(ns);
}

/// Numbers for tests of estimators, apart from the generators that the engine itself uses.
class Samples {
  public:
    explicit Samples(std::uint64_t seed) : state_(seed) {}

    std::uint64_t bits() { return engine::mixBits(state_ += 0x9e3779b97f4a7c15); }
    /// In (0, 1), both ends excluded.
    double uniform() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }
    std::uint64_t below(std::uint64_t bound) { return bits() % bound; }
    double exponential(double mean) { return -mean * std::log(uniform()); }
    double normal(double mean = 0, double deviation = 1) {
        return mean + deviation * engine::math::normalQuantile(uniform());
    }
    std::vector<double> normals(std::size_t n, double mean = 0, double deviation = 1) {
        std::vector<double> values(n);
        for (double& v : values)
            v = normal(mean, deviation);
        return values;
    }
    /// First-order autoregression around 0 with unit innovations, from the given first value on.
    std::vector<double> autoregression(std::size_t n, double phi, double first) {
        std::vector<double> values(n);
        double x = first;
        for (double& v : values) {
            v = x;
            x = phi * x + normal();
        }
        return values;
    }
    /// The stationary one.
    std::vector<double> autoregression(std::size_t n, double phi) {
        return autoregression(n, phi, normal() / std::sqrt(1 - phi * phi));
    }

  private:
    std::uint64_t state_;
};

/// Five standard errors of a share p seen in n independent trials: an honest implementation passes
/// all but once in two million seeds.
inline double fiveErrors(double p, int n) {
    return 5 * std::sqrt(p * (1 - p) / n);
}

}  // namespace headroom::tests
