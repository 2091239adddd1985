// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/describe/kind.h"

namespace headroom::models {

/// How the cores are shared among the requests that want them.
enum class Discipline { ProcessorSharing, Fifo };

struct ServerSettings {
    std::int64_t instances = 1;
    std::int64_t cores = 4;     ///< of each instance
    std::int64_t workers = 64;  ///< requests in service at once, of each instance
    std::int64_t queue = 511;   ///< requests waiting for a worker, of each instance
    Discipline discipline = Discipline::ProcessorSharing;
};

const Kind& serverKind();

}  // namespace headroom::models
