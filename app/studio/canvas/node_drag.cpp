// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/node_drag.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/studio/canvas/node_item.h"
#include "app/studio/canvas/placement.h"

namespace headroom::app {

namespace {

// So near to a line that it is meant.
constexpr qreal kNear = 8;
constexpr qreal kBeyond = 16;

}  // namespace

void NodeDrag::begin(std::vector<NodeItem*> moved, NodeItem* held, const QPointF& from,
                     std::vector<NodeItem*> others) {
    starts_.clear();
    for (NodeItem* item : moved)
        starts_.push_back({item, item->pos()});
    others_ = std::move(others);
    held_ = held;
    heldAt_ = held->pos();
    from_ = from;
}

void NodeDrag::moveTo(const QPointF& to) {
    const QPointF wish = heldAt_ + to - from_;
    QPointF at = snapped(wish);
    std::optional<qreal> column, row;
    for (const NodeItem* other : others_) {
        const QPointF by = other->pos() - wish;
        if (std::abs(by.x()) <= kNear && (!column || std::abs(by.x()) < std::abs(*column)))
            column = by.x();
        if (std::abs(by.y()) <= kNear && (!row || std::abs(by.y()) < std::abs(*row))) row = by.y();
    }
    if (column) at.setX(wish.x() + *column);
    if (row) at.setY(wish.y() + *row);
    for (const Start& start : starts_)
        start.item->setPos(start.at + at - heldAt_);
    guides_.clear();
    const QRectF card = cardAt(held_->pos());
    QRectF inColumn = card, inRow = card;
    for (const NodeItem* other : others_) {
        const QRectF its = cardAt(other->pos());
        if (std::abs(its.x() - card.x()) < 0.5) inColumn |= its;
        if (std::abs(its.y() - card.y()) < 0.5) inRow |= its;
    }
    if (inColumn.height() > card.height() + 0.5) {
        guides_.emplace_back(card.center().x(), inColumn.top() - kBeyond, card.center().x(),
                             inColumn.bottom() + kBeyond);
    }
    if (inRow.width() > card.width() + 0.5) {
        guides_.emplace_back(inRow.left() - kBeyond, card.center().y(), inRow.right() + kBeyond,
                             card.center().y());
    }
}

void NodeDrag::end() {
    starts_.clear();
    others_.clear();
    guides_.clear();
    held_ = nullptr;
}

}  // namespace headroom::app
