// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

enum class BalancingAlgorithm { RoundRobin, LeastConnections };

struct LoadBalancerSettings {
    BalancingAlgorithm algorithm = BalancingAlgorithm::RoundRobin;
    std::int64_t cores = 4;
    DistributionSpec cpu = DistributionSpec::constant(engine::Duration::microseconds(50));
};

const Kind& loadBalancerKind();

}  // namespace headroom::models
