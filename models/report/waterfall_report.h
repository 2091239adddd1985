// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <span>

#include "models/simulate/result.h"

namespace headroom::models {

/// The waterfalls of a result for people, a bar a span; nothing if it has none.
void writeWaterfalls(std::ostream& out, const RunResult& result);
/// Times in whole nanoseconds: they add up.
nlohmann::ordered_json waterfallsJson(std::span<const Waterfall> waterfalls);

}  // namespace headroom::models
