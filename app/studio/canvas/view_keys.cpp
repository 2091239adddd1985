// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas by keyboard alone: walk from node to node, edit, and link.
#include <QAccessible>
#include <QFocusEvent>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/node_item.h"

namespace headroom::app {

namespace {

QPointF directionOf(int key) {
    switch (key) {
        case Qt::Key_Left:
            return {-1, 0};
        case Qt::Key_Right:
            return {1, 0};
        case Qt::Key_Up:
            return {0, -1};
        case Qt::Key_Down:
            return {0, 1};
        default:
            return {};
    }
}

}  // namespace

bool CanvasView::walk(bool forward) {
    const auto order = scene_.inOrder();
    if (order.empty()) return false;
    const auto selected = scene_.selectedNodes();
    if (selected.empty()) {
        go(forward ? order.front() : order.back());
        return true;
    }
    const auto at = std::ranges::find(order, selected.front());
    if (forward ? at + 1 == order.end() : at == order.begin()) return false;
    go(forward ? *(at + 1) : *(at - 1));
    return true;
}

/// To the nearest node in a direction; what lies straight ahead is nearer.
void CanvasView::walkTowards(const QPointF& direction) {
    const auto selected = scene_.selectedNodes();
    if (selected.empty()) {
        walk(true);
        return;
    }
    const QPointF from = scene_.item(selected.front())->pos();
    std::string nearest;
    double least = 0;
    for (const std::string& id : scene_.inOrder()) {
        const QPointF by = scene_.item(id)->pos() - from;
        const double ahead = QPointF::dotProduct(by, direction);
        if (ahead <= 0) continue;
        const double aside = std::abs(by.x() * direction.y()) + std::abs(by.y() * direction.x());
        if (!nearest.empty() && ahead + 2 * aside >= least) continue;
        least = ahead + 2 * aside;
        nearest = id;
    }
    if (!nearest.empty()) go(nearest);
}

void CanvasView::go(const std::string& id) {
    scene_.select({id});
    ensureVisible(scene_.item(id)->sceneBoundingRect(), 20, 20);
}

void CanvasView::startLink() {
    const auto selected = scene_.selectedNodes();
    if (selected.size() != 1) return say(tr("Select the one component that calls."));
    targets_ = scene_.targetsOf(selected.front());
    if (targets_.empty()) {
        return say(tr("There is nothing that %1 could call and does not call yet.")
                       .arg(QString::fromStdString(selected.front())));
    }
    linkFrom_ = selected.front();
    // What stands to the right comes next in a chain.
    const double from = scene_.item(linkFrom_)->pos().x();
    const auto next = std::ranges::find_if(
        targets_, [&](const std::string& id) { return scene_.item(id)->pos().x() > from; });
    target_ = next == targets_.end() ? 0 : static_cast<std::size_t>(next - targets_.begin());
    offerTarget();
}

void CanvasView::offerTarget() {
    const std::string& to = targets_[target_];
    if (scene_.item(to) == nullptr) return endLink(false);
    scene_.offerTargets(linkFrom_, to);
    ensureVisible(scene_.item(to)->sceneBoundingRect(), 20, 20);
    say(tr("Link from %1 to %2: Enter links, arrows choose another, Esc leaves it. %3 of %4")
            .arg(QString::fromStdString(linkFrom_), QString::fromStdString(to))
            .arg(target_ + 1)
            .arg(targets_.size()));
}

void CanvasView::endLink(bool keeps) {
    const std::string from = linkFrom_;
    const std::string to = targets_[target_];
    linkFrom_.clear();
    targets_.clear();
    scene_.takeOffersBack();
    if (!keeps) return say(tr("No link."));
    scene_.addLink(from, to);
    say(tr("%1 calls %2.").arg(QString::fromStdString(from), QString::fromStdString(to)));
}

bool CanvasView::keyWhileLinking(const QKeyEvent& event) {
    // Undone in the meantime: there is nothing to link any more.
    const bool isThere = std::ranges::all_of(
        targets_, [&](const std::string& id) { return scene_.item(id) != nullptr; });
    if (!isThere || scene_.item(linkFrom_) == nullptr) {
        endLink(false);
        return true;
    }
    switch (event.key()) {
        case Qt::Key_Right:
        case Qt::Key_Down:
            target_ = (target_ + 1) % targets_.size();
            offerTarget();
            return true;
        case Qt::Key_Left:
        case Qt::Key_Up:
            target_ = (target_ + targets_.size() - 1) % targets_.size();
            offerTarget();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            endLink(true);
            return true;
        case Qt::Key_Escape:
            endLink(false);
            return true;
        default:
            return false;
    }
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
    event->accept();
    if (isLinking() && keyWhileLinking(*event)) return;
    const QPointF direction = directionOf(event->key());
    if (!direction.isNull()) {
        if (event->modifiers() & Qt::AltModifier || scene_.selectedNodes().empty())
            return walkTowards(direction);
        const qreal step = NodeItem::kGrid * (event->modifiers() & Qt::ShiftModifier ? 10 : 1);
        return scene_.nudge(direction * step);
    }
    switch (event->key()) {
        case Qt::Key_Space:
            if (!event->isAutoRepeat()) {
                isSpaceDown_ = true;
                viewport()->setCursor(Qt::OpenHandCursor);
            }
            return;
        case Qt::Key_L:
            return startLink();
        case Qt::Key_F2:
            emit renameAsked();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            emit editAsked();
            return;
        case Qt::Key_Escape:
            return scene_.select({});
        case Qt::Key_Menu:
            return askForMenu();
        case Qt::Key_F10:
            if (event->modifiers() & Qt::ShiftModifier) return askForMenu();
            break;
        default:
            break;
    }
    QGraphicsView::keyPressEvent(event);
}

void CanvasView::askForMenu() {
    const auto selected = scene_.selectedNodes();
    const QPointF at = selected.empty()
                           ? mapToScene(viewport()->rect().center())
                           : scene_.item(selected.front())->sceneBoundingRect().center();
    emit scene_.menuAsked(selected.empty() ? QString() : QString::fromStdString(selected.front()),
                          {}, at, viewport()->mapToGlobal(mapFromScene(at)));
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        isSpaceDown_ = false;
        viewport()->setCursor(Qt::ArrowCursor);
        return event->accept();
    }
    QGraphicsView::keyReleaseEvent(event);
}

