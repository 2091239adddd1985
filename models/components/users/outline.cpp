// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/outline.h"

#include "models/components/users/settings.h"

namespace headroom::models {

void outlineUsers(Outline& outline) {
    const auto& settings = outline.settings<UsersSettings>();
    if (!settings.log.empty()) {
        outline.doubt({HEADROOM_TEXT("analysis", "%1 replay a log, which has no steady rate."),
                       {outline.node().id}});
        return;
    }
    if (settings.load != Load::Open) {
        outline.doubt(
            {HEADROOM_TEXT("analysis", "Requests of %1 depend on the replies before them."),
             {outline.node().id}});
        return;
    }
    if (settings.retries > 0 || settings.patience) {
        outline.doubt(
            {HEADROOM_TEXT("analysis", "Users of %1 give up or ask again."), {outline.node().id}});
    }
    if (settings.hasProfile()) {
        outline.doubt(
            {HEADROOM_TEXT("analysis", "The load of %1 changes with time."), {outline.node().id}});
        return;
    }
    if (settings.arrivals == Arrivals::Mmpp || settings.arrivals == Arrivals::Batches) {
        outline.doubt({HEADROOM_TEXT("analysis",
                                     "Requests of %1 come in bursts, for which waits are longer."),
                       {outline.node().id}});
    }
    outline.arrivals(settings.perSecond(), settings.arrivals == Arrivals::Deterministic ? 0 : 1);
    outline.call(outline.wires().front(), Operation::serve, 1);
}

}  // namespace headroom::models
