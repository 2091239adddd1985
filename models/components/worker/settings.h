// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

struct WorkerSettings {
    std::int64_t instances = 1;
    std::int64_t cores = 4;        ///< of each instance
    std::int64_t concurrency = 4;  ///< jobs at once, of each instance
    DistributionSpec cpu = DistributionSpec::exponential(engine::Duration::milliseconds(100));
};

const Kind& workerKind();

}  // namespace headroom::models
