// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/dashboard_panel.h"

#include <QHBoxLayout>
#include <algorithm>
#include <array>

#include "app/studio/canvas/figures.h"
#include "app/studio/panels/chart_card.h"
#include "app/studio/theme/theme.h"
#include "models/describe/units.h"

namespace headroom::app {

namespace {

using Line = ChartCard::Line;

template <class Get>
QVector<QPointF> pointsOf(const History& history, Get get) {
    QVector<QPointF> points;
    points.reserve(static_cast<int>(history.points().size()));
    for (const History::Point& point : history.points())
        points.append({point.seconds, get(point)});
    return points;
}

}  // namespace

DashboardPanel::DashboardPanel(const Document& document, const RunController& controller,
                               QWidget* parent)
    : QWidget(parent),
      document_(document),
      controller_(controller),
      throughput_(new ChartCard(tr("Throughput"), ChartCard::Scale::Linear, shortRate)),
      latency_(new ChartCard(tr("Latency, ms"), ChartCard::Scale::Logarithmic, shortLatency)),
      resources_(new ChartCard(tr("Busiest resources"), ChartCard::Scale::Linear, shortShare)),
      queues_(new ChartCard(tr("Waiting requests"), ChartCard::Scale::Linear, shortNumber)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 10);
    layout->setSpacing(10);
    const std::array cards{throughput_, latency_, resources_, queues_};
    resources_->setLeastTop(1);
    for (ChartCard* card : cards) {
        layout->addWidget(card, 1);
        connect(card, &ChartCard::hovered, this, [cards](std::optional<double> seconds) {
            for (ChartCard* each : cards)
                each->showCrosshair(seconds);
        });
    }
    setMinimumHeight(200);
    update(true);
}

void DashboardPanel::applyTheme() {
    for (ChartCard* card : {throughput_, latency_, resources_, queues_})
        card->applyTheme();
    update(true);
}

void DashboardPanel::update(bool everything) {
    using Show = void (DashboardPanel::*)();
    constexpr std::array<Show, 4> all{&DashboardPanel::showThroughput, &DashboardPanel::showLatency,
                                      &DashboardPanel::showResources, &DashboardPanel::showQueues};
    if (everything) {
        for (const Show each : all)
            (this->*each)();
        return;
    }
    (this->*all[turn_++ % all.size()])();
}

double DashboardPanel::from() const {
    const auto& points = controller_.history().points();
    return points.empty() ? 0 : points.front().seconds - points.front().window;
}
double DashboardPanel::to() const {
    const auto& points = controller_.history().points();
    return points.empty() ? 10 : points.back().seconds;
}

void DashboardPanel::showThroughput() {
    const Theme& theme = Theme::current();
    const History& history = controller_.history();
    using Point = History::Point;
    const QVector<Line> lines{{tr("offered"), theme.offered, Qt::DashLine,
                               pointsOf(history, [](const Point& p) { return p.offered; })},
                              {tr("served"), theme.served, Qt::SolidLine,
                               pointsOf(history, [](const Point& p) { return p.served; })},
                              {tr("failed"), theme.failed, Qt::DotLine,
                               pointsOf(history, [](const Point& p) { return p.failed; })}};
    QString current;
    if (!history.points().empty()) {
        const Point& last = history.points().back();
        current = tr("%1 of %2 req/s").arg(shortNumber(last.served), shortNumber(last.offered));
    }
    throughput_->show(lines, from(), to(), current);
    QVector<ChartCard::Mark> marks;
    for (const History::Mark& mark : history.marks())
        marks.append({mark.seconds, QString::fromStdString(mark.text)});
    for (ChartCard* card : {throughput_, latency_, resources_, queues_})
        card->setMarks(marks);
}

void DashboardPanel::showLatency() {
    const Theme& theme = Theme::current();
    const History& history = controller_.history();
    using Point = History::Point;
    const QVector<Line> lines{{QStringLiteral("p50"), theme.p50, Qt::SolidLine,
                               pointsOf(history, [](const Point& p) { return p.latencyMs[0]; })},
                              {QStringLiteral("p95"), theme.p95, Qt::SolidLine,
                               pointsOf(history, [](const Point& p) { return p.latencyMs[1]; })},
                              {QStringLiteral("p99"), theme.p99, Qt::SolidLine,
                               pointsOf(history, [](const Point& p) { return p.latencyMs[2]; })}};
    QString current;
    if (!history.points().empty())
        current = QStringLiteral("p99 ") + shortLatency(history.points().back().latencyMs[2]);
    for (const models::Objective& objective : document_.design().objectives) {
        const auto* bound = std::get_if<engine::Duration>(&objective.bound);
        if (bound == nullptr) continue;
        latency_->setObjective(
            bound->toSeconds() * 1e3,
            tr("objective %1").arg(QString::fromStdString(models::toText(objective))));
        break;
    }
    latency_->show(lines, from(), to(), current);
}

void DashboardPanel::showResources() {
    const History& history = controller_.history();
    static const std::array<QColor, 4> colors{QColor("#8A55D0"), QColor("#2F7BD8"),
                                              QColor("#D1487F"), QColor("#0F9D76")};
    static constexpr std::array styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    QVector<Line> lines;
    QString current;
    const auto busiest = history.busiest(colors.size());
    for (std::size_t i = 0; i < busiest.size(); ++i) {
        const std::size_t index = busiest[i];
        const QString name = QString::fromStdString(history.resources()[index]);
        lines.append({name, colors[i], styles[i], pointsOf(history, [&](const History::Point& p) {
                          return index < p.use.size() ? static_cast<double>(p.use[index]) : 0.0;
                      })});
        if (i == 0)
            current = name + QLatin1Char(' ') +
                      shortShare(static_cast<double>(history.points().back().use[index]));
    }
    resources_->show(lines, from(), to(), current);
}

void DashboardPanel::showQueues() {
    const History& history = controller_.history();
    const QVector<Line> lines{
        {tr("waiting"), Theme::current().p95, Qt::SolidLine,
         pointsOf(history, [](const History::Point& p) { return p.waiting; })}};
    queues_->show(
        lines, from(), to(),
        history.points().empty() ? QString() : shortNumber(history.points().back().waiting));
}

}  // namespace headroom::app
