// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/link_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/figures.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

QPainterPath linkCurve(const QPointF& from, const QPointF& to) {
    QPainterPath path(from);
    // A link that goes back swings out, so that it is seen beside the nodes.
    const qreal reach = std::max(40.0, std::abs(to.x() - from.x()) / 2);
    path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
    return path;
}

LinkItem::LinkItem(const NodeItem& from, const NodeItem& to) : from_(from.id()), to_(to.id()) {
    setFlags(ItemIsSelectable);
    setZValue(1);
    follow(from, to);
}

void LinkItem::follow(const NodeItem& from, const NodeItem& to) {
    prepareGeometryChange();
    curve_ = linkCurve(from.outPort(), to.inPort());
}

void LinkItem::setRate(double perSecond) {
    if (rate_ == perSecond) return;
    rate_ = perSecond;
    setToolTip(perSecond < 0 ? QString() : shortRate(perSecond));
    update();
}

void LinkItem::setOffered(bool offered) {
    isOffered_ = offered;
    update();
}

QRectF LinkItem::boundingRect() const {
    return curve_.boundingRect().adjusted(-6, -6, 6, 6);
}

QPainterPath LinkItem::shape() const {
    QPainterPathStroker stroker;
    stroker.setWidth(12);
    return stroker.createStroke(curve_);
}

void LinkItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    const Theme& theme = Theme::current();
    painter->setRenderHint(QPainter::Antialiasing);
    QColor color = theme.isDark ? QColor("#444D59") : QColor("#B9C1CC");
    qreal width = 2;
    if (rate_ >= 0) width = std::clamp(1.5 + std::log10(1 + rate_), 1.5, 7.0);
    if (isSelected() || isOffered_) color = theme.accent;
    painter->setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(curve_);
}

}  // namespace headroom::app
