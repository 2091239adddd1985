// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/record_json.h"

#include <cstdio>

#include "engine/statistics/fingerprint.h"
#include "models/describe/units.h"
#include "models/format/design_writer.h"
#include "models/report/json_figures.h"

namespace headroom::models {

namespace {

Json timeJson(const std::optional<engine::Duration>& time) {
    return time ? Json(durationText(*time)) : Json(nullptr);
}

Json editedJson(const Design& design, const SettingEdit& change) {
    const Node* node = design.findNode(change.node);
    const Field* field = node != nullptr ? findField(node->kind->fields, change.key) : nullptr;
    if (field == nullptr || std::holds_alternative<std::monostate>(change.value)) return nullptr;
    return std::visit([](const auto& scalar) { return Json(scalar); },
                      toScalar(*field, change.value));
}

}  // namespace

Json optionsJson(const RunRecord& record) {
    const RunOptions& o = record.options;
    return {{"duration", timeJson(o.duration)},
            {"warmup", timeJson(o.warmup)},
            {"leastReplications", o.leastReplications},
            {"mostReplications", o.mostReplications},
            {"precision", o.meanPrecision},
            {"tailPrecision", o.tailPrecision},
            {"threads", o.threads},
            {"memoryBytes", o.memoryLimit},
            {"cold", o.cold},
            {"slowest", o.slowest},
            {"sampled", o.sampled},
            {"target", o.target ? Json(*o.target) : Json(nullptr)}};
}

Json journalJson(const Design& design, const Scenario& journal) {
    Json entries = Json::array();
    Design now = design;
    for (const TimedChange& each : journal) {
        Json entry = {{"at", durationText(each.at)}};
        if (const auto* setting = std::get_if<SettingEdit>(&each.change)) {
            entry["set"] = setting->node + "." + setting->key;
            entry["to"] = editedJson(now, *setting);
        } else if (const auto* fault = std::get_if<CrashFault>(&each.change)) {
            entry["fault"] = "crash";
            entry["node"] = fault->node;
            if (fault->instance) entry["instance"] = *fault->instance;
            if (fault->outage) entry["for"] = durationText(*fault->outage);
        } else if (const auto* fix = std::get_if<RestoreFix>(&each.change)) {
            entry["fault"] = "restore";
            entry["node"] = fix->node;
            if (fix->instance) entry["instance"] = *fix->instance;
        } else if (const auto* flush = std::get_if<FlushFault>(&each.change)) {
            entry["fault"] = "flush";
            entry["node"] = flush->node;
        } else {
            const auto& redesign = std::get<Redesign>(each.change);
            entry["design"] = Json::parse(writeDesign(redesign.design.design()));
            now = redesign.design.design();
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string digestOf(const AccessLog& log) {
    std::uint64_t digest = engine::mixBits(log.arrivals.size());
    const auto add = [&digest](std::uint64_t value) { digest = engine::mixBits(digest ^ value); };
    for (const LogArrival& arrival : log.arrivals) {
        add(static_cast<std::uint64_t>(arrival.offsetNs));
        add(arrival.endpoint);
        add(arrival.object);
        add(arrival.client);
        add(arrival.bytes);
    }
    char text[24];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(digest));
    return text;
}

Json inputsJson(const RunRecord& record) {
    Json inputs = Json::array();
    for (const auto& [node, log] : record.inputs.logs) {
        inputs.push_back({{"node", record.design.design().nodes[node].id},
                          {"requests", log->requests()},
                          {"digest", digestOf(*log)}});
    }
    return inputs;
}

}  // namespace headroom::models
