// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/verdict_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>

#include "models/report/json_figures.h"

namespace headroom::models {

namespace {

constexpr std::size_t kShown = 8;

std::string factorText(double value) {
    if (!std::isfinite(value)) return "any";
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

std::string at(const std::string& limiting) {
    return limiting.empty() ? std::string() : " (" + limiting + ")";
}

Json busyJson(const BusyResource& r) {
    return {{"component", r.component},
            {"key", r.key},
            {"resource", resourceName(r.resource)},
            {"cause", keyOf(r.cause)},
            {"utilization", numberJson(r.utilization)}};
}

Json moreJson(const MoreOfIt& more) {
    return {{"setting", more.setting},
            {"from", more.from},
            {"to", more.to},
            {"figure", more.byThroughput ? "answeredRps" : "latencyMs.mean"},
            {"relativeChange",
             {{"mean", numberJson(more.change.mean)},
              {"low", numberJson(more.change.low)},
              {"high", numberJson(more.change.high)}}}};
}

Json sentenceJson(const Sentence& sentence) {
    return {{"text", sentence.english()},
            {"template", sentence.text.english},
            {"arguments", sentence.arguments}};
}

Json lossesJson(const std::vector<LossHeadroom>& losses) {
    Json list = Json::array();
    for (const LossHeadroom& loss : losses) {
        list.push_back({{"down", loss.what},
                        {"factor", numberJson(loss.factor)},
                        {"limiting", loss.limiting}});
    }
    return list;
}

void writeLosses(std::ostream& out, const char* what, const std::vector<LossHeadroom>& losses) {
    for (std::size_t i = 0; i < std::min(losses.size(), kShown); ++i) {
        out << "    " << factorText(losses[i].factor) << " times it with " << what << losses[i].what
            << " down" << at(losses[i].limiting) << '\n';
    }
    if (losses.size() > kShown) out << "    and " << losses.size() - kShown << " with more\n";
}

}  // namespace

void writeVerdicts(std::ostream& out, const RunResult& result) {
    if (result.headroom) {
        const HeadroomResult& h = *result.headroom;
        out << "\n  headroom, to " << factorText(100 * h.target) << " % of what there is\n    "
            << factorText(h.factor) << " times the load asked for" << at(h.limiting) << '\n';
        if (!result.series.windows.empty()) {
            out << "    " << factorText(h.busiestFactor) << " times that of the busiest window"
                << at(h.busiestLimiting) << '\n';
        }
        writeLosses(out, "an instance of ", h.instances);
        writeLosses(out, "zone ", h.zones);
    }
    if (!result.bottleneck) return;
    out << "\n  " << result.bottleneck->sentence.english() << '\n';
    for (const PassedOver& other : result.bottleneck->passedOver)
        out << "  " << other.sentence.english() << '\n';
    const Sentence& note = result.bottleneck->note;
    if (!note.empty()) out << "  " << note.english() << '\n';
}

Json bottleneckJson(const Bottleneck& b) {
    Json json = busyJson(b.at);
    json["confirmed"] = b.confirmed;
    json["load"] = numberJson(b.load);
    if (b.confirmed) json["simulated"] = moreJson(b.more);
    json["next"] = b.next ? busyJson(*b.next) : Json(nullptr);
    json["sentence"] = sentenceJson(b.sentence);
    if (!b.note.empty()) json["note"] = sentenceJson(b.note);
    json["passedOver"] = Json::array();
    for (const PassedOver& other : b.passedOver) {
        Json each = busyJson(other.at);
        each["simulated"] = moreJson(other.more);
        each["sentence"] = sentenceJson(other.sentence);
        json["passedOver"].push_back(std::move(each));
    }
    return json;
}

Json headroomJson(const HeadroomResult& h) {
    Json resources = Json::array();
    for (const ResourceHeadroom& r : h.resources) {
        resources.push_back({{"component", r.component},
                             {"key", r.key},
                             {"resource", resourceName(r.resource)},
                             {"utilization", r.utilization},
                             {"factor", numberJson(r.factor)},
                             {"busiestUtilization", r.busiestUtilization},
                             {"busiestFactor", numberJson(r.busiestFactor)}});
    }
    return {{"target", h.target},
            {"factor", numberJson(h.factor)},
            {"limiting", h.limiting},
            {"busiestFactor", numberJson(h.busiestFactor)},
            {"busiestLimiting", h.busiestLimiting},
            {"instanceDown", lossesJson(h.instances)},
            {"zoneDown", lossesJson(h.zones)},
            {"resources", std::move(resources)}};
}

}  // namespace headroom::models
