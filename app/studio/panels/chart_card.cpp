// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/chart_card.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QGraphicsLineItem>
#include <QGraphicsSimpleTextItem>
#include <QLabel>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/figures.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr double kFloor = 1e-3;  // of logarithmic axes: they must never see 0
constexpr int kTicks = 4;

/// 1, 2, 2.5 or 5 times a power of ten that is at least this.
double niceAbove(double value) {
    if (value <= 0) return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (value <= step * power * (1 + 1e-9)) return step * power;
    }
    return 10 * power;
}

}  // namespace

ChartCard::ChartCard(const QString& title, Scale scale, Format format, QWidget* parent)
    : QWidget(parent),
      scale_(scale),
      format_(std::move(format)),
      title_(new QLabel(title)),
      current_(new QLabel),
      chart_(new QChart),
      view_(new QChartView(chart_)),
      time_(new QValueAxis) {
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 6);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    title_->setFont(bodyFont(13, QFont::DemiBold));
    current_->setFont(figureFont(12, QFont::Normal));
    head->addWidget(title_);
    head->addStretch(1);
    head->addWidget(current_);
    layout->addLayout(head);
    layout->addWidget(view_, 1);

    chart_->setMargins({0, 0, 0, 0});
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->setBackgroundRoundness(0);
    chart_->setAnimationOptions(QChart::NoAnimation);
    chart_->legend()->setAlignment(Qt::AlignBottom);
    chart_->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    view_->setRenderHint(QPainter::Antialiasing);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setAccessibleName(title);
    view_->viewport()->setMouseTracking(true);
    view_->viewport()->installEventFilter(this);

    time_->setTickCount(5);
    time_->setLabelFormat(QStringLiteral("%.0f s"));
    chart_->addAxis(time_, Qt::AlignBottom);
    if (scale == Scale::Logarithmic) {
        auto* axis = new QLogValueAxis;
        axis->setBase(10);
        axis->setLabelFormat(QStringLiteral("%g"));
        value_ = axis;
    } else {
        auto* axis = new QValueAxis;
        axis->setTickCount(kTicks + 1);
        value_ = axis;
    }
    chart_->addAxis(value_, Qt::AlignLeft);
    objectiveLine_ = new QGraphicsLineItem(chart_);
    objectiveText_ = new QGraphicsSimpleTextItem(chart_);
    cross_ = new QGraphicsLineItem(chart_);
    for (QGraphicsItem* item :
         {static_cast<QGraphicsItem*>(objectiveLine_), static_cast<QGraphicsItem*>(objectiveText_),
          static_cast<QGraphicsItem*>(cross_)}) {
        item->setZValue(20);
        item->hide();
    }
    connect(chart_, &QChart::plotAreaChanged, this, &ChartCard::placeOverlays);
    applyTheme();
}

void ChartCard::applyTheme() {
    const Theme& theme = Theme::current();
    setStyleSheet(
        QStringLiteral("#card { background: %1; border: 1px solid %2; border-radius: 8px; }"
                       "QLabel { color: %3; background: transparent; }")
            .arg(theme.panel.name(), theme.line.name(), theme.text.name()));
    chart_->setBackgroundBrush(Qt::NoBrush);
    chart_->setBackgroundPen(Qt::NoPen);
    chart_->setPlotAreaBackgroundVisible(false);
    view_->setBackgroundBrush(theme.panel);
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(time_), value_}) {
        axis->setLabelsFont(bodyFont(10));
        axis->setLabelsColor(theme.faint);
        axis->setGridLineColor(theme.line);
        axis->setLineVisible(false);
    }
    time_->setGridLineVisible(false);
    chart_->legend()->setFont(bodyFont(11));
    chart_->legend()->setLabelColor(theme.soft);
    QPen promised(theme.bad, 1, Qt::DashLine);
    objectiveLine_->setPen(promised);
    objectiveText_->setBrush(theme.bad);
    objectiveText_->setFont(bodyFont(10));
    cross_->setPen(QPen(theme.soft, 1));
}

void ChartCard::show(const QVector<Line>& lines, double from, double to, const QString& current) {
    lines_ = lines;
    currentText_ = current;
    if (!crossAt_) current_->setText(current);
    while (series_.size() < lines.size()) {
        auto* series = new QLineSeries;
        chart_->addSeries(series);
        series->attachAxis(time_);
        series->attachAxis(value_);
        series_.append(series);
        for (QLegendMarker* marker : chart_->legend()->markers(series)) {
            connect(marker, &QLegendMarker::clicked, this, [this, series] {
                series->setVisible(!series->isVisible());
                for (QLegendMarker* each : chart_->legend()->markers(series)) {
                    each->setVisible(true);
                    QBrush label(series->isVisible() ? Theme::current().soft
                                                     : Theme::current().line);
                    each->setLabelBrush(label);
                }
            });
        }
    }
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (int i = 0; i < series_.size(); ++i) {
        QLineSeries* series = series_[i];
        if (i >= lines.size()) {
            series->clear();
            for (QLegendMarker* marker : chart_->legend()->markers(series))
                marker->setVisible(false);
            continue;
        }
        const Line& line = lines[i];
        QVector<QPointF> points;
        points.reserve(line.points.size());
        for (const QPointF& point : line.points) {
            if (scale_ == Scale::Logarithmic && point.y() <= 0) continue;
            const double y = scale_ == Scale::Logarithmic ? std::max(point.y(), kFloor) : point.y();
            points.append({point.x(), y});
            low = std::min(low, y);
            high = std::max(high, y);
        }
        if (series->name() != line.name) series->setName(line.name);
        const QPen pen(line.color, 1.6, line.style);
        if (series->pen() != pen) series->setPen(pen);
        series->replace(points);
        for (QLegendMarker* marker : chart_->legend()->markers(series))
            marker->setVisible(true);
    }
    if (objective_) high = std::max(high, *objective_);
    setRange(low, std::max(high, leastTop_));
    time_->setRange(from, std::max(to, from + 1));
    time_->setLabelFormat(to - from < 8 ? QStringLiteral("%.1f s") : QStringLiteral("%.0f s"));
    placeOverlays();
}

