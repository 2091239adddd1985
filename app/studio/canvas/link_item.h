// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <string>

namespace headroom::app {

class NodeItem;

/// The curve between two ports.
QPainterPath linkCurve(const QPointF& from, const QPointF& to);

/// A link on the canvas, as wide as the logarithm of what goes through it.
class LinkItem : public QGraphicsItem {
  public:
    enum { Type = UserType + 2 };
    LinkItem(const NodeItem& from, const NodeItem& to);

    const std::string& from() const { return from_; }
    const std::string& to() const { return to_; }
    const QPainterPath& curve() const { return curve_; }
    /// The ends have moved.
    void follow(const NodeItem& from, const NodeItem& to);
    /// Requests per second; below zero: not known.
    void setRate(double perSecond);
    /// A node is held over it, which would be put in between.
    void setOffered(bool offered);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    std::string from_;
    std::string to_;
    QPainterPath curve_;
    double rate_ = -1;
    bool isOffered_ = false;
};

}  // namespace headroom::app
