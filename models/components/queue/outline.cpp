// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/queue/outline.h"

namespace headroom::models {

void outlineQueue(Outline& outline) {
    std::int64_t all = 0;
    for (const Wire& wire : outline.wires())
        all += outline.instances(wire);
    for (const Wire& wire : outline.wires()) {
        const double share =
            static_cast<double>(outline.instances(wire)) / static_cast<double>(all);
        outline.call(wire, Operation::job, share, Dealing::Shortest, all);
    }
    outline.doubt({HEADROOM_TEXT("analysis", "That the queue may be full is left out."), {}});
}

}  // namespace headroom::models