// Grows at once and shrinks late, or the eye cannot follow.
void ChartCard::setRange(double low, double high) {
    if (scale_ == Scale::Logarithmic) {
        if (!std::isfinite(low)) low = 1;
        const double top = std::pow(10, std::ceil(std::log10(std::max(high, kFloor * 10))));
        const double bottom = std::pow(10, std::floor(std::log10(std::max(low, kFloor))));
        if (top > top_ || high < top_ / 12 || top_ == 0) top_ = top;
        if (bottom < bottom_ || low > bottom_ * 12 || bottom_ == 0) bottom_ = bottom;
        if (top_ <= bottom_) top_ = bottom_ * 10;
        return value_->setRange(bottom_, top_);
    }
    const double nice = leastTop_ > 0 && high <= leastTop_ ? leastTop_ : niceAbove(high * 1.02);
    if (nice > top_ || high < top_ * 0.35) top_ = nice;
    value_->setRange(0, top_);
    auto* axis = static_cast<QValueAxis*>(value_);
    axis->setLabelFormat(leastTop_ == 1
                             ? QStringLiteral("%.2g")
                             : (top_ >= kTicks ? QStringLiteral("%.0f") : QStringLiteral("%.2g")));
}

void ChartCard::setMarks(const QVector<Mark>& marks) {
    marks_ = marks;
    while (markLines_.size() < marks.size()) {
        auto* line = new QGraphicsLineItem(chart_);
        auto* text = new QGraphicsSimpleTextItem(chart_);
        line->setZValue(15);
        text->setZValue(15);
        text->setFont(bodyFont(10));
        markLines_.append(line);
        markTexts_.append(text);
    }
    placeOverlays();
}

void ChartCard::setObjective(std::optional<double> value, const QString& text) {
    objective_ = value;
    objectiveText_->setText(text);
    placeOverlays();
}

void ChartCard::showCrosshair(std::optional<double> seconds) {
    crossAt_ = seconds;
    current_->setText(seconds ? readingAt(*seconds) : currentText_);
    placeOverlays();
}

QString ChartCard::readingAt(double seconds) const {
    QStringList parts{clockText(seconds)};
    for (const Line& line : lines_) {
        const auto after = std::ranges::lower_bound(line.points, seconds, {}, &QPointF::x);
        if (after == line.points.end()) continue;
        parts << line.name + QLatin1Char(' ') + format_(after->y());
    }
    return parts.join(QStringLiteral("  "));
}

void ChartCard::placeOverlays() {
    const QRectF plot = chart_->plotArea();
    const double from = time_->min();
    const double to = time_->max();
    const auto xOf = [&](double seconds) {
        return plot.left() + (seconds - from) / (to - from) * plot.width();
    };
    const Theme& theme = Theme::current();
    for (int i = 0; i < markLines_.size(); ++i) {
        const bool shown =
            i < marks_.size() && marks_[i].seconds >= from && marks_[i].seconds <= to;
        markLines_[i]->setVisible(shown);
        markTexts_[i]->setVisible(shown);
        if (!shown) continue;
        const double x = xOf(marks_[i].seconds);
        markLines_[i]->setPen(QPen(theme.accent, 1, Qt::DashLine));
        markLines_[i]->setLine(x, plot.top(), x, plot.bottom());
        markTexts_[i]->setText(marks_[i].text);
        markTexts_[i]->setBrush(theme.accent);
        const double width = markTexts_[i]->boundingRect().width();
        // Marks that are close stand one below the other.
        const double y = plot.top() + 12 * (i % 3);
        markTexts_[i]->setPos(x + 4 + width > plot.right() ? x - 4 - width : x + 4, y);
    }
    const bool hasObjective = objective_ && top_ > bottom_;
    objectiveLine_->setVisible(hasObjective);
    objectiveText_->setVisible(hasObjective);
    if (hasObjective) {
        double part = *objective_ / top_;
        if (scale_ == Scale::Logarithmic)
            part = std::log(*objective_ / bottom_) / std::log(top_ / bottom_);
        const double y = plot.bottom() - std::clamp(part, 0.0, 1.0) * plot.height();
        objectiveLine_->setLine(plot.left(), y, plot.right(), y);
        objectiveText_->setPos(plot.right() - objectiveText_->boundingRect().width() - 2, y - 14);
    }
    cross_->setVisible(crossAt_.has_value());
    if (crossAt_) {
        const double x = std::clamp(xOf(*crossAt_), plot.left(), plot.right());
        cross_->setLine(x, plot.top(), x, plot.bottom());
    }
}

bool ChartCard::eventFilter(QObject* object, QEvent* event) {
    if (object == view_->viewport()) {
        if (event->type() == QEvent::MouseMove) {
            const QPointF at = static_cast<QMouseEvent*>(event)->position();
            const QRectF plot = chart_->plotArea();
            if (plot.contains(at)) {
                const double part = (at.x() - plot.left()) / plot.width();
                emit hovered(time_->min() + part * (time_->max() - time_->min()));
            } else {
                emit hovered(std::nullopt);
            }
        }
        if (event->type() == QEvent::Leave) emit hovered(std::nullopt);
    }
    return QWidget::eventFilter(object, event);
}

void ChartCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeOverlays();
}

}  // namespace headroom::app
