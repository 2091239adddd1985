// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/summarize.h"

namespace headroom::models {

namespace {

using engine::Estimate;

/// The interval of a figure over the replications that have one.
template <class Figure>
Estimate estimate(std::span<const Replication> replications, Figure figure) {
    std::vector<double> values;
    values.reserve(replications.size());
    for (const Replication& r : replications)
        values.push_back(figure(r));
    return engine::meanInterval(values);
}

/// As estimate, but passing over replications in which nothing was answered.
LatencyFigures latencyOf(std::span<const RequestSummary* const> summaries) {
    std::vector<double> means;
    std::array<std::vector<double>, kQuantiles.size()> quantiles;
    for (const RequestSummary* summary : summaries) {
        if (!summary->answered()) continue;
        means.push_back(summary->meanNs * 1e-6);
        for (std::size_t q = 0; q < kQuantiles.size(); ++q)
            quantiles[q].push_back(summary->quantilesNs[q] * 1e-6);
    }
    LatencyFigures figures;
    figures.mean = engine::meanInterval(means);
    for (std::size_t q = 0; q < kQuantiles.size(); ++q)
        figures.quantiles[q] = engine::meanInterval(quantiles[q]);
    return figures;
}

template <class Pick>
RequestFigures requestsOf(std::span<const Replication> replications, Pick pick) {
    std::vector<const RequestSummary*> summaries;
    for (const Replication& r : replications)
        summaries.push_back(&pick(r));
    RequestFigures figures;
    figures.rps = estimate(replications, [&](const Replication& r) {
        return r.seconds > 0 ? static_cast<double>(pick(r).ended) / r.seconds : 0.0;
    });
    figures.errorRate = estimate(replications, [&](const Replication& r) {
        const RequestSummary& s = pick(r);
        return s.ended == 0 ? 0.0 : static_cast<double>(s.failed) / static_cast<double>(s.ended);
    });
    figures.latencyMs = latencyOf(summaries);
    for (const RequestSummary* summary : summaries) {
        figures.requests += summary->ended;
        for (const auto& [code, count] : summary->status)
            figures.status[code] += count;
    }
    return figures;
}

ComponentResult componentOf(const Node& node, std::size_t index,
                            std::span<const Replication> replications) {
    const auto figures = [index](const Replication& r) -> const ComponentFigures& {
        return r.components[index].figures;
    };
    ComponentResult result;
    result.id = node.id;
    result.kind = node.kind->key;
    result.instances =
        node.kind->footprint != nullptr ? node.kind->footprint(node.settings, 0).instances : 1;
    for (const Replication& r : replications)
        result.refused += figures(r).refused;
    result.arrivalRps = estimate(replications, [&](const Replication& r) {
        return r.seconds > 0 ? static_cast<double>(figures(r).arrivals) / r.seconds : 0.0;
    });
    result.queueMean =
        estimate(replications, [&](const Replication& r) { return figures(r).queueMean; });
    result.waitMs = estimate(
        replications, [&](const Replication& r) { return r.components[index].waitNs * 1e-6; });
    result.insideMs = estimate(
        replications, [&](const Replication& r) { return r.components[index].insideNs * 1e-6; });
    const ComponentFigures& first = figures(replications.front());
    for (std::size_t k = 0; k < first.resources.size(); ++k) {
        result.resources.push_back(
            {first.resources[k].resource, first.resources[k].key,
             estimate(replications,
                      [&](const Replication& r) { return figures(r).resources[k].utilization; }),
             first.resources[k].capacity, first.resources[k].isKept});
    }
    for (std::size_t k = 0; k < first.metrics.size(); ++k) {
        result.metrics[first.metrics[k].key] = estimate(
            replications, [&](const Replication& r) { return figures(r).metrics[k].value; });
    }
    return result;
}

}  // namespace

std::vector<std::string> endpointNames(const Design& design, const Inputs& inputs) {
    std::vector<std::string> names;
    for (const Endpoint& endpoint : design.endpoints)
        names.push_back(endpoint.name);
    for (const auto& [node, log] : inputs.logs) {
        for (const LogEndpoint& endpoint : log->endpoints)
            names.push_back(endpoint.name);
    }
    return names;
}

void summarize(const Design& design, const Inputs& inputs,
               std::span<const Replication> replications, RunResult& result) {
    result.replications = replications.size();
    if (replications.empty()) return;
    engine::Fingerprint fingerprint;
    std::uint64_t offered = 0;
    double seconds = 0;
    for (const Replication& r : replications) {
        result.requests += r.begun;
        result.events += r.events;
        offered += r.offered;
        seconds += r.seconds;
        fingerprint.merge(r.fingerprint);
    }
    result.fingerprint = fingerprint.toHex();
    result.simulatedSeconds = seconds / static_cast<double>(replications.size());
    result.offeredRps = seconds > 0 ? static_cast<double>(offered) / seconds : 0.0;
    result.total = requestsOf(
        replications, [](const Replication& r) -> const RequestSummary& { return r.total; });

    const std::vector<std::string> names = endpointNames(design, inputs);
    for (std::size_t i = 0; i < names.size(); ++i) {
        NamedRequestFigures named{
            names[i], requestsOf(replications, [i](const Replication& r) -> const RequestSummary& {
                return r.endpoints[i];
            })};
        if (named.figures.requests != 0) result.endpoints.push_back(std::move(named));
    }
    for (std::size_t i = 0; i < design.nodes.size(); ++i) {
        result.components.push_back(componentOf(design.nodes[i], i, replications));
    }
    const std::vector<StatedObjective> stated = objectivesOf(design, inputs);
    for (std::size_t i = 0; i < stated.size(); ++i) {
        std::vector<ObjectiveSample> samples;
        for (const Replication& r : replications)
            samples.push_back(r.objectives[i]);
        result.objectives.push_back(judge(stated[i], samples));
    }
}

void withoutMeans(std::span<const StatedObjective> stated, RunResult& result) {
    result.total.rps = result.total.errorRate = {};
    result.total.latencyMs = {};
    result.endpoints.clear();
    result.components.clear();
    result.objectives.clear();
    for (const StatedObjective& each : stated)
        result.objectives.push_back(judgeOverloaded(each));
}

}  // namespace headroom::models
