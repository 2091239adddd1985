// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/waterfall_report.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "models/report/json_figures.h"

namespace headroom::models {

namespace {

constexpr int kBar = 40;  // characters for the whole latency

std::string milliseconds(engine::Duration time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", static_cast<double>(time.ns()) * 1e-6);
    return text;
}

std::string placeOf(const Span& span) {
    std::string place = span.component + "." + std::to_string(span.instance);
    if (span.kind == SpanKind::Network) place = (span.isReply ? "from " : "to ") + place;
    return place;
}

/// Blanks up to the span, then at least one mark for it.
std::string bar(const Span& span, engine::Duration latency) {
    const auto column = [&](engine::Duration at) {
        return static_cast<int>(at / latency * kBar + 0.5);
    };
    const int begin = std::min(column(span.begin), kBar - 1);
    const int end = std::max(column(span.begin + span.length), begin + 1);
    const char mark = span.kind == SpanKind::Wait      ? '.'
                      : span.kind == SpanKind::Service ? '#'
                                                       : '-';
    return std::string(static_cast<std::size_t>(begin), ' ') +
           std::string(static_cast<std::size_t>(end - begin), mark);
}

void write(std::ostream& out, const Waterfall& w) {
    out << "\n    " << w.endpoint << ", request " << w.number << " of " << w.users << ": "
        << milliseconds(w.latency) << " ms, status " << w.status << '\n';
    for (const Span& span : w.spans) {
        char line[160];
        std::snprintf(line, sizeof line, "      %-20.20s %-8s %9s ms  |%s", placeOf(span).c_str(),
                      keyOf(span.kind), milliseconds(span.length).c_str(),
                      bar(span, w.latency).c_str());
        out << line << '\n';
    }
}

}  // namespace

void writeWaterfalls(std::ostream& out, const RunResult& result) {
    if (!result.slowest.empty()) out << "\n  slowest requests (. wait, # service, - network)\n";
    for (const Waterfall& w : result.slowest)
        write(out, w);
    if (!result.sampled.empty()) out << "\n  other requests\n";
    for (const Waterfall& w : result.sampled)
        write(out, w);
}

Json waterfallsJson(std::span<const Waterfall> waterfalls) {
    Json list = Json::array();
    for (const Waterfall& w : waterfalls) {
        Json spans = Json::array();
        for (const Span& s : w.spans) {
            Json span = {{"kind", keyOf(s.kind)},
                         {"component", s.component},
                         {"instance", s.instance},
                         {"beginNs", s.begin.ns()},
                         {"lengthNs", s.length.ns()}};
            if (s.kind == SpanKind::Network) span["direction"] = s.isReply ? "back" : "there";
            spans.push_back(std::move(span));
        }
        list.push_back({{"endpoint", w.endpoint},
                        {"users", w.users},
                        {"number", w.number},
                        {"bornNs", w.born.ns()},
                        {"latencyNs", w.latency.ns()},
                        {"status", w.status},
                        {"spans", std::move(spans)}});
    }
    return list;
}

}  // namespace headroom::models
