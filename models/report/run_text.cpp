// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <string>

#include "models/describe/figure_text.h"
#include "models/describe/units.h"
#include "models/report/analysis_report.h"
#include "models/report/audit_report.h"
#include "models/report/run_report.h"
#include "models/report/verdict_report.h"
#include "models/report/waterfall_report.h"

namespace headroom::models {

namespace {

template <class... Arguments>
std::string format(const char* pattern, Arguments... arguments) {
    char buffer[256];
    std::snprintf(buffer, sizeof buffer, pattern, arguments...);
    return buffer;
}

std::string estimateText(const engine::Estimate& e) {
    if (!e.isBounded()) return figureText(e.mean);
    return figureText(e.mean) + " (" + figureText(e.low) + " .. " + figureText(e.high) + ")";
}

std::string percentOf(const engine::Estimate& e) {
    return std::isfinite(e.mean) ? format("%.1f %%", 100 * e.mean) : "-";
}

/// An unstable system has no mean, so what is said is what grows.
void writeOverload(std::ostream& out, const RunResult& result) {
    out << "\n  Overloaded: more is asked for than can be served, so there are no means.\n\n";
    for (const GrowingQueue& q : result.overload.growing) {
        const Sentence sentence = {
            HEADROOM_TEXT("run", "The queue for %1 at %2 grows by %3 requests/s; %4 wait by now."),
            {q.queue, q.component, estimateText(q.perSecond), figureText(q.waiting)}};
        out << "  " << sentence.english() << '\n';
    }
    out << "\n  offered       " << figureText(result.offeredRps) << " requests/s\n";
}

std::string bytesText(double bytes) {
    const double mega = bytes / (1024.0 * 1024);
    return mega < 1024 ? format("%.1f MB", mega) : format("%.1f GB", mega / 1024);
}

void writeMemory(std::ostream& out, const RunResult& result) {
    const MemoryResult& memory = result.memory;
    const auto limit = static_cast<double>(memory.limitBytes);
    if (memory.estimateBytes > limit) {
        const Sentence sentence = {
            HEADROOM_TEXT(
                "run",
                "Not begun: it would take about %1 of memory and may have %2. The largest "
                "part, %3, is for %4."),
            {bytesText(memory.estimateBytes), bytesText(limit), bytesText(memory.largestBytes),
             memory.largest.english()}};
        out << "  " << sentence.english() << '\n';
    } else {
        out << "  Stopped: the requests in flight passed the memory limit.\n";
    }
}

void writeSummary(std::ostream& out, const RunResult& result) {
    out << result.design << "\n\n";
    if (result.replications == 0) {
        out << "  " << figureText(result.simulatedSeconds) << " s watched";
    } else {
        out << "  " << result.replications
            << (result.replications == 1 ? " replication" : " replications") << " of "
            << figureText(result.simulatedSeconds) << " s";
        if (result.steady) {
            out << " after " << figureText(result.warmupSeconds) << " s of warm-up";
            if (!result.warmupFound)
                out << " (no steady state found: figures are of a changing system)";
        }
    }
    out << ", " << result.requests << " requests, " << result.events << " events\n";
    switch (result.ending) {
        case RunEnding::precise:
        case RunEnding::complete:
            break;
        case RunEnding::replications:
            out << "  The precision asked for was not reached; allow more replications.\n";
            break;
        case RunEnding::overloaded:
            writeOverload(out, result);
            break;
        case RunEnding::cancelled:
            out << (result.replications == 0
                        ? "  Interrupted before anything was measured.\n"
                        : "  Interrupted: the figures are of what was done until then.\n");
            break;
        case RunEnding::memory:
            writeMemory(out, result);
            break;
        case RunEnding::stuck:
            out << "  Stopped: events followed one another without time going on.\n";
            break;
    }
}

void writeTotal(std::ostream& out, const RunResult& result) {
    const RequestFigures& total = result.total;
    out << "\n  requests/s    " << estimateText(total.rps) << " of "
        << figureText(result.offeredRps) << " offered\n";
    out << "  errors        " << figureText(100 * total.errorRate.mean) << " %\n";
    out << "  latency, ms   mean   " << estimateText(total.latencyMs.mean) << '\n';
    for (std::size_t q = 0; q < kQuantiles.size(); ++q) {
        out << "                " << format("%-6s ", kQuantileKeys[q])
            << estimateText(total.latencyMs.quantiles[q]) << '\n';
    }
    out << "  status       ";
    for (const auto& [code, count] : total.status)
        out << "  " << code << ": " << count;
    out << '\n';
}

void writeEndpoints(std::ostream& out, const RunResult& result) {
    constexpr std::size_t kShown = 12;
    std::vector<const NamedRequestFigures*> busiest;
    for (const NamedRequestFigures& e : result.endpoints)
        busiest.push_back(&e);
    std::stable_sort(busiest.begin(), busiest.end(), [](const auto* a, const auto* b) {
        return a->figures.requests > b->figures.requests;
    });
    out << '\n'
        << format("  %-32s %10s %9s %9s %9s", "endpoint", "requests/s", "mean ms", "p99 ms",
                  "errors")
        << '\n';
    for (std::size_t i = 0; i < busiest.size() && i < kShown; ++i) {
        const RequestFigures& f = busiest[i]->figures;
        out << format("  %-32.32s %10s %9s %9s %9s", busiest[i]->name.c_str(),
                      figureText(f.rps.mean).c_str(), figureText(f.latencyMs.mean.mean).c_str(),
                      figureText(f.latencyMs.quantiles[3].mean).c_str(),
                      percentOf(f.errorRate).c_str())
            << '\n';
    }
    if (busiest.size() > kShown) out << "  and " << busiest.size() - kShown << " more\n";
}

void writeComponents(std::ostream& out, const RunResult& result) {
    out << '\n'
        << format("  %-14s %-14s %10s %9s %9s  %s", "component", "kind", "arrivals/s", "queue",
                  "wait ms", "in use")
        << '\n';
    for (const ComponentResult& c : result.components) {
        if (c.instances == 0 || c.resources.empty()) continue;
        const std::string kind =
            c.instances == 1 ? c.kind : std::to_string(c.instances) + " x " + c.kind;
        out << format("  %-14.14s %-14.14s %10s %9s %9s ", c.id.c_str(), kind.c_str(),
                      figureText(c.arrivalRps.mean).c_str(), figureText(c.queueMean.mean).c_str(),
                      figureText(c.waitMs.mean).c_str());
        for (const ResourceResult& r : c.resources) {
            out << ' ' << r.key << ' ' << percentOf(r.utilization);
        }
        if (const auto hits = c.metrics.find("hitRatio"); hits != c.metrics.end()) {
            out << "  hits " << percentOf(hits->second);
        }
        out << '\n';
    }
}

/// As many windows as fit a screen: each line is the busiest of some that follow one another, so
/// that no peak is lost.
void writeSeries(std::ostream& out, const RunResult& result) {
    constexpr std::size_t kLines = 24;
    const SeriesResult& series = result.series;
    if (series.windows.empty()) return;
    const std::size_t stride = (series.windows.size() + kLines - 1) / kLines;
    out << "\n  windows of " << figureText(series.windowSeconds) << " s";
    if (stride > 1) out << ", the busiest of each " << stride;
    out << '\n'
        << format("  %9s %10s %10s %9s %9s %9s  %s", "from s", "offered/s", "ended/s", "errors",
                  "mean ms", "p99 ms", "most used")
        << '\n';
    for (std::size_t first = 0; first < series.windows.size(); first += stride) {
        std::size_t shown = first;
        for (std::size_t k = first; k < std::min(first + stride, series.windows.size()); ++k) {
            if (series.windows[k].offeredRps.mean > series.windows[shown].offeredRps.mean)
                shown = k;
        }
        const WindowResult& w = series.windows[shown];
        out << format("  %9s %10s %10s %9s %9s %9s ", figureText(w.beginSeconds).c_str(),
                      figureText(w.offeredRps.mean).c_str(), figureText(w.rps.mean).c_str(),
                      percentOf(w.errorRate).c_str(), figureText(w.meanMs.mean).c_str(),
                      figureText(w.p99Ms.mean).c_str());
        // A cache is full for most of its life: no news.
        const std::size_t none = w.utilization.size();
        std::size_t most = none;
        for (std::size_t r = 0; r < w.utilization.size(); ++r) {
            if (series.resources[r].ends_with(".memory")) continue;
            if (most == none || w.utilization[r].mean > w.utilization[most].mean) most = r;
        }
        if (most != none)
            out << ' ' << series.resources[most] << ' ' << percentOf(w.utilization[most]);
        if (shown == series.busiest) out << "  busiest";
        out << '\n';
    }
}

/// What was done while it ran, as many lines as the first dozen.
void writeJournal(std::ostream& out, const RunResult& result) {
    if (result.journal.empty()) return;
    out << "\n  while running\n";
    constexpr std::size_t kShown = 12;
    for (std::size_t i = 0; i < result.journal.size() && i < kShown; ++i) {
        const TimedChange& each = result.journal[i];
        out << "    " << durationText(each.at) << ": ";
        if (const auto* setting = std::get_if<SettingEdit>(&each.change)) {
            out << setting->node << '.' << setting->key << " changed\n";
        } else if (const auto* fault = std::get_if<CrashFault>(&each.change)) {
            out << fault->node;
            if (fault->instance) out << '.' << *fault->instance;
            out << " crashed";
            if (fault->outage) out << " for " << durationText(*fault->outage);
            out << '\n';
        } else if (const auto* fix = std::get_if<RestoreFix>(&each.change)) {
            out << fix->node;
            if (fix->instance) out << '.' << *fix->instance;
            out << " restored\n";
        } else if (const auto* flush = std::get_if<FlushFault>(&each.change)) {
            out << flush->node << " flushed\n";
        } else {
            out << "redesigned\n";
        }
    }
    if (result.journal.size() > kShown)
        out << "    and " << result.journal.size() - kShown << " more\n";
}

/// A value in the unit its objective is written in.
std::string measured(const ObjectiveResult& o) {
    if (std::isnan(o.value.mean)) return "nothing measured";
    engine::Estimate shown = o.value;
    const char* unit = " ms";
    if (o.objective.measure == Objective::Measure::Throughput) unit = "/s";
    if (o.objective.measure == Objective::Measure::ErrorRate) {
        unit = " %";
        shown.mean *= 100;
        shown.low *= 100;
        shown.high *= 100;
    }
    return estimateText(shown) + unit;
}

void writeObjectives(std::ostream& out, const RunResult& result) {
    if (result.objectives.empty()) return;
    out << "\n  objectives\n";
    for (const ObjectiveResult& o : result.objectives) {
        out << format("    %-9s ", keyOf(o.verdict)) << o.text;
        if (!o.endpoint.empty()) out << " of " << o.endpoint;
        out << ": " << measured(o) << '\n';
    }
}

}  // namespace

const char* keyOf(RunEnding ending) {
    switch (ending) {
        case RunEnding::overloaded:
            return "overloaded";
        case RunEnding::precise:
            return "precise";
        case RunEnding::replications:
            return "replications";
        case RunEnding::complete:
            return "complete";
        case RunEnding::cancelled:
            return "cancelled";
        case RunEnding::memory:
            return "memory";
        case RunEnding::stuck:
            return "stuck";
    }
    return "";
}

void writeText(std::ostream& out, const RunResult& result) {
    writeSummary(out, result);
    if (result.ending != RunEnding::overloaded) {
        if (result.replications == 0) return;
        writeTotal(out, result);
        writeEndpoints(out, result);
        writeComponents(out, result);
        writeSeries(out, result);
    }
    writeJournal(out, result);
    if (result.analysis) writeAnalysisText(out, *result.analysis, result);
    writeObjectives(out, result);
    writeWaterfalls(out, result);
    if (result.audit) writeAuditText(out, *result.audit);
    writeVerdicts(out, result);
    out << "\n  seed " << result.seed << ", fingerprint " << result.fingerprint << '\n';
}

}  // namespace headroom::models
