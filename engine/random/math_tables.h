// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstdint>

/// The tables behind math.cpp, worked out by the compiler to about 100 bits, so that no digits have
/// to be believed. Private to math.cpp.
namespace headroom::engine::math::tables {

/// An unevaluated sum high + low with |low| at most half an ulp of high.
/// Source: Dekker, "A floating-point technique for extending the available precision", Numerische
///   Mathematik 18, 1971.
/// Cost: 6 operations for a sum, 17 for a product.
/// Assumptions: no contraction, no overflow.
struct DoubleDouble {
    double high = 0, low = 0;
};

constexpr DoubleDouble exactSum(double a, double b) {
    const double sum = a + b;
    const double shareOfB = sum - a;
    return {sum, (a - (sum - shareOfB)) + (b - shareOfB)};
}
constexpr DoubleDouble exactProduct(double a, double b) {
    constexpr double kSplitter = 0x1p27 + 1;
    const double scaledA = kSplitter * a;
    const double highA = scaledA - (scaledA - a);
    const double lowA = a - highA;
    const double scaledB = kSplitter * b;
    const double highB = scaledB - (scaledB - b);
    const double lowB = b - highB;
    const double product = a * b;
    return {product, ((highA * highB - product) + highA * lowB + lowA * highB) + lowA * lowB};
}
constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
    const DoubleDouble sum = exactSum(a.high, b.high);
    return exactSum(sum.high, sum.low + (a.low + b.low));
}
constexpr DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
    const DoubleDouble product = exactProduct(a.high, b.high);
    return exactSum(product.high, product.low + (a.high * b.low + a.low * b.high));
}
constexpr DoubleDouble operator/(DoubleDouble a, double b) {
    const double quotient = a.high / b;
    const DoubleDouble back = exactProduct(quotient, b);
    return exactSum(quotient, (((a.high - back.high) - back.low) + a.low) / b);
}

/// log(x) = 2 artanh((x - 1) / (x + 1)); x - 1 and x + 1 must be exact, x in [0.5, 2].
constexpr DoubleDouble preciseLog(double x) {
    const DoubleDouble s = DoubleDouble{x - 1, 0} / (x + 1);
    const DoubleDouble square = s * s;
    DoubleDouble power = s;
    DoubleDouble sum = s;
    for (int n = 3; n < 75; n += 2) {
        power = power * square;
        sum = sum + power / n;
    }
    return {2 * sum.high, 2 * sum.low};
}
constexpr DoubleDouble preciseExp(DoubleDouble x) {
    DoubleDouble term{1, 0};
    DoubleDouble sum{1, 0};
    for (int n = 1; n < 30; ++n) {
        term = term * x / n;
        sum = sum + term;
    }
    return sum;
}

/// The part of x that is a multiple of 2^-42, so that products with and sums of a few such numbers
/// are exact; and the rest.
constexpr DoubleDouble splitAt42(DoubleDouble x) {
    constexpr double kShift = 0x1.8p10;
    const double high = (x.high + kShift) - kShift;
    return {high, (x.high - high) + x.low};
}

inline constexpr DoubleDouble kLn2 = preciseLog(2);
inline constexpr DoubleDouble kLn2Split = splitAt42(kLn2);
/// ln 2 / 128: a power of two, so the division is exact.
inline constexpr DoubleDouble kLn2Over128 = {kLn2.high / 128, kLn2.low / 128};
inline constexpr DoubleDouble kLn2Over128Split = splitAt42(kLn2Over128);

/// Significands are cut into 128 intervals of [0.6875, 1.375), counted by the bits of the double.
inline constexpr std::uint64_t kLogBase = 0x3FE6'0000'0000'0000;
inline constexpr int kLogShift = 52 - 7;

/// For an interval around c: about 1 / c in 21 bits, and the logarithm of its reciprocal. Both
/// intervals that touch 1 have c = 1: there log(x) is small and must come from x - 1 alone.
struct LogRow {
    double inverse;
    double logHigh, logLow;
};
constexpr std::array<LogRow, 128> makeLogTable() {
    std::array<LogRow, 128> table{};
    for (std::uint64_t i = 0; i < 128; ++i) {
        const double low = std::bit_cast<double>(kLogBase + (i << kLogShift));
        const double high = std::bit_cast<double>(kLogBase + ((i + 1) << kLogShift));
        if (low == 1 || high == 1) {
            table[i] = {1, 0, 0};
            continue;
        }
        const double inverse = (2 / (low + high) + 0x1.8p32) - 0x1.8p32;
        const DoubleDouble log = splitAt42(preciseLog(inverse));
        table[i] = {inverse, -log.high, -log.low};
    }
    return table;
}
inline constexpr std::array<LogRow, 128> kLog = makeLogTable();

/// 2^(i/128) = power * (1 + tail).
struct ExpRow {
    double power, tail;
};
constexpr std::array<ExpRow, 128> makeExpTable() {
    std::array<ExpRow, 128> table{};
    for (int i = 0; i < 128; ++i) {
        const DoubleDouble power =
            preciseExp(kLn2Over128 * DoubleDouble{static_cast<double>(i), 0});
        table[static_cast<std::size_t>(i)] = {power.high, power.low / power.high};
    }
    return table;
}
inline constexpr std::array<ExpRow, 128> kExp = makeExpTable();

}  // namespace headroom::engine::math::tables
