// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/random/distribution.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// The sampler of a distribution as written; samples are nanoseconds.
/// Assumptions: the spec came from parseDistribution or keeps its ranges; both are within the
///   sampler's own, so there is always one.
engine::Distribution samplerOf(const DistributionSpec& spec);

}  // namespace headroom::models
