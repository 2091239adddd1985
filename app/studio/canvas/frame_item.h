// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <string>

namespace headroom::app {

/// The frame around the nodes of a region or zone, behind them. It is taken by its title; inside of
/// it the canvas is free.
class FrameItem : public QGraphicsItem {
  public:
    enum { Type = UserType + 3 };

    explicit FrameItem(std::string id);
    const std::string& id() const { return id_; }
    /// A zone's frame is finer than that of its region and stands before it.
    void show(const QString& title, const QRectF& frame, bool isZone);
    const QString& title() const { return title_; }
    /// In scene coordinates.
    const QRectF& frame() const { return frame_; }
    QRectF titleRect() const;
    /// While a node is dragged over it: it would stand here.
    void setOffered(bool offered);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    std::string id_;
    QString title_;
    QRectF frame_;
    bool isZone_ = false;
    bool isOffered_ = false;
};

}  // namespace headroom::app
