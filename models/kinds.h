// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/describe/kind.h"

namespace headroom::models {

/// All kinds this program knows, in palette order.
const KindList& kinds();

}  // namespace headroom::models
