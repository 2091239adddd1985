// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/outline.h"

#include "models/components/server/settings.h"
#include "models/describe/sampler.h"
#include "models/topology/endpoint_calls.h"

namespace headroom::models {

void outlineServer(Outline& outline) {
    const auto& settings = outline.settings<ServerSettings>();
    const Endpoint& endpoint = outline.endpoint();
    ResourceVisit cpu = visitOf(samplerOf(endpoint.cpu));
    cpu.key = "cpu";
    cpu.servers = settings.cores;
    cpu.places = settings.workers + settings.queue;
    cpu.sharing = settings.discipline == Discipline::Fifo ? Sharing::FirstCome : Sharing::Processor;
    cpu.isReportedWait = false;  // what it reports is the wait for a worker
    outline.use(cpu);
    outline.holds("workers", settings.workers);

    // As the steps of its coroutine: the first cache and the first data are used, every service.
    const Wire* cache = nullptr;
    const Wire* data = nullptr;
    for (const Wire& wire : outline.wires()) {
        if (wire.role == LinkRole::Cache && cache == nullptr) cache = &wire;
        if (wire.role == LinkRole::Data && data == nullptr) data = &wire;
    }
    const bool cached = endpoint.cacheable.allowed && cache != nullptr;
    double onwards = 1;
    if (cached) {
        outline.call(*cache, Operation::cacheGet, 1);
        const bool readsThrough = !outline.design().wiresFrom(cache->to).empty();
        onwards = readsThrough ? 0 : 1 - outline.hitRatio(*cache);
    }
    if (data != nullptr) {
        if (endpoint.writes > 0) {
            outline.call(*data, Operation::write, onwards * static_cast<double>(endpoint.writes));
        }
        if (endpoint.readRows > 0) outline.call(*data, Operation::read, onwards);
    }
    for (const PlannedCall& call : plannedCalls(outline.design(), outline.nodeIndex(), endpoint)) {
        outline.call(outline.wires()[call.wire], Operation::serve,
                     onwards * static_cast<double>(call.times) * call.probability);
        if (call.parallel) {
            outline.doubt({HEADROOM_TEXT("analysis",
                                         "Calls of %1 overlap, which makes responses shorter than "
                                         "the sum of their parts."),
                           {outline.node().id}});
        }
    }
    if (cached) outline.call(*cache, Operation::cachePut, onwards);
}

}  // namespace headroom::models
