// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/describe/text.h"
#include "models/topology/design.h"

namespace headroom::models {

/// What is different in the second design, in words: settings of the design, endpoints, nodes and
/// links, added, taken away or with other settings. Empty if they would run alike; where nodes
/// stand on the drawing is not told.
std::vector<Sentence> changesBetween(const Design& before, const Design& after);

}  // namespace headroom::models
