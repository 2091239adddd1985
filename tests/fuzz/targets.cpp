// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "models/describe/measurement.h"
#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "models/workload/access_log.h"
#include "models/workload/measured_csv.h"
#include "models/workload/traffic_csv.h"

namespace headroom::tests {

using namespace headroom::models;

namespace {

void judge(Outcome& outcome, const Diagnostics& diagnostics, const std::string& text) {
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    std::set<std::string> codes;
    for (const auto& diagnostic : diagnostics.list()) {
        const std::string message = toText(diagnostic);
        codes.insert(diagnostic.code);
        if (*diagnostic.code == '\0') outcome.broken = "a problem without a code: " + message;
        if (diagnostic.place.line > lines) outcome.broken = "a place behind the end: " + message;
        if (message.find('\n') != std::string::npos) outcome.broken = "two lines: " + message;
        if (fill(diagnostic.text, diagnostic.arguments).empty()) {
            outcome.broken = "nothing said: " + message;
        }
    }
    for (const auto& code : codes)
        outcome.behaviour += code + ' ';
}

void judgeWriting(Outcome& outcome, const Design& design) {
    const std::string text = writeDesign(design);
    const auto again = readDesign(text, "fuzz.json", kinds());
    if (!again.design || again.diagnostics.hasErrors()) {
        outcome.broken = "what was written cannot be read: " + text;
    } else if (!sameDesign(*again.design, design)) {
        outcome.broken = "what was written means something else: " + text;
    } else if (writeDesign(*again.design) != text) {
        outcome.broken = "what was written is not canonical: " + text;
    }
}

template <class T, class Parse, class Print>
void judgeQuantity(Outcome& outcome, const char* name, const std::string& text, Parse parse,
                   Print print) {
    const Expected<T> value = parse(text);
    if (!value) {
        outcome.behaviour += std::string(value.error().code) + ' ';
        if (fill(value.error().text, value.error().arguments).empty()) {
            outcome.broken = std::string(name) + ": nothing said";
        }
        return;
    }
    outcome.behaviour += std::string(name) + ' ';
    const std::string printed = print(*value);
    const Expected<T> again = parse(printed);
    if (!again || !(*again == *value)) {
        outcome.broken = std::string(name) + " does not read back from " + printed;
    }
}

void addFieldWords(std::set<std::string>& words, const FieldList& fields) {
    for (const Field& field : fields) {
        std::istringstream steps(field.key);
        for (std::string step; std::getline(steps, step, '.');)
            words.insert(step);
        for (const auto& choice : field.choices)
            words.insert(choice.key);
        if (field.quantity == Quantity::Records) {
            addFieldWords(words, field.rowFields());
        } else {
            words.insert(toText(field, field.defaultValue));
        }
    }
}

}  // namespace

Outcome readAsDesign(const std::string& text) {
    Outcome outcome;
    const auto loading = loadDesignText(text, "fuzz.json", kinds());
    judge(outcome, loading.diagnostics, text);
    if (loading.valid.has_value() == loading.diagnostics.hasErrors()) {
        outcome.broken = "valid and wrong at once, or neither";
    }
    const auto reading = readDesign(text, "fuzz.json", kinds());
    if (reading.design && !reading.diagnostics.hasErrors()) {
        outcome.behaviour += "read ";
        const bool isWhole = std::ranges::all_of(
            reading.design->nodes, [](const Node& node) { return node.kind != nullptr; });
        if (isWhole) judgeWriting(outcome, *reading.design);
    }
    return outcome;
}

Outcome readAsLog(const std::string& text) {
    Outcome outcome;
    std::istringstream in(text);
    const auto reading = readAccessLog(in, "fuzz.log");
    judge(outcome, reading.diagnostics, text);
    if (!reading.log) return outcome;
    outcome.behaviour += "read ";
    const AccessLog& log = *reading.log;
    std::uint64_t answered = 0;
    for (const auto& [status, count] : log.status)
        answered += count;
    std::uint64_t requests = 0;
    for (const auto& endpoint : log.endpoints)
        requests += endpoint.requests;
    const bool inOrder = std::ranges::is_sorted(log.arrivals, {}, &LogArrival::offsetNs);
    const bool inRange = std::ranges::all_of(log.arrivals, [&](const LogArrival& arrival) {
        return arrival.offsetNs >= 0 && arrival.endpoint < log.endpoints.size() &&
               arrival.object < log.targets && arrival.client < log.clients;
    });
    if (!inOrder || !inRange) outcome.broken = "an arrival out of order or range";
    if (log.requests() == 0 || answered != log.requests() || requests != log.requests()) {
        outcome.broken = "requests that are not counted once";
    }
    if (log.requests() + log.malformed != log.lines) outcome.broken = "lines that are lost";
    return outcome;
}

Outcome readAsQuantities(const std::string& text) {
    Outcome outcome;
    const auto print = [](const auto& value) { return models::toText(value); };
    judgeQuantity<engine::Duration>(outcome, "duration", text, parseDuration, durationText);
    judgeQuantity<Rate>(outcome, "rate", text, parseRate, print);
    judgeQuantity<Bytes>(outcome, "bytes", text, parseBytes, print);
    judgeQuantity<Bandwidth>(outcome, "bandwidth", text, parseBandwidth, print);
    judgeQuantity<Fraction>(outcome, "fraction", text, parseFraction, print);
    judgeQuantity<std::int64_t>(outcome, "count", text, parseCount,
                                [](std::int64_t value) { return std::to_string(value); });
    judgeQuantity<double>(outcome, "number", text, parseNumber, numberText);
    judgeQuantity<bool>(outcome, "boolean", text, parseBoolean,
                        [](bool value) { return std::string(value ? "true" : "false"); });
    judgeQuantity<DistributionSpec>(outcome, "distribution", text, parseDistribution, print);
    judgeQuantity<Popularity>(outcome, "popularity", text, parsePopularity, print);
    judgeQuantity<Cacheable>(outcome, "cacheable", text, parseCacheable, print);
    judgeQuantity<Objective>(outcome, "objective", text, parseObjective, print);
    judgeQuantity<Profile>(outcome, "profile", text, parseProfile, print);
    return outcome;
}

Outcome readAsMeasuredLoads(const std::string& text) {
    Outcome outcome;
    const auto reading = readMeasuredLoads(text, "fuzz.csv");
    judge(outcome, reading.diagnostics, text);
    if (reading.loads.empty() != reading.diagnostics.hasErrors()) {
        outcome.broken = "loads and errors at once, or neither";
    }
    if (reading.loads.empty()) return outcome;
    outcome.behaviour += "read ";
    const DemandFit fit = fitDemand(reading.loads, 4);
    if (fit.backgroundCores < 0) outcome.broken = "a background below zero";
    return outcome;
}

Outcome readAsTraffic(const std::string& text) {
    Outcome outcome;
    const auto reading = readTraffic(text, "fuzz.csv");
    judge(outcome, reading.diagnostics, text);
    if (reading.points.empty() != reading.diagnostics.hasErrors()) {
        outcome.broken = "points and errors at once, or neither";
    }
    if (reading.points.empty()) return outcome;
    outcome.behaviour += "read ";
    if (reading.points.size() < 2) outcome.broken = "a single point is no curve";
    if (reading.points.front().ns != 0) outcome.broken = "it does not begin at its beginning";
    for (std::size_t i = 0; i < reading.points.size(); ++i) {
        const TrafficPoint& point = reading.points[i];
        if (!(point.perSecond >= 0 && std::isfinite(point.perSecond))) {
            outcome.broken = "a rate that is none";
        }
        if (i > 0 && point.ns <= reading.points[i - 1].ns) outcome.broken = "time stands still";
    }
    if (!outcome.broken.empty()) return outcome;
    const RateCurve curve(reading.points);
    if (!(curve.highest() > 0)) outcome.broken = "a curve on which nothing ever comes";
    for (const TrafficPoint& point : reading.points) {
        const RateCurve::Stretch piece = curve.at(point.ns);
        if (piece.end <= point.ns) outcome.broken = "a piece that ends before it begins";
        if (piece.from < 0 || piece.to < 0) outcome.broken = "a rate below zero";
    }
    return outcome;
}

std::vector<std::string> designWords() {
    std::set<std::string> words = {"headroom",   "endpoints",
                                   "nodes",      "links",
                                   "objectives", "kind",
                                   "at",         "settings",
                                   "users.rate", "app.cores",
                                   "null",       "1e308",
                                   "-1",         "9223372036854775808",
                                   "\\u0000",    "\\ud800",
                                   "{",          "}",
                                   "[",          "]",
                                   ",",          ":",
                                   "\"",         "\xEF\xBB\xBF"};
    for (const FieldList* list :
         {&designFields(), &endpointFields(), &nodeFields(), &linkFields(), &measuredFormFields()})
        addFieldWords(words, *list);
    for (const Kind* kind : kinds()) {
        words.insert(kind->key);
        addFieldWords(words, kind->fields);
    }
    for (const auto& word : quantityWords())
        words.insert(word);
    return {words.begin(), words.end()};
}

std::vector<std::string> quantityWords() {
    return {"ns",
            "us",
            "ms",
            "s",
            "min",
            "h",
            "d",
            "m",
            "sec",
            "\xC2\xB5s",
            "/s",
            "k/s",
            "/min",
            "rps",
            "B",
            "kB",
            "MB",
            "GiB",
            "TB",
            "bit/s",
            "Gbit/s",
            "Mbps",
            "MB/s",
            "%",
            "k",
            "M",
            "1",
            "0",
            "0.5",
            "1e3",
            "1e-9",
            "1e999",
            "9223372036854775807",
            "18446744073709551616",
            "-",
            "+",
            ".",
            "e",
            " ",
            "nan",
            "inf",
            "exponential",
            "constant",
            "lognormal",
            "cv",
            "p50",
            "p99",
            "uniform",
            "erlang",
            "mean",
            "hyperexponential",
            "scv",
            "gamma",
            "pareto",
            "alpha",
            "from",
            "to",
            "weibull",
            "shape",
            "zipf",
            "true",
            "off",
            "<",
            ">",
            "errors",
            "throughput",
            "cores",
            "busy",
            "at",
            "from 4 cores 35 % busy at 800/s",
            " with ",
            ".csv",
            " shape "};
}

std::vector<std::string> logWords() {
    return {"- - [",
            "] \"GET ",
            " HTTP/1.1\" 200 ",
            "\"",
            "\\\"",
            "\n",
            "\r\n",
            ",",
            "\t",
            "17/May/2015:10:05:03 +0000",
            "31/Feb/9999:24:60:61 -9999",
            "time,client,method,target,"
            "status,bytes",
            "2015-05-17T10:05:03.25Z",
            "GET",
            "POST",
            "/a/1?x=%20",
            "200",
            "999",
            "-1",
            "18446744073709551616",
            "-",
            "%",
            std::string(1, '\0'),
            "rps",
            "cpu %",
            "p50",
            "p95",
            "800/s",
            "35 %",
            "#",
            ";"};
}

}  // namespace headroom::tests
