// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/chart_card.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QGraphicsLineItem>
#include <QGraphicsSimpleTextItem>
#include <QLabel>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QMenu>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/figures.h"
#include "app/studio/panels/chart_legend.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr double kFloor = 1e-3;  // of logarithmic axes: they must never see 0
constexpr int kTicks = 4;
// Beside and below the plot, for the labels of the axes.
constexpr int kLeft = 44;
constexpr int kBottom = 16;
constexpr int kLeastDrag = 5;  // pixels: less is a click

/// 1, 2, 2.5 or 5 times a power of ten that is at least this.
double niceAbove(double value) {
    if (value <= 0) return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (value <= step * power * (1 + 1e-9)) return step * power;
    }
    return 10 * power;
}

/// Without the zeros that all labels of an axis would share.
QString shortened(QString label) {
    const QString point = QLocale().decimalPoint();
    const auto at = label.indexOf(point);
    if (at < 0) return label;
    auto end = at + 1;
    while (end < label.size() && label[end].isDigit())
        ++end;
    auto last = end;
    while (last > at + 1 && label[last - 1] == QLatin1Char('0'))
        --last;
    if (last == at + 1) last = at;
    return label.remove(last, end - last);
}

}  // namespace

ChartCard::ChartCard(const QString& title, Scale scale, Format format, QWidget* parent)
    : QWidget(parent),
      scale_(scale),
      format_(std::move(format)),
      title_(new QLabel(title)),
      current_(new QLabel),
      more_(new QToolButton),
      stack_(new QStackedLayout),
      chart_(new QChart),
      view_(new QChartView(chart_)),
      legend_(new ChartLegend),
      table_(new ValueTable(this)),
      tableView_(tableView(*table_, title)),
      time_(new QValueAxis) {
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    title_->setFont(bodyFont(13, QFont::DemiBold));
    current_->setFont(figureFont(12, QFont::Normal));
    current_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // Values may be many: they give way before the title does.
    current_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    more_->setText(QStringLiteral("\u22ef"));
    more_->setAutoRaise(true);
    more_->setFixedSize(22, 20);
    head->addWidget(title_);
    head->addWidget(current_, 1);
    head->addWidget(more_);
    layout->addLayout(head);
    stack_->addWidget(view_);
    stack_->addWidget(tableView_);
    layout->addLayout(stack_, 1);
    layout->addWidget(legend_);
    makeMenu();

    chart_->setMargins({0, 0, 0, 0});
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->setBackgroundRoundness(0);
    chart_->setAnimationOptions(QChart::NoAnimation);
    chart_->legend()->hide();
    view_->setRenderHint(QPainter::Antialiasing);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setAccessibleName(title);
    view_->setMinimumHeight(90);
    view_->viewport()->setMouseTracking(true);
    view_->viewport()->installEventFilter(this);

    time_->setTickCount(5);
    chart_->addAxis(time_, Qt::AlignBottom);
    if (scale == Scale::Logarithmic) {
        auto* axis = new QLogValueAxis;
        axis->setBase(10);
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
    chosen_ = new QGraphicsRectItem(chart_);
    for (QGraphicsItem* item :
         {static_cast<QGraphicsItem*>(objectiveLine_), static_cast<QGraphicsItem*>(objectiveText_),
          static_cast<QGraphicsItem*>(cross_), static_cast<QGraphicsItem*>(chosen_)}) {
        item->setZValue(20);
        item->hide();
    }
    connect(legend_, &ChartLegend::toggled, this, [this] {
        top_ = bottom_ = 0;
        show(QVector<Line>(lines_), time_->min(), time_->max(), currentText_);
    });
    setRange(0, 1);
    top_ = bottom_ = 0;
    applyTheme();
}

void ChartCard::makeMenu() {
    auto* menu = new QMenu(more_);
    more_->setMenu(menu);
    more_->setPopupMode(QToolButton::InstantPopup);
    more_->setStyleSheet(QStringLiteral(
        "QToolButton { border: none; padding: 0; } QToolButton::menu-indicator { image: none; }"));
    // Filled when it is opened, in the language of then.
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        QAction* asTable =
            menu->addAction(tr("Show as a table"), this, [this] { showTable(!isTableShown()); });
        asTable->setCheckable(true);
        asTable->setChecked(isTableShown());
        menu->addAction(tr("Show all of the time"), this, &ChartCard::rangeReset);
        menu->addSeparator();
        menu->addAction(tr("Save as \u2026"), this, &ChartCard::saveAs);
    });
}

