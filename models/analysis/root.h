// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

namespace headroom::models {

/// Where a falling function passes zero between low and high, as closely as doubles can say.
/// Source: bisection; the functions here are cheap, and it cannot be led astray.
/// Cost: at most 200 evaluations.
/// Assumptions: falling(low) >= 0 >= falling(high), and it falls all the way between.
template <class F>
double rootOfFalling(F&& falling, double low, double high) {
    for (int i = 0; i < 200; ++i) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (falling(middle) > 0 ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

/// The t at which a tail (a falling probability from tail(0) to 0) is `probability`; 0 if it is
/// not larger to begin with. `scale`: any time of the right order.
template <class Tail>
double tailQuantile(Tail&& tail, double probability, double scale) {
    if (tail(0.0) <= probability) return 0;
    double high = scale;
    for (int i = 0; i < 1000 && tail(high) > probability; ++i)
        high *= 2;
    return rootOfFalling([&](double t) { return tail(t) - probability; }, 0, high);
}

}  // namespace headroom::models
