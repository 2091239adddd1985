// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::engine {

/// Student's t with `df` > 0 degrees of freedom, whole or not; ours, because libm's last bits
/// depend on the processor and so would the moment at which a run has reached its precision.
///
/// Source: DLMF (https://dlmf.nist.gov) 5.11.13 (ratio of gammas), 8.17.8 (series in the middle),
///         8.17.22 (continued fraction in the tails), 8.17.4 (symmetry).
/// Cost: some microseconds: about 100 terms, and a handful of Newton steps for the quantile.
/// Assumptions: relative error below 1e-9 (quantile) for df up to 1e6, tails down to 1e-12.

/// P(T <= t). t may be infinite.
double studentTCdf(double t, double df);
/// P(T > t), precise where the cdf would round to 1.
double studentTUpperTail(double t, double df);
/// The t with P(T <= t) = p; minus and plus infinity at p = 0 and 1. 0 <= p <= 1 (asserted).
double studentTQuantile(double p, double df);

}  // namespace headroom::engine
