// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/workload.h"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "models/components/users/settings.h"
#include "models/describe/sampler.h"
#include "models/workload/text_file.h"
#include "models/workload/traffic_csv.h"

namespace headroom::models {

namespace {

constexpr std::size_t kMostTrafficBytes = std::size_t{64} << 20;

std::uint32_t payload(std::uint64_t bytes) {
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(bytes, std::numeric_limits<std::uint32_t>::max()));
}

EndpointCosts costsOf(const Endpoint& endpoint) {
    return {endpoint.name,
            samplerOf(endpoint.cpu),
            *engine::Zipf::over(endpoint.objectCount, endpoint.objectPopularity.alpha),
            endpoint.readRows,
            endpoint.writes,
            payload(endpoint.responseBytes()),
            endpoint.cacheable.allowed,
            endpoint.cacheable.freshFor.ns()};
}

}  // namespace

InputsLoading loadInputs(const ValidDesign& valid) {
    const Design& design = valid.design();
    InputsLoading loading;
    Inputs inputs;
    for (std::size_t i = 0; i < design.nodes.size(); ++i) {
        const Node& node = design.nodes[i];
        if (!node.settings.is<UsersSettings>()) continue;
        const auto& settings = node.settings.as<UsersSettings>();
        if (settings.profile.shape == Profile::Shape::Csv) {
            const auto path = std::filesystem::path(design.directory) / settings.profile.file;
            const auto csv = readTextFile(path.string(), kMostTrafficBytes, loading.diagnostics);
            if (!csv) continue;
            const TrafficReading reading = readTraffic(*csv, path.string());
            loading.diagnostics.add(reading.diagnostics);
            if (reading.diagnostics.hasErrors()) continue;
            inputs.traffic.emplace(i, std::make_shared<const RateCurve>(reading.points));
        }
        if (settings.log.empty()) continue;
        const auto path = std::filesystem::path(design.directory) / settings.log;
        LogReading reading = readAccessLog(path.string());
        loading.diagnostics.add(reading.diagnostics);
        if (reading.log) {
            inputs.logs.emplace(i, std::make_shared<const AccessLog>(std::move(*reading.log)));
        }
    }
    if (!loading.diagnostics.hasErrors()) loading.inputs = std::move(inputs);
    return loading;
}

std::shared_ptr<const RateCurve> rateCurveOf(const Design& design, const Inputs& inputs,
                                             std::size_t node) {
    if (!design.nodes[node].settings.is<UsersSettings>()) return nullptr;
    const auto& settings = design.nodes[node].settings.as<UsersSettings>();
    if (!settings.hasProfile()) return nullptr;
    if (settings.profile.shape != Profile::Shape::Csv) {
        return std::make_shared<const RateCurve>(settings.profile);
    }
    const auto found = inputs.traffic.find(node);
    return found == inputs.traffic.end() ? nullptr : found->second;
}

Workload::Workload(const ValidDesign& valid, const Inputs& inputs) : inputs_(inputs) {
    const Design& design = valid.design();
    std::vector<double> weights;
    for (const Endpoint& endpoint : design.endpoints) {
        add(costsOf(endpoint));
        weights.push_back(endpoint.weight);
    }
    setMix(weights);
    for (std::size_t i = 0; i < design.nodes.size(); ++i) {
        if (auto curve = rateCurveOf(design, inputs_, i)) curves_.emplace(i, std::move(curve));
    }
    for (const auto& [node, log] : inputs_.logs) {
        firstOfLog_[node] = endpoints();
        for (const LogEndpoint& logged : log->endpoints) {
            const Endpoint* known = design.endpointFor(logged.name);
            EndpointCosts costs = costsOf(known != nullptr ? *known : Endpoint{});
            costs.name = logged.name;
            add(std::move(costs));
        }
    }
}

std::optional<std::uint32_t> Workload::find(const std::string& name) const {
    const auto found = std::ranges::find(endpoints_, name, &EndpointCosts::name);
    if (found == endpoints_.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - endpoints_.begin());
}

void Workload::add(EndpointCosts costs) {
    costs_.push_back(std::move(costs));
    endpoints_.push_back(&costs_.back());
}

void Workload::setMix(const std::vector<double>& weights) {
    if (weights.empty()) return;
    if (auto mix = engine::Discrete::fromWeights(weights)) mix_ = *mix;
}

void Workload::redesign(const ValidDesign& valid) {
    std::vector<double> weights(endpoints_.size(), 0);
    for (const Endpoint& endpoint : valid.design().endpoints) {
        const auto known = std::ranges::find(endpoints_, endpoint.name, &EndpointCosts::name);
        if (known == endpoints_.end()) {
            add(costsOf(endpoint));
            weights.push_back(endpoint.weight);
        } else {
            costs_.push_back(costsOf(endpoint));
            *known = &costs_.back();
            weights[static_cast<std::size_t>(known - endpoints_.begin())] = endpoint.weight;
        }
    }
    setMix(weights);
}

}  // namespace headroom::models
