// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/worker/outline.h"

#include <algorithm>

#include "models/components/worker/settings.h"
#include "models/describe/sampler.h"

namespace headroom::models {

void outlineWorker(Outline& outline) {
    const auto& settings = outline.settings<WorkerSettings>();
    ResourceVisit cpu = visitOf(samplerOf(settings.cpu));
    cpu.key = "cpu";
    // Who has no place waits in the queue, before the scarcer of the two.
    cpu.servers = std::min(settings.cores, settings.concurrency);
    cpu.sharing = settings.concurrency > settings.cores ? Sharing::Processor : Sharing::FirstCome;
    cpu.isReportedWait = false;  // it is the queue's
    outline.use(cpu);
}

}  // namespace headroom::models
