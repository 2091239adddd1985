// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/dashboard_panel.h"

#include <QVBoxLayout>
#include <algorithm>

#include "app/studio/canvas/figures.h"
#include "app/studio/panels/card_grid.h"
#include "app/studio/panels/chart_card.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/theme.h"
#include "models/describe/units.h"

namespace headroom::app {

namespace {

using Line = ChartCard::Line;
using Point = History::Point;

constexpr int kLeastWidth = 232;
constexpr int kLeastHeight = 168;
constexpr std::size_t kMostLines = 4;

// Told apart by dash as well as by colour. Source: the palette of Okabe and Ito (2008).
const std::array<QColor, kMostLines> kColors{QColor("#8A55D0"), QColor("#2F7BD8"),
                                             QColor("#D1487F"), QColor("#0F9D76")};
constexpr std::array kStyles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
const QColor kP999("#CC79A7");

template <class Get>
QVector<QPointF> pointsOf(const History& history, Get get) {
    QVector<QPointF> points;
    points.reserve(static_cast<int>(history.points().size()));
    for (const Point& point : history.points())
        points.append({point.seconds, get(point)});
    return points;
}

/// A line of one of the lists of a point.
QVector<QPointF> pointsAt(const History& history, std::vector<float> Point::*list,
                          std::size_t index, float none = 0) {
    return pointsOf(history, [=](const Point& p) {
        const std::vector<float>& values = p.*list;
        return static_cast<double>(index < values.size() ? values[index] : none);
    });
}

}  // namespace

/// What a card shows.
struct DashboardPanel::Shown {
    QVector<Line> lines;
    QString current{};

