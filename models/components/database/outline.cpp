// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/database/outline.h"

#include <algorithm>

#include "models/components/database/settings.h"
#include "models/describe/sampler.h"

namespace headroom::models {

void outlineDatabase(Outline& outline) {
    const auto& settings = outline.settings<DatabaseSettings>();
    const double rows =
        static_cast<double>(settings.row.ns()) * static_cast<double>(outline.endpoint().readRows);
    ResourceVisit cpu = outline.operation() == Operation::write
                            ? visitOf(samplerOf(settings.write))
                            : visitOf(samplerOf(settings.query), rows);
    cpu.key = "cpu";
    // Who has a connection waits for a core in the same order as who waits for a connection: one
    // queue before the scarcer of the two.
    cpu.servers = std::min(settings.cores, settings.maxConnections);
    cpu.places = settings.maxConnections + settings.queue;
    outline.use(cpu);
}

}  // namespace headroom::models
