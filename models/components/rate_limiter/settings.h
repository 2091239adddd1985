// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// Who shares a bucket.
enum class LimitScope { All, Client };

struct RateLimiterSettings {
    Rate rate{1000};
    std::int64_t burst = 1000;  ///< requests
    LimitScope scope = LimitScope::All;
};

const Kind& rateLimiterKind();

}  // namespace headroom::models
