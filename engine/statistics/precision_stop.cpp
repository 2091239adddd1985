// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/precision_stop.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom::engine {

namespace {

/// At this look and at those before it that count.
bool isPrecise(std::span<const double> values, const PrecisionGoal& goal) {
    const std::size_t first = std::max<std::size_t>(goal.atLeast, 2);
    std::size_t n = values.size();
    if (n < first) return false;
    for (std::size_t looks = 0; looks < goal.inARow && n >= first; ++looks, --n) {
        const double wanted = goal.relativeHalfWidth / (n < goal.trustedFrom ? 2 : 1);
        const double reached = meanInterval(values.first(n), goal.confidence).relativeHalfWidth();
        if (!(reached <= wanted)) return false;
    }
    return true;
}

}  // namespace

PrecisionStop decidePrecision(std::span<const double> values, const PrecisionGoal& goal) {
    assert(goal.relativeHalfWidth > 0 && goal.atLeast <= goal.atMost);
    const std::size_t n = values.size();
    PrecisionStop stop;
    stop.estimate = meanInterval(values, goal.confidence);
    const double reached = stop.estimate.relativeHalfWidth();
    if (isPrecise(values, goal)) {
        stop.decision = PrecisionStop::Decision::Reached;
        stop.replicationsExpected = n;
        return stop;
    }
    if (n >= goal.atMost) {
        // Nobody chose this moment by looking.
        const bool isPreciseNow = n >= 2 && reached <= goal.relativeHalfWidth;
        stop.decision =
            isPreciseNow ? PrecisionStop::Decision::Reached : PrecisionStop::Decision::Limit;
        stop.replicationsExpected = n;
        return stop;
    }
    // The half-width falls with the root of their number: half of it takes four times as many, or
    // as many as are trusted.
    const double factor = reached / goal.relativeHalfWidth;
    const double forTheWidth = static_cast<double>(n) * factor * factor;
    const auto trusted = static_cast<double>(goal.trustedFrom);
    const double expected = std::ceil(std::max(forTheWidth, std::min(4 * forTheWidth, trusted)));
    const auto least = std::max(goal.atLeast, n + 1);
    stop.replicationsExpected =
        expected < static_cast<double>(goal.atMost)
            ? std::clamp(static_cast<std::size_t>(expected), least, goal.atMost)
            : goal.atMost;
    if (n < 2) stop.replicationsExpected = std::min(least, goal.atMost);
    return stop;
}

}  // namespace headroom::engine
