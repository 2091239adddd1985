// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/random/discrete.h"

#include <algorithm>
#include <limits>

namespace headroom::engine {

Checked<Discrete> Discrete::fromWeights(std::span<const double> weights) {
    using Result = Checked<Discrete>;
    if (weights.empty()) return Result::refused("there must be at least one weight");
    if (weights.size() > (std::size_t{1} << 31)) {
        return Result::refused("there must be at most 2147483648 weights");
    }
    double largest = 0;
    for (const double weight : weights) {
        if (!(weight >= 0 && weight <= std::numeric_limits<double>::max())) {
            return Result::refused("the weights must be finite and not negative");
        }
        largest = std::max(largest, weight);
    }
    if (largest == 0) return Result::refused("at least one weight must be above 0");

    Discrete result;
    result.probabilities_.assign(weights.begin(), weights.end());
    double total = 0;
    for (double& p : result.probabilities_) {
        p /= largest;  // so that the sum is finite
        total += p;
    }
    const std::size_t count = weights.size();
    std::vector<double> height(count);
    std::vector<std::size_t> low, high;
    for (std::size_t i = 0; i < count; ++i) {
        result.probabilities_[i] /= total;
        height[i] = result.probabilities_[i] * static_cast<double>(count);
        (height[i] < 1 ? low : high).push_back(i);
    }
    constexpr std::uint64_t kWhole = std::numeric_limits<std::uint64_t>::max();
    result.columns_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        result.columns_[i] = {kWhole, i};
    }
    // When one list runs out, rounding has left heights of 1 in the other: whole columns.
    while (!low.empty() && !high.empty()) {
        const std::size_t small = low.back();
        const std::size_t large = high.back();
        low.pop_back();
        result.columns_[small] = {static_cast<std::uint64_t>(height[small] * 0x1p64), large};
        height[large] -= 1 - height[small];
        if (height[large] < 1) {
            high.pop_back();
            low.push_back(large);
        }
    }
    return result;
}

}  // namespace headroom::engine
