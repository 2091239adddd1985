// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/sampling.h"

namespace headroom::models {

engine::Distribution makeDistribution(const DistributionSpec& spec) {
    using engine::Distribution;
    const auto first = static_cast<double>(spec.first.ns());
    const auto second = static_cast<double>(spec.second.ns());
    switch (spec.shape) {
        case DistributionSpec::Shape::Constant:
            return *Distribution::constant(first);
        case DistributionSpec::Shape::Exponential:
            return *Distribution::exponential(first);
        case DistributionSpec::Shape::Lognormal:
            return *Distribution::lognormal(first, spec.parameter);
        case DistributionSpec::Shape::LognormalQuantiles:
            return *Distribution::lognormalFromPercentiles(0.5, first, 0.99, second);
        case DistributionSpec::Shape::Uniform:
            return *Distribution::uniform(first, second);
        case DistributionSpec::Shape::Erlang:
            return *Distribution::erlang(static_cast<std::int64_t>(spec.parameter), first);
        case DistributionSpec::Shape::Hyperexponential:
            return *Distribution::hyperexponential(first, spec.parameter);
        case DistributionSpec::Shape::Gamma:
            return *Distribution::gamma(first, spec.parameter);
        case DistributionSpec::Shape::BoundedPareto:
            return *Distribution::boundedPareto(spec.parameter, first, second);
        case DistributionSpec::Shape::Weibull:
            return *Distribution::weibull(spec.parameter, first);
    }
    return {};
}

}  // namespace headroom::models
