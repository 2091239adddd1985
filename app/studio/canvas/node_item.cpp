// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/node_item.h"

#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <cmath>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/theme/figure_text.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr qreal kRadius = 10;
constexpr qreal kHalo = 8;
constexpr qreal kPadding = 10;
// Below this scale text cannot be read: names only, then nothing.
constexpr qreal kTextFrom = 0.45;

QRectF card() {
    return {0, 0, NodeItem::kWidth, NodeItem::kHeight};
}

QString elided(const QString& text, const QFont& font, qreal width) {
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
}

void paintCount(QPainter& painter, std::int64_t instances) {
    const Theme& theme = Theme::current();
    const QFont font = figureFont(10, QFont::DemiBold);
    const QString text = QStringLiteral("\u00d7%1").arg(instances);
    const qreal width = QFontMetricsF(font).horizontalAdvance(text) + 12;
    const QRectF pill(NodeItem::kWidth - kPadding - width, 12, width, 18);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(pill, 9, 9);
    painter.setFont(font);
    painter.setPen(theme.soft);
    painter.drawText(pill, Qt::AlignCenter, text);
}

}  // namespace

NodeItem::NodeItem(std::string id) : id_(std::move(id)) {
    setFlags(ItemIsSelectable | ItemSendsGeometryChanges);
    setAcceptHoverEvents(true);
    setCacheMode(DeviceCoordinateCache);
    setZValue(2);
}

void NodeItem::show(NodeLook look) {
    look_ = std::move(look);
    QString tip = look_.id + QLatin1Char('\n') + look_.subtitle;
    if (look_.live) {
        tip += QLatin1Char('\n') + look_.live->left;
        for (const QString& each : {look_.live->right, look_.live->resource}) {
            if (!each.isEmpty()) tip += QLatin1Char('\n') + each;
        }
    }
    setToolTip(tip);
    update();
}

QPointF NodeItem::inPort() const {
    return mapToScene(0, kHeight / 2);
}
QPointF NodeItem::outPort() const {
    return mapToScene(kWidth, kHeight / 2);
}

bool NodeItem::isOnHandle(const QPointF& scenePoint) const {
    const QPointF away = scenePoint - outPort();
    return std::hypot(away.x(), away.y()) <= 9;
}

void NodeItem::setOffer(Offer offer) {
    if (offer == offer_) return;
    offer_ = offer;
    update();
}

QRectF NodeItem::boundingRect() const {
    return card().adjusted(-kHalo - 2, -26, kHalo + 8, kHalo + 2);
}

QPainterPath NodeItem::shape() const {
    QPainterPath path;
    path.addRoundedRect(card().adjusted(0, 0, 8, 0), kRadius, kRadius);
    return path;
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    const qreal scale =
        QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    static_cast<void>(option);
    painter->setRenderHint(QPainter::Antialiasing);
    paintCard(*painter, scale >= kTextFrom);
    if (scale >= kTextFrom) paintText(*painter);
}

