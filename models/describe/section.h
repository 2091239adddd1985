// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "models/describe/text.h"

namespace headroom::models {

/// What settings whose keys share their first step are about together: "Memory" for "memory.size",
/// an object in the file. Empty for a key without a dot. Every step that a key has is known here.
Text sectionOf(std::string_view key);

}  // namespace headroom::models
