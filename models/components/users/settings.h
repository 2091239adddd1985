// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

enum class Arrivals { Poisson, Deterministic };

struct UsersSettings {
    std::optional<Rate> rate;  ///< either this or a log
    Arrivals arrivals = Arrivals::Poisson;
    std::int64_t clients = 10'000;
    std::string log;   ///< path of an access log to replay, from the design's folder; empty: none
    double speed = 1;  ///< the log's clock runs this much faster
};

const Kind& usersKind();

}  // namespace headroom::models