void ChartCard::applyTheme() {
    const Theme& theme = Theme::current();
    setStyleSheet(
        QStringLiteral("#card { background: %1; border: 1px solid %2; border-radius: 8px; }"
                       "QTableView, QHeaderView, QHeaderView::section { background: %1; }"
                       "QHeaderView::section { color: %4; border: none; padding: 1px 6px; }"
                       "QLabel { color: %3; background: transparent; }")
            .arg(theme.panel.name(), theme.line.name(), theme.text.name(), theme.soft.name()));
    chart_->setBackgroundBrush(Qt::NoBrush);
    chart_->setBackgroundPen(Qt::NoPen);
    chart_->setPlotAreaBackgroundVisible(false);
    view_->setBackgroundBrush(theme.panel);
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(time_), value_}) {
        axis->setLabelsVisible(false);
        axis->setGridLineVisible(false);
        axis->setLineVisible(false);
    }
    more_->setToolTip(tr("Table, range, file"));
    more_->setAccessibleName(tr("More of %1").arg(title_->text()));
    objectiveLine_->setPen(QPen(theme.bad, 1, Qt::DashLine));
    objectiveText_->setBrush(theme.bad);
    objectiveText_->setFont(bodyFont(10));
    cross_->setPen(QPen(theme.soft, 1));
    QColor veil = theme.accent;
    veil.setAlphaF(0.15F);
    chosen_->setPen(Qt::NoPen);
    chosen_->setBrush(veil);
    legend_->update();
    placeOverlays();
}

QString ChartCard::title() const {
    return title_->text();
}
QString ChartCard::reading() const {
    return current_->text();
}
void ChartCard::show(const QVector<Line>& lines, double from, double to, const QString& current) {
    lines_ = lines;
    currentText_ = current;
    QVector<ChartLegend::Entry> entries;
    for (const Line& line : lines)
        entries.append({line.name, line.color, line.style});
    legend_->show(entries);
    while (series_.size() < lines.size()) {
        auto* series = new QLineSeries;
        chart_->addSeries(series);
        series->attachAxis(time_);
        series->attachAxis(value_);
        series_.append(series);
    }
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (int i = 0; i < series_.size(); ++i) {
        QLineSeries* series = series_[i];
        const bool shown = i < lines.size() && !legend_->isHidden(lines[i].name);
        series->setVisible(shown);
        if (!shown) continue;
        const Line& line = lines[i];
        QVector<QPointF> points;
        points.reserve(line.points.size());
        for (const QPointF& point : line.points) {
            const bool isNothing = scale_ == Scale::Logarithmic ? point.y() <= 0 : point.y() < 0;
            if (isNothing) continue;
            const double y = scale_ == Scale::Logarithmic ? std::max(point.y(), kFloor) : point.y();
            points.append({point.x(), y});
            if (point.x() < from || point.x() > to) continue;
            low = std::min(low, y);
            high = std::max(high, y);
        }
        const QPen pen(line.color, 1.6, line.style);
        if (series->pen() != pen) series->setPen(pen);
        series->replace(points);
    }
    if (objective_) {
        high = std::max(high, *objective_);
        if (scale_ == Scale::Logarithmic) low = std::min(low, *objective_);
    }
    setRange(low, std::max(high, leastTop_));
    time_->setRange(from, std::max(to, from + 1e-6));
    if (isTableShown()) table_->show(table());
    showCrosshair(crossAt_);
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
    placeMarks();
}