// Tab goes from node to node and, after the last, on to the next part of the window: nobody is
// caught in here.
bool CanvasView::focusNextPrevChild(bool next) {
    if (isLinking() && scene_.item(linkFrom_) != nullptr) {
        target_ = (target_ + (next ? 1 : targets_.size() - 1)) % targets_.size();
        offerTarget();
        return true;
    }
    if (walk(next)) return true;
    return QWidget::focusNextPrevChild(next);
}

void CanvasView::focusInEvent(QFocusEvent* event) {
    QGraphicsView::focusInEvent(event);
    const bool byKey =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    // What is selected stays so: whoever comes back goes on from there.
    if (!byKey || !scene_.selectedNodes().empty()) return;
    walk(event->reason() == Qt::TabFocusReason);
}

void CanvasView::say(const QString& text) {
    emit said(text);
}

void CanvasView::describeSelection() {
    QStringList parts;
    for (const std::string& id : scene_.selectedNodes()) {
        const NodeLook& look = scene_.item(id)->look();
        QStringList words{look.id, look.subtitle};
        if (look.live) words << look.live->left << look.live->right << look.live->resource;
        if (look.isBottleneck) words << tr("bottleneck");
        words.removeAll(QString());
        parts << words.join(QStringLiteral(", "));
    }
    for (const LinkEnds& link : scene_.selectedLinks()) {
        parts << tr("link from %1 to %2")
                     .arg(QString::fromStdString(link.from), QString::fromStdString(link.to));
    }
    setAccessibleDescription(parts.isEmpty() ? tr("The drawing of the system. Tab walks through "
                                                  "it, L links, Enter edits; the outline has the "
                                                  "same as a list.")
                                             : parts.join(QStringLiteral("; ")));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

}  // namespace headroom::app
