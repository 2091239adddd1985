// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/pilot.h"

#include <algorithm>

#include "engine/statistics/warmup.h"

namespace headroom::models {

namespace {

using engine::Duration;
using engine::SimTime;

constexpr double kMostPilotRequests = 1e6;
// So few cost nothing, and a queue that has served fewer may just not have begun to grow.
constexpr std::uint64_t kLeastRequests = 20'000;
constexpr std::int64_t kSeriesPoints = 1000;

/// How long a system may be watched: known only once it has shown its rate.
Duration longestWatch(const System& system, Duration horizon) {
    const double seconds = system.now().toSeconds();
    const auto begun = static_cast<double>(system.recorder().begun());
    const Duration twice = horizon * 2;
    return begun > 0 ? std::max(twice, Duration::fromSeconds(kMostPilotRequests / begun * seconds))
                     : twice;
}

void findWarmup(const Recorder& recorder, Pilot& pilot, Duration horizon) {
    std::vector<double> series;
    for (const auto& window : recorder.series()) {
        if (window.count != 0) series.push_back(window.mean());
    }
    const engine::Warmup found = engine::mser5(series);
    pilot.warmupFound = found.found();
    pilot.warmup = found.found()
                       ? recorder.series().width() * static_cast<std::int64_t>(found.truncation)
                       : horizon / 2;
}

}  // namespace

Pilot runPilot(const ValidDesign& design, const Inputs& inputs, const ReplicationPlan& plan,
               std::optional<Duration> warmup, const std::atomic<bool>* cancel,
               const std::function<void(double)>& progress) {
    const Duration horizon = plan.measured + warmup.value_or(Duration::zero());
    SystemOptions options = plan.system;
    options.seriesWindow = std::max(Duration::nanoseconds(1), plan.measured / kSeriesPoints);
    System system(design, inputs, options);
    Audit audit;
    audit.begin(system);
    // The first look comes after a quarter of the horizon.
    BacklogTrend trend(std::max(Duration::nanoseconds(1),
                                horizon / static_cast<std::int64_t>(4 * BacklogTrend::kMost)));
    Pilot pilot;
    for (bool isOver = false; !isOver;) {
        pilot.end = system.runUntil(system.now() + trend.step());
        pilot.cancelled = cancel != nullptr && cancel->load(std::memory_order_relaxed);
        trend.observe(system);
        if (progress) progress(std::min(1.0, system.now().sinceStart() / horizon));
        const bool hasFailed =
            pilot.end == engine::RunEnd::memory || pilot.end == engine::RunEnd::stuck;
        isOver = pilot.cancelled || hasFailed || pilot.end == engine::RunEnd::halted;
        if (!isOver && !trend.isFull()) continue;
        const Duration seen = system.now().sinceStart();
        const Duration longest = longestWatch(system, horizon);
        const Duration left = hasFailed ? Duration::zero() : longest - seen;
        const BacklogTrend::Finding finding = trend.judge(left);
        pilot.stability = finding.stability;
        pilot.growing = finding.growing;
        if (pilot.stability == Stability::stable && system.recorder().begun() < kLeastRequests &&
            left > Duration::zero()) {
            pilot.stability = Stability::unsettled;
        }
        // The horizon as it is cut into steps.
        const bool isLongEnough = seen + trend.step() > horizon;
        if (isLongEnough) {
            isOver = isOver || pilot.stability != Stability::unsettled || left <= Duration::zero();
        } else {
            isOver = isOver || (warmup && pilot.stability == Stability::stable);
        }
    }
    pilot.queues = trend.queues();
    pilot.seconds = system.now().toSeconds();
    pilot.events = system.events();
    pilot.audit = audit.end(system);
    pilot.begun = system.recorder().begun();
    pilot.total = RequestSummary(system.recorder().total());
    pilot.fingerprint = system.recorder().fingerprint();
    if (warmup) {
        pilot.warmup = *warmup;
    } else {
        findWarmup(system.recorder(), pilot, horizon);
    }
    if (pilot.stability == Stability::unsettled) pilot.warmupFound = false;
    return pilot;
}

}  // namespace headroom::models
