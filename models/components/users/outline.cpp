// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/outline.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "models/components/users/journey.h"
#include "models/components/users/settings.h"
#include "models/describe/sampler.h"

namespace headroom::models {

namespace {

/// The way of the clients beside the link, both directions, and a reply over their own line.
void pauseForMix(Outline& outline, const UsersSettings& settings) {
    double shares = 0;
    double ns = 0;
    for (const ClientGroup& group : settings.mix) {
        shares += group.share;
        double each = 2 * samplerOf(group.latency).mean();
        if (group.bandwidth) {
            each += 8e9 * static_cast<double>(outline.endpoint().responseBytes()) /
                    group.bandwidth->bitsPerSecond;
        }
        ns += group.share * each;
    }
    if (shares > 0) outline.pause(ns / shares);
}

/// What a session asks for, in the shares of a long time.
void askByJourney(Outline& outline, const UsersSettings& settings, const Journey& journey) {
    const auto& endpoints = outline.design().design().endpoints;
    const std::vector<double> visits = journey.meanVisits();
    const double length = journey.meanLength();
    for (std::size_t i = 0; i < visits.size(); ++i) {
        const auto known =
            std::ranges::find(endpoints, settings.journey[i].endpoint, &Endpoint::name);
        if (known == endpoints.end()) continue;
        outline.asks(static_cast<std::size_t>(known - endpoints.begin()), visits[i] / length);
    }
}

}  // namespace

void outlineUsers(Outline& outline) {
    const auto& settings = outline.settings<UsersSettings>();
    if (!settings.log.empty()) {
        outline.doubt({HEADROOM_TEXT("analysis", "%1 replay a log, which has no steady rate."),
                       {outline.node().id}});
        return;
    }
    const bool changes = settings.retries > 0 || settings.patience;
    if (changes) {
        outline.doubt(
            {HEADROOM_TEXT("analysis", "Users of %1 give up or ask again."), {outline.node().id}});
    }
    if (settings.hasProfile()) {
        outline.doubt(
            {HEADROOM_TEXT("analysis", "The load of %1 changes with time."), {outline.node().id}});
        return;
    }
    pauseForMix(outline, settings);
    outline.call(outline.wires().front(), Operation::serve, 1);
    const Journey journey(settings.journey);
    askByJourney(outline, settings, journey);
    if (settings.load == Load::Closed) {
        outline.users(settings.users, samplerOf(settings.think).mean());
        return;
    }
    if (settings.load == Load::Sessions) {
        char length[32];
        std::snprintf(length, sizeof length, "%.3g", journey.meanLength());
        outline.doubt({HEADROOM_TEXT("analysis",
                                     "The %2 requests of each session of %1 are taken as if they "
                                     "came independently."),
                       {outline.node().id, length}});
        outline.arrivals(settings.perSecond() * journey.meanLength(), 1, false);
        return;
    }
    const bool isBursty =
        settings.arrivals == Arrivals::Mmpp || settings.arrivals == Arrivals::Batches;
    if (isBursty) {
        outline.doubt({HEADROOM_TEXT("analysis",
                                     "Requests of %1 come in bursts, for which waits are longer."),
                       {outline.node().id}});
    }
    outline.arrivals(settings.perSecond(), settings.arrivals == Arrivals::Deterministic ? 0 : 1,
                     settings.arrivals == Arrivals::Poisson && !changes);
}

}  // namespace headroom::models
