// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/compare_report.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>

#include "models/describe/figure_text.h"
#include "models/report/json_figures.h"

namespace headroom::models {

namespace {

std::string interval(const engine::Estimate& e) {
    std::string text = std::isfinite(e.mean) && e.mean > 0 ? "+" : "";
    text += figureText(e.mean);
    if (e.isBounded() && e.halfWidth() > 0) text += " +- " + figureText(e.halfWidth());
    return text;
}

std::string wordOf(Preference preference) {
    return preference == Preference::CannotTell ? "cannot tell" : keyOf(preference);
}

void writeFigure(std::ostream& out, const FigureComparison& f) {
    char line[192];
    std::snprintf(line, sizeof line, "    %-34.34s %10s %10s  %-24s %s", f.key.c_str(),
                  figureText(f.first.mean).c_str(), figureText(f.second.mean).c_str(),
                  interval(f.difference).c_str(), wordOf(f.preference).c_str());
    out << line << '\n';
}

void writeRequests(std::ostream& out, const RequestComparison& r) {
    if (r.both == 0) return;
    const Sentence sentence = {
        HEADROOM_TEXT("compare",
                      "Of %1 requests that ended in both, %2 were answered in both: %3 faster, %4 "
                      "slower in the second, by %5 ms on the average (%6)."),
        {std::to_string(r.both), std::to_string(r.answered), std::to_string(r.faster),
         std::to_string(r.slower), interval(r.differenceMs), wordOf(r.preference)}};
    out << "\n  " << sentence.english() << '\n';
}

}  // namespace

void writeText(std::ostream& out, const Comparison& c) {
    out << c.first << "  ->  " << c.second << "\n\n  what changed\n";
    for (const Sentence& change : c.changes)
        out << "    " << change.english() << '\n';
    if (c.changes.empty()) out << "    nothing\n";
    if (c.firstOverloaded || c.secondOverloaded) {
        out << "\n  "
            << (c.firstOverloaded && c.secondOverloaded ? "Both are overloaded"
                : c.firstOverloaded                     ? "The first is overloaded"
                                                        : "The second is overloaded")
            << ": there is no mean to compare.\n";
    }
    if (c.memory) out << "\n  Stopped: the requests in flight passed the memory limit.\n";
    if (c.cancelled) out << "\n  Interrupted: the figures are of what was done until then.\n";
    if (!c.figures.empty()) {
        out << "\n  " << c.replications << " pairs of replications of "
            << figureText(c.simulatedSeconds) << " s after " << figureText(c.warmupSeconds)
            << " s of warm-up, seed " << c.seed << "\n\n";
        char line[192];
        std::snprintf(line, sizeof line, "    %-34s %10s %10s  %-24s %s", "figure", "first",
                      "second", "difference", "the second is");
        out << line << '\n';
        std::size_t equal = 0;
        for (const FigureComparison& f : c.figures) {
            const bool differs =
                f.preference == Preference::Better || f.preference == Preference::Worse;
            if (differs || f.key.starts_with("total.")) {
                writeFigure(out, f);
            } else {
                ++equal;
            }
        }
        if (equal > 0) out << "    and " << equal << " more without a difference that shows\n";
        writeRequests(out, c.requests);
    }
    out << "\n  The second is: " << wordOf(c.verdict()) << '\n';
}

void writeJson(std::ostream& out, const Comparison& c, const std::string& version) {
    Json changes = Json::array();
    for (const Sentence& change : c.changes) {
        changes.push_back({{"text", change.english()},
                           {"template", change.text.english},
                           {"arguments", change.arguments}});
    }
    Json figures = Json::array();
    for (const FigureComparison& f : c.figures) {
        figures.push_back({{"key", f.key},
                           {"better", f.higherIsBetter ? "higher" : "lower"},
                           {"first", estimateJson(f.first)},
                           {"second", estimateJson(f.second)},
                           {"difference", estimateJson(f.difference)},
                           {"verdict", keyOf(f.preference)}});
    }
    const Json json = {
        {"first", c.first},
        {"second", c.second},
        {"version", version},
        {"seed", c.seed},
        {"verdict", keyOf(c.verdict())},
        {"replications", c.replications},
        {"warmupSeconds", c.warmupSeconds},
        {"simulatedSeconds", c.simulatedSeconds},
        {"overloaded", {{"first", c.firstOverloaded}, {"second", c.secondOverloaded}}},
        {"changes", std::move(changes)},
        {"figures", std::move(figures)},
        {"requests",
         {{"both", c.requests.both},
          {"answered", c.requests.answered},
          {"faster", c.requests.faster},
          {"slower", c.requests.slower},
          {"differenceMs", estimateJson(c.requests.differenceMs)},
          {"verdict", keyOf(c.requests.preference)}}}};
    out << json.dump(2) << '\n';
}

}  // namespace headroom::models
