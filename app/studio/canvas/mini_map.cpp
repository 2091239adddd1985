// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/mini_map.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/frame_item.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/canvas/placement.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr int kWidth = 150, kHeight = 64, kMargin = 12;
constexpr qreal kInset = 6;

}  // namespace

MiniMap::MiniMap(CanvasView& canvas, DesignScene& scene)
    : QWidget(&canvas), canvas_(canvas), scene_(scene) {
    setFixedSize(kWidth, kHeight);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Map of the drawing"));
    place();
}

QRectF MiniMap::seen() const {
    return canvas_.mapToScene(canvas_.viewport()->rect()).boundingRect();
}

void MiniMap::place() {
    QRectF nodes;
    for (const std::string& id : scene_.inOrder())
        nodes |= cardAt(scene_.item(id)->pos());
    const QRectF visible = seen();
    setVisible(!nodes.isEmpty() && !visible.contains(nodes));
    world_ = nodes.united(visible).adjusted(-40, -40, 40, 40);
    move(canvas_.width() - kWidth - kMargin, canvas_.height() - kHeight - kMargin);
    update();
}

QPointF MiniMap::toMap(const QPointF& point) const {
    const qreal scale = std::min((width() - 2 * kInset) / std::max(1.0, world_.width()),
                                 (height() - 2 * kInset) / std::max(1.0, world_.height()));
    const QPointF middle(width() / 2.0, height() / 2.0);
    return middle + (point - world_.center()) * scale;
}

void MiniMap::lookAt(const QPointF& point) {
    const qreal scale = std::min((width() - 2 * kInset) / std::max(1.0, world_.width()),
                                 (height() - 2 * kInset) / std::max(1.0, world_.height()));
    const QPointF middle(width() / 2.0, height() / 2.0);
    canvas_.centerOn(world_.center() + (point - middle) / scale);
}

void MiniMap::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const auto onMap = [&](const QRectF& rect) {
        return QRectF(toMap(rect.topLeft()), toMap(rect.bottomRight()));
    };
    painter.setPen(Qt::NoPen);
    for (const std::string& id : scene_.inOrder()) {
        const NodeItem* item = scene_.item(id);
        painter.setBrush(item->look().isBottleneck ? theme.bad
                         : item->isSelected()      ? theme.accent
                                                   : theme.faint);
        painter.drawRoundedRect(onMap(cardAt(item->pos())), 1.5, 1.5);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1.2));
    painter.drawRoundedRect(onMap(seen()), 3, 3);
}

void MiniMap::mousePressEvent(QMouseEvent* event) {
    lookAt(event->position());
    event->accept();
}
void MiniMap::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) lookAt(event->position());
    event->accept();
}

}  // namespace headroom::app
