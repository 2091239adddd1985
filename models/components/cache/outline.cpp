// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/cache/outline.h"

#include "models/components/cache/settings.h"
#include "models/describe/sampler.h"

namespace headroom::models {

void outlineCache(Outline& outline) {
    const auto& settings = outline.settings<CacheSettings>();
    ResourceVisit cpu = visitOf(samplerOf(settings.lookup));
    cpu.key = "cpu";
    cpu.servers = settings.cores;
    outline.use(cpu);

    StoreSize size{static_cast<double>(settings.capacity.count), {}};
    if (settings.entries) size.entries = static_cast<double>(*settings.entries);
    outline.store(size);
    if (outline.operation() == Operation::cacheGet && !outline.wires().empty()) {
        outline.call(outline.wires().front(), Operation::read, 1 - outline.ownHitRatio());
    }
}

}  // namespace headroom::models
