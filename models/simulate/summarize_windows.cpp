// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "models/simulate/summarize.h"

namespace headroom::models {

namespace {

/// The k-th windows of the replications that have one.
using Windows = std::vector<const Snapshot*>;

template <class Figure>
engine::Estimate estimate(const Windows& windows, Figure figure) {
    std::vector<double> values;
    for (const Snapshot* window : windows)
        values.push_back(figure(*window));
    return engine::meanInterval(values);
}

/// Passing over windows in which nothing was answered.
template <class Figure>
engine::Estimate estimateAnswered(const Windows& windows, Figure figure) {
    std::vector<double> values;
    for (const Snapshot* window : windows) {
        if (window->rps > 0 && window->errorRate < 1) values.push_back(figure(*window));
    }
    return engine::meanInterval(values);
}

}  // namespace

void summarizeWindows(const Design& design, const ReplicationPlan& plan,
                      std::span<const Replication> replications, RunResult& result) {
    SeriesResult& series = result.series;
    series.windowSeconds = plan.window.toSeconds();
    std::size_t most = 0;
    for (const Replication& r : replications)
        most = std::max(most, r.windows.size());
    if (most == 0) return;
    for (const Replication& r : replications) {
        if (r.windows.empty()) continue;
        const Snapshot& any = *r.windows.front();
        for (std::size_t i = 0; i < any.components.size(); ++i) {
            const ComponentSnapshot& c = any.components[i];
            for (std::uint32_t k = 0; k < c.resourceCount; ++k)
                series.resources.push_back(design.nodes[i].id + "." +
                                           any.resources[c.firstResource + k].key);
        }
        break;
    }
    for (std::size_t k = 0; k < most; ++k) {
        Windows windows;
        for (const Replication& r : replications) {
            if (k < r.windows.size()) windows.push_back(r.windows[k].get());
        }
        WindowResult window;
        window.beginSeconds = static_cast<double>(k) * series.windowSeconds;
        // The last one may end early; what came in it came in a window like all others.
        const auto whole = [&](const Snapshot& w) {
            return w.window < plan.window ? w.window / plan.window : 1.0;
        };
        window.offeredRps =
            estimate(windows, [&](const Snapshot& w) { return w.offeredRps * whole(w); });
        window.rps = estimate(windows, [&](const Snapshot& w) { return w.rps * whole(w); });
        window.errorRate = estimate(windows, [](const Snapshot& w) { return w.errorRate; });
        window.meanMs = estimateAnswered(windows, [](const Snapshot& w) { return w.meanMs; });
        window.p99Ms =
            estimateAnswered(windows, [](const Snapshot& w) { return w.quantilesMs[kP99]; });
        for (std::size_t r = 0; r < series.resources.size(); ++r) {
            window.utilization.push_back(estimate(windows, [r](const Snapshot& w) {
                return static_cast<double>(w.resources[r].utilization);
            }));
        }
        series.windows.push_back(std::move(window));
    }
    const auto busiest = std::ranges::max_element(
        series.windows, {}, [](const WindowResult& w) { return w.offeredRps.mean; });
    series.busiest = static_cast<std::size_t>(busiest - series.windows.begin());
}

}  // namespace headroom::models
