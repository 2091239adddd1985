// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace headroom::models {

/// Stationary weights of a birth and death process on 0 .. last, handed to visit(n, weight) without
/// their common factor; the largest is 1. States whose weight is below 1e-18 of it are left out.
///
/// ratio(n): birth rate in n over death rate in n + 1; must not rise with n. So the weights have
/// one peak, and summing from it outwards neither overflows nor cancels.
/// Source: detailed balance.
/// Cost: O(log last) to find the peak, then one call a state that has weight.
/// Assumptions: ratio(n) falls below 1 somewhere if there is no last state.
template <class Ratio, class Visit>
void visitBirthDeath(Ratio&& ratio, std::int64_t last, Visit&& visit) {
    constexpr double kNegligible = 1e-18;
    // The peak is the first state from which births no longer win.
    std::int64_t low = 0;
    std::int64_t step = 1;
    while (low < last && ratio(low) > 1) {
        low = low + step < last ? low + step : last;
        step *= 2;
    }
    std::int64_t high = low;
    low = high - step / 2 > 0 ? high - step / 2 : 0;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (middle < last && ratio(middle) > 1) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const std::int64_t peak = low;
    visit(peak, 1.0);
    double weight = 1;
    for (std::int64_t n = peak; n < last; ++n) {
        const double r = ratio(n);
        weight *= r;
        if (!(weight > 0)) break;
        visit(n + 1, weight);
        // what is still to come is at most a geometric series
        if (r < 1 && weight * r / (1 - r) < kNegligible) break;
    }
    weight = 1;
    for (std::int64_t n = peak; n > 0; --n) {
        const double r = ratio(n - 1);
        weight /= r;
        if (!(weight > 0)) break;
        visit(n - 1, weight);
        if (r > 1 && weight / (r - 1) < kNegligible) break;
    }
}

}  // namespace headroom::models
