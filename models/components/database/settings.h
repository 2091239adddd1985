// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// A query takes query + rows * row of one core; a write takes `write`. Disk, log and locks come on
/// top where they are set.
struct DatabaseSettings {
    std::int64_t cores = 8;
    std::int64_t maxConnections = 100;
    std::int64_t queue = 1'000;  ///< queries waiting for a connection
    DistributionSpec query = DistributionSpec::exponential(engine::Duration::microseconds(200));
    engine::Duration row = engine::Duration::microseconds(5);
    DistributionSpec write = DistributionSpec::exponential(engine::Duration::milliseconds(1));

    std::optional<Rate> diskOperations;       ///< a second; not set: the disk takes no time
    std::optional<Bandwidth> diskThroughput;  ///< not set: only operations count
    Bytes page{8 << 10};
    std::int64_t rowsOfPage = 40;
    Fraction bufferMiss{0.01};  ///< share of the pages read that are not in memory

    std::optional<engine::Duration>
        flush;             ///< of the write-ahead log; not set: nobody waits for it
    Bytes logRecord{200};  ///< of one write

    Fraction hotShare;  ///< of the writes that need a hot row
    std::int64_t hotRows = 1;
};

const Kind& databaseKind();

}  // namespace headroom::models