void ChartCard::setObjective(std::optional<double> value, const QString& text) {
    objective_ = value;
    objectiveText_->setText(text);
    placeOverlays();
}

void ChartCard::showCrosshair(std::optional<double> seconds) {
    crossAt_ = seconds;
    const QString text = seconds ? readingAt(*seconds) : currentText_;
    current_->setText(text);
    current_->setToolTip(text);
    view_->setAccessibleDescription(text);
    placeOverlays();
}

double ChartCard::xOf(double seconds) const {
    const QRectF plot = chart_->plotArea();
    return plot.left() + (seconds - time_->min()) / (time_->max() - time_->min()) * plot.width();
}

double ChartCard::yOf(double value) const {
    const QRectF plot = chart_->plotArea();
    double part = top_ > 0 ? value / top_ : 0;
    if (scale_ == Scale::Logarithmic)
        part = std::log(std::max(value, bottom_) / bottom_) / std::log(top_ / bottom_);
    return plot.bottom() - std::clamp(part, 0.0, 1.0) * plot.height();
}

double ChartCard::secondsAt(double x) const {
    const QRectF plot = chart_->plotArea();
    const double part = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
    return time_->min() + part * (time_->max() - time_->min());
}

void ChartCard::placePlot() {
    const QSizeF size = view_->viewport()->size();
    chart_->resize(size);
    chart_->setPlotArea(QRectF(kLeft, 8, std::max(10.0, size.width() - kLeft - 10),
                               std::max(10.0, size.height() - 8 - kBottom)));
    placeOverlays();
}

void ChartCard::placeOverlays() {
    placeTicks();
    placeMarks();
    const QRectF plot = chart_->plotArea();
    const bool hasObjective = objective_ && top_ > bottom_;
    objectiveLine_->setVisible(hasObjective);
    objectiveText_->setVisible(hasObjective);
    if (hasObjective) {
        const double y = yOf(*objective_);
        objectiveLine_->setLine(plot.left(), y, plot.right(), y);
        const double height = objectiveText_->boundingRect().height();
        objectiveText_->setPos(plot.right() - objectiveText_->boundingRect().width() - 2,
                               y - height < plot.top() ? y + 1 : y - height);
    }
    cross_->setVisible(crossAt_.has_value());
    if (crossAt_) {
        const double x = std::clamp(xOf(*crossAt_), plot.left(), plot.right());
        cross_->setLine(x, plot.top(), x, plot.bottom());
    }
}

void ChartCard::placeLabel(int index, const QString& text, const QPointF& at,
                           Qt::Alignment alignment) {
    while (labels_.size() <= index) {
        auto* label = new QGraphicsSimpleTextItem(chart_);
        label->setFont(bodyFont(10));
        labels_.append(label);
    }
    QGraphicsSimpleTextItem* label = labels_[index];
    label->setText(text);
    label->setBrush(Theme::current().faint);
    label->show();
    const QRectF box = label->boundingRect();
    const double x = alignment & Qt::AlignRight     ? at.x() - box.width()
                     : alignment & Qt::AlignHCenter ? at.x() - box.width() / 2
                                                    : at.x();
    label->setPos(x, alignment & Qt::AlignVCenter ? at.y() - box.height() / 2 : at.y());
}

void ChartCard::placeGrid(int index, double value) {
    while (grid_.size() <= index)
        grid_.append(new QGraphicsLineItem(chart_));
    const QRectF plot = chart_->plotArea();
    const double y = std::round(yOf(value)) + 0.5;
    grid_[index]->setPen(QPen(Theme::current().line, 1));
    grid_[index]->setLine(plot.left(), y, plot.right(), y);
    grid_[index]->show();
}

