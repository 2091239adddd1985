// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/frame_item.h"

#include <QFontMetricsF>
#include <QPainter>

#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr qreal kFrameRadius = 12;
constexpr qreal kTitleHeight = 18;

QFont titleFont() {
    return bodyFont(12, QFont::DemiBold);
}

}  // namespace

FrameItem::FrameItem(std::string id) : id_(std::move(id)) {
    setZValue(-2);
}

void FrameItem::show(const QString& title, const QRectF& frame, bool isZone) {
    prepareGeometryChange();
    title_ = title;
    frame_ = frame;
    isZone_ = isZone;
    setZValue(isZone ? -1 : -2);
    update();
}

QRectF FrameItem::titleRect() const {
    const qreal width = QFontMetricsF(titleFont()).horizontalAdvance(title_) + 12;
    return {frame_.left() + 16, frame_.top() - kTitleHeight / 2,
            std::min(width, frame_.width() - 32), kTitleHeight};
}

void FrameItem::setOffered(bool offered) {
    if (offered == isOffered_) return;
    isOffered_ = offered;
    update();
}

QRectF FrameItem::boundingRect() const {
    return frame_.adjusted(-2, -kTitleHeight / 2 - 2, 2, 2);
}

QPainterPath FrameItem::shape() const {
    QPainterPath path;
    path.addRect(titleRect());
    return path;
}

void FrameItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    const Theme& theme = Theme::current();
    painter->setRenderHint(QPainter::Antialiasing);
    QColor inside = isOffered_ ? theme.accent : theme.soft;
    inside.setAlphaF(isOffered_ ? 0.10f : 0.03f);
    QPen line(isOffered_ ? theme.accent : (theme.isDark ? QColor("#444D59") : QColor("#B9C1CC")),
              isZone_ ? 1 : 1.5);
    line.setDashPattern(isZone_ ? QList<qreal>{2, 3} : QList<qreal>{5, 4});
    painter->setPen(line);
    painter->setBrush(inside);
    painter->drawRoundedRect(frame_, kFrameRadius, kFrameRadius);
    // The title stands in a gap of the line.
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.canvas);
    painter->drawRect(titleRect());
    painter->setFont(titleFont());
    painter->setPen(isZone_ ? theme.faint : theme.soft);
    painter->drawText(
        titleRect(), Qt::AlignCenter,
        QFontMetricsF(titleFont()).elidedText(title_, Qt::ElideRight, titleRect().width() - 8));
}

}  // namespace headroom::app
