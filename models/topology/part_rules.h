// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "models/topology/design.h"

namespace headroom::models {

/// What an id may be: 1 to 64 letters, digits, - and _.
inline constexpr std::size_t kLongestId = 64;
bool isId(std::string_view id);

/// Rules about parts of a design that are neither nodes nor links. Places hold JSON pointers, no
/// lines. Cost: O(parts) but for look-ups of nodes by id.
void checkGroups(const Design& design, Diagnostics& diagnostics);
void checkScenario(const Design& design, Diagnostics& diagnostics);

}  // namespace headroom::models
