// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/observer.h"

#include <algorithm>
#include <string_view>

namespace headroom::models {

namespace {

float rateOf(std::uint64_t after, std::uint64_t before, double seconds) {
    return seconds > 0 ? static_cast<float>(static_cast<double>(after - before) / seconds) : 0.0F;
}

}  // namespace

std::shared_ptr<const Snapshot> Observer::take(
    std::span<const std::unique_ptr<Component>> components, engine::SimTime now,
    std::uint64_t events, std::uint64_t designNumber) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->time = now;
    snapshot->window = now - begin_;
    snapshot->events = events;
    snapshot->designNumber = designNumber;
    addRequests(*snapshot);
    addFailures(*snapshot);
    before_.resize(components.size());
    snapshot->components.reserve(components.size());
    snapshot->resources.reserve(resources_);
    for (std::size_t i = 0; i < components.size(); ++i)
        addComponent(*components[i], before_[i], *snapshot);
    resources_ = snapshot->resources.size();
    window_.restart();
    begin_ = now;
    return snapshot;
}

void Observer::addRequests(Snapshot& snapshot) const {
    const double seconds = snapshot.window.toSeconds();
    snapshot.requests = recorder_.begun();
    snapshot.inFlight = static_cast<std::uint64_t>(recorder_.inFlight().level());
    if (seconds > 0) {
        snapshot.offeredRps = static_cast<double>(window_.begun) / seconds;
        snapshot.rps = static_cast<double>(window_.ended) / seconds;
    }
    if (window_.ended > 0) {
        snapshot.errorRate =
            static_cast<double>(window_.failed) / static_cast<double>(window_.ended);
    }
    if (window_.latency.empty()) return;
    snapshot.meanMs = window_.latency.mean() * 1e-6;
    for (std::size_t q = 0; q < kQuantiles.size(); ++q)
        snapshot.quantilesMs[q] = window_.latency.quantile(kQuantiles[q]) * 1e-6;
}

void Observer::addFailures(Snapshot& snapshot) {
    const double seconds = snapshot.window.toSeconds();
    const auto& counts = recorder_.total().status;
    for (std::size_t status = 400; status < counts.size(); ++status) {
        const std::uint64_t more = counts[status] - failed_[status];
        failed_[status] = counts[status];
        if (more > 0 && seconds > 0) {
            snapshot.failures.push_back(
                {static_cast<int>(status), static_cast<double>(more) / seconds});
        }
    }
}

void Observer::addRatios(Before& before, Snapshot& snapshot) const {
    const double seconds = snapshot.window.toSeconds();
    before.ratios.resize(sample_.ratios.size());
    for (std::size_t k = 0; k < sample_.ratios.size(); ++k) {
        const RatioSample& now = sample_.ratios[k];
        const std::uint64_t whole = now.whole - before.ratios[k].whole;
        const std::uint64_t part = now.part - before.ratios[k].part;
        before.ratios[k] = now;
        if (whole == 0) continue;
        snapshot.ratios.push_back(
            {static_cast<std::uint32_t>(snapshot.components.size()), now.key,
             static_cast<float>(static_cast<double>(part) / static_cast<double>(whole)),
             rateOf(whole, 0, seconds)});
    }
}

/// Resources are turned on while a system runs, so they need not stand where they stood: nearly
/// always they do.
Observer::Integral& Observer::integralOf(Before& before, const char* key, std::size_t place) {
    std::vector<Integral>& known = before.resources;
    if (place < known.size() && std::string_view(known[place].key) == key) return known[place];
    for (Integral& each : known) {
        if (std::string_view(each.key) == key) return each;
    }
    return known.emplace_back(Integral{key, 0, 0});
}

void Observer::addComponent(Component& component, Before& before, Snapshot& snapshot) {
    const double seconds = snapshot.window.toSeconds();
    sample_.clear();
    component.sample(sample_);
    ComponentSnapshot shown;
    shown.arrivalRps = rateOf(sample_.arrivals, before.arrivals, seconds);
    shown.doneRps = rateOf(sample_.completions, before.completions, seconds);
    shown.refusedRps = rateOf(sample_.refused, before.refused, seconds);
    shown.instances = static_cast<std::uint32_t>(component.instances());
    for (const QueueSample& queue : sample_.queues)
        shown.waiting += static_cast<float>(queue.waiting);
    shown.firstResource = static_cast<std::uint32_t>(snapshot.resources.size());
    shown.resourceCount = static_cast<std::uint32_t>(sample_.resources.size());
    for (std::size_t k = 0; k < sample_.resources.size(); ++k) {
        const ResourceSample& r = sample_.resources[k];
        Integral& then = integralOf(before, r.key, k);
        const double capacityNs = r.capacityNs - then.capacityNs;
        // What has been turned off is used by nobody.
        const double now = r.capacity > 0 ? r.inUse / r.capacity : 0;
        const double use = capacityNs > 0 ? (r.inUseNs - then.inUseNs) / capacityNs : now;
        then.inUseNs = r.inUseNs;
        then.capacityNs = r.capacityNs;
        snapshot.resources.push_back(
            {r.resource, r.key, static_cast<float>(use), static_cast<float>(r.capacity), r.isKept});
        const bool isAlone = sample_.resources.size() == 1;
        if (!r.isKept || isAlone) shown.busiest = std::max(shown.busiest, static_cast<float>(use));
    }
    addRatios(before, snapshot);
    before.arrivals = sample_.arrivals;
    before.completions = sample_.completions;
    before.refused = sample_.refused;
    snapshot.components.push_back(shown);
}

void Observer::restart(engine::SimTime now) {
    before_.clear();
    failed_ = {};
    window_.restart();
    begin_ = now;
}

void Observer::rearrange(std::span<const std::size_t> earlier) {
    std::vector<Before> moved(earlier.size());
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        if (earlier[i] < before_.size()) moved[i] = std::move(before_[earlier[i]]);
    }
    before_ = std::move(moved);
}

}  // namespace headroom::models
