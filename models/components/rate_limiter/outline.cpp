// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/rate_limiter/outline.h"

namespace headroom::models {

void outlineRateLimiter(Outline& outline) {
    for (const Wire& wire : outline.wires())
        outline.call(wire, outline.operation(), 1);
    outline.doubt(
        {HEADROOM_TEXT("analysis", "Requests turned away by the rate limiter are left out."), {}});
}

}  // namespace headroom::models
