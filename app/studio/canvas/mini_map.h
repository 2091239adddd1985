// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMouseEvent>
#include <QWidget>

namespace headroom::app {

class CanvasView;
class DesignScene;

/// The whole drawing, small, in a corner of the canvas, with what is seen of it; a click goes
/// there. Shown once something lies outside.
class MiniMap : public QWidget {
    Q_OBJECT
  public:
    MiniMap(CanvasView& canvas, DesignScene& scene);
    /// Into its corner, and shown or not.
    void place();
    /// Where a point of the scene is on the map.
    QPointF toMap(const QPointF& scenePoint) const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override { event->accept(); }
    void mouseDoubleClickEvent(QMouseEvent* event) override { event->accept(); }

  private:
    QRectF seen() const;
    void lookAt(const QPointF& mapPoint);

    CanvasView& canvas_;
    DesignScene& scene_;
    QRectF world_;
};

}  // namespace headroom::app
