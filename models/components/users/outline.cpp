// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/outline.h"

#include "models/components/users/settings.h"

namespace headroom::models {

void outlineUsers(Outline& outline) {
    const auto& settings = outline.settings<UsersSettings>();
    if (!settings.log.empty() || !settings.rate) {
        outline.doubt({HEADROOM_TEXT("analysis", "%1 replay a log, which has no steady rate."),
                       {outline.node().id}});
        return;
    }
    outline.arrivals(settings.rate->perSecond, settings.arrivals == Arrivals::Poisson ? 1 : 0);
    outline.call(outline.wires().front(), Operation::serve, 1);
}

}  // namespace headroom::models
