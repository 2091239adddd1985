// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse does to a drawing.
#include <QGraphicsPathItem>
#include <QGraphicsSceneContextMenuEvent>
#include <QGraphicsSceneDragDropEvent>
#include <QGraphicsSceneMouseEvent>
#include <QMimeData>
#include <QPainter>
#include <algorithm>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/frame_item.h"
#include "app/studio/canvas/frames.h"
#include "app/studio/canvas/link_item.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/canvas/placement.h"
#include "app/studio/theme/theme.h"
#include "models/kinds.h"
#include "models/topology/wiring.h"

namespace headroom::app {

void DesignScene::drawForeground(QPainter* painter, const QRectF&) {
    if (drag_.guides().empty()) return;
    painter->setPen(QPen(Theme::current().accent, 0, Qt::DashLine));
    for (const QLineF& guide : drag_.guides())
        painter->drawLine(guide);
}

void DesignScene::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        takeOffersBack();
        for (const auto& [id, item] : nodes_) {
            if (!item->isOnHandle(event->scenePos())) continue;
            linkFrom_ = item;
            return event->accept();
        }
        if (nodeAt(event->scenePos()) == nullptr) {
            if (const FrameItem* title = titleAt(event->scenePos())) {
                const auto members = membersOf(document_.design(), title->id());
                select(members);
                if (!members.empty()) beginDrag(*item(members.front()), event->scenePos());
                return event->accept();
            }
        }
    }
    // A menu is about what is selected: it does not end it.
    if (event->button() == Qt::RightButton) return event->accept();
    QGraphicsScene::mousePressEvent(event);
    NodeItem* held = nodeAt(event->scenePos());
    if (event->button() == Qt::LeftButton && held != nullptr && held->isSelected())
        beginDrag(*held, event->scenePos());
}

void DesignScene::beginDrag(NodeItem& held, const QPointF& from) {
    std::vector<NodeItem*> moved, others;
    for (const auto& [id, item] : nodes_)
        (item->isSelected() ? moved : others).push_back(item);
    drag_.begin(std::move(moved), &held, from, std::move(others));
}

void DesignScene::mouseMoveEvent(QGraphicsSceneMouseEvent* event) {
    if (linkFrom_ != nullptr) return showOffers(nodeAt(event->scenePos()), event->scenePos());
    if (!drag_.isActive()) return QGraphicsScene::mouseMoveEvent(event);
    drag_.moveTo(event->scenePos());
    const FrameItem* around = frameAround(cardAt(drag_.held()->pos()).center());
    for (const auto& [id, frame] : frames_)
        frame->setOffered(frame == around);
    update();
}

void DesignScene::mouseReleaseEvent(QGraphicsSceneMouseEvent* event) {
    if (linkFrom_ != nullptr) {
        const std::string from = linkFrom_->id();
        const NodeItem* to = nodeAt(event->scenePos());
        takeOffersBack();
        if (to != nullptr) addLink(from, to->id());
        return;
    }
    QGraphicsScene::mouseReleaseEvent(event);
    if (!drag_.isActive()) return;
    drag_.end();
    for (const auto& [id, frame] : frames_)
        frame->setOffered(false);
    commitMoves();
    update();
}

void DesignScene::contextMenuEvent(QGraphicsSceneContextMenuEvent* event) {
    const QPointF at = event->scenePos();
    const NodeItem* node = nodeAt(at);
    const FrameItem* title = node == nullptr ? titleAt(at) : nullptr;
    if (node != nullptr && !node->isSelected()) select({node->id()});
    if (LinkItem* link = linkAt(at); node == nullptr && link != nullptr && !link->isSelected())
        select({}, {{link->from(), link->to()}});
    emit menuAsked(node != nullptr ? QString::fromStdString(node->id()) : QString(),
                   title != nullptr ? QString::fromStdString(title->id()) : QString(), at,
                   event->screenPos());
    event->accept();
}

void DesignScene::offerTargets(const std::string& from, const std::string& to) {
    NodeItem* target = item(to);
    linkFrom_ = item(from);
    if (linkFrom_ != nullptr && target != nullptr) showOffers(target, target->inPort());
    const auto targets = targetsOf(from);
    for (const auto& [id, item] : nodes_) {
        if (item != target && std::ranges::find(targets, id) != targets.end())
            item->setOffer(NodeItem::Offer::Possible);
    }
}

void DesignScene::showOffers(NodeItem* over, const QPointF& at) {
    if (rubber_ == nullptr) {
        rubber_ = addPath({}, QPen(Theme::current().accent, 2, Qt::DashLine));
        rubber_->setZValue(3);
    }
    rubber_->setPath(linkCurve(linkFrom_->outPort(), at));
    const models::Node* from = document_.design().findNode(linkFrom_->id());
    for (const auto& [id, item] : nodes_) {
        auto offer = NodeItem::Offer::None;
        if (item == over && item != linkFrom_) {
            const models::Node* to = document_.design().findNode(id);
            offer = models::linkProblem(*from->kind, *to->kind) ? NodeItem::Offer::Refused
                                                                : NodeItem::Offer::Welcome;
        }
        item->setOffer(offer);
    }
}

void DesignScene::takeOffersBack() {
    linkFrom_ = nullptr;
    delete rubber_;
    rubber_ = nullptr;
    for (const auto& [id, item] : nodes_)
        item->setOffer(NodeItem::Offer::None);
}

void DesignScene::offerLink(LinkItem* link) {
    if (link == offered_) return;
    if (offered_ != nullptr) offered_->setOffered(false);
    offered_ = link;
    if (offered_ != nullptr) offered_->setOffered(true);
}

void DesignScene::dragEnterEvent(QGraphicsSceneDragDropEvent* event) {
    event->setAccepted(event->mimeData()->hasFormat(QLatin1String(kKindMime)));
}
void DesignScene::dragMoveEvent(QGraphicsSceneDragDropEvent* event) {
    const models::Kind* kind =
        models::kinds().find(event->mimeData()->data(QLatin1String(kKindMime)).toStdString());
    event->setAccepted(kind != nullptr);
    LinkItem* link = linkAt(event->scenePos());
    offerLink(kind != nullptr && link != nullptr && fitsInto(*kind, *link) ? link : nullptr);
}
void DesignScene::dragLeaveEvent(QGraphicsSceneDragDropEvent*) {
    offerLink(nullptr);
}
void DesignScene::dropEvent(QGraphicsSceneDragDropEvent* event) {
    const models::Kind* kind =
        models::kinds().find(event->mimeData()->data(QLatin1String(kKindMime)).toStdString());
    offerLink(nullptr);
    if (kind == nullptr) return;
    addNode(*kind, event->scenePos());
    event->acceptProposedAction();
}

}  // namespace headroom::app
