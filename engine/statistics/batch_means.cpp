// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/batch_means.h"

#include <cmath>
#include <vector>

#include "engine/random/math.h"

namespace headroom::engine {
namespace {

constexpr std::size_t kMostBatches = 1024;
constexpr std::size_t kFewestBatches = 10;
constexpr double kTestLevel = 0.10;

/// 1 - (mean square of successive differences) / (2 variance), with the end terms left out; 0 for
/// values that are all equal.
double vonNeumannCorrelation(std::span<const double> means) {
    double mean = 0;
    for (const double m : means)
        mean += m;
    mean /= static_cast<double>(means.size());
    double squares = 0;
    double differences = 0;
    for (std::size_t i = 0; i < means.size(); ++i) {
        squares += (means[i] - mean) * (means[i] - mean);
        if (i > 0) differences += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
    }
    return squares == 0 ? 0 : 1 - differences / (2 * squares);
}

}  // namespace

BatchMeans batchMeans(std::span<const double> observations, double confidence) {
    BatchMeans result;
    const std::size_t n = observations.size();
    if (n == 0) return result;

    // The width at which means count as independent: the correlation of k independent normal means
    // is close to normal with variance (k - 2) / (k^2 - 1).
    const double quantile = math::normalQuantile(1 - kTestLevel);
    std::vector<double> means;
    for (std::size_t size = (n + kMostBatches - 1) / kMostBatches;; size *= 2) {
        const std::size_t k = n / size;
        means.assign(k, 0);
        const auto used = observations.last(k * size);
        for (std::size_t i = 0; i < used.size(); ++i)
            means[i / size] += used[i];
        for (double& m : means)
            m /= static_cast<double>(size);
        result.batches = k;
        result.batchSize = size;
        if (k >= 3) {
            const auto count = static_cast<double>(k);
            result.correlation = vonNeumannCorrelation(means);
            result.independent =
                result.correlation <= quantile * std::sqrt((count - 2) / (count * count - 1));
        }
        if (result.independent || k / 2 < kFewestBatches) break;
    }
    result.mean = meanInterval(means, confidence);
    return result;
}

}  // namespace headroom::engine
