// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/describe/kind.h"
#include "models/format/json_value.h"

namespace headroom::models {

/// A JSON Schema of the design file, for editors that complete and check while one writes. It
/// accepts every valid design; what only the program can tell (wiring, names, ranges of quantities
/// with a unit) it lets pass.
/// Source: JSON Schema, draft 2020-12.
/// Cost: O(settings of all kinds).
/// Assumptions: none.
JsonValue designSchema(const KindList& kinds);

}  // namespace headroom::models
