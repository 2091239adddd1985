// SPDX-License-Identifier: GPL-3.0-or-later
// Distribution's named constructors: the checks, and what is worked out once. What happens at every
// draw is in distribution.cpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <type_traits>

#include "engine/random/distribution.h"
#include "engine/random/math.h"

namespace headroom::engine {
namespace {

using namespace family;
using Result = Checked<Distribution>;

constexpr double kLeast = 1e-100;
constexpr double kMost = 1e100;

// Comparisons are written so that NaN fails them.
constexpr bool inRange(double v) {
    return v >= kLeast && v <= kMost;
}
constexpr bool within(double v, double low, double high) {
    return v >= low && v <= high;
}

constexpr std::string_view kBadMean = "the mean must be above 0 and finite (1e-100 to 1e100)";
constexpr std::string_view kBadCv =
    "the coefficient of variation must be between 1e-6 and 1000 (use constant for 0)";

GammaShape gammaShape(double shape) {
    const double centre = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
    return {centre, 1 / std::sqrt(9 * centre)};
}

Result scaledBy(const Constant& of, double f) {
    return Distribution::constant(of.value * f);
}
Result scaledBy(const Uniform& of, double f) {
    return Distribution::uniform(of.low * f, of.high * f);
}
Result scaledBy(const Exponential& of, double f) {
    return Distribution::exponential(of.mean * f);
}
Result scaledBy(const Erlang& of, double f) {
    return Distribution::erlang(of.phases, of.mean * f);
}
Result scaledBy(const Hyperexponential& of, double f) {
    return Distribution::hyperexponential(of.probabilities, {of.means[0] * f, of.means[1] * f});
}
Result scaledBy(const Gamma& of, double f) {
    return Distribution::gamma(of.mean * f, of.cv);
}
Result scaledBy(const Lognormal& of, double f) {
    return Distribution::lognormal(of.mean * f, of.cv);
}
Result scaledBy(const BoundedPareto& of, double f) {
    return Distribution::boundedPareto(of.alpha, of.low * f, of.high * f);
}
Result scaledBy(const Weibull& of, double f) {
    return Distribution::weibull(of.shape, of.mean * f);
}

}  // namespace

Result Distribution::constant(double value) {
    if (value == 0) return Distribution();
    if (!inRange(value)) {
        return Result::refused("the value must be 0 or between 1e-100 and 1e100");
    }
    return Distribution(Constant{value});
}

Result Distribution::uniform(double low, double high) {
    if (!(low == 0 || inRange(low)) || !inRange(high)) {
        return Result::refused("the bounds must not be negative, and at most 1e100");
    }
    if (!(low < high)) return Result::refused("the lower bound must be below the upper one");
    return Distribution(Uniform{low, high});
}

Result Distribution::exponential(double mean) {
    if (!inRange(mean)) return Result::refused(kBadMean);
    return Distribution(Exponential{mean});
}

Result Distribution::erlang(std::int64_t phases, double mean) {
    if (phases < 1 || phases > 1'000'000) {
        return Result::refused("the number of phases must be between 1 and 1000000");
    }
    if (!inRange(mean)) return Result::refused(kBadMean);
    const auto count = static_cast<std::uint32_t>(phases);
    return Distribution(Erlang{count, mean, gammaShape(count)});
}

Result Distribution::hyperexponential(double mean, double scv) {
    if (!inRange(mean)) return Result::refused(kBadMean);
    if (!within(scv, 1, 1e6)) {
        return Result::refused("the squared coefficient of variation must be between 1 and 1e6");
    }
    // p = (1 + root) / 2; its complement is formed without cancellation.
    const double root = std::sqrt((scv - 1) / (scv + 1));
    const double rare = 1 / ((scv + 1) * (1 + root));
    const double usual = 1 - rare;
    return Distribution(Hyperexponential{{usual, rare}, {mean / (2 * usual), mean / (2 * rare)}});
}

Result Distribution::hyperexponential(std::array<double, 2> probabilities,
                                      std::array<double, 2> means) {
    if (!within(probabilities[0], 0, 1) || !within(probabilities[1], 0, 1) ||
        !within(probabilities[0] + probabilities[1], 1 - 1e-9, 1 + 1e-9)) {
        return Result::refused("the probabilities must be between 0 and 1 and sum to 1");
    }
    if (!inRange(means[0]) || !inRange(means[1])) return Result::refused(kBadMean);
    // What is drawn is "first, or else the second".
    return Distribution(Hyperexponential{{probabilities[0], 1 - probabilities[0]}, means});
}

Result Distribution::gamma(double mean, double cv) {
    if (!inRange(mean)) return Result::refused(kBadMean);
    if (!within(cv, 1e-6, 1000)) return Result::refused(kBadCv);
    const double scv = cv * cv;
    const double shape = 1 / scv;
    return Distribution(Gamma{mean, cv, gammaShape(shape), mean * scv, shape < 1 ? scv : 0});
}

Result Distribution::lognormal(double mean, double cv) {
    if (!inRange(mean)) return Result::refused(kBadMean);
    if (!within(cv, 1e-6, 1000)) return Result::refused(kBadCv);
    const double sigma = std::sqrt(math::log1p(cv * cv));
    return Distribution(Lognormal{mean, cv, mean / std::sqrt(1 + cv * cv), sigma});
}

Result Distribution::lognormalFromPercentiles(double p1, double x1, double p2, double x2) {
    if (!(p1 > 0 && p1 < p2 && p2 < 1)) {
        return Result::refused("the percentiles must rise and lie between 0 and 1");
    }
    if (!inRange(x1) || !inRange(x2) || !(x1 < x2)) {
        return Result::refused("the values must rise with their percentiles and be above 0");
    }
    const double z1 = math::normalQuantile(p1);
    const double sigma = math::log(x2 / x1) / (math::normalQuantile(p2) - z1);
    const double cv = sigma < 10 ? std::sqrt(math::expm1(sigma * sigma)) : kMost;
    if (!within(cv, 1e-6, 1000)) {
        return Result::refused(
            "the percentiles ask for a coefficient of variation outside 1e-6 to 1000");
    }
    const double median = x1 * math::exp(-sigma * z1);
    const double mean = median * math::exp(0.5 * sigma * sigma);
    if (!inRange(mean)) return Result::refused(kBadMean);
    return Distribution(Lognormal{mean, cv, median, sigma});
}

Result Distribution::boundedPareto(double alpha, double low, double high) {
    if (!within(alpha, 0.01, 100)) return Result::refused("alpha must be between 0.01 and 100");
    if (!inRange(low) || !inRange(high)) {
        return Result::refused("the bounds must be above 0 and at most 1e100");
    }
    if (!(low < high)) return Result::refused("the lower bound must be below the upper one");
    if (!(high / low <= 1e100)) {
        return Result::refused("the upper bound must be at most 1e100 times the lower one");
    }
    return Distribution(
        BoundedPareto{alpha, low, high, -math::expm1(-alpha * math::log(high / low))});
}

Result Distribution::weibull(double shape, double mean) {
    if (!within(shape, 0.1, 1000)) return Result::refused("the shape must be between 0.1 and 1000");
    if (!inRange(mean)) return Result::refused(kBadMean);
    const double logFirst = math::logGamma(1 + 1 / shape);
    const double scv = math::expm1(math::logGamma(1 + 2 / shape) - 2 * logFirst);
    return Distribution(Weibull{shape, mean, mean * math::exp(-logFirst), scv, 1 / shape});
}

Result Distribution::empirical(std::vector<double> values, std::vector<double> weights) {
    if (values.empty()) return Result::refused("there must be at least one value");
    if (values.size() > (std::size_t{1} << 31)) {
        return Result::refused("there must be at most 2147483648 values");
    }
    if (weights.empty()) weights.assign(values.size(), 1.0);
    if (weights.size() != values.size()) {
        return Result::refused("there must be as many weights as values");
    }
    double largest = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(values[i] == 0 || inRange(values[i]))) {
            return Result::refused("the values must be 0 or between 1e-100 and 1e100");
        }
        if (!within(weights[i], 0, std::numeric_limits<double>::max())) {
            return Result::refused("the weights must be finite and not negative");
        }
        largest = std::max(largest, weights[i]);
    }
    if (largest == 0) return Result::refused("at least one weight must be above 0");

    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    auto table = std::make_shared<EmpiricalTable>();
    double total = 0;
    for (const std::size_t i : order) {
        const double weight = weights[i] / largest;  // so that the sum is finite
        if (weight == 0) continue;
        total += weight;
        if (!table->values.empty() && table->values.back() == values[i]) {
            table->weights.back() += weight;
            table->cumulative.back() = total;
        } else {
            table->values.push_back(values[i]);
            table->weights.push_back(weight);
            table->cumulative.push_back(total);
        }
    }
    const std::size_t count = table->values.size();
    double mean = 0;
    for (std::size_t i = 0; i < count; ++i) {
        table->weights[i] /= total;
        table->cumulative[i] /= total;
        mean += table->weights[i] * table->values[i];
    }
    table->cumulative.back() = 1;
    double scv = 0;
    for (std::size_t i = 0; i < count && mean > 0; ++i) {
        const double ratio = table->values[i] / mean - 1;
        scv += table->weights[i] * ratio * ratio;
    }
    table->mean = mean;
    table->scv = scv;
    table->guide.resize(count);
    std::size_t start = 0;
    for (std::size_t bucket = 0; bucket < count; ++bucket) {
        // No u of this bucket is below its lower edge, even after rounding u * count.
        const double edge =
            static_cast<double>(bucket) / static_cast<double>(count) * (1 - 0x1p-50);
        while (table->cumulative[start] < edge) {
            ++start;
        }
        table->guide[bucket] = static_cast<std::uint32_t>(start);
    }
    return Distribution(Empirical{std::move(table), 1});
}

Checked<Distribution> Distribution::scaled(double factor) const {
    if (!inRange(factor)) return Result::refused("the factor must be between 1e-100 and 1e100");
    if (const auto* of = std::get_if<Empirical>(&sampler_)) {
        const double product = of->factor * factor;
        const double most = of->table->values.back() * product;
        // The rest may shrink below the least value; it only must not vanish.
        if (!inRange(product) || !(most == 0 || inRange(most))) {
            return Result::refused("the scaled values must stay between 1e-100 and 1e100");
        }
        return Distribution(Empirical{of->table, product});
    }
    return std::visit(
        [&](const auto& of) -> Result {
            if constexpr (std::is_same_v<std::decay_t<decltype(of)>, Empirical>) {
                return Result::refused("handled above");
            } else {
                return scaledBy(of, factor);
            }
        },
        sampler_);
}

}  // namespace headroom::engine
