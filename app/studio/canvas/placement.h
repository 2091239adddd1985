// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <vector>

namespace headroom::app {

/// Onto the grid of the canvas.
QPointF snapped(const QPointF& point);
/// What the card of a node at this point covers.
QRectF cardAt(const QPointF& at);
/// The place nearest to the right of the wish, then below it, where a card covers no other.
QPointF freePlace(const std::vector<QPointF>& taken, const QPointF& wish);

}  // namespace headroom::app
