// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

enum class EvictionPolicy { Lru };

/// What is in it when a run begins.
enum class CacheStart { Warm, Cold };

struct CacheSettings {
    Bytes capacity{std::uint64_t{1} << 30};
    std::optional<std::int64_t> entries;  ///< a bound on the number of objects as well
    EvictionPolicy policy = EvictionPolicy::Lru;
    CacheStart start = CacheStart::Warm;
    std::int64_t cores = 1;
    DistributionSpec lookup = DistributionSpec::constant(engine::Duration::microseconds(10));
};

const Kind& cacheKind();

}  // namespace headroom::models
