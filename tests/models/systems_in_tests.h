// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <algorithm>
#include <string>

#include "models/simulate/run.h"
#include "models/simulate/system.h"

namespace headroom::tests {

inline engine::SimTime at(double seconds) {
    return engine::SimTime::zero() + engine::Duration::fromSeconds(seconds);
}

/// "app.instances=8", now.
inline void set(models::System& system, const char* assignment) {
    const auto change = models::parseTimedChange(system.design(), std::string("0 s ") + assignment);
    if (!change) qFatal("%s", models::toText(change.error()).c_str());
    if (const auto wrong = models::checkChange(system.design(), change->change))
        qFatal("%s", models::toText(*wrong).c_str());
    system.apply(change->change);
}

/// How many requests have been answered with that status.
inline std::uint64_t answeredWith(const models::System& system, std::size_t status) {
    return system.recorder().total().status[status];
}

/// As much as began has ended or is still on its way.
inline bool isBalanced(const models::System& system) {
    const models::Recorder& r = system.recorder();
    return r.begun() == r.total().ended + static_cast<std::uint64_t>(r.inFlight().level());
}

/// Ten replications, or another number, of so many seconds after the warm-up.
inline models::RunResult simulate(const models::ValidDesign& design, std::int64_t seconds,
                                  std::int64_t warmupSeconds = 5, std::size_t replications = 10) {
    models::RunOptions options;
    options.duration = engine::Duration::seconds(seconds);
    options.warmup = engine::Duration::seconds(warmupSeconds);
    options.leastReplications = options.mostReplications = replications;
    return models::run(design, {}, options);
}

inline const models::ResourceResult& resourceOf(const models::ComponentResult& component,
                                                const std::string& key) {
    const auto found = std::ranges::find(component.resources, key, &models::ResourceResult::key);
    if (found == component.resources.end()) qFatal("no resource %s", key.c_str());
    return *found;
}

}  // namespace headroom::tests
