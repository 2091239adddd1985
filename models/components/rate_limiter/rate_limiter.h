// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "models/components/component.h"

namespace headroom::models {

std::unique_ptr<Component> createRateLimiter(const Assembly& assembly);

}  // namespace headroom::models
