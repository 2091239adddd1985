// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/random/checked.h"
#include "engine/random/draws.h"

namespace headroom::engine {

/// The samplers behind Distribution, one small value a family: parameters first, then what is
/// worked out from them once. Built by Distribution's named constructors, which check the
/// parameters.
namespace family {

struct Constant {
    double value = 0;
};
struct Uniform {
    double low, high;
};
struct Exponential {
    double mean;
};
/// What Marsaglia and Tsang's method needs of a gamma's shape.
struct GammaShape {
    double centre, spread;
};
struct Erlang {
    std::uint32_t phases;
    double mean;
    GammaShape shape;
};
struct Hyperexponential {
    std::array<double, 2> probabilities, means;
};
struct Gamma {
    double mean, cv;
    GammaShape shape;
    double scale;
    double boost;  // 1 / shape where the shape is below 1, else 0
};
struct Lognormal {
    double mean, cv;
    double median, sigma;
};
struct BoundedPareto {
    double alpha, low, high;
    double span;  // 1 - (low / high)^alpha
};
struct Weibull {
    double shape, mean;
    double scale, scv, inverseShape;
};
/// The values in rising order, with the probability of each value or a smaller one; shared by all
/// copies and never changed. guide[i] is where the search for i / guide.size() begins.
struct EmpiricalTable {
    std::vector<double> values, weights, cumulative;
    std::vector<std::uint32_t> guide;
    double mean, scv;
};
struct Empirical {
    std::shared_ptr<const EmpiricalTable> table;
    double factor = 1;
};

}  // namespace family

/// In the order of the alternatives in Distribution.
enum class Family : std::uint8_t {
    Constant,
    Uniform,
    Exponential,
    Erlang,
    Hyperexponential,
    Gamma,
    Lognormal,
    BoundedPareto,
    Weibull,
    Empirical,
};
/// "constant", "uniform", ..., "bounded-pareto".
std::string_view toText(Family family);

/// One parameter as a person would write it. inUnits: it carries the unit of the values (a mean, a
/// bound); otherwise it is a bare number (a shape, a coefficient of variation, a probability).
struct DistributionParameter {
    std::string_view name;
    double value;
    bool inUnits;
};

/// A distribution of values >= 0 (a time, a size, a count) in whatever unit the caller means. A
/// small immutable value; copying is cheap, sampling allocates nothing and gives the same bits on
/// every processor and build.
///
/// Errors: the named constructors refuse what is not finite, means and bounds outside [1e-100,
/// 1e100] (a constant, or a lower bound of uniform, may be 0) and shapes outside the ranges given
/// with each; the Checked result then holds an English reason. Inside these ranges every mean,
/// variance and sample is finite.
///
/// Source: inverse of the distribution function, one number a draw, wherever it is exact and quick
///   (constant, uniform, exponential, lognormal, bounded Pareto, Weibull, empirical): these rise
///   with the draw, so the same request asks for more in a heavier design and two designs can be
///   compared pairwise. Erlang: product of uniforms up to 8 phases. Gamma and larger Erlang:
///   Marsaglia, Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000.
///   Hyperexponential: a phase, then its exponential.
/// Cost: one switch and one or two of log, exp and normalQuantile.
/// Assumptions: none.
class Distribution {
  public:
    /// Constant 0.
    Distribution() = default;

    static Checked<Distribution> constant(double value);
    static Checked<Distribution> uniform(double low, double high);
    static Checked<Distribution> exponential(double mean);
    /// Sum of `phases` (1 .. 1,000,000) exponentials; scv = 1 / phases.
    static Checked<Distribution> erlang(std::int64_t phases, double mean);
    /// Two phases with balanced means (each contributes half of the mean), 1 <= scv <= 1e6.
    static Checked<Distribution> hyperexponential(double mean, double scv);
    /// The probabilities must sum to 1 within 1e-9.
    static Checked<Distribution> hyperexponential(std::array<double, 2> probabilities,
                                                  std::array<double, 2> means);
    /// cv: standard deviation / mean, 1e-6 .. 1000; shape = 1 / cv^2.
    static Checked<Distribution> gamma(double mean, double cv);
    /// cv: 1e-6 .. 1000.
    static Checked<Distribution> lognormal(double mean, double cv);
    /// The one with P(X <= x1) = p1 and P(X <= x2) = p2; 0 < p1 < p2 < 1 (0.99 is the 99th
    /// percentile), 0 < x1 < x2. parameters() gives its mean and cv.
    static Checked<Distribution> lognormalFromPercentiles(double p1, double x1, double p2,
                                                          double x2);
    /// Density proportional to x^(-alpha - 1) on [low, high]; alpha 0.01 .. 100,
    /// high / low at most 1e100.
    static Checked<Distribution> boundedPareto(double alpha, double low, double high);
    /// shape: 0.1 .. 1000.
    static Checked<Distribution> weibull(double shape, double mean);
    /// The given values, each alike, or by weights (>= 0, at least one above 0). Repeated values
    /// are merged. At most 2^31 values.
    static Checked<Distribution> empirical(std::vector<double> values,
                                           std::vector<double> weights = {});

    double sample(Draws& draws) const;

    double mean() const;
    /// Squared coefficient of variation: variance / mean^2. 0 for constant 0.
    double scv() const;
    double variance() const { return scv() * mean() * mean(); }
    /// P(X <= x).
    double cdf(double x) const;

    Family family() const { return static_cast<Family>(sampler_.index()); }
    /// As the named constructor takes them; none for empirical (see values() and weights()). Not
    /// for the hot path.
    std::vector<DistributionParameter> parameters() const;
    /// Empirical only, else empty: the distinct values in rising order and their probabilities.
    std::vector<double> values() const;
    std::span<const double> weights() const;

    /// Of factor * X. The factor must leave the parameters in range.
    Checked<Distribution> scaled(double factor) const;

  private:
    using Sampler =
        std::variant<family::Constant, family::Uniform, family::Exponential, family::Erlang,
                     family::Hyperexponential, family::Gamma, family::Lognormal,
                     family::BoundedPareto, family::Weibull, family::Empirical>;
    explicit Distribution(Sampler sampler) : sampler_(std::move(sampler)) {}

    Sampler sampler_;
};

}  // namespace headroom::engine
