// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/analysis_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <string>

#include "models/describe/figure_text.h"
#include "models/report/json_figures.h"

namespace headroom::models {

namespace {

/// "12.3 / 12.4": by formula, simulated.
std::string pair(const std::optional<double>& analytic, const engine::Estimate* simulated,
                 double factor = 1) {
    std::string text = analytic ? figureText(factor * *analytic) : "-";
    text += " / ";
    text += simulated != nullptr ? figureText(factor * simulated->mean) : "-";
    return text;
}

const ResourceResult* resourceOf(const ComponentResult* c, const std::string& key) {
    if (c == nullptr) return nullptr;
    for (const ResourceResult& r : c->resources) {
        if (r.key == key) return &r;
    }
    return nullptr;
}

const ComponentResult* componentOf(const RunResult& result, const std::string& id) {
    for (const ComponentResult& c : result.components) {
        if (c.id == id) return &c;
    }
    return nullptr;
}

}  // namespace

const char* keyOf(FormulaQuality quality) {
    switch (quality) {
        case FormulaQuality::Exact:
            return "exact";
        case FormulaQuality::Approximation:
            return "approximation";
        case FormulaQuality::None:
            return "none";
    }
    return "";
}

void writeAnalysisText(std::ostream& out, const AnalyticAnswer& answer, const RunResult& result) {
    const bool measured =
        result.steady && result.ending != RunEnding::overloaded && result.replications > 0;
    out << "\n  by formula / simulated (" << keyOf(answer.quality) << ")\n";
    if (answer.responseMs) {
        out << "    mean latency, ms  "
            << pair(answer.responseMs, measured ? &result.total.latencyMs.mean : nullptr)
            << "; at least " << figureText(answer.leastMs) << " without any waiting\n";
    }
    if (answer.saturationRps) {
        out << "    at most " << figureText(*answer.saturationRps) << " requests/s: then "
            << answer.saturated << " is always busy\n";
    }
    char line[160];
    std::snprintf(line, sizeof line, "    %-14s %21s %21s %21s  %s\n", "component", "busy %",
                  "wait ms", "inside ms", "formula");
    out << line;
    std::set<std::string> why;
    for (const AnalyticComponent& c : answer.components) {
        for (const Sentence& s : c.reasons)
            why.insert(c.id + ": " + s.english());
        if (c.resources.empty()) continue;
        const ComponentResult* simulated = measured ? componentOf(result, c.id) : nullptr;
        const AnalyticResource& busiest = *std::max_element(
            c.resources.begin(), c.resources.end(),
            [](const auto& a, const auto& b) { return a.utilization < b.utilization; });
        const ResourceResult* use = resourceOf(simulated, busiest.key);
        std::snprintf(
            line, sizeof line, "    %-14.14s %21s %21s %21s  %s\n", c.id.c_str(),
            pair(busiest.utilization, use != nullptr ? &use->utilization : nullptr, 100).c_str(),
            pair(c.waitMs, simulated != nullptr ? &simulated->waitMs : nullptr).c_str(),
            pair(c.insideMs, simulated != nullptr ? &simulated->insideMs : nullptr).c_str(),
            keyOf(c.quality));
        out << line;
    }
    for (const Sentence& s : answer.reasons)
        out << "    " << s.english() << '\n';
    for (const std::string& reason : why)
        out << "    " << reason << '\n';
}

nlohmann::ordered_json analysisJson(const AnalyticAnswer& answer) {
    Json components = Json::array();
    for (const AnalyticComponent& c : answer.components) {
        Json resources = Json::object();
        for (const AnalyticResource& r : c.resources) {
            resources[r.key] = {{"utilization", r.utilization}, {"capacity", r.capacity}};
        }
        components.push_back({{"id", c.id},
                              {"quality", keyOf(c.quality)},
                              {"arrivalRps", c.arrivalRps},
                              {"resources", std::move(resources)},
                              {"waitMs", numberJson(c.waitMs)},
                              {"insideMs", numberJson(c.insideMs)},
                              {"hitRatio", numberJson(c.hitRatio)},
                              {"reasons", sentencesJson(c.reasons)}});
    }
    Json endpoints = Json::array();
    for (const AnalyticEndpoint& e : answer.endpoints) {
        endpoints.push_back({{"name", e.name},
                             {"rps", e.rps},
                             {"leastMs", e.leastMs},
                             {"responseMs", numberJson(e.responseMs)}});
    }
    return {{"quality", keyOf(answer.quality)},
            {"offeredRps", answer.offeredRps},
            {"saturationRps", numberJson(answer.saturationRps)},
            {"saturated", answer.saturated},
            {"leastMs", answer.leastMs},
            {"responseMs", numberJson(answer.responseMs)},
            {"components", std::move(components)},
            {"endpoints", std::move(endpoints)},
            {"reasons", sentencesJson(answer.reasons)}};
}

}  // namespace headroom::models
