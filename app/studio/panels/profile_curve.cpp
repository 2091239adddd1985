// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/profile_curve.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/figures.h"
#include "app/studio/theme/theme.h"
#include "models/describe/units.h"
#include "models/workload/rate_curve.h"

namespace headroom::app {

namespace {

using Shape = models::Profile::Shape;

constexpr qreal kDot = 4, kReach = 9;
// Above the highest level there is room to drag it further up.
constexpr double kRoomAbove = 1.25;

bool isDrawn(const models::Profile& profile) {
    return profile.shape != Shape::Constant && profile.shape != Shape::Csv &&
           !profile.steps.empty();
}

/// When the curve is at the level of each step, in seconds.
std::vector<double> timesOf(const models::Profile& profile) {
    std::vector<double> times;
    double begins = 0;
    for (std::size_t i = 0; i < profile.steps.size(); ++i) {
        const double length = profile.steps[i].length.toSeconds();
        switch (profile.shape) {
            case Shape::Ramp:
                times.push_back(i == 0 ? 0 : begins);
                break;
            case Shape::Diurnal:
                times.push_back(i == 0 ? 0 : begins / 2);
                break;
            default:
                times.push_back(begins + length / 2);
        }
        begins += length;
    }
    return times;
}

double levelAt(const models::RateCurve& curve, double seconds) {
    const auto stretch = curve.at(static_cast<std::int64_t>(seconds * 1e9));
    return stretch.from;
}

}  // namespace

ProfileCurve::ProfileCurve(QWidget* parent) : QWidget(parent) {
    setFixedHeight(92);
    setAccessibleName(tr("Curve of the profile"));
    setAccessibleDescription(tr("The same as the text above, as a drawing"));
    setToolTip(tr("Drag a dot up or down"));
    hide();
}

void ProfileCurve::show(const models::Profile& profile) {
    if (dragged_ >= 0) return;
    profile_ = profile;
    setVisible(isDrawn(profile));
    if (!isDrawn(profile)) return;
    const models::RateCurve curve(profile);
    // After its end it stays as it is for a while, so that this can be seen.
    seconds_ = std::max(1e-9, curve.length().toSeconds() * (curve.repeats() ? 1 : 1.15));
    highest_ = std::max(curve.highest(), 1e-9) * kRoomAbove;
    update();
}

QRectF ProfileCurve::plot() const {
    return QRectF(rect()).adjusted(6, 8, -6, -18);
}

QPointF ProfileCurve::toPlot(double seconds, double level) const {
    const QRectF area = plot();
    return {area.left() + area.width() * seconds / seconds_,
            area.bottom() - area.height() * std::min(1.0, level / highest_)};
}

std::vector<QPointF> ProfileCurve::dots() const {
    std::vector<QPointF> dots;
    const auto times = timesOf(profile_);
    for (std::size_t i = 0; i < times.size(); ++i)
        dots.push_back(toPlot(times[i], profile_.steps[i].level));
    return dots;
}

void ProfileCurve::paintEvent(QPaintEvent*) {
    if (!isDrawn(profile_)) return;
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const models::RateCurve curve(profile_);
    const int steps = std::max(2, static_cast<int>(plot().width()));
    QPainterPath line;
    for (int i = 0; i <= steps; ++i) {
        const double at = seconds_ * i / steps;
        // The end of what repeats is its beginning.
        const double level = levelAt(curve, i == steps ? at * (1 - 1e-9) : at);
        i == 0 ? line.moveTo(toPlot(at, level)) : line.lineTo(toPlot(at, level));
    }
    QPainterPath area = line;
    area.lineTo(plot().bottomRight());
    area.lineTo(plot().bottomLeft());
    QColor below = theme.accent;
    below.setAlphaF(0.12f);
    painter.fillPath(area, below);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1.6));
    painter.drawPath(line);
    painter.setBrush(theme.panel);
    painter.setFont(bodyFont(10));
    const auto all = dots();
    for (std::size_t i = 0; i < all.size(); ++i) {
        painter.setPen(QPen(theme.accent, 1.6));
        painter.drawEllipse(all[i], kDot, kDot);
    }
    painter.setPen(theme.faint);
    const QString length =
        QString::fromStdString(models::durationText(models::RateCurve(profile_).length()));
    painter.drawText(plot().adjusted(0, 0, 0, 16), Qt::AlignBottom | Qt::AlignRight, length);
    if (dragged_ < 0) return;
    const double level = profile_.steps[static_cast<std::size_t>(dragged_)].level;
    painter.setPen(theme.text);
    painter.drawText(plot().adjusted(0, 0, 0, 16), Qt::AlignBottom | Qt::AlignLeft,
                     profile_.rates ? shortRate(level) : shortShare(level));
}

void ProfileCurve::mousePressEvent(QMouseEvent* event) {
    const auto all = dots();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QPointF away = event->position() - all[i];
        if (std::hypot(away.x(), away.y()) <= kReach) dragged_ = static_cast<int>(i);
    }
    event->accept();
}

void ProfileCurve::mouseMoveEvent(QMouseEvent* event) {
    if (dragged_ < 0) return;
    const double part = (plot().bottom() - event->position().y()) / plot().height();
    double level = std::clamp(part, 0.0, 1.0) * highest_;
    // Two digits that count, and no level of nothing where all of them would be.
    if (level > 0) {
        const double unit = std::pow(10, std::floor(std::log10(level)) - 1);
        level = std::round(level / unit) * unit;
    }
    profile_.steps[static_cast<std::size_t>(dragged_)].level = std::max(level, highest_ / 100);
    update();
}

void ProfileCurve::mouseReleaseEvent(QMouseEvent*) {
    if (dragged_ < 0) return;
    dragged_ = -1;
    const models::Profile result = profile_;
    show(result);
    emit edited(result);
}

}  // namespace headroom::app
