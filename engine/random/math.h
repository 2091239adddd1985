// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Elementary and special functions that give the same bits on every processor and at every level
/// of optimisation: only + - * / sqrt and bit operations, never a fused multiply-add (build with
/// -ffp-contract=off). The C library's choose their code, and so their last bit, by the processor.
///
/// Subnormal numbers, zeros, infinities and NaN are handled as IEEE 754 recommends; errno and the
/// floating-point flags mean nothing. "ulp" is the spacing of doubles at the exact result. The
/// bounds are held by tests against 64-bit significands and Boost.Math.
namespace headroom::engine::math {

/// Natural logarithm, within 1 ulp; -inf at 0, NaN below.
/// Source: Tang, "Table-driven implementation of the logarithm function", ACM TOMS 16, 1990; own
///   tables of 128 intervals, computed by the compiler in double-double arithmetic.
/// Cost: a table row of 24 bytes and a polynomial of degree 8; no division.
/// Assumptions: round to nearest.
double log(double x);

/// log(1 + x), within 1.5 ulp also for tiny x. -inf at -1, NaN below.
double log1p(double x);

/// e^x, within 1 ulp (1.5 ulp where the result is subnormal).
/// Source: Tang, "Table-driven implementation of the exponential function", ACM TOMS 15, 1989; own
///   table of 2^(i/128).
/// Cost: a table row of 16 bytes and a polynomial of degree 6; no division.
/// Assumptions: round to nearest.
double exp(double x);

/// e^x - 1, within 2.5 ulp also for tiny x.
double expm1(double x);

/// x^y, within 1 ulp, from a logarithm carried to about 100 bits; special cases as C's pow.
double pow(double x, double y);

/// The z with P(Z <= z) = p for standard normal Z, within 1e-15 relative; -inf at 0, +inf at 1, NaN
/// outside.
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
///   Statistics 37, 1988 (PPND16).
/// Cost: a rational function of degree 7; outside 0.075 < p < 0.925 also a log and a sqrt.
/// Assumptions: none.
double normalQuantile(double p);

/// P(Z <= z) for standard normal Z, within 1e-13 relative.
double normalCdf(double z);

/// Logarithm of the gamma function for x > 0, within 1e-14 absolute below 10 and 5e-16 relative
/// above; +inf at 0, NaN below.
/// Source: Stirling's series (Abramowitz, Stegun, 6.1.40) from 10 on; below, the recurrence.
/// Cost: a log and a division; below 10 another log and up to 10 multiplications.
/// Assumptions: none.
double logGamma(double x);

/// Regularized incomplete gamma functions: P(a, x), the distribution function of a gamma variable
/// of shape a and scale 1, and its complement Q = 1 - P.
struct IncompleteGamma {
    double lower, upper;
};
/// a > 0, x >= 0, else NaN; the smaller of both within 1e-12 relative for a up to 1e4, and 1e-16 *
/// a above. Source: series and continued fraction (Abramowitz, Stegun, 6.5.29 and 6.5.31), the
/// latter by
///   Lentz's method.
/// Cost: about 10 + 6 sqrt(a) terms; not for the hot path.
/// Assumptions: none.
IncompleteGamma incompleteGamma(double a, double x);

}  // namespace headroom::engine::math
