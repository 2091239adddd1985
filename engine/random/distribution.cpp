// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/random/distribution.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/random/math.h"

namespace headroom::engine {
namespace {

using namespace family;

// -------------------------------------------------------------------------------------- sampling

/// Mean 1. Rises with the draw: 1 - u is exact.
inline double drawExponential(Draws& draws) {
    return -math::log(1 - draws.unit());
}

/// Shape centre + 1/3, scale 1.
double drawGamma(const GammaShape& shape, Draws& draws) {
    for (;;) {
        const double x = math::normalQuantile(draws.unit());
        const double root = 1 + shape.spread * x;
        if (root <= 0) continue;
        const double v = root * root * root;
        const double u = draws.unit();
        const double square = x * x;
        if (u < 1 - 0.0331 * square * square) return shape.centre * v;
        if (math::log(u) < 0.5 * square + shape.centre * (1 - v + math::log(v))) {
            return shape.centre * v;
        }
    }
}

constexpr std::uint32_t kMostPhasesMultiplied = 8;  // keeps the product above 2^-424

double draw(const Constant& of, Draws&) {
    return of.value;
}
double draw(const Uniform& of, Draws& draws) {
    return of.low + (of.high - of.low) * draws.unit();
}
double draw(const Exponential& of, Draws& draws) {
    return of.mean * drawExponential(draws);
}
double draw(const Erlang& of, Draws& draws) {
    if (of.phases > kMostPhasesMultiplied) {
        return of.mean / of.phases * drawGamma(of.shape, draws);
    }
    double product = 1 - draws.unit();
    for (std::uint32_t i = 1; i < of.phases; ++i) {
        product *= 1 - draws.unit();
    }
    return of.mean / of.phases * -math::log(product);
}
double draw(const Hyperexponential& of, Draws& draws) {
    const double mean = draws.unit() < of.probabilities[0] ? of.means[0] : of.means[1];
    return mean * drawExponential(draws);
}
double draw(const Gamma& of, Draws& draws) {
    const double value = of.scale * drawGamma(of.shape, draws);
    // A gamma of shape a is one of shape a + 1 times u^(1/a).
    return of.boost == 0 ? value : value * math::exp(of.boost * math::log(draws.unit()));
}
double draw(const Lognormal& of, Draws& draws) {
    return of.median * math::exp(of.sigma * math::normalQuantile(draws.unit()));
}
double draw(const BoundedPareto& of, Draws& draws) {
    const double value = of.low * math::exp(math::log1p(-draws.unit() * of.span) / -of.alpha);
    return std::min(value, of.high);
}
double draw(const Weibull& of, Draws& draws) {
    return of.scale * math::exp(math::log(drawExponential(draws)) * of.inverseShape);
}
double draw(const Empirical& of, Draws& draws) {
    const EmpiricalTable& table = *of.table;
    const double u = draws.unit();
    const auto bucket = static_cast<std::size_t>(u * static_cast<double>(table.guide.size()));
    std::size_t i = table.guide[std::min(bucket, table.guide.size() - 1)];
    while (table.cumulative[i] < u) {
        ++i;  // ends: the last one is 1
    }
    return table.values[i] * of.factor;
}

// --------------------------------------------------------------------------------------- moments

/// E[(X / low)^order].
double moment(const BoundedPareto& of, double order) {
    const double logRatio = math::log(of.high / of.low);
    const double power = order - of.alpha;
    const double integral = power == 0 ? logRatio : math::expm1(power * logRatio) / power;
    return of.alpha / of.span * integral;
}

double meanOf(const Constant& of) {
    return of.value;
}
double meanOf(const Uniform& of) {
    return of.low + (of.high - of.low) / 2;
}
double meanOf(const Hyperexponential& of) {
    return of.probabilities[0] * of.means[0] + of.probabilities[1] * of.means[1];
}
double meanOf(const BoundedPareto& of) {
    return of.low * moment(of, 1);
}
double meanOf(const Empirical& of) {
    return of.table->mean * of.factor;
}
template <class Other>
double meanOf(const Other& of) {
    return of.mean;
}

double scvOf(const Constant&) {
    return 0;
}
double scvOf(const Uniform& of) {
    const double ratio = (of.high - of.low) / meanOf(of);
    return ratio * ratio / 12;
}
double scvOf(const Exponential&) {
    return 1;
}
double scvOf(const Erlang& of) {
    return 1.0 / of.phases;
}
double scvOf(const Hyperexponential& of) {
    const double mean = meanOf(of);
    double second = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        const double ratio = of.means[i] / mean;
        second += 2 * of.probabilities[i] * ratio * ratio;
    }
    return second - 1;
}
double scvOf(const Gamma& of) {
    return of.cv * of.cv;
}
double scvOf(const Lognormal& of) {
    return of.cv * of.cv;
}
double scvOf(const BoundedPareto& of) {
    const double first = moment(of, 1);
    return std::max(0.0, moment(of, 2) / first / first - 1);
}
double scvOf(const Weibull& of) {
    return of.scv;
}
double scvOf(const Empirical& of) {
    return of.table->scv;
}

// ------------------------------------------------------------------------------------------- cdf

// Each for x > 0.
double cdfOf(const Constant& of, double x) {
    return x >= of.value ? 1 : 0;
}
double cdfOf(const Uniform& of, double x) {
    return std::clamp((x - of.low) / (of.high - of.low), 0.0, 1.0);
}
double cdfOf(const Exponential& of, double x) {
    return -math::expm1(-x / of.mean);
}
double cdfOf(const Erlang& of, double x) {
    const double shape = of.phases;
    return math::incompleteGamma(shape, x / of.mean * shape).lower;
}
double cdfOf(const Hyperexponential& of, double x) {
    return -of.probabilities[0] * math::expm1(-x / of.means[0]) -
           of.probabilities[1] * math::expm1(-x / of.means[1]);
}
double cdfOf(const Gamma& of, double x) {
    return math::incompleteGamma(1 / (of.cv * of.cv), x / of.scale).lower;
}
double cdfOf(const Lognormal& of, double x) {
    return math::normalCdf(math::log(x / of.median) / of.sigma);
}
double cdfOf(const BoundedPareto& of, double x) {
    if (x <= of.low) return 0;
    if (x >= of.high) return 1;
    return -math::expm1(-of.alpha * math::log(x / of.low)) / of.span;
}
double cdfOf(const Weibull& of, double x) {
    return -math::expm1(-math::pow(x / of.scale, of.shape));
}
double cdfOf(const Empirical& of, double x) {
    // Compared as they are drawn, so that cdf(sample) counts the sample.
    const EmpiricalTable& table = *of.table;
    const auto above = std::upper_bound(table.values.begin(), table.values.end(), x,
                                        [&](double a, double b) { return a < b * of.factor; });
    if (above == table.values.begin()) return 0;
    return table.cumulative[static_cast<std::size_t>(above - table.values.begin()) - 1];
}

// ------------------------------------------------------------------------------------ parameters

using Parameters = std::vector<DistributionParameter>;

Parameters parametersOf(const Constant& of) {
    return {{"value", of.value, true}};
}
Parameters parametersOf(const Uniform& of) {
    return {{"low", of.low, true}, {"high", of.high, true}};
}
Parameters parametersOf(const Exponential& of) {
    return {{"mean", of.mean, true}};
}
Parameters parametersOf(const Erlang& of) {
    return {{"phases", static_cast<double>(of.phases), false}, {"mean", of.mean, true}};
}
Parameters parametersOf(const Hyperexponential& of) {
    return {{"probability-1", of.probabilities[0], false},
            {"probability-2", of.probabilities[1], false},
            {"mean-1", of.means[0], true},
            {"mean-2", of.means[1], true}};
}
Parameters parametersOf(const Gamma& of) {
    return {{"mean", of.mean, true}, {"cv", of.cv, false}};
}
Parameters parametersOf(const Lognormal& of) {
    return {{"mean", of.mean, true}, {"cv", of.cv, false}};
}
Parameters parametersOf(const BoundedPareto& of) {
    return {{"alpha", of.alpha, false}, {"low", of.low, true}, {"high", of.high, true}};
}
Parameters parametersOf(const Weibull& of) {
    return {{"shape", of.shape, false}, {"mean", of.mean, true}};
}
Parameters parametersOf(const Empirical&) {
    return {};
}

}  // namespace

