// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/memory_estimate.h"

#include <algorithm>

#include "models/describe/sampler.h"
#include "models/simulate/offered_load.h"

namespace headroom::models {

namespace {

// Measured: frames and record of a request in flight over a path of eight frames (1,046), an
// instance with its stations, a histogram of times up to some seconds.
constexpr double kBytesPerRequest = 1100;
constexpr double kBytesPerInstance = 2048;
constexpr double kBytesPerHistogram = 96 * 1024;
constexpr double kBytesPerStatus = 600 * 8;

/// The longest way through the design and back in seconds, latencies alone.
double longestWay(const ValidDesign& design) {
    const Design& drawn = design.design();
    std::vector<double> from(drawn.nodes.size(), 0);
    double longest = 0;
    const auto order = design.callOrder();
    for (auto node = order.rbegin(); node != order.rend(); ++node) {
        for (const Wire& wire : design.wiresFrom(*node)) {
            const double way = 2e-9 * samplerOf(design.latency(wire.link)).mean();
            from[*node] = std::max(from[*node], way + from[wire.to]);
        }
        longest = std::max(longest, from[*node]);
    }
    return longest;
}

double work(const Design& design) {
    double longest = 0;
    for (const Endpoint& endpoint : design.endpoints)
        longest = std::max(longest, 1e-9 * samplerOf(endpoint.cpu).mean());
    return longest;
}

}  // namespace

MemoryEstimate estimateMemory(const ValidDesign& design, const Inputs& inputs,
                              unsigned replications) {
    const Design& drawn = design.design();
    const double copies = std::max(1U, replications);
    MemoryEstimate estimate;
    const auto add = [&](Text text, std::vector<std::string> arguments, double bytes) {
        if (bytes > 0) estimate.parts.push_back({{text, std::move(arguments)}, bytes});
        estimate.bytes += bytes;
    };
    double objects = 0;
    double endpoints = static_cast<double>(drawn.endpoints.size());
    double logged = 0;
    for (const Endpoint& endpoint : drawn.endpoints)
        objects += static_cast<double>(endpoint.objectCount);
    for (const auto& [node, log] : inputs.logs) {
        endpoints += static_cast<double>(log->endpoints.size());
        logged += static_cast<double>(log->arrivals.size() * sizeof(LogArrival));
    }
    double instances = 0;
    for (const Node& node : drawn.nodes) {
        if (node.kind->footprint == nullptr) continue;
        const Footprint footprint = node.kind->footprint(node.settings, objects);
        instances += static_cast<double>(footprint.instances);
        if (!node.kind->roles.caches) continue;
        // One more for what all begin with.
        add(HEADROOM_TEXT("memory", "the keys of %1"), {node.id}, footprint.bytes * (copies + 1));
    }
    add(HEADROOM_TEXT("memory", "the instances"), {}, instances * kBytesPerInstance * copies);
    add(HEADROOM_TEXT("memory", "the statistics of the nodes"), {},
        static_cast<double>(drawn.nodes.size()) * 2 * kBytesPerHistogram * copies);
    add(HEADROOM_TEXT("memory", "the statistics of the endpoints"), {},
        endpoints * (kBytesPerHistogram + kBytesPerStatus) * copies);
    add(HEADROOM_TEXT("memory", "the access logs"), {}, logged);
    const double inFlight = offeredRate(drawn, inputs) * (longestWay(design) + work(drawn));
    estimate.inFlight = inFlight * kBytesPerRequest * copies;
    add(HEADROOM_TEXT("memory", "the requests in flight"), {}, estimate.inFlight);
    std::ranges::stable_sort(
        estimate.parts, [](const MemoryPart& a, const MemoryPart& b) { return a.bytes > b.bytes; });
    return estimate;
}

}  // namespace headroom::models
