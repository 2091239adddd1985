// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/warmup.h"

#include <cstdint>

namespace headroom::engine {

Warmup mser5(std::span<const double> observations) {
    constexpr std::size_t kBatch = 5;
    constexpr std::size_t kFewestBatches = 10;
    const std::size_t batches = observations.size() / kBatch;
    Warmup result;
    if (batches < kFewestBatches) return result;

    // Backwards, so that each truncation adds one batch to a running mean and sum of squares (the
    // form that updates the mean loses no digits where the mean is large against the deviations).
    const std::size_t lastTruncation = batches / 2;
    std::size_t best = lastTruncation;
    double mean = 0;
    double squares = 0;
    for (std::size_t d = batches; d-- > 0;) {
        double batch = 0;
        for (std::size_t i = 0; i < kBatch; ++i)
            batch += observations[d * kBatch + i];
        batch /= static_cast<double>(kBatch);
        const auto kept = static_cast<double>(batches - d);
        const double deviation = batch - mean;
        mean += deviation / kept;
        squares += deviation * (batch - mean);
        if (d > lastTruncation) continue;
        const double statistic = squares / (kept * kept);
        if (d == lastTruncation || statistic <= result.statistic) {
            result.statistic = statistic;
            best = d;
        }
    }
    if (best == lastTruncation) {
        result.outcome = Warmup::Outcome::AtTheEnd;
        return result;
    }
    result.outcome = Warmup::Outcome::Found;
    result.truncation = best * kBatch;
    return result;
}

}  // namespace headroom::engine
