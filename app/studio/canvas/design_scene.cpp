// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/design_scene.h"

#include <QGraphicsPathItem>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/frame_item.h"
#include "app/studio/canvas/frames.h"
#include "app/studio/canvas/link_item.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/canvas/node_look.h"
#include "app/studio/canvas/placement.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/theme.h"
#include "models/kinds.h"
#include "models/topology/wiring.h"

namespace headroom::app {

namespace {

bool hasLink(const models::Design& design, const std::string& from, const std::string& to) {
    return std::ranges::any_of(
        design.links, [&](const models::Link& link) { return link.from == from && link.to == to; });
}

}  // namespace

DesignScene::DesignScene(Document& document, QObject* parent)
    : QGraphicsScene(parent), document_(document) {
    setItemIndexMethod(NoIndex);
    setSceneRect(-4000, -3000, 8000, 6000);
    connect(&document, &Document::changed, this, &DesignScene::rebuild);
    rebuild();
}

DesignScene::~DesignScene() {
    // Whoever hears that the selection goes would look for items that are gone.
    blockSignals(true);
    nodes_.clear();
    links_.clear();
    frames_.clear();
}

// Items keep their place and selection as long as their node is there, so that a change of one
// setting is not seen as everything being made anew.
void DesignScene::rebuild() {
    const models::Design& design = document_.design();
    const std::vector<std::string> nodesBefore = selectedNodes();
    const std::vector<LinkEnds> linksBefore = selectedLinks();
    const std::set<LinkEnds> chosen(linksBefore.begin(), linksBefore.end());
    blockSignals(true);  // half a drawing is nothing to be looked at
    drag_.end();
    std::map<std::string, NodeItem*> gone;
    gone.swap(nodes_);
    qDeleteAll(links_);
    links_.clear();
    offered_ = nullptr;
    linkFrom_ = nullptr;
    delete rubber_;
    rubber_ = nullptr;
    for (const models::Node& node : design.nodes) {
        if (nodes_.contains(node.id)) continue;
        NodeItem* item = nullptr;
        if (const auto found = gone.find(node.id); found != gone.end()) {
            item = found->second;
            gone.erase(found);
        } else {
            item = new NodeItem(node.id);
            addItem(item);
        }
        nodes_[node.id] = item;
        item->setPos(node.at[0], node.at[1]);
    }
    for (const auto& [id, item] : gone)
        delete item;
    for (const models::Link& link : design.links) {
        NodeItem* from = item(link.from);
        NodeItem* to = item(link.to);
        if (from == nullptr || to == nullptr) continue;
        auto* drawn = new LinkItem(*from, *to);
        addItem(drawn);
        drawn->setSelected(chosen.contains({link.from, link.to}));
        links_.push_back(drawn);
    }
    layOutFrames();
    showFigures();
    blockSignals(false);
    if (selectedNodes() != nodesBefore || selectedLinks() != linksBefore) emit selectionChanged();
}

void DesignScene::layOutFrames() {
    std::map<std::string, FrameItem*> gone;
    gone.swap(frames_);
    const auto at = [this](const models::Node& node) { return item(node.id)->pos(); };
    for (const FrameLook& look : framesOf(document_.design(), at)) {
        FrameItem*& drawn = frames_[look.id];
        if (const auto found = gone.find(look.id); found != gone.end()) {
            drawn = found->second;
            gone.erase(found);
        } else {
            addItem(drawn = new FrameItem(look.id));
        }
        drawn->show(look.title, look.frame, look.isZone);
    }
    for (const auto& [id, frame] : gone)
        delete frame;
}

FrameItem* DesignScene::frame(const std::string& group) const {
    const auto found = frames_.find(group);
    return found == frames_.end() ? nullptr : found->second;
}

FrameItem* DesignScene::titleAt(const QPointF& point) const {
    for (const auto& [id, frame] : frames_) {
        if (frame->titleRect().contains(point)) return frame;
    }
    return nullptr;
}

FrameItem* DesignScene::frameAround(const QPointF& point) const {
    FrameItem* innermost = nullptr;
    for (const auto& [id, frame] : frames_) {
        if (!frame->frame().contains(point)) continue;
        if (innermost == nullptr || frame->zValue() > innermost->zValue()) innermost = frame;
    }
    return innermost;
}

void DesignScene::showFigures() {
    const models::Snapshot* snapshot = view_ ? view_->snapshot.get() : nullptr;
    std::map<std::string, std::size_t> components;
    if (snapshot != nullptr && view_->nodes) {
        for (std::size_t i = 0; i < view_->nodes->size(); ++i)
            components[(*view_->nodes)[i]] = i;
    }
    std::map<std::string, double> rates;
    for (const models::Node& node : document_.design().nodes) {
        std::optional<std::size_t> component;
        if (const auto found = components.find(node.id); found != components.end())
            component = found->second;
        NodeLook look = lookOf(node, snapshot, component);
        look.isBottleneck = node.id == bottleneck_;
        if (component && snapshot != nullptr && *component < snapshot->components.size())
            rates[node.id] = static_cast<double>(snapshot->components[*component].arrivalRps);
        if (NodeItem* shown = item(node.id)) shown->show(std::move(look));
    }
    for (LinkItem* link : links_) {
        const auto found = rates.find(link->to());
        link->setRate(found == rates.end() ? -1 : found->second);
    }
}

void DesignScene::show(std::shared_ptr<const LiveView> view) {
    view_ = std::move(view);
    showFigures();
}

void DesignScene::setBottleneck(const std::string& id) {
    if (id == bottleneck_) return;
    bottleneck_ = id;
    showFigures();
}

void DesignScene::refresh() {
    showFigures();
    for (const auto& [id, item] : nodes_)
        item->update();
    update();
}

NodeItem* DesignScene::item(const std::string& id) const {
    const auto found = nodes_.find(id);
    return found == nodes_.end() ? nullptr : found->second;
}

void DesignScene::follow(const NodeItem& node) {
    for (LinkItem* link : links_) {
        if (link->from() != node.id() && link->to() != node.id()) continue;
        link->follow(*item(link->from()), *item(link->to()));
    }
}

NodeItem* DesignScene::nodeAt(const QPointF& point) const {
    for (const auto& [id, item] : nodes_) {
        if (item->shape().contains(item->mapFromScene(point))) return item;
    }
    return nullptr;
}

LinkItem* DesignScene::linkAt(const QPointF& point) const {
    for (LinkItem* link : links_) {
        if (link->shape().contains(point)) return link;
    }
    return nullptr;
}

bool DesignScene::fitsInto(const models::Kind& kind, const LinkItem& link) const {
    const models::Node* from = document_.design().findNode(link.from());
    const models::Node* to = document_.design().findNode(link.to());
    return from != nullptr && to != nullptr && !models::linkProblem(*from->kind, kind) &&
           !models::linkProblem(kind, *to->kind);
}

std::string DesignScene::addNode(const models::Kind& kind, const QPointF& at) {
    const std::string id = document_.freeId(kind.key);
    const QPointF corner = snapped(at - QPointF(NodeItem::kWidth / 2, NodeItem::kHeight / 2));
    models::Node node{
        .id = id, .kind = &kind, .at = {corner.x(), corner.y()}, .settings = kind.defaults()};
    const models::Design& design = document_.design();
    Edits edits{InsertNode{design.nodes.size(), std::move(node)}};
    if (const LinkItem* link = linkAt(at); link != nullptr && fitsInto(kind, *link)) {
        const auto cut = std::ranges::find_if(design.links, [&](const models::Link& each) {
            return each.from == link->from() && each.to == link->to();
        });
        models::Link first = *cut;
        first.to = id;
        models::Link second;
        second.from = id;
        second.to = cut->to;
        const auto index = static_cast<std::size_t>(cut - design.links.begin());
        edits.push_back(EraseLink{cut->from, cut->to});
        edits.push_back(InsertLink{index, std::move(first)});
        edits.push_back(InsertLink{index + 1, std::move(second)});
    }
    document_.push(tr("Add %1").arg(translated(kind.title)), std::move(edits));
    select({id});
    return id;
}

bool DesignScene::addLink(const std::string& from, const std::string& to) {
    const models::Design& design = document_.design();
    const models::Node* caller = design.findNode(from);
    const models::Node* callee = design.findNode(to);
    if (caller == nullptr || callee == nullptr || from == to || hasLink(design, from, to))
        return false;
    if (const auto problem = models::linkProblem(*caller->kind, *callee->kind)) {
        emit refused(translated(*problem));
        return false;
    }
    models::Link link;
    link.from = from;
    link.to = to;
    document_.push(
        tr("Link %1 to %2").arg(QString::fromStdString(from), QString::fromStdString(to)),
        {InsertLink{design.links.size(), std::move(link)}});
    return true;
}

void DesignScene::eraseSelection() {
    const models::Design& design = document_.design();
    const std::vector<std::string> ids = selectedNodes();
    const std::set<std::string> gone(ids.begin(), ids.end());
    Edits edits;
    for (LinkItem* link : links_) {
        const bool loosesAnEnd = gone.contains(link->from()) || gone.contains(link->to());
        if (loosesAnEnd || link->isSelected()) edits.push_back(EraseLink{link->from(), link->to()});
    }
    for (const std::string& id : ids)
        edits.push_back(EraseNode{id});
    // One node taken out of a chain: the chain is closed.
    if (ids.size() == 1) {
        std::vector<models::Link> in, out;
        for (const models::Link& link : design.links) {
            if (link.to == ids[0]) in.push_back(link);
            if (link.from == ids[0]) out.push_back(link);
        }
        std::size_t end = design.links.size() - (edits.size() - ids.size());
        for (const models::Link& before : in) {
            for (const models::Link& after : out) {
                const models::Node* from = design.findNode(before.from);
                const models::Node* to = design.findNode(after.to);
                if (hasLink(design, before.from, after.to) ||
                    models::linkProblem(*from->kind, *to->kind)) {
                    continue;
                }
                models::Link healed = before;
                healed.to = after.to;
                edits.push_back(InsertLink{end++, std::move(healed)});
            }
        }
    }
    document_.push(ids.size() == 1 ? tr("Delete %1").arg(QString::fromStdString(ids[0]))
                                   : tr("Delete selection"),
                   std::move(edits));
}

void DesignScene::nudge(const QPointF& by) {
    Edits edits;
    for (const std::string& id : selectedNodes()) {
        const auto& at = document_.design().findNode(id)->at;
        edits.push_back(MoveNode{id, {at[0] + by.x(), at[1] + by.y()}});
    }
    document_.push(tr("Move"), std::move(edits), true);
}

std::vector<std::string> DesignScene::selectedNodes() const {
    std::vector<std::string> ids;
    for (const auto& [id, item] : nodes_) {
        if (item->isSelected()) ids.push_back(id);
    }
    return ids;
}

std::vector<LinkEnds> DesignScene::selectedLinks() const {
    std::vector<LinkEnds> ends;
    for (const LinkItem* link : links_) {
        if (link->isSelected()) ends.push_back({link->from(), link->to()});
    }
    return ends;
}

void DesignScene::select(const std::vector<std::string>& ids, const std::vector<LinkEnds>& links) {
    const QSignalBlocker once(this);
    clearSelection();
    for (const std::string& id : ids) {
        if (NodeItem* chosen = item(id)) chosen->setSelected(true);
    }
    for (LinkItem* link : links_) {
        if (std::ranges::find(links, LinkEnds{link->from(), link->to()}) != links.end())
            link->setSelected(true);
    }
    blockSignals(false);
    emit selectionChanged();
}

// What stays inside its frame or moves along with all of it stays a member; else whoever is let go
// in a frame stands in it from then on.
void DesignScene::commitMoves() {
    const models::Design& design = document_.design();
    std::set<std::string> moved;
    Edits edits;
    for (const auto& [id, item] : nodes_) {
        const models::Node* node = design.findNode(id);
        const QPointF at = item->pos();
        if (node->at[0] == at.x() && node->at[1] == at.y()) continue;
        edits.push_back(MoveNode{id, {at.x(), at.y()}});
        moved.insert(id);
    }
    for (const std::string& id : moved) {
        const std::string& group = design.findNode(id)->group;
        const auto members = membersOf(design, group);
        const bool isWhole =
            !group.empty() && std::ranges::all_of(members, [&](const std::string& each) {
                return moved.contains(each);
            });
        const FrameItem* around = frameAround(cardAt(item(id)->pos()).center());
        const std::string to = around != nullptr ? around->id() : std::string();
        if (!isWhole && to != group) edits.push_back(SetNodeGroup{id, to});
    }
    document_.push(tr("Move"), std::move(edits));
}

void DesignScene::drawBackground(QPainter* painter, const QRectF& rect) {
    const Theme& theme = Theme::current();
    painter->fillRect(rect, theme.canvas);
    const qreal scale = painter->worldTransform().m11();
    if (scale < 0.45) return;
    constexpr qreal grid = NodeItem::kGrid;
    painter->setPen(QPen(theme.line, 2 / scale, Qt::SolidLine, Qt::RoundCap));
    QList<QPointF> dots;
    for (qreal x = std::floor(rect.left() / grid) * grid; x < rect.right(); x += grid) {
        for (qreal y = std::floor(rect.top() / grid) * grid; y < rect.bottom(); y += grid)
            dots.append({x, y});
    }
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

}  // namespace headroom::app
