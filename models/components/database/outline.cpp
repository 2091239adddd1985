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
    const auto missing = [&] {
        const std::int64_t pages =
            (outline.endpoint().readRows + settings.rowsOfPage - 1) / settings.rowsOfPage;
        return static_cast<double>(std::max<std::int64_t>(1, pages)) * settings.bufferMiss.value;
    };
    const bool reads = outline.operation() == Operation::read;
    if (reads && settings.diskOperations) {
        ResourceVisit disk;
        disk.resource = Resource::Disk;
        disk.key = "disk";
        disk.meanNs = missing() * 1e9 / settings.diskOperations->perSecond;
        outline.use(disk);
    }
    if (reads && settings.diskThroughput) {
        ResourceVisit disk;
        disk.resource = Resource::Disk;
        disk.key = "diskThroughput";
        disk.meanNs = missing() * 8e9 * static_cast<double>(settings.page.count) /
                      settings.diskThroughput->bitsPerSecond;
        outline.use(disk);
    }
    if (settings.flush) {
        outline.doubt({HEADROOM_TEXT("analysis",
                                     "Writes share flushes of the log, which no formula here "
                                     "knows."),
                       {}});
    }
    if (settings.hotShare.value > 0) {
        outline.doubt({HEADROOM_TEXT("analysis",
                                     "Rows are locked during other waits, which formulas leave "
                                     "out."),
                       {}});
    }
}

}  // namespace headroom::models