void NodeItem::paintCard(QPainter& painter, bool withText) const {
    const Theme& theme = Theme::current();
    if (look_.isBottleneck) {
        QColor halo = theme.bad;
        halo.setAlphaF(0.28f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawRoundedRect(card().adjusted(-6, -6, 6, 6), kRadius + 6, kRadius + 6);
    }
    if (look_.instances > 1) {  // a stack
        painter.setPen(QPen(theme.line, 1));
        painter.setBrush(theme.panel);
        if (look_.instances > 2)
            painter.drawRoundedRect(card().translated(8, -8), kRadius, kRadius);
        painter.drawRoundedRect(card().translated(4, -4), kRadius, kRadius);
    }
    QPen outline(theme.line, 1);
    if (look_.isBottleneck) outline = QPen(theme.bad, 2);
    if (isSelected()) outline = QPen(theme.accent, 2);
    if (offer_ == Offer::Possible) outline = QPen(theme.good, 1.5, Qt::DotLine);
    if (offer_ == Offer::Welcome) outline = QPen(theme.good, 2);
    if (offer_ == Offer::Refused) outline = QPen(theme.bad, 2, Qt::DashLine);
    painter.setPen(outline);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(card(), kRadius, kRadius);
    if (look_.live) paintBar(painter);
    if (isHovered_) {
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(theme.panel);
        painter.drawEllipse(QPointF(kWidth, kHeight / 2), 6, 6);
        painter.drawLine(QPointF(kWidth - 3, kHeight / 2), QPointF(kWidth + 3, kHeight / 2));
        painter.drawLine(QPointF(kWidth, kHeight / 2 - 3), QPointF(kWidth, kHeight / 2 + 3));
    }
    if (look_.isBottleneck && withText) {
        const QFont font = bodyFont(11, QFont::DemiBold);
        const QString word = DesignScene::tr("Bottleneck");
        const qreal width = QFontMetricsF(font).horizontalAdvance(word) + 20;
        const QRectF label(kWidth / 2 - width / 2, -24, width, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.bad);
        painter.drawRoundedRect(label, 9, 9);
        painter.setPen(theme.isDark ? theme.window : theme.panel);
        painter.setFont(font);
        painter.drawText(label, Qt::AlignCenter, word);
    }
}

void NodeItem::paintText(QPainter& painter) const {
    if (look_.kind == nullptr) return;
    const Theme& theme = Theme::current();
    const qreal scale = painter.device()->devicePixelRatio() *
                        std::max(1.0, std::abs(painter.worldTransform().m11()));
    painter.drawPixmap(QRectF(kPadding, 10, 28, 28), kindBadge(*look_.kind, 28, scale),
                       QRectF(0, 0, 28 * scale, 28 * scale));
    const bool isStack = look_.instances > 1;
    const qreal textLeft = kPadding + 36;
    const qreal room = kWidth - textLeft - kPadding;
    const QFont name = bodyFont(13, QFont::DemiBold);
    painter.setFont(name);
    painter.setPen(theme.text);
    painter.drawText(QRectF(textLeft, 8, room - (isStack ? 34 : 0), 18), Qt::AlignVCenter,
                     elided(look_.id, name, room - (isStack ? 34 : 0)));
    const QFont small = bodyFont(11);
    painter.setFont(small);
    painter.setPen(theme.soft);
    painter.drawText(QRectF(textLeft, 25, room, 16), Qt::AlignVCenter,
                     elided(look_.subtitle, small, room));
    if (isStack) paintCount(painter, look_.instances);
    if (!look_.live) return;
    const QFont figures = figureFont(11);
    painter.setFont(figures);
    painter.setPen(theme.text);
    const QRectF line(kPadding, 47, kWidth - 2 * kPadding, 16);
    drawFigures(painter, line, Qt::AlignLeft, look_.live->left);
    painter.setFont(small);
    painter.setPen(theme.soft);
    drawFigures(painter, line, Qt::AlignRight, look_.live->right);
    if (look_.live->resource.isEmpty()) return;
    const bool isBusy = look_.live->busiest >= 0.7;
    const QFont use = bodyFont(11, isBusy ? QFont::DemiBold : QFont::Normal);
    painter.setFont(use);
    painter.setPen(isBusy ? theme.ofUse(look_.live->busiest) : theme.soft);
    drawFigures(painter, QRectF(kPadding, 66, kWidth - 2 * kPadding, 16), Qt::AlignRight,
                look_.live->resource);
}

void NodeItem::paintBar(QPainter& painter) const {
    if (look_.live->resource.isEmpty()) return;
    const Theme& theme = Theme::current();
    const double use = std::clamp(look_.live->busiest, 0.0, 1.0);
    const QRectF groove(kPadding, 71, 74, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(groove, 3, 3);
    QRectF filled = groove;
    filled.setWidth(std::max(3.0, groove.width() * use));
    painter.setBrush(theme.ofUse(use));
    painter.drawRoundedRect(filled, 3, 3);
    if (use < 0.7) return;
    // Hatched, so that it can be told without its colour.
    painter.save();
    QPainterPath clip;
    clip.addRoundedRect(filled, 3, 3);
    painter.setClipPath(clip);
    painter.setPen(QPen(QColor(255, 255, 255, 110), 1.5));
    for (qreal x = filled.left() - 6; x < filled.right(); x += 5)
        painter.drawLine(QPointF(x, filled.bottom()), QPointF(x + 6, filled.top()));
    painter.restore();
}

QVariant NodeItem::itemChange(GraphicsItemChange change, const QVariant& value) {
    if (change == ItemPositionHasChanged && scene() != nullptr)
        static_cast<DesignScene*>(scene())->follow(*this);
    return QGraphicsItem::itemChange(change, value);
}

void NodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent*) {
    isHovered_ = true;
    update();
}
void NodeItem::hoverLeaveEvent(QGraphicsSceneHoverEvent*) {
    isHovered_ = false;
    update();
}

}  // namespace headroom::app
