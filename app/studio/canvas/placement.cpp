// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/placement.h"

#include <algorithm>
#include <cmath>

#include "app/studio/canvas/node_item.h"

namespace headroom::app {

QPointF snapped(const QPointF& point) {
    constexpr qreal grid = NodeItem::kGrid;
    return {std::round(point.x() / grid) * grid, std::round(point.y() / grid) * grid};
}

QRectF cardAt(const QPointF& at) {
    return {at, QSizeF(NodeItem::kWidth, NodeItem::kHeight)};
}

QPointF freePlace(const std::vector<QPointF>& taken, const QPointF& wish) {
    constexpr qreal kRight = 240, kDown = 140;
    constexpr int kColumns = 4;
    for (int i = 0;; ++i) {
        const QPointF at = snapped(wish + QPointF(kRight * (i % kColumns), kDown * (i / kColumns)));
        const QRectF card = cardAt(at).adjusted(-10, -10, 10, 10);
        if (std::ranges::none_of(
                taken, [&](const QPointF& other) { return card.intersects(cardAt(other)); })) {
            return at;
        }
    }
}

}  // namespace headroom::app
