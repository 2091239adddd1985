// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/design_cases.h"

#include <QtGlobal>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/statistics/student_t.h"
#include "tests/models/designs_in_tests.h"

namespace headroom::tests {

using models::AnalyticAnswer;
using models::RunResult;
using nlohmann::json;

namespace {

json readGolden(const std::string& name) {
    std::ifstream file(HEADROOM_SOURCE_DIR "/tests/golden/" + name);
    return json::parse(file);
}

double numberAt(const json& expected, const std::string& name) {
    return expected.at(json::json_pointer("/" + name)).get<double>();
}

DesignCase readCase(const json& row, const json& expected) {
    DesignCase result;
    result.id = row.at("case");
    result.design = row.at("design");
    result.test = row.value("test", "");
    result.analytic = row.value("analytic", "");
    result.seconds = row.value("seconds", 0.0);
    result.fast = row.value("fast", 0.0);
    result.precision = row.value("precision", 0.02);
    if (row.contains("approximation")) result.approximation = row["approximation"].get<double>();
    if (row.contains("above")) result.above = numberAt(expected, row["above"]);
    if (row.contains("below") && expected.contains(row["below"].get<std::string>())) {
        result.below = numberAt(expected, row["below"]);
    }
    for (const json& figure : row.value("figures", json::array())) {
        const std::string name = figure[0];
        result.figures.push_back({name, figure[1], numberAt(expected, name)});
    }
    return result;
}

/// "utilization:app" -> "app"; empty if `of` begins otherwise.
std::string after(const std::string& of, const std::string& prefix) {
    return of.starts_with(prefix) ? of.substr(prefix.size()) : std::string();
}

engine::Estimate times(engine::Estimate e, double factor) {
    return {e.mean * factor, e.low * factor, e.high * factor};
}
engine::Estimate shifted(engine::Estimate e, double by) {
    return {e.mean + by, e.low + by, e.high + by};
}

}  // namespace

const DesignCases& designCases() {
    static const DesignCases cases = [] {
        DesignCases result;
        std::map<std::string, json> expected;
        const json golden = readGolden("queueing.json");
        for (const json& each : golden.at("cases")) {
            const std::string id = each.at("id");
            result.known.push_back(id);
            expected[id] = each.at("expected");
        }
        const json table = readGolden("design_cases.json");
        for (const json& row : table.at("simulated"))
            result.designs.push_back(readCase(row, expected.at(row.at("case"))));
        for (const auto& [id, why] : table.at("not-expressed").items())
            result.notExpressed[id] = why.get<std::string>();
        return result;
    }();
    return cases;
}

std::optional<double> analyticFigure(const AnalyticAnswer& answer, const std::string& of) {
    if (of == "saturation") return answer.saturationRps;
    if (of == "least") return answer.leastMs * 1e-3;
    if (of == "mean" && answer.responseMs) return *answer.responseMs * 1e-3;
    if (of == "wait" && answer.responseMs) return (*answer.responseMs - answer.leastMs) * 1e-3;
    // Who waits at all waits for 1 / (saturation - rate) on the average, in M/M/c.
    if (of == "p-wait" && answer.responseMs) {
        return *analyticFigure(answer, "wait") * (*answer.saturationRps - answer.offeredRps);
    }
    if (of == "rps") return answer.offeredRps;
    for (const models::AnalyticEndpoint& e : answer.endpoints) {
        if (after(of, "mean-of:") == e.name && e.responseMs) return *e.responseMs * 1e-3;
        if (after(of, "rps-of:") == e.name) return e.rps;
    }
    for (const models::AnalyticComponent& c : answer.components) {
        if (after(of, "inside:") == c.id && c.insideMs) return *c.insideMs * 1e-3;
        if (after(of, "p-wait-at:") == c.id && c.waitMs) {
            return *c.waitMs * 1e-3 * (*answer.saturationRps - answer.offeredRps);
        }
        if (after(of, "utilization:") != c.id) continue;
        for (const models::AnalyticResource& r : c.resources) {
            if (r.key == "cpu") return r.utilization;
        }
    }
    return std::nullopt;
}

engine::Estimate simulatedFigure(const RunResult& result, const AnalyticAnswer& answer,
                                 const std::string& of) {
    const models::RequestFigures& total = result.total;
    if (of == "mean") return times(total.latencyMs.mean, 1e-3);
    if (of == "errors") return total.errorRate;
    if (of == "rps") return total.rps;
    const engine::Estimate wait = times(shifted(total.latencyMs.mean, -answer.leastMs), 1e-3);
    if (of == "wait") return wait;
    if (of == "p-wait") return times(wait, *answer.saturationRps - answer.offeredRps);
    for (std::size_t q = 0; q < models::kQuantiles.size(); ++q) {
        if (of == models::kQuantileKeys[q]) return times(total.latencyMs.quantiles[q], 1e-3);
    }
    for (const models::NamedRequestFigures& e : result.endpoints) {
        if (after(of, "mean-of:") == e.name) return times(e.figures.latencyMs.mean, 1e-3);
        if (after(of, "rps-of:") == e.name) return e.figures.rps;
    }
    for (const models::ComponentResult& c : result.components) {
        if (after(of, "inside:") == c.id) return times(c.insideMs, 1e-3);
        // Where the wait is little of the whole, it is known better by itself.
        if (after(of, "p-wait-at:") == c.id) {
            return times(c.waitMs, 1e-3 * (*answer.saturationRps - answer.offeredRps));
        }
        if (after(of, "utilization:") != c.id) continue;
        for (const models::ResourceResult& r : c.resources) {
            if (r.key == "cpu") return r.utilization;
        }
    }
    throw std::invalid_argument("no figure " + of);
}

void scoreCases(const std::vector<DesignCase>& cases, double seconds, double precision,
                CaseScore& score) {
    const LoadedExample loaded = loadDesignFile("tests/golden/designs/" + cases.front().design);
    models::RunOptions options;
    options.duration = engine::Duration::fromSeconds(seconds);
    options.warmup = engine::Duration::fromSeconds(seconds / 10);
    options.leastReplications = options.mostReplications = 10;
    options.threads = 2;
    const RunResult result = models::run(loaded.design, {}, options);
    const AnalyticAnswer answer = models::analyze(loaded.design);
    // A 95 % interval of ten replications, made one of 99 %.
    const double wider = engine::studentTQuantile(0.995, 9) / engine::studentTQuantile(0.975, 9);
    for (const DesignCase& each : cases) {
        const auto wrong = [&](const std::string& what) {
            score.wrong.push_back(each.id + ": " + what);
        };
        if (result.replications != 10) wrong("not simulated to its end");
        for (std::size_t f = 0; f < each.figures.size(); ++f) {
            const CaseFigure& figure = each.figures[f];
            if (each.analytic == "bound") {
                const bool isHeld = figure.of == "least"
                                        ? result.total.latencyMs.mean.mean * 1e-3 > figure.expected
                                        : result.total.rps.mean < figure.expected;
                if (!isHeld) wrong(figure.name + " does not hold");
                continue;
            }
            const engine::Estimate seen = simulatedFigure(result, answer, figure.of);
            const double reach = wider * seen.halfWidth();
            const bool isPrecise = reach <= each.precision * precision * seen.mean;
            const double off = seen.mean - figure.expected;
            if (each.approximation) {
                if (std::abs(off) > *each.approximation * figure.expected + reach)
                    wrong(figure.name + " is far off");
                if (each.above && seen.mean + reach < *each.above) wrong("below the lower bound");
                if (each.below && seen.mean - reach > *each.below) wrong("above the upper bound");
                continue;
            }
            // Utilizations that cannot be anything else differ by the rounding of nanoseconds.
            const bool isMissed = std::abs(off) > reach + 1e-7 * std::abs(figure.expected);
            score.figures += 1;
            score.figuresMissed += isMissed ? 1 : 0;
            if (f == 0) {
                score.cases += 1;
                score.casesMissed += isMissed ? 1 : 0;
                if (!isPrecise) wrong(figure.name + " is not precise");
            }
            if (isMissed || (f == 0 && !isPrecise)) {
                std::printf("%s: %s is %.6g +- %.2g, exactly %.6g\n", each.id.c_str(),
                            figure.name.c_str(), seen.mean, reach, figure.expected);
            }
        }
    }
    std::fflush(stdout);
}

}  // namespace headroom::tests
