// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/sampler.h"

#include <cassert>
#include <cstdint>

namespace headroom::models {

using engine::Distribution;
using Shape = DistributionSpec::Shape;

namespace {

engine::Checked<Distribution> checkedSampler(const DistributionSpec& spec) {
    const auto first = static_cast<double>(spec.first.ns());
    const auto second = static_cast<double>(spec.second.ns());
    switch (spec.shape) {
        case Shape::Constant:
            break;
        case Shape::Exponential:
            return Distribution::exponential(first);
        case Shape::Lognormal:
            return Distribution::lognormal(first, spec.parameter);
        case Shape::LognormalQuantiles:
            return Distribution::lognormalFromPercentiles(0.5, first, 0.99, second);
        case Shape::Uniform:
            return Distribution::uniform(first, second);
        case Shape::Erlang:
            return Distribution::erlang(static_cast<std::int64_t>(spec.parameter), first);
        case Shape::Hyperexponential:
            return Distribution::hyperexponential(first, spec.parameter);
        case Shape::Gamma:
            return Distribution::gamma(first, spec.parameter);
        case Shape::BoundedPareto:
            return Distribution::boundedPareto(spec.parameter, first, second);
        case Shape::Weibull:
            return Distribution::weibull(spec.parameter, first);
    }
    return Distribution::constant(first);
}

}  // namespace

Distribution samplerOf(const DistributionSpec& spec) {
    const auto sampler = checkedSampler(spec);
    assert(sampler);
    return sampler ? *sampler : Distribution();
}

}  // namespace headroom::models
