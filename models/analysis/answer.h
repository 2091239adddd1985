// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "models/describe/expected.h"

namespace headroom::models {

/// Why a formula has no answer. None of them ever answers with NaN or an infinity.
enum class NoAnswer {
    Unstable,      ///< more arrives than can be served, so there is no mean
    OutOfRange,    ///< a rate, time or count that no such system can have (negative, NaN, ...)
    TooLarge,      ///< the exact solution would take more work than its header allows
    NotConverged,  ///< an iteration did not come to rest
};

/// A formula's result, or why there is none.
template <class T>
using Answer = Expected<T, NoAnswer>;

/// Finite and above zero.
inline bool isPositive(double x) {
    return std::isfinite(x) && x > 0;
}
/// Finite and not below zero.
inline bool isNonNegative(double x) {
    return std::isfinite(x) && x >= 0;
}

}  // namespace headroom::models
