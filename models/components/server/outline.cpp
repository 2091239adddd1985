// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/outline.h"

#include "models/analysis/usl.h"
#include "models/components/server/settings.h"
#include "models/describe/sampler.h"
#include "models/topology/endpoint_calls.h"

namespace headroom::models {

namespace {

ResourceVisit serial(Resource resource, const char* key, double ns) {
    ResourceVisit visit;
    visit.resource = resource;
    visit.key = key;
    visit.meanNs = ns;
    visit.isReportedWait = false;
    return visit;
}

/// Network, log and memory, where they are bounded. What backends send and are sent is left out.
void outlineBounded(Outline& outline, const ServerSettings& settings) {
    if (settings.bandwidth) {
        const double perByte = 8e9 / settings.bandwidth->bitsPerSecond;
        outline.use(serial(Resource::Network, "networkIn",
                           perByte * static_cast<double>(settings.requestBytes.count)));
        outline.use(serial(Resource::Network, "networkOut",
                           perByte * static_cast<double>(outline.endpoint().responseBytes())));
        outline.doubt({HEADROOM_TEXT("analysis",
                                     "What goes to and from other components passes the same "
                                     "network interface, which formulas leave out."),
                       {}});
    }
    if (settings.logLines > 0) {
        outline.use(serial(Resource::Log, "log",
                           static_cast<double>(settings.logLines) *
                               static_cast<double>(settings.logLineTime.ns())));
        if (settings.logging != Logging::Synchronous) {
            outline.doubt({HEADROOM_TEXT("analysis",
                                         "Formulas take the log as synchronous; its buffer is left "
                                         "out."),
                           {}});
        }
    }
    if (settings.memory) {
        outline.doubt(
            {HEADROOM_TEXT("analysis", "What happens when the memory is full is left out."), {}});
    }
}

}  // namespace

void outlineServer(Outline& outline) {
    const auto& settings = outline.settings<ServerSettings>();
    const Endpoint& endpoint = outline.endpoint();
    ResourceVisit cpu = visitOf(samplerOf(endpoint.cpu));
    cpu.key = "cpu";
    cpu.servers = settings.cores;
    cpu.places = settings.workers + settings.queue;
    cpu.sharing = settings.discipline == Discipline::Fifo ? Sharing::FirstCome : Sharing::Processor;
    // Where nothing is called and every worker has a core, who has a worker waits no more.
    const bool isWorkerCore = settings.workers == settings.cores && outline.wires().empty() &&
                              !settings.bandwidth && settings.logLines == 0;
    if (isWorkerCore) cpu.sharing = Sharing::FirstCome;
    cpu.isReportedWait = isWorkerCore;  // what it reports is the wait for a worker
    const ScalabilityLaw law{1, settings.contention.value, settings.coherence};
    if (law.contention > 0 || law.coherence > 0) {
        // The capacity of all cores together is the law's; with fewer busy each does more.
        const auto cores = static_cast<double>(settings.cores);
        cpu.meanNs *= cores / law.capacity(cores);
        outline.doubt({HEADROOM_TEXT("analysis",
                                     "Cores that hinder each other are taken as if all of them "
                                     "were always busy."),
                       {}});
    }
    outline.use(cpu);
    outlineBounded(outline, settings);
    if (!isWorkerCore) outline.holds("workers", settings.workers);

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
