// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/student_t.h"

#include <cassert>
#include <cmath>

#include "engine/infinity.h"
#include "engine/random/math.h"

namespace headroom::engine {
namespace {

constexpr double kPi = 3.14159265358979323846;

/// Gamma(x + 1/2) / Gamma(x). A difference of two log-gammas would lose all but nine digits at 1e6.
double gammaRatio(double x) {
    double factor = 1;
    while (x < 24) {
        factor *= x / (x + 0.5);
        x += 1;
    }
    const double r = 1 / x;
    const double series =
        1 +
        r * (-1.0 / 8 +
             r * (1.0 / 128 +
                  r * (5.0 / 1024 + r * (-21.0 / 32768 +
                                         r * (-399.0 / 262144 +
                                              r * (869.0 / 4194304 + r * (39325.0 / 33554432)))))));
    return factor * std::sqrt(x) * series;
}

/// The density of one distribution and its two integrals.
class StudentT {
  public:
    explicit StudentT(double df) : df_(df), peak_(gammaRatio(df / 2) / std::sqrt(df * kPi)) {}

    double peak() const { return peak_; }
    double density(double t) const {
        return peak_ * math::exp(-(df_ + 1) / 2 * math::log1p(t * t / df_));
    }

    /// Whether the series is the better one for P(T > t): while the tail has most of its digits
    /// left after a subtraction, and before the terms fall too slowly. Both hold everywhere.
    bool isMiddle(double t) const { return t < 2 && t * t < df_; }

    /// P(0 < T < t) = t f(t) 2F1((df + 1)/2, 1; 3/2; z), z = t^2 / (df + t^2): all terms positive.
    double middle(double t) const {
        const double z = t * t / (df_ + t * t);
        double term = 1;
        double sum = 1;
        for (int k = 0; k < 10'000 && term > sum * 1e-17; ++k) {
            term *= z * ((df_ + 1) / 2 + k) / (1.5 + k);
            sum += term;
        }
        return t * density(t) * sum;
    }

    /// P(T > t) from the continued fraction of I_x(df/2, 1/2) / 2, x = df / (df + t^2), evaluated
    /// by the method of Lentz.
    double tail(double t) const {
        const double square = t * t;
        if (square == kInfinity) return 0;
        const double x = df_ / (df_ + square);
        const double a = df_ / 2;
        const double b = 0.5;
        constexpr double kTiny = 1e-300;
        double c = 1;
        double d = 1 - (a + b) * x / (a + 1);
        d = 1 / (std::abs(d) < kTiny ? kTiny : d);
        double fraction = d;
        for (int m = 1; m < 100'000; ++m) {
            const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            fraction *= d * c;
            const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            const double step = d * c;
            fraction *= step;
            if (std::abs(step - 1) < 4e-16) break;
        }
        // The factor x^a (1 - x)^b / B(a, b) in front is t f(t); 2 a is df.
        return density(t) * t * fraction / df_;
    }

    double upperTail(double t) const { return isMiddle(t) ? 0.5 - middle(t) : tail(t); }

  private:
    static double nonZero(double v) { return std::abs(v) < 1e-300 ? 1e-300 : v; }

    double df_;
    double peak_;
};

/// The t > 0 with P(T > t) = tail, tail < 1/2.
double positiveQuantile(const StudentT& distribution, double tail) {
    constexpr int kSteps = 200;
    constexpr double kPrecise = 1e-10;  // the next step would be its square
    if (tail > 0.25) {
        // The integral from 0 is concave: from the left, Newton's steps never pass the root.
        const double target = 0.5 - tail;
        double t = target / distribution.peak();
        for (int i = 0; i < kSteps; ++i) {
            const double reached = 0.5 - distribution.upperTail(t);
            const double step = (target - reached) / distribution.density(t);
            t += step;
            if (std::abs(step) <= kPrecise * t) break;
        }
        return t;
    }
    // log(tail) is concave in log(t), and a straight line far out: at most one step too far, then
    // towards the root from one side.
    const double logTarget = math::log(tail);
    double t = -math::normalQuantile(tail);
    for (int i = 0; i < kSteps; ++i) {
        const double reached = distribution.upperTail(t);
        const double slope = t * distribution.density(t) / reached;
        const double step = (math::log(reached) - logTarget) / slope;
        t *= math::exp(step);
        if (std::abs(step) <= kPrecise) break;
    }
    return t;
}

}  // namespace

double studentTUpperTail(double t, double df) {
    assert(df > 0);
    if (t == 0) return 0.5;
    const double tail = StudentT(df).upperTail(std::abs(t));
    return t > 0 ? tail : 1 - tail;
}

double studentTCdf(double t, double df) {
    return studentTUpperTail(-t, df);
}

double studentTQuantile(double p, double df) {
    assert(p >= 0 && p <= 1 && df > 0);
    if (p == 0) return -kInfinity;
    if (p == 1) return kInfinity;
    if (p == 0.5) return 0;
    const StudentT distribution(df);
    return p < 0.5 ? -positiveQuantile(distribution, p) : positiveQuantile(distribution, 1 - p);
}

}  // namespace headroom::engine
