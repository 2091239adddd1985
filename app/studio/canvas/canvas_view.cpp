// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/canvas_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/mini_map.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/canvas/zoom_pill.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

CanvasView::CanvasView(DesignScene& scene, QWidget* parent)
    : QGraphicsView(&scene, parent), scene_(scene) {
    setFrameShape(QFrame::NoFrame);
    setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                   QPainter::SmoothPixmapTransform);
    setViewportUpdateMode(FullViewportUpdate);
    setDragMode(RubberBandDrag);
    setTransformationAnchor(AnchorUnderMouse);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAcceptDrops(true);
    setAccessibleName(tr("Canvas"));
    map_ = new MiniMap(*this, scene_);
    pill_ = new ZoomPill(*this);
    connect(&scene_, &QGraphicsScene::changed, map_, &MiniMap::place);
    connect(&scene_, &QGraphicsScene::selectionChanged, this, &CanvasView::describeSelection);
    connect(this, &CanvasView::zoomChanged, this, &CanvasView::placeOverlays);
    describeSelection();
}

void CanvasView::setZoom(double zoom) {
    const double to = std::clamp(zoom, 0.1, 4.0);
    const double factor = to / this->zoom();
    scale(factor, factor);
    emit zoomChanged(to);
}

void CanvasView::fit(const QRectF& rect) {
    if (rect.isEmpty()) return centerOn(0, 0);
    const QRectF all = rect.adjusted(-40, -50, 40, 40);
    const QSizeF room = viewport()->size();
    setZoom(std::min({1.0, room.width() / all.width(), room.height() / all.height()}));
    centerOn(all.center());
}

void CanvasView::fit() {
    QRectF all;
    for (const QGraphicsItem* item : scene_.items()) {
        if (item->type() == NodeItem::Type) {
            all |= QRectF(item->pos(), QSizeF(NodeItem::kWidth, NodeItem::kHeight));
        }
    }
    fit(all);
}

void CanvasView::fitSelection() {
    QRectF all;
    for (const std::string& id : scene_.selectedNodes()) {
        all |= QRectF(scene_.item(id)->pos(), QSizeF(NodeItem::kWidth, NodeItem::kHeight));
    }
    if (!all.isEmpty()) fit(all);
}

void CanvasView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        zoomBy(std::pow(1.0015, event->angleDelta().y()));
        return event->accept();
    }
    const QPoint by = event->angleDelta();
    const bool sideways = event->modifiers() & Qt::ShiftModifier;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() -
                                    (sideways ? by.y() + by.x() : by.x()));
    if (!sideways) verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
    event->accept();
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton ||
        (event->button() == Qt::LeftButton && isSpaceDown_)) {
        isPanning_ = true;
        panFrom_ = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
        return event->accept();
    }
    QGraphicsView::mousePressEvent(event);
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
    if (!isPanning_) return QGraphicsView::mouseMoveEvent(event);
    const QPoint by = event->pos() - panFrom_;
    panFrom_ = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
    if (!isPanning_) return QGraphicsView::mouseReleaseEvent(event);
    isPanning_ = false;
    viewport()->setCursor(isSpaceDown_ ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (itemAt(event->pos()) == nullptr && event->button() == Qt::LeftButton) {
        emit quickAddAsked(mapToScene(event->pos()), event->globalPosition().toPoint());
        return event->accept();
    }
    QGraphicsView::mouseDoubleClickEvent(event);
}

void CanvasView::placeOverlays() {
    if (map_ == nullptr || scene() == nullptr) return;  // as both begin, and as the scene ends
    map_->place();
    pill_->adjustSize();
    pill_->move(12, height() - pill_->height() - 12);
}

void CanvasView::refresh() {
    pill_->refresh();
    map_->update();
    describeSelection();
}

void CanvasView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    placeOverlays();
}

void CanvasView::scrollContentsBy(int dx, int dy) {
    QGraphicsView::scrollContentsBy(dx, dy);
    placeOverlays();
}

void CanvasView::drawForeground(QPainter* painter, const QRectF& rect) {
    QGraphicsView::drawForeground(painter, rect);
    for (const QGraphicsItem* item : scene_.items()) {
        if (item->type() == NodeItem::Type) return;
    }
    painter->save();
    painter->resetTransform();
    const Theme& theme = Theme::current();
    const QRectF middle = viewport()->rect();
    painter->setPen(theme.soft);
    painter->setFont(bodyFont(15, QFont::DemiBold));
    painter->drawText(middle.adjusted(0, -14, 0, -14), Qt::AlignCenter,
                      tr("Drag a component here, or double-click to add one"));
    painter->setPen(theme.faint);
    painter->setFont(bodyFont(13));
    painter->drawText(middle.adjusted(0, 14, 0, 14), Qt::AlignCenter,
                      tr("File \u2192 Examples opens a system that runs"));
    painter->restore();
}

}  // namespace headroom::app
