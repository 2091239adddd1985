// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// How the cores are shared among the requests that want them.
enum class Discipline { ProcessorSharing, Fifo };

/// What becomes of a request for which an instance has no memory left.
enum class MemoryFull { Refuse, Restart };

/// Who waits for a log line: the request itself, or nobody, or only if the buffer is full.
enum class Logging { Synchronous, Drop, Block };

struct ServerSettings {
    std::int64_t instances = 1;
    std::int64_t cores = 4;     ///< of each instance
    std::int64_t workers = 64;  ///< requests in service at once, of each instance
    std::int64_t queue = 511;   ///< requests waiting for a worker, of each instance
    Discipline discipline = Discipline::ProcessorSharing;

    Fraction contention;   ///< serial share of the work, sigma of the Universal Scalability Law
    double coherence = 0;  ///< its kappa, for each pair of busy cores

    std::optional<Bytes> memory;      ///< of each instance; not set: plenty
    Bytes memoryIdle{256 << 20};      ///< in use when nobody is served
    Bytes memoryPerRequest{1 << 20};  ///< more for each request with a worker
    MemoryFull memoryFull = MemoryFull::Restart;
    engine::Duration restartTime = engine::Duration::seconds(30);

    std::optional<Bandwidth> bandwidth;  ///< of each instance and direction; not set: plenty
    Bytes requestBytes{800};             ///< of a request on the wire

    std::int64_t logLines = 0;  ///< a request
    engine::Duration logLineTime = engine::Duration::microseconds(20);
    Logging logging = Logging::Synchronous;
    std::int64_t logBuffer = 256;  ///< lines, of each instance
};

const Kind& serverKind();

}  // namespace headroom::models
