// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// A query takes query + rows * row of one core; a write takes `write`.
struct DatabaseSettings {
    std::int64_t cores = 8;
    std::int64_t maxConnections = 100;
    std::int64_t queue = 1'000;  ///< queries waiting for a connection
    DistributionSpec query = DistributionSpec::exponential(engine::Duration::microseconds(200));
    engine::Duration row = engine::Duration::microseconds(5);
    DistributionSpec write = DistributionSpec::exponential(engine::Duration::milliseconds(1));
};

const Kind& databaseKind();

}  // namespace headroom::models
