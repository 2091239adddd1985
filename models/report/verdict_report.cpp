// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/verdict_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>

namespace headroom::models {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShown = 8;

std::string figure(double value) {
    if (!std::isfinite(value)) return "any";
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

std::string at(const std::string& limiting) {
    return limiting.empty() ? std::string() : " (" + limiting + ")";
}

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json busyJson(const BusyResource& r) {
    return {{"component", r.component},
            {"key", r.key},
            {"resource", resourceName(r.resource)},
            {"cause", keyOf(r.cause)},
            {"utilization", number(r.utilization)}};
}

Json lossesJson(const std::vector<LossHeadroom>& losses) {
    Json list = Json::array();
    for (const LossHeadroom& loss : losses) {
        list.push_back(
            {{"down", loss.what}, {"factor", number(loss.factor)}, {"limiting", loss.limiting}});
    }
    return list;
}

void writeLosses(std::ostream& out, const char* what, const std::vector<LossHeadroom>& losses) {
    for (std::size_t i = 0; i < std::min(losses.size(), kShown); ++i) {
        out << "    " << figure(losses[i].factor) << " times it with " << what << losses[i].what
            << " down" << at(losses[i].limiting) << '\n';
    }
    if (losses.size() > kShown) out << "    and " << losses.size() - kShown << " with more\n";
}

}  // namespace

void writeVerdicts(std::ostream& out, const RunResult& result) {
    if (result.headroom) {
        const HeadroomResult& h = *result.headroom;
        out << "\n  headroom, to " << figure(100 * h.target) << " % of what there is\n    "
            << figure(h.factor) << " times the load asked for" << at(h.limiting) << '\n';
        if (!result.series.windows.empty()) {
            out << "    " << figure(h.busiestFactor) << " times that of the busiest window"
                << at(h.busiestLimiting) << '\n';
        }
        writeLosses(out, "an instance of ", h.instances);
        writeLosses(out, "zone ", h.zones);
    }
    if (result.bottleneck) out << "\n  " << result.bottleneck->sentence.english() << '\n';
}

Json bottleneckJson(const Bottleneck& b) {
    Json json = busyJson(b.at);
    json["confirmed"] = b.confirmed;
    if (b.confirmed) {
        json["simulated"] = {{"setting", b.setting},
                             {"from", b.from},
                             {"to", b.to},
                             {"figure", b.byThroughput ? "answeredRps" : "latencyMs.mean"},
                             {"relativeChange",
                              {{"mean", number(b.change.mean)},
                               {"low", number(b.change.low)},
                               {"high", number(b.change.high)}}}};
    }
    json["next"] = b.next ? busyJson(*b.next) : Json(nullptr);
    json["sentence"] = {{"text", b.sentence.english()},
                        {"template", b.sentence.text.english},
                        {"arguments", b.sentence.arguments}};
    return json;
}

Json headroomJson(const HeadroomResult& h) {
    Json resources = Json::array();
    for (const ResourceHeadroom& r : h.resources) {
        resources.push_back({{"component", r.component},
                             {"key", r.key},
                             {"resource", resourceName(r.resource)},
                             {"utilization", r.utilization},
                             {"factor", number(r.factor)},
                             {"busiestUtilization", r.busiestUtilization},
                             {"busiestFactor", number(r.busiestFactor)}});
    }
    return {{"target", h.target},
            {"factor", number(h.factor)},
            {"limiting", h.limiting},
            {"busiestFactor", number(h.busiestFactor)},
            {"busiestLimiting", h.busiestLimiting},
            {"instanceDown", lossesJson(h.instances)},
            {"zoneDown", lossesJson(h.zones)},
            {"resources", std::move(resources)}};
}

}  // namespace headroom::models
