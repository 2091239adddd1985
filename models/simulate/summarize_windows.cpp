// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

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

/// A resource that some window has; it need not be there in all of them.
struct SeenResource {
    std::string node;
    std::string_view key;
};

/// Which resource stands where in the windows: redesigns change the nodes.
class Windowed {
  public:
    Windowed(const Design& design, const Scenario& scenario) : designs_{&design} {
        for (const TimedChange& each : scenario) {
            const auto* redesign = std::get_if<Redesign>(&each.change);
            if (redesign != nullptr) designs_.push_back(&redesign->design.design());
        }
    }

    /// All of them, by node as they were first seen. All replications go through the same changes.
    std::vector<SeenResource> seen(std::span<const Replication> replications) const {
        const auto whole = std::ranges::max_element(
            replications, {}, [](const Replication& r) { return r.windows.size(); });
        std::vector<SeenResource> seen;
        for (const auto& window : whole->windows) {
            for (std::size_t i = 0; i < window->components.size(); ++i)
                add(*window, i, seen);
        }
        return seen;
    }

    /// 0 where it is not there.
    double utilization(const Snapshot& window, const SeenResource& wanted) const {
        for (std::size_t i = 0; i < window.components.size(); ++i) {
            if (nodeOf(window, i) != wanted.node) continue;
            const ComponentSnapshot& c = window.components[i];
            for (std::uint32_t k = 0; k < c.resourceCount; ++k) {
                const ResourceSnapshot& r = window.resources[c.firstResource + k];
                if (wanted.key == r.key) return static_cast<double>(r.utilization);
            }
        }
        return 0;
    }

  private:
    const std::string& nodeOf(const Snapshot& window, std::size_t component) const {
        return designs_.at(window.designNumber)->nodes.at(component).id;
    }
    void add(const Snapshot& window, std::size_t i, std::vector<SeenResource>& seen) const {
        const std::string& node = nodeOf(window, i);
        const ComponentSnapshot& c = window.components[i];
        for (std::uint32_t k = 0; k < c.resourceCount; ++k) {
            const std::string_view key = window.resources[c.firstResource + k].key;
            const bool isKnown = std::ranges::any_of(seen, [&](const SeenResource& each) {
                return each.node == node && each.key == key;
            });
            if (isKnown) continue;
            // Beside the others of its node.
            const auto others =
                std::ranges::find(seen.rbegin(), seen.rend(), node, &SeenResource::node);
            seen.insert(others == seen.rend() ? seen.end() : others.base(), {node, key});
        }
    }

    std::vector<const Design*> designs_;  // by Snapshot::designNumber
};

}  // namespace

void summarizeWindows(const Design& design, const ReplicationPlan& plan,
                      std::span<const Replication> replications, RunResult& result) {
    SeriesResult& series = result.series;
    series.windowSeconds = plan.window.toSeconds();
    std::size_t most = 0;
    for (const Replication& r : replications)
        most = std::max(most, r.windows.size());
    if (most == 0) return;
    const Windowed windowed(design, plan.scenario);
    const std::vector<SeenResource> seen = windowed.seen(replications);
    for (const SeenResource& each : seen)
        series.resources.push_back(each.node + "." + std::string(each.key));
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
        for (const SeenResource& each : seen) {
            window.utilization.push_back(estimate(
                windows, [&](const Snapshot& w) { return windowed.utilization(w, each); }));
        }
        series.windows.push_back(std::move(window));
    }
    const auto busiest = std::ranges::max_element(
        series.windows, {}, [](const WindowResult& w) { return w.offeredRps.mean; });
    series.busiest = static_cast<std::size_t>(busiest - series.windows.begin());
}

}  // namespace headroom::models
