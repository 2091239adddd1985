// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

struct QueueSettings {
    std::int64_t capacity = 100'000;  ///< messages, those being worked on included
    /// Until a message whose worker failed is handed out again.
    engine::Duration redelivery = engine::Duration::seconds(1);
};

const Kind& queueKind();

}  // namespace headroom::models
