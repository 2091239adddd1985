// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>
#include <ostream>

#include "models/format/design_writer.h"
#include "models/report/analysis_report.h"
#include "models/report/audit_report.h"
#include "models/report/json_figures.h"
#include "models/report/record_json.h"
#include "models/report/run_report.h"
#include "models/report/verdict_report.h"
#include "models/report/waterfall_report.h"

namespace headroom::models {

namespace {

Json requests(const RequestFigures& figures) {
    Json latency = {{"mean", estimateJson(figures.latencyMs.mean)}};
    for (std::size_t q = 0; q < kQuantiles.size(); ++q) {
        latency[kQuantileKeys[q]] = estimateJson(figures.latencyMs.quantiles[q]);
    }
    Json status = Json::object();
    for (const auto& [code, count] : figures.status)
        status[std::to_string(code)] = count;
    return {{"requests", figures.requests},
            {"rps", estimateJson(figures.rps)},
            {"errorRate", estimateJson(figures.errorRate)},
            {"latencyMs", std::move(latency)},
            {"status", std::move(status)}};
}

Json component(const ComponentResult& c) {
    Json resources = Json::object();
    for (const ResourceResult& r : c.resources) {
        resources[r.key] = {{"utilization", estimateJson(r.utilization)}, {"capacity", r.capacity}};
        if (r.isKept) resources[r.key]["kept"] = true;
    }
    Json metrics = Json::object();
    for (const auto& [key, value] : c.metrics)
        metrics[key] = estimateJson(value);
    return {{"id", c.id},
            {"kind", c.kind},
            {"instances", c.instances},
            {"resources", std::move(resources)},
            {"arrivalRps", estimateJson(c.arrivalRps)},
            {"queueMean", estimateJson(c.queueMean)},
            {"waitMs", estimateJson(c.waitMs)},
            {"insideMs", estimateJson(c.insideMs)},
            {"refused", c.refused},
            {"metrics", std::move(metrics)}};
}

Json series(const SeriesResult& series) {
    Json windows = Json::array();
    for (const WindowResult& w : series.windows) {
        Json utilization = Json::object();
        for (std::size_t r = 0; r < series.resources.size(); ++r)
            utilization[series.resources[r]] = estimateJson(w.utilization[r]);
        windows.push_back({{"beginSeconds", w.beginSeconds},
                           {"offeredRps", estimateJson(w.offeredRps)},
                           {"rps", estimateJson(w.rps)},
                           {"errorRate", estimateJson(w.errorRate)},
                           {"meanMs", estimateJson(w.meanMs)},
                           {"p99Ms", estimateJson(w.p99Ms)},
                           {"utilization", std::move(utilization)}});
    }
    return {{"windowSeconds", series.windowSeconds},
            {"busiest", series.busiest},
            {"windows", std::move(windows)}};
}

Json overload(const OverloadResult& overload) {
    Json growing = Json::array();
    for (const GrowingQueue& q : overload.growing) {
        growing.push_back({{"component", q.component},
                           {"queue", q.queue},
                           {"perSecond", estimateJson(q.perSecond)},
                           {"waiting", q.waiting}});
    }
    return {{"growing", std::move(growing)}};
}

Json memory(const MemoryResult& memory) {
    Json json = {{"estimateBytes", memory.estimateBytes},
                 {"largest", memory.largest.english()},
                 {"largestBytes", memory.largestBytes}};
    return json;
}

Json objective(const ObjectiveResult& o) {
    Json json = {{"text", o.text}, {"verdict", keyOf(o.verdict)}, {"value", estimateJson(o.value)}};
    if (!o.endpoint.empty()) json["endpoint"] = o.endpoint;
    return json;
}

}  // namespace

void writeJson(std::ostream& out, const RunResult& result, const std::string& version,
               const RunRecord* record) {
    Json json = {{"headroomResult", kResultVersion},
                 {"design", result.design},
                 {"version", version},
                 {"seed", result.seed},
                 {"ending", keyOf(result.ending)},
                 {"replications", result.replications},
                 {"steady", result.steady},
                 {"warmupFound", result.warmupFound},
                 {"warmupSeconds", result.warmupSeconds},
                 {"simulatedSeconds", result.simulatedSeconds}};
    if (record != nullptr) json["wallSeconds"] = record->wallSeconds;
    json.update({{"requests", result.requests},
                 {"events", result.events},
                 {"fingerprint", result.fingerprint}});
    json["total"] = {{"offeredRps", result.offeredRps}};
    json["total"].update(requests(result.total));
    json["endpoints"] = Json::array();
    for (const NamedRequestFigures& e : result.endpoints) {
        Json entry = {{"name", e.name}};
        entry.update(requests(e.figures));
        json["endpoints"].push_back(std::move(entry));
    }
    if (result.analysis) json["analysis"] = analysisJson(*result.analysis);
    json["components"] = Json::array();
    for (const ComponentResult& c : result.components)
        json["components"].push_back(component(c));
    if (!result.series.windows.empty()) json["series"] = series(result.series);
    if (!result.overload.growing.empty()) json["overload"] = overload(result.overload);
    if (result.bottleneck) json["bottleneck"] = bottleneckJson(*result.bottleneck);
    if (result.headroom) json["headroom"] = headroomJson(*result.headroom);
    json["objectives"] = Json::array();
    for (const ObjectiveResult& o : result.objectives)
        json["objectives"].push_back(objective(o));
    if (!result.slowest.empty()) json["slowest"] = waterfallsJson(result.slowest);
    if (!result.sampled.empty()) json["sampled"] = waterfallsJson(result.sampled);
    if (result.audit) json["audit"] = auditJson(*result.audit);
    json["memory"] = memory(result.memory);
    json["caches"] = {{"warm", result.warm.warm},
                      {"requestsReplayed", result.warm.requests},
                      {"settled", result.warm.settled}};
    if (record != nullptr) {
        json["options"] = optionsJson(*record);
        json["journal"] = journalJson(record->design.design(), result.journal);
        json["inputs"] = inputsJson(*record);
        json["directory"] = record->design.design().directory;
        json["canonicalDesign"] = Json::parse(writeDesign(record->design.design()));
    }
    out << json.dump(2) << '\n';
}

}  // namespace headroom::models
