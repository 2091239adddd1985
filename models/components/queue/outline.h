// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/components/outline.h"

namespace headroom::models {

void outlineQueue(Outline& outline);

}  // namespace headroom::models