    void add(const QString& name, QVector<QPointF> points) {
        const auto i = static_cast<std::size_t>(lines.size()) % kMostLines;
        lines.append({name, kColors[i], kStyles[i], std::move(points)});
    }
};

DashboardPanel::DashboardPanel(const Document& document, const RunController& controller,
                               QWidget* parent)
    : QWidget(parent),
      document_(document),
      controller_(controller),
      grid_(new CardGrid(kLeastWidth, kLeastHeight)) {
    using Scale = ChartCard::Scale;
    cards_ = {new ChartCard({}, Scale::Linear, shortRate),
              new ChartCard({}, Scale::Logarithmic, shortLatency),
              new ChartCard({}, Scale::Linear, shortShare),
              new ChartCard({}, Scale::Linear, shortNumber),
              new ChartCard({}, Scale::Linear, shortRate),
              new ChartCard({}, Scale::Linear, shortShare)};
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(grid_);
    card(Resources).setLeastTop(1);
    card(Ratios).setLeastTop(1);
    for (ChartCard* each : cards_) {
        grid_->add(each);
        connect(each, &ChartCard::hovered, this, [this](std::optional<double> seconds) {
            for (ChartCard* other : cards_)
                other->showCrosshair(seconds);
        });
        connect(each, &ChartCard::rangeChosen, this, [this](double from, double to) {
            showRange(std::array{from, to});
        });
        connect(each, &ChartCard::rangeReset, this, [this] { showRange(std::nullopt); });
    }
    setMinimumHeight(kLeastHeight + 20);
    refresh();
}

void DashboardPanel::refresh() {
    const std::array<QString, kCharts> titles{tr("Throughput"),        tr("Latency"),
                                              tr("Busiest resources"), tr("Queues"),
                                              tr("Errors by cause"),   tr("Hit ratio")};
    for (std::size_t i = 0; i < cards_.size(); ++i) {
        cards_[i]->setTitle(titles[i]);
        cards_[i]->applyTheme();
    }
    grid_->applyTheme();
    update(true);
}

void DashboardPanel::showRange(std::optional<std::array<double, 2>> range) {
    range_ = range;
    update(true);
}

void DashboardPanel::update(bool everything) {
    showMarks();
    if (everything) {
        // A new run begins with all of its time.
        if (controller_.history().points().empty()) range_.reset();
        for (std::size_t i = 0; i < cards_.size(); ++i)
            showChart(i);
        return;
    }
    for (std::size_t tried = 0; tried < cards_.size(); ++tried) {
        const std::size_t next = turn_++ % cards_.size();
        if (cards_[next]->visibleRegion().isEmpty()) continue;
        return showChart(next);
    }
}

void DashboardPanel::showMarks() {
    QVector<ChartCard::Mark> marks;
    for (const History::Mark& mark : controller_.history().marks())
        marks.append({mark.seconds, QString::fromStdString(mark.text)});
    for (ChartCard* each : cards_)
        each->setMarks(marks);
}

void DashboardPanel::showChart(std::size_t chart) {
    using Make = Shown (DashboardPanel::*)() const;
    constexpr std::array<Make, kCharts> all{&DashboardPanel::throughput, &DashboardPanel::latency,
                                            &DashboardPanel::resources,  &DashboardPanel::queues,
                                            &DashboardPanel::errors,     &DashboardPanel::ratios};
    const auto& points = controller_.history().points();
    std::array<double, 2> range{0, 10};
    if (!points.empty()) {
        range = range_.value_or(
            std::array{points.front().seconds - points.front().window, points.back().seconds});
    }
    if (chart == Latency) {
        std::optional<double> bound;
        QString text;
        for (const models::Objective& objective : document_.design().objectives) {
            const auto* latest = std::get_if<engine::Duration>(&objective.bound);
            if (latest == nullptr) continue;
            bound = latest->toSeconds() * 1e3;
            text = tr("objective %1").arg(QString::fromStdString(models::toText(objective)));
            break;
        }
        cards_[chart]->setObjective(bound, text);
    }
    const Shown shown = (this->*all[chart])();
    cards_[chart]->show(shown.lines, range[0], range[1], shown.current);
}

DashboardPanel::Shown DashboardPanel::throughput() const {
    const Theme& theme = Theme::current();
    const History& history = controller_.history();
    Shown shown{{{tr("offered"), theme.offered, Qt::DashLine,
                  pointsOf(history, [](const Point& p) { return p.offered; })},
                 {tr("served"), theme.served, Qt::SolidLine,
                  pointsOf(history, [](const Point& p) { return p.served; })},
                 {tr("failed"), theme.failed, Qt::DotLine,
                  pointsOf(history, [](const Point& p) { return p.failed; })}}};
    if (!history.points().empty()) {
        const Point& last = history.points().back();
        shown.current =
            tr("%1 of %2 req/s").arg(shortNumber(last.served), shortNumber(last.offered));
    }
    return shown;
}

DashboardPanel::Shown DashboardPanel::latency() const {
    const Theme& theme = Theme::current();
    const History& history = controller_.history();
    const auto quantile = [&](std::size_t i) {
        return pointsOf(history, [i](const Point& p) { return p.latencyMs[i]; });
    };
    Shown shown{{{QStringLiteral("p50"), theme.p50, Qt::SolidLine, quantile(0)},
                 {QStringLiteral("p95"), theme.p95, Qt::SolidLine, quantile(1)},
                 {QStringLiteral("p99"), theme.p99, Qt::SolidLine, quantile(2)},
                 {QStringLiteral("p99") + QLocale().decimalPoint() + QLatin1Char('9'), kP999,
                  Qt::DashLine, quantile(3)}}};
    if (!history.points().empty())
        shown.current = QStringLiteral("p99 ") + shortLatency(history.points().back().latencyMs[2]);
    return shown;
}

DashboardPanel::Shown DashboardPanel::resources() const {
    const History& history = controller_.history();
    Shown shown;
    for (const std::size_t index : history.busiest(kMostLines)) {
        const QString name = QString::fromStdString(history.resources()[index]);
        shown.add(name, pointsAt(history, &Point::use, index));
        if (shown.lines.size() > 1) continue;
        shown.current = name + QLatin1Char(' ') +
                        shortShare(static_cast<double>(history.points().back().use[index]));
    }
    return shown;
}

DashboardPanel::Shown DashboardPanel::queues() const {
    const History& history = controller_.history();
    Shown shown;
    for (const std::size_t index : history.longest(kMostLines)) {
        const QString name = QString::fromStdString(history.nodes()[index]);
        shown.add(name, pointsAt(history, &Point::queues, index));
    }
    if (!history.points().empty())
        shown.current = tr("%1 waiting").arg(shortNumber(history.points().back().waiting));
    return shown;
}

DashboardPanel::Shown DashboardPanel::errors() const {
    const History& history = controller_.history();
    Shown shown;
    for (std::size_t i = 0; i < history.statuses().size(); ++i)
        shown.add(statusText(history.statuses()[i]), pointsAt(history, &Point::errors, i));
    if (!history.points().empty()) {
        const double failed = history.points().back().failed;
        shown.current = failed > 0 ? shortRate(failed) : tr("none");
    }
    return shown;
}

DashboardPanel::Shown DashboardPanel::ratios() const {
    const History& history = controller_.history();
    Shown shown;
    for (std::size_t i = 0; i < history.ratios().size(); ++i) {
        // "redis.hitRatio": a component has one of them.
        const QString name =
            QString::fromStdString(history.ratios()[i]).section(QLatin1Char('.'), 0, 0);
        shown.add(name, pointsAt(history, &Point::ratios, i, History::kNone));
        if (shown.current.isEmpty() && !history.points().empty()) {
            const auto& last = history.points().back().ratios;
            if (i < last.size() && last[i] != History::kNone)
                shown.current = name + QLatin1Char(' ') + shortShare(static_cast<double>(last[i]));
        }
    }
    if (shown.current.isEmpty()) shown.current = tr("nothing is looked up");
    return shown;
}

}  // namespace headroom::app
