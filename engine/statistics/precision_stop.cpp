// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/precision_stop.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom::engine {

PrecisionStop decidePrecision(std::span<const double> values, const PrecisionGoal& goal) {
    assert(goal.relativeHalfWidth > 0 && goal.atLeast <= goal.atMost);
    const std::size_t n = values.size();
    PrecisionStop stop;
    stop.estimate = meanInterval(values, goal.confidence);
    const double reached = stop.estimate.relativeHalfWidth();
    if (n >= std::max<std::size_t>(goal.atLeast, 2) && reached <= goal.relativeHalfWidth) {
        stop.decision = PrecisionStop::Decision::Reached;
        stop.replicationsExpected = n;
        return stop;
    }
    if (n >= goal.atMost) {
        stop.decision = PrecisionStop::Decision::Limit;
        stop.replicationsExpected = n;
        return stop;
    }
    // The half-width falls with the root of their number.
    const double factor = reached / goal.relativeHalfWidth;
    const double expected = std::ceil(static_cast<double>(n) * factor * factor);
    const auto least = std::max(goal.atLeast, n + 1);
    stop.replicationsExpected =
        expected < static_cast<double>(goal.atMost)
            ? std::clamp(static_cast<std::size_t>(expected), least, goal.atMost)
            : goal.atMost;
    if (n < 2) stop.replicationsExpected = std::min(least, goal.atMost);
    return stop;
}

}  // namespace headroom::engine
