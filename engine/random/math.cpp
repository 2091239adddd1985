// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/random/math.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "engine/infinity.h"
#include "engine/random/math_tables.h"

namespace headroom::engine::math {
namespace {

using tables::DoubleDouble;
using tables::exactProduct;
using tables::exactSum;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastNormal = std::numeric_limits<double>::min();

/// x = 2^exponent * z, and z = (1 + r) / row.inverse with |r| < 2^-7.
struct Reduced {
    double exponent;
    const tables::LogRow& row;
    double coarse, fine;  // r = coarse + fine, both exact
};

/// x: positive, normal, finite.
inline Reduced reduce(double x, std::int64_t exponentShift) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t offset = bits - tables::kLogBase;
    const tables::LogRow& row = tables::kLog[(offset >> tables::kLogShift) & 127];
    const auto exponent = static_cast<std::int64_t>(offset) >> 52;
    const std::uint64_t significand = bits - (static_cast<std::uint64_t>(exponent) << 52);
    // 21 leading bits times the 21 of the inverse are exact; so are the rest's 32 times 21.
    const double z = std::bit_cast<double>(significand);
    const double leading = std::bit_cast<double>(significand & 0xFFFF'FFFF'0000'0000);
    return {static_cast<double>(exponent + exponentShift), row, leading * row.inverse - 1,
            (z - leading) * row.inverse};
}

/// (log(1 + r) - r) / r^2 by its series, good to 2^-60 for |r| < 2^-7.
inline double logTail(double r) {
    const double square = r * r;
    const double first = -1.0 / 2 + r * (1.0 / 3);
    const double second = -1.0 / 4 + r * (1.0 / 5);
    const double third = -1.0 / 6 + r * (1.0 / 7);
    const double fourth = -1.0 / 8 + r * (1.0 / 9);
    return first + square * (second + square * (third + square * fourth));
}

/// log(x) as a double and what rounding it lost; x as for reduce().
inline DoubleDouble logOfNormal(double x, std::int64_t exponentShift) {
    const Reduced reduced = reduce(x, exponentShift);
    const double r = reduced.coarse + reduced.fine;
    const double high = reduced.exponent * tables::kLn2Split.high + reduced.row.logHigh;  // exact
    const double low = reduced.exponent * tables::kLn2Split.low + reduced.row.logLow;
    const double sum = high + r;  // high is 0 or the larger one
    const double lost = (high - sum) + r;
    return {sum, lost + (low + r * r * logTail(r))};
}

/// log(x) to about 100 bits, for pow.
DoubleDouble logExtended(double x, std::int64_t exponentShift) {
    const Reduced reduced = reduce(x, exponentShift);
    const DoubleDouble r = exactSum(reduced.coarse, reduced.fine);
    const DoubleDouble square = exactProduct(r.high, r.high);
    const double high = reduced.exponent * tables::kLn2Split.high + reduced.row.logHigh;
    const double low = reduced.exponent * tables::kLn2Split.low + reduced.row.logLow;
    const DoubleDouble sum = exactSum(high, r.high);
    const DoubleDouble second = exactSum(sum.high, -0.5 * square.high);
    const double beyondSquare =
        r.high * square.high *
        (1.0 / 3 +
         r.high *
             (-1.0 / 4 +
              r.high * (1.0 / 5 +
                        r.high * (-1.0 / 6 +
                                  r.high * (1.0 / 7 + r.high * (-1.0 / 8 + r.high * (1.0 / 9)))))));
    // log(1 + r.high + r.low) = log(1 + r.high) + r.low / (1 + r.high) to first order.
    const double rest =
        sum.low + second.low - 0.5 * square.low + low + (r.low - r.low * r.high) + beyondSquare;
    return exactSum(second.high, rest);
}

/// e^x = 2^exponent * (power + power * fraction).
struct Exponential {
    std::int64_t exponent;
    double power, fraction;
};

/// |x| < 800; extra is far below x's last bit.
inline Exponential expParts(double x, double extra) {
    constexpr double kPerLn2 = 1 / tables::kLn2Over128.high;
    constexpr double kShift = 0x1.8p52;  // adding it rounds to a whole number
    const double whole = (x * kPerLn2 + kShift) - kShift;
    const double r =
        ((x - whole * tables::kLn2Over128Split.high) - whole * tables::kLn2Over128Split.low) +
        extra;
    const auto n = static_cast<std::int64_t>(whole);
    const tables::ExpRow& row = tables::kExp[static_cast<std::uint64_t>(n) & 127];
    const double square = r * r;
    const double series =
        (1.0 / 2 + r * (1.0 / 6)) + square * ((1.0 / 24 + r * (1.0 / 120)) + square * (1.0 / 720));
    return {n >> 7, row.power, row.tail + (r + square * series)};
}

inline double powerOfTwo(std::int64_t exponent) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// |x| < 800, so the result may overflow to infinity or underflow to 0.
inline double expOf(double x, double extra) {
    const Exponential parts = expParts(x, extra);
    const double significand = parts.power + parts.power * parts.fraction;
    if (parts.exponent >= -1021 && parts.exponent <= 1022) {
        return significand * powerOfTwo(parts.exponent);
    }
    const std::int64_t half = parts.exponent / 2;  // two steps; only the last one can round
    return significand * powerOfTwo(half) * powerOfTwo(parts.exponent - half);
}

/// What Stirling's series adds to (x - 1/2) log x - x + log(2 pi) / 2; good to 1e-17 from x = 10
/// on.
double stirlingRest(double x) {
    const double inverse = 1 / x;
    const double square = inverse * inverse;
    const double fourth = -691.0 / 360360 + square * (1.0 / 156 + square * (-3617.0 / 122400));
    const double second =
        1.0 / 1260 + square * (-1.0 / 1680 + square * (1.0 / 1188 + square * fourth));
    return inverse * (1.0 / 12 + square * (-1.0 / 360 + square * second));
}

constexpr double kHalfLogTwoPi = 0.918938533204672741780;
constexpr double kSqrtTwoPi = 2.50662827463100050242;

/// x - 1 - log(x), without cancellation near 1.
double distanceFromLog(double x) {
    const double r = x - 1;
    if (r > 0.1 || r < -0.1) return r - log(x);
    double power = r * r;
    double sum = 0;
    for (int n = 2; n < 20; ++n) {
        sum += power / n;
        power *= -r;
    }
    return sum;
}

/// Coefficients of AS 241, the constant term first.
struct Rational {
    std::array<double, 8> numerator, denominator;
};
constexpr Rational kMiddle = {
    {3.3871328727963666080e+0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
     1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
     3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
     5.2264952788528545610e+3}};
constexpr Rational kShoulder = {
    {1.42343711074968357734e+0, 4.63033784615654529590e+0, 5.76949722146069140550e+0,
     3.64784832476320460504e+0, 1.27045825245236838258e+0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e+0, 1.67638483018380384940e+0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
constexpr Rational kTail = {
    {6.65790464350110377720e+0, 5.46378491116411436990e+0, 1.78482653991729133580e+0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

inline double rational(const Rational& of, double x) {
    double above = of.numerator[7];
    double below = of.denominator[7];
    for (std::size_t i = 7; i-- > 0;) {
        above = above * x + of.numerator[i];
        below = below * x + of.denominator[i];
    }
    return above / below;
}

}  // namespace

double log(double x) {
    if (x >= kLeastNormal && x < kInfinity) [[likely]] {
        const DoubleDouble result = logOfNormal(x, 0);
        return result.high + result.low;
    }
    if (x != x || x == kInfinity) return x;
    if (x == 0) return -kInfinity;
    if (x < 0) return kNan;
    const DoubleDouble result = logOfNormal(x * 0x1p52, -52);
    return result.high + result.low;
}

double log1p(double x) {
    if (!(x > -1)) return x == -1 ? -kInfinity : kNan;
    if (x > -0x1p-60 && x < 0x1p-60) return x;  // keeps -0 and subnormals
    if (x > -0x1p-8 && x < 0x1p-7) return x + x * x * logTail(x);
    if (x == kInfinity) return x;
    const double u = 1 + x;
    const double lost = x < 1 ? x - (u - 1) : 1 - (u - x);
    const DoubleDouble result = logOfNormal(u, 0);
    return result.high + (result.low + lost / u);
}

double exp(double x) {
    if (x > -746 && x < 710) [[likely]]
        return expOf(x, 0);
    if (x != x) return x;
    return x > 0 ? kInfinity : 0;
}

double expm1(double x) {
    if (!(x < 700)) return x != x ? x : exp(x);
    if (x < -40) return -1;
    if (x > -0x1p-60 && x < 0x1p-60) return x;  // keeps -0 and subnormals
    const Exponential parts = expParts(x, 0);
    const double power = parts.power * powerOfTwo(parts.exponent);
    return (power - 1) + power * parts.fraction;
}

double pow(double x, double y) {
    if (y == 0 || x == 1) return 1;
    if (x != x || y != y) return kNan;
    double sign = 1;
    const double size = x < 0 ? -x : x;
    const bool whole = std::floor(y) == y;
    const bool odd = whole && std::floor(y * 0.5) != y * 0.5;
    if (std::signbit(x)) {
        if (!whole && x < 0 && x != -kInfinity) return size == kInfinity ? kInfinity : kNan;
        if (odd) sign = -1;
    }
    if (y == kInfinity || y == -kInfinity) {
        if (size == 1) return 1;
        return (size > 1) == (y > 0) ? kInfinity : 0;
    }
    if (size == 0 || size == kInfinity) return sign * ((size == 0) == (y > 0) ? 0 : kInfinity);
    const bool subnormal = size < kLeastNormal;
    const DoubleDouble log = logExtended(subnormal ? size * 0x1p52 : size, subnormal ? -52 : 0);
    const double exponent = y * log.high;
    if (!(exponent < 710)) return sign * kInfinity;
    if (!(exponent > -746)) return sign * 0;
    const DoubleDouble product = exactProduct(y, log.high);
    return sign * expOf(product.high, product.low + y * log.low);
}

double normalQuantile(double p) {
    if (!(p > 0 && p < 1)) return p == 0 ? -kInfinity : p == 1 ? kInfinity : kNan;
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) return q * rational(kMiddle, 0.180625 - q * q);
    const double r = std::sqrt(-log(q < 0 ? p : 1 - p));
    const double z = r <= 5 ? rational(kShoulder, r - 1.6) : rational(kTail, r - 5);
    return q < 0 ? -z : z;
}

double normalCdf(double z) {
    if (z != z) return z;
    if (z > 40) return 1;
    if (z < -40) return 0;
    const IncompleteGamma half = incompleteGamma(0.5, 0.5 * z * z);
    return z < 0 ? 0.5 * half.upper : 0.5 + 0.5 * half.lower;
}

double logGamma(double x) {
    if (!(x > 0)) return x == 0 ? kInfinity : kNan;
    if (x == kInfinity) return x;
    if (x == 1 || x == 2) return 0;
    double product = 1;
    double y = x;
    while (y < 10) {
        product *= y;
        y += 1;
    }
    const double stirling = (y - 0.5) * (log(y) - 1) - 0.5 + kHalfLogTwoPi + stirlingRest(y);
    return product == 1 ? stirling : stirling - log(product);
}

IncompleteGamma incompleteGamma(double a, double x) {
    if (!(a > 0 && x >= 0 && a < kInfinity)) return {kNan, kNan};
    if (x == 0) return {0, 1};
    if (x == kInfinity) return {1, 0};
    // x^a e^-x / Gamma(a); by Stirling for large a, where the three logarithms would cancel.
    double density = 0;
    if (a < 10) {
        density = exp(a * log(x) - x - logGamma(a));
    } else {
        density =
            a * exp(-a * distanceFromLog(x / a) - stirlingRest(a)) / (kSqrtTwoPi * std::sqrt(a));
    }
    if (x < a + 1) {
        double term = 1 / a;
        double sum = term;
        for (double n = a + 1; term > sum * 1e-17; n += 1) {
            term *= x / n;
            sum += term;
        }
        const double lower = density * sum < 1 ? density * sum : 1;
        return {lower, 1 - lower};
    }
    constexpr double kTiny = 1e-300;
    double b = x + 1 - a;
    double c = 1 / kTiny;
    double d = 1 / b;
    double fraction = d;
    for (int i = 1; i < 100'000'000; ++i) {
        const double n = i;
        const double numerator = n * (a - n);
        b += 2;
        d = numerator * d + b;
        d = 1 / (d == 0 ? kTiny : d);
        c = b + numerator / c;
        if (c == 0) c = kTiny;
        const double change = d * c;
        fraction *= change;
        if (change > 1 - 1e-16 && change < 1 + 3e-16) break;
    }
    const double upper = density * fraction < 1 ? density * fraction : 1;
    return {1 - upper, upper};
}

}  // namespace headroom::engine::math
