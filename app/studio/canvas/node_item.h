// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

#include "app/studio/canvas/node_look.h"

namespace headroom::app {

/// A node on the canvas: a card that shows a NodeLook. It knows where it is and what it shows, and
/// decides nothing.
class NodeItem : public QGraphicsItem {
  public:
    enum { Type = UserType + 1 };
    static constexpr qreal kWidth = 176;
    static constexpr qreal kHeight = 88;
    static constexpr qreal kGrid = 20;

    explicit NodeItem(std::string id);

    const std::string& id() const { return id_; }
    void show(NodeLook look);
    const NodeLook& look() const { return look_; }
    /// Where links end, in scene coordinates.
    QPointF inPort() const;
    QPointF outPort() const;
    /// Whether a point of the scene is on the handle that begins a link.
    bool isOnHandle(const QPointF& scenePoint) const;
    /// While a link is drawn: may it end here, once it is over this?
    enum class Offer { None, Possible, Welcome, Refused };
    void setOffer(Offer offer);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;

  private:
    void paintCard(QPainter& painter, bool withText) const;
    void paintText(QPainter& painter) const;
    void paintBar(QPainter& painter) const;

    std::string id_;
    NodeLook look_;
    Offer offer_ = Offer::None;
    bool isHovered_ = false;
};

}  // namespace headroom::app
