// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/result_tables.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <functional>

#include "app/studio/canvas/figures.h"
#include "app/studio/text/translation.h"
#include "models/describe/units.h"
#include "models/kinds.h"

namespace headroom::app {

namespace {

using Cell = Table::Cell;
using Tone = Table::Tone;
using Format = std::function<QString(double)>;

/// The context of what these tables say.
struct Results {
    Q_DECLARE_TR_FUNCTIONS(Results)
};

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

Cell word(const QString& words, Tone tone = Tone::Plain, const QString& hint = {}) {
    return {words, std::numeric_limits<double>::quiet_NaN(), tone, hint};
}

/// Figures that nobody knows are said so.
Cell figure(double value, const Format& format, Tone tone = Tone::Plain) {
    if (!std::isfinite(value)) return word(QStringLiteral("\u2013"), Tone::Soft);
    return {format(value), value, tone};
}

Cell interval(const engine::Estimate& e, const Format& format) {
    if (!e.isBounded() || !std::isfinite(e.mean)) return word(QStringLiteral("\u2013"), Tone::Soft);
    return {format(e.low) + QStringLiteral(" \u2013 ") + format(e.high), e.halfWidth(), Tone::Soft};
}

Cell formula(const std::optional<double>& value, const Format& format) {
    if (!value) return word(QStringLiteral("\u2013"), Tone::Soft);
    return figure(*value, format, Tone::Soft);
}

QString signedShare(double share) {
    return (share >= 0 ? QStringLiteral("+") : QStringLiteral("\u2212")) +
           shortShare(std::abs(share));
}

QString times(double factor) {
    return shortNumber(factor) + QStringLiteral("\u00d7");
}

QString quantileName(std::size_t q) {
    // "p999" is the 99.9th percentile.
    QString name = QString::fromLatin1(models::kQuantileKeys[q]);
    if (name.size() == 4) name.insert(3, QLocale().decimalPoint());
    return name;
}

Tone toneOfUse(double use) {
    if (use >= 0.9) return Tone::Bad;
    return use >= 0.7 ? Tone::Warn : Tone::Plain;
}

}  // namespace

Table figureTable(const models::RunResult& result) {
    Table table{{Results::tr("Of all requests"), Results::tr("Measured"),
                 Results::tr("95 % interval"), Results::tr("By formula")},
                {}};
    const models::RequestFigures& total = result.total;
    const auto& analysis = result.analysis;
    table.rows.append(
        {word(Results::tr("Throughput")), figure(total.rps.mean, shortRate),
         interval(total.rps, shortRate),
         formula(analysis ? std::optional(analysis->offeredRps) : std::nullopt, shortRate)});
    table.rows.append({word(Results::tr("Errors")),
                       figure(total.errorRate.mean, shortShare,
                              total.errorRate.mean > 0 ? Tone::Bad : Tone::Plain),
                       interval(total.errorRate, shortShare), formula({}, shortShare)});
    table.rows.append({word(Results::tr("Mean latency")),
                       figure(total.latencyMs.mean.mean, shortLatency),
                       interval(total.latencyMs.mean, shortLatency),
                       formula(analysis ? analysis->responseMs : std::nullopt, shortLatency)});
    for (std::size_t q = 0; q < models::kQuantiles.size(); ++q) {
        const engine::Estimate& e = total.latencyMs.quantiles[q];
        table.rows.append({word(quantileName(q)), figure(e.mean, shortLatency),
                           interval(e, shortLatency), formula({}, shortLatency)});
    }
    return table;
}

Table statusTable(const models::RunResult& result) {
    Table table{{Results::tr("Status"), Results::tr("Requests"), Results::tr("Share")}, {}};
    double all = 0;
    for (const auto& [status, count] : result.total.status)
        all += static_cast<double>(count);
    for (const auto& [status, count] : result.total.status) {
        const auto number = static_cast<double>(count);
        const Tone tone = status >= 400 ? Tone::Bad : Tone::Plain;
        table.rows.append({word(statusText(status), tone),
                           Cell{QLocale().toString(static_cast<qulonglong>(count)), number, tone},
                           figure(all > 0 ? number / all : 0, shortShare, tone)});
    }
    return table;
}

Table objectiveTable(const models::RunResult& result) {
    Table table{{Results::tr("Objective"), Results::tr("Verdict"), Results::tr("Measured"),
                 Results::tr("95 % interval")},
                {}};
    for (const models::ObjectiveResult& o : result.objectives) {
        using Verdict = models::ObjectiveVerdict;
        using Measure = models::Objective::Measure;
        const Format format = o.objective.measure == Measure::Throughput  ? Format(shortRate)
                              : o.objective.measure == Measure::ErrorRate ? Format(shortShare)
                                                                          : Format(shortLatency);
        const QString what = o.endpoint.empty()
                                 ? text(o.text)
                                 : Results::tr("%1 of %2").arg(text(o.text), text(o.endpoint));
        Cell verdict = word(Results::tr("undecided"), Tone::Warn,
                            Results::tr("The bound lies inside the interval: measure longer."));
        if (o.verdict == Verdict::met) verdict = word(Results::tr("\u2713 met"), Tone::Good);
        if (o.verdict == Verdict::missed) verdict = word(Results::tr("\u2717 missed"), Tone::Bad);
        table.rows.append(
            {word(what), verdict, figure(o.value.mean, format), interval(o.value, format)});
    }
    return table;
}

Table componentTable(const models::RunResult& result) {
    Table table{{Results::tr("Component"), Results::tr("Kind"), Results::tr("Arrivals"),
                 Results::tr("Busiest"), Results::tr("In use"), Results::tr("Waiting"),
                 Results::tr("Wait"), Results::tr("By formula"), Results::tr("Takes")},
                {}};
    for (const models::ComponentResult& c : result.components) {
        const models::ResourceResult* busiest = nullptr;
        for (const models::ResourceResult& r : c.resources) {
            // A store that is full is doing its work.
            if (r.isKept && c.resources.size() > 1) continue;
            if (busiest == nullptr || r.utilization.mean > busiest->utilization.mean) busiest = &r;
        }
        std::optional<double> factor;
        if (result.headroom) {
            for (const models::ResourceHeadroom& h : result.headroom->resources) {
                if (h.component == c.id) factor = std::min(factor.value_or(h.factor), h.factor);
            }
        }
        std::optional<double> waitByFormula;
        if (result.analysis) {
            for (const models::AnalyticComponent& a : result.analysis->components) {
                if (a.id == c.id) waitByFormula = a.waitMs;
            }
        }
        const models::Kind* kind = models::kinds().find(c.kind);
        QString kindText = kind != nullptr ? translated(kind->title) : text(c.kind);
        if (c.instances > 1) kindText = QStringLiteral("%1 \u00d7 ").arg(c.instances) + kindText;
        const Tone tone = busiest != nullptr && !busiest->isKept
                              ? toneOfUse(busiest->utilization.mean)
                              : Tone::Plain;
        table.rows.append(
            {word(text(c.id)), word(kindText, Tone::Soft), figure(c.arrivalRps.mean, shortRate),
             busiest != nullptr ? word(resourceTitle(busiest->resource), tone)
                                : word(QStringLiteral("\u2013"), Tone::Soft),
             busiest != nullptr ? figure(busiest->utilization.mean, shortShare, tone)
                                : word(QStringLiteral("\u2013"), Tone::Soft),
             figure(c.queueMean.mean, shortNumber), figure(c.waitMs.mean, shortLatency),
             formula(waitByFormula, shortLatency),
             factor ? figure(*factor, times, *factor < 1 ? Tone::Bad : Tone::Plain)
                    : word(QStringLiteral("\u2013"), Tone::Soft)});
    }
    return table;
}

Table endpointTable(const models::RunResult& result) {
    Table table{{Results::tr("Endpoint"), Results::tr("Throughput"), Results::tr("Mean"),
                 Results::tr("p99"), Results::tr("Errors")},
                {}};
    for (const models::NamedRequestFigures& e : result.endpoints) {
        const models::RequestFigures& f = e.figures;
        table.rows.append(
            {word(text(e.name)), figure(f.rps.mean, shortRate),
             figure(f.latencyMs.mean.mean, shortLatency),
             figure(f.latencyMs.quantiles[models::kP99].mean, shortLatency),
             figure(f.errorRate.mean, shortShare, f.errorRate.mean > 0 ? Tone::Bad : Tone::Plain)});
    }
    return table;
}

Table lossTable(const models::RunResult& result) {
    Table table{{Results::tr("Without"), Results::tr("It takes"), Results::tr("Limited by")}, {}};
    if (!result.headroom) return table;
    const auto add = [&](const std::vector<models::LossHeadroom>& losses, const char* what) {
        for (const models::LossHeadroom& loss : losses) {
            table.rows.append(
                {word(Results::tr(what).arg(text(loss.what))),
                 figure(loss.factor, times, loss.factor < 1 ? Tone::Bad : Tone::Plain),
                 word(loss.limiting.empty() ? Results::tr("nothing is left to do its work")
                                            : text(loss.limiting),
                      Tone::Soft)});
        }
    };
    add(result.headroom->instances, QT_TRANSLATE_NOOP("Results", "an instance of %1"));
    add(result.headroom->zones, QT_TRANSLATE_NOOP("Results", "all of %1"));
    return table;
}

Table auditTable(const models::RunResult& result) {
    Table table{{Results::tr("Audit"), Results::tr("Verdict"), Results::tr("Counted apart"),
                 Results::tr("Simulated")},
                {}};
    if (!result.audit) return table;
    const models::AuditResult& audit = *result.audit;
    const auto deviation = [&](const QString& what, double value) {
        table.rows.append({word(what), word(Results::tr("deviation"), Tone::Soft),
                           word(QStringLiteral("\u2013"), Tone::Soft), figure(value, [](double v) {
                               return v == 0 ? QStringLiteral("0") : QLocale().toString(v, 'g', 2);
                           })});
    };
    deviation(Results::tr("Flow balance"), audit.flowBalance);
    deviation(Results::tr("Little's law"), audit.littleLaw);
    deviation(Results::tr("Utilization law"), audit.utilizationLaw);
    for (const models::FormulaCheck& check : audit.formulas) {
        const bool isTime = QString::fromStdString(check.figure).endsWith(QLatin1String("Ms"));
        const Format format = isTime ? Format(shortLatency) : Format(shortShare);
        const QString where = check.component.empty() ? Results::tr("all") : text(check.component);
        table.rows.append({word(where + QLatin1Char(' ') + text(check.figure)),
                           check.agrees ? word(Results::tr("\u2713 agrees"), Tone::Good)
                                        : word(Results::tr("\u2717 differs"), Tone::Bad),
                           figure(check.formula, format, Tone::Soft),
                           figure(check.simulated.mean, format)});
    }
    return table;
}

QString headroomText(const models::RunResult& result) {
    if (!result.headroom) return {};
    const models::HeadroomResult& h = *result.headroom;
    if (!std::isfinite(h.factor)) return Results::tr("Nothing that grows with the load limits it.");
    const QString where = text(h.limiting);
    if (h.target < 1) {
        return Results::tr("It takes %1 this load until %2 is used to %3.")
            .arg(times(h.factor), where, shortShare(h.target));
    }
    return Results::tr("It takes %1 this load until %2 is used up.").arg(times(h.factor), where);
}

QString scopeText(const models::RunResult& result) {
    QStringList parts;
    const QString length = shortLatency(result.simulatedSeconds * 1e3);
    if (result.replications == 0) {
        parts << Results::tr("%1 watched").arg(length);
    } else if (result.steady) {
        parts << Results::tr("%1 replications of %2 after %3 of warm-up")
                     .arg(result.replications)
                     .arg(length, shortLatency(result.warmupSeconds * 1e3));
    } else {
        parts << Results::tr("%1 replications of %2").arg(result.replications).arg(length);
    }
    parts << Results::tr("%1 requests").arg(shortNumber(static_cast<double>(result.requests)));
    parts << Results::tr("seed %1").arg(result.seed);
    if (result.audit)
        parts << (result.audit->passed ? Results::tr("audit passed") : Results::tr("audit failed"));
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString endingText(const models::RunResult& result) {
    switch (result.ending) {
        case models::RunEnding::precise:
        case models::RunEnding::complete:
            return result.warmupFound
                       ? QString()
                       : Results::tr(
                             "No steady state was found: figures are of a changing system.");
        case models::RunEnding::replications:
            return Results::tr(
                "The precision asked for was not reached with the most replications.");
        case models::RunEnding::overloaded: {
            QStringList lines{Results::tr(
                "Overloaded: more is asked for than can be served, so there are no means.")};
            for (const models::GrowingQueue& queue : result.overload.growing) {
                lines << Results::tr("The queue for %1 at %2 grows by %3 requests a second.")
                             .arg(text(queue.queue), text(queue.component),
                                  shortNumber(queue.perSecond.mean));
                if (lines.size() > 3) break;
            }
            return lines.join(QLatin1Char(' '));
        }
        case models::RunEnding::cancelled:
            return Results::tr("Interrupted: the figures are of what was done until then.");
        case models::RunEnding::memory:
            return Results::tr("Not measured: the requests in flight need too much memory.");
        case models::RunEnding::stuck:
            return Results::tr("Stopped: events followed one another without time going on.");
    }
    return {};
}

QString remedyText(const models::Bottleneck& bottleneck) {
    const models::MoreOfIt& more = bottleneck.more;
    if (more.setting.empty()) return {};
    const QString what =
        QStringLiteral("%1 %2 \u2192 %3").arg(text(more.setting), text(more.from), text(more.to));
    if (!std::isfinite(more.change.mean)) return what;
    return (more.byThroughput ? Results::tr("%1: %2 requests answered")
                              : Results::tr("%1: %2 mean latency"))
        .arg(what, signedShare(more.change.mean));
}

}  // namespace headroom::app
