// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/random/distribution.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// The sampler of a described distribution, in nanoseconds. Precondition: the spec came out of
/// parseDistribution or a named constructor, so its parameters are in range.
engine::Distribution makeDistribution(const DistributionSpec& spec);

}  // namespace headroom::models
