// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>
#include <string>
#include <vector>

namespace headroom::app {

class DesignScene;
class MiniMap;
class ZoomPill;

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

    /// Chooses what the selected node is linked to, by keys.
    void startLink();
    bool isLinking() const { return !linkFrom_.empty(); }
    /// Map and zoom, in a new theme or language.
    void refresh();

  signals:
    /// The settings, or the id, of what is selected are to be edited.
    void editAsked();
    void renameAsked();
    /// What a line of status says about what is done.
    void said(const QString& text);
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
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

  private:
    void fit(const QRectF& rect);

    /// To the next node; false after the last.
    bool walk(bool forward);
    void walkTowards(const QPointF& direction);
    void go(const std::string& id);
    void offerTarget();
    void endLink(bool keeps);
    bool keyWhileLinking(const QKeyEvent& event);
    void askForMenu();
    void say(const QString& text);
    void describeSelection();
    void placeOverlays();

    DesignScene& scene_;
    MiniMap* map_ = nullptr;
    ZoomPill* pill_ = nullptr;
    std::string linkFrom_;
    std::vector<std::string> targets_;
    std::size_t target_ = 0;
    QPoint panFrom_;
    bool isPanning_ = false;
    bool isSpaceDown_ = false;
};

}  // namespace headroom::app