// Ours and not the axes': figures as everywhere else, "60k" and "1 s".
void ChartCard::placeTicks() {
    const QRectF plot = chart_->plotArea();
    int used = 0;
    if (scale_ == Scale::Logarithmic) {
        for (double value = bottom_; value <= top_ * 1.001 && used < 9; value *= 10) {
            placeGrid(used, value);
            placeLabel(used++, shortened(format_(value)), {plot.left() - 6, yOf(value)},
                       Qt::AlignRight | Qt::AlignVCenter);
        }
    } else {
        for (int i = 0; i <= kTicks; ++i) {
            // Every second one has to do where there is little room.
            if (plot.height() < 80 && i % 2 == 1) continue;
            const double value = top_ * i / kTicks;
            placeGrid(used, value);
            placeLabel(used++, shortened(format_(value)), {plot.left() - 6, yOf(value)},
                       Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    for (int i = used; i < grid_.size(); ++i)
        grid_[i]->hide();
    const double length = time_->max() - time_->min();
    const int ticks = plot.width() < 160 ? 2 : 4;
    for (int i = 0; i <= ticks; ++i) {
        const double at = time_->min() + length * i / ticks;
        const QString text =
            length >= 600 ? clockText(at).section(QLatin1Char('.'), 0, 0)
                          : QLocale().toString(at, 'f', length < 8 ? 1 : 0) + QStringLiteral(" s");
        const Qt::Alignment side =
            i == 0 ? Qt::AlignLeft : (i == ticks ? Qt::AlignRight : Qt::AlignHCenter);
        placeLabel(used++, text, {xOf(at), plot.bottom() + 2}, side);
    }
    for (int i = used; i < labels_.size(); ++i)
        labels_[i]->hide();
}

void ChartCard::placeMarks() {
    const QRectF plot = chart_->plotArea();
    const Theme& theme = Theme::current();
    for (int i = 0; i < markLines_.size(); ++i) {
        const bool shown = i < marks_.size() && marks_[i].seconds >= time_->min() &&
                           marks_[i].seconds <= time_->max();
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
}

void ChartCard::mouse(const QMouseEvent& event) {
    const QRectF plot = chart_->plotArea();
    const QPointF at = event.position();
    switch (event.type()) {
        case QEvent::MouseButtonPress:
            if (event.button() == Qt::LeftButton && plot.contains(at)) dragFrom_ = at.x();
            break;
        case QEvent::MouseMove:
            if (dragFrom_) {
                const double x = std::clamp(at.x(), plot.left(), plot.right());
                chosen_->setRect(std::min(x, *dragFrom_), plot.top(), std::abs(x - *dragFrom_),
                                 plot.height());
                chosen_->show();
            }
            if (plot.contains(at))
                emit hovered(secondsAt(at.x()));
            else
                emit hovered(std::nullopt);
            break;
        case QEvent::MouseButtonRelease: {
            if (!dragFrom_) break;
            const double begin = std::min(*dragFrom_, at.x());
            const double end = std::max(*dragFrom_, at.x());
            dragFrom_.reset();
            chosen_->hide();
            if (end - begin >= kLeastDrag) emit rangeChosen(secondsAt(begin), secondsAt(end));
            break;
        }
        case QEvent::MouseButtonDblClick:
            emit rangeReset();
            break;
        default:
            break;
    }
}

bool ChartCard::eventFilter(QObject* object, QEvent* event) {
    if (object == view_->viewport()) {
        switch (event->type()) {
            case QEvent::MouseMove:
            case QEvent::MouseButtonPress:
            case QEvent::MouseButtonRelease:
            case QEvent::MouseButtonDblClick:
                mouse(*static_cast<QMouseEvent*>(event));
                break;
            case QEvent::Leave:
                emit hovered(std::nullopt);
                break;
            case QEvent::Resize:
                placePlot();
                break;
            case QEvent::ContextMenu:
                more_->showMenu();
                return true;
            default:
                break;
        }
    }
    return QWidget::eventFilter(object, event);
}

void ChartCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placePlot();
}

}  // namespace headroom::app
