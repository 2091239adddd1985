// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/objectives.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/describe/units.h"

namespace headroom::models {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

bool speaksOfLatency(const Objective& objective) {
    return objective.measure == Objective::Measure::Quantile ||
           objective.measure == Objective::Measure::Mean;
}

double boundOf(const Objective& objective) {
    if (const auto* time = std::get_if<engine::Duration>(&objective.bound)) {
        return time->toMilliseconds();
    }
    if (const auto* part = std::get_if<Fraction>(&objective.bound)) return part->value;
    return std::get<Rate>(objective.bound).perSecond;
}

ObjectiveResult unjudged(const StatedObjective& stated) {
    ObjectiveResult result;
    result.text = toText(stated.objective);
    result.endpoint = stated.endpoint;
    result.objective = stated.objective;
    result.bound = boundOf(stated.objective);
    return result;
}

ObjectiveVerdict verdictOf(Objective::Relation relation, double bound, const engine::Estimate& e) {
    const bool below = relation == Objective::Relation::Below;
    if (below ? e.high < bound : e.low > bound) return ObjectiveVerdict::met;
    if (below ? e.low >= bound : e.high <= bound) return ObjectiveVerdict::missed;
    return ObjectiveVerdict::undecided;
}

}  // namespace

const char* keyOf(ObjectiveVerdict verdict) {
    switch (verdict) {
        case ObjectiveVerdict::met:
            return "met";
        case ObjectiveVerdict::missed:
            return "missed";
        case ObjectiveVerdict::undecided:
            return "undecided";
    }
    return "";
}

std::vector<StatedObjective> objectivesOf(const Design& design, const Inputs& inputs) {
    std::vector<StatedObjective> stated;
    for (const Objective& objective : design.objectives)
        stated.push_back({objective, {}, {}});
    for (std::size_t i = 0; i < design.endpoints.size(); ++i) {
        const Endpoint& endpoint = design.endpoints[i];
        if (!endpoint.objective) continue;
        StatedObjective own{*endpoint.objective, endpoint.name, {static_cast<std::uint32_t>(i)}};
        auto number = static_cast<std::uint32_t>(design.endpoints.size());
        for (const auto& [node, log] : inputs.logs) {
            for (const LogEndpoint& logged : log->endpoints) {
                if (design.endpointFor(logged.name) == &endpoint) own.endpoints.push_back(number);
                ++number;
            }
        }
        stated.push_back(std::move(own));
    }
    return stated;
}

ObjectiveSample sample(const StatedObjective& stated, const Recorder& recorder, double seconds) {
    ObjectiveSample result;
    engine::LatencyHistogram merged;
    const engine::LatencyHistogram* latency = &recorder.total().latency;
    if (stated.endpoints.empty()) {
        result.ended = recorder.total().ended;
        result.failed = recorder.total().failed;
    } else {
        for (const std::uint32_t i : stated.endpoints) {
            const RequestCounts& counts = recorder.endpoints()[i];
            result.ended += counts.ended;
            result.failed += counts.failed;
            if (stated.endpoints.size() > 1 && speaksOfLatency(stated.objective)) {
                merged.merge(counts.latency);
            }
        }
        latency = stated.endpoints.size() > 1
                      ? &merged
                      : &recorder.endpoints()[stated.endpoints.front()].latency;
    }
    const auto ended = static_cast<double>(result.ended);
    const auto failed = static_cast<double>(result.failed);
    switch (stated.objective.measure) {
        case Objective::Measure::Quantile:
            result.value =
                latency->empty() ? kUnknown : latency->quantile(stated.objective.quantile) * 1e-6;
            break;
        case Objective::Measure::Mean:
            result.value = latency->empty() ? kUnknown : latency->mean() * 1e-6;
            break;
        case Objective::Measure::ErrorRate:
            result.value = result.ended == 0 ? kUnknown : failed / ended;
            break;
        case Objective::Measure::Throughput:
            result.value = seconds > 0 ? (ended - failed) / seconds : kUnknown;
            break;
    }
    return result;
}

ObjectiveResult judge(const StatedObjective& stated, std::span<const ObjectiveSample> samples) {
    ObjectiveResult result = unjudged(stated);
    std::vector<double> values;
    std::uint64_t ended = 0;
    std::uint64_t failed = 0;
    for (const ObjectiveSample& s : samples) {
        ended += s.ended;
        failed += s.failed;
        if (!std::isnan(s.value)) values.push_back(s.value);
    }
    result.value = engine::meanInterval(values);
    if (speaksOfLatency(stated.objective) && values.empty() && ended > 0) {
        result.verdict = ObjectiveVerdict::missed;
        return result;
    }
    if (stated.objective.measure == Objective::Measure::ErrorRate && ended > 0 &&
        (!result.value.isBounded() || result.value.low >= result.value.high)) {
        result.value = engine::proportionInterval(failed, ended);
    }
    result.verdict = verdictOf(stated.objective.relation, result.bound, result.value);
    return result;
}

ObjectiveResult judgeOverloaded(const StatedObjective& stated) {
    ObjectiveResult result = unjudged(stated);
    if (speaksOfLatency(stated.objective)) result.verdict = ObjectiveVerdict::missed;
    return result;
}

ObjectiveVerdict worstOf(std::span<const ObjectiveResult> results) {
    const auto has = [&](ObjectiveVerdict verdict) {
        return std::ranges::find(results, verdict, &ObjectiveResult::verdict) != results.end();
    };
    if (has(ObjectiveVerdict::missed)) return ObjectiveVerdict::missed;
    return has(ObjectiveVerdict::undecided) ? ObjectiveVerdict::undecided : ObjectiveVerdict::met;
}

}  // namespace headroom::models
