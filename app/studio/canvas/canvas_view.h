// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>

namespace headroom::app {

class DesignScene;

/// The window onto a DesignScene: zoom at the pointer, pan, fit.
class CanvasView : public QGraphicsView {
    Q_OBJECT
  public:
    explicit CanvasView(DesignScene& scene, QWidget* parent = nullptr);

    double zoom() const { return transform().m11(); }
    void setZoom(double zoom);
    void zoomBy(double factor) { setZoom(zoom() * factor); }
    /// All nodes, at most at 100 %.
    void fit();
    void fitSelection();

  signals:
    void zoomChanged(double zoom);
    /// A double click where nothing is, or a context menu there.
    void quickAddAsked(const QPointF& scenePoint, const QPoint& globalPoint);

  protected:
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

  private:
    void fit(const QRectF& rect);

    DesignScene& scene_;
    QPoint panFrom_;
    bool isPanning_ = false;
    bool isSpaceDown_ = false;
};

}  // namespace headroom::app