std::string_view toText(Family family) {
    constexpr std::array<std::string_view, 10> kNames = {
        "constant", "uniform",   "exponential",    "erlang",  "hyperexponential",
        "gamma",    "lognormal", "bounded-pareto", "weibull", "empirical"};
    return kNames[static_cast<std::size_t>(family)];
}

double Distribution::sample(Draws& draws) const {
    // Most draws of most models; asked first, it costs no jump through a table.
    if (const auto* of = std::get_if<family::Exponential>(&sampler_)) return draw(*of, draws);
    return std::visit([&](const auto& of) { return draw(of, draws); }, sampler_);
}

double Distribution::mean() const {
    return std::visit([](const auto& of) { return meanOf(of); }, sampler_);
}

double Distribution::scv() const {
    return std::visit([](const auto& of) { return scvOf(of); }, sampler_);
}

double Distribution::cdf(double x) const {
    if (x != x) return x;
    if (x < 0) return 0;
    if (x == 0 && family() != Family::Constant && family() != Family::Empirical) return 0;
    return std::visit([&](const auto& of) { return cdfOf(of, x); }, sampler_);
}

std::vector<DistributionParameter> Distribution::parameters() const {
    return std::visit([](const auto& of) { return parametersOf(of); }, sampler_);
}

std::vector<double> Distribution::values() const {
    const auto* of = std::get_if<Empirical>(&sampler_);
    if (of == nullptr) return {};
    std::vector<double> values = of->table->values;
    for (double& value : values) {
        value *= of->factor;
    }
    return values;
}

std::span<const double> Distribution::weights() const {
    const auto* of = std::get_if<Empirical>(&sampler_);
    return of == nullptr ? std::span<const double>() : of->table->weights;
}

}  // namespace headroom::engine
