// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>

#include "models/simulate/result.h"

namespace headroom::models {

/// Bottleneck and headroom for people; nothing if the result has none.
void writeVerdicts(std::ostream& out, const RunResult& result);
nlohmann::ordered_json bottleneckJson(const Bottleneck& bottleneck);
/// A factor without a limit is null.
nlohmann::ordered_json headroomJson(const HeadroomResult& headroom);

}  // namespace headroom::models
