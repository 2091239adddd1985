// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsScene>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/studio/canvas/node_drag.h"
#include "app/studio/document/document.h"
#include "app/studio/run/live_run.h"

class QGraphicsPathItem;

namespace headroom::app {

class FrameItem;
class LinkItem;
class NodeItem;

/// A link, by the nodes at its ends.
struct LinkEnds {
    std::string from;
    std::string to;
    auto operator<=>(const LinkEnds&) const = default;
};

/// The drawing of a document. It shows what the document says and asks it for changes; items are
/// never changed behind its back.
class DesignScene : public QGraphicsScene {
    Q_OBJECT
  public:
    DesignScene(Document& document, QObject* parent = nullptr);
    ~DesignScene() override;

    /// A new node of a kind around this point; on a link between two it goes in between. Its id.
    std::string addNode(const models::Kind& kind, const QPointF& at);
    /// Draws a link, if the kinds of its ends allow it; else says why in `refused`.
    bool addLink(const std::string& from, const std::string& to);
    /// Selected nodes with all their links, and selected links. What lost a node in between is
    /// linked together if it may be.
    void eraseSelection();
    void duplicateSelection();
    /// The selection as a design of its own, as text.
    QString copySelection() const;
    void paste(const QString& text);
    /// Layers from left to right, as one step of the history.
    void arrange();
    void nudge(const QPointF& by);

    /// A region or zone around the selected nodes, as one step of the history.
    void groupSelection(models::Group::Kind kind);
    void removeFrame(const std::string& group);

    std::vector<std::string> selectedNodes() const;
    std::vector<LinkEnds> selectedLinks() const;
    void select(const std::vector<std::string>& ids, const std::vector<LinkEnds>& links = {});
    /// Nodes from left to right and from top to bottom, as the keyboard walks them.
    std::vector<std::string> inOrder() const;
    /// Where a new node covers no other, near the wish.
    QPointF freePlace(const QPointF& wish) const;
    /// What a link from this node may be drawn to, in order.
    std::vector<std::string> targetsOf(const std::string& from) const;
    /// Draws a link that is not there yet, and marks whom it may go to; nothing: takes it away.
    void offerTargets(const std::string& from, const std::string& to);
    void takeOffersBack();
    FrameItem* frame(const std::string& group) const;
    /// Lines that show what a dragged node is lined up with.
    const std::vector<QLineF>& guides() const { return drag_.guides(); }
    NodeItem* item(const std::string& id) const;
    const std::vector<LinkItem*>& links() const { return links_; }

    /// What a run shows, and which node holds it back.
    void show(std::shared_ptr<const LiveView> view);
    void setBottleneck(const std::string& id);
    /// A node has moved on the screen: its links go along.
    void follow(const NodeItem& node);
    /// Everything painted anew, in a new theme or language.
    void refresh();

  signals:
    void refused(const QString& reason);
    /// Where a menu is wanted: on a node, on the title of a frame, or on neither.
    void menuAsked(const QString& node, const QString& frame, const QPointF& at,
                   const QPoint& globalPoint);

  protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void contextMenuEvent(QGraphicsSceneContextMenuEvent* event) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent* event) override;
    void dragEnterEvent(QGraphicsSceneDragDropEvent* event) override;
    void dragMoveEvent(QGraphicsSceneDragDropEvent* event) override;
    void dragLeaveEvent(QGraphicsSceneDragDropEvent* event) override;
    void dropEvent(QGraphicsSceneDragDropEvent* event) override;

  private:
    void rebuild();
    void showFigures();
    NodeItem* nodeAt(const QPointF& point) const;
    LinkItem* linkAt(const QPointF& point) const;
    /// Whether a kind fits between the ends of a link.
    bool fitsInto(const models::Kind& kind, const LinkItem& link) const;
    void offerLink(LinkItem* link);
    void showOffers(NodeItem* over, const QPointF& at);
    void beginDrag(NodeItem& held, const QPointF& from);
    void commitMoves();
    void layOutFrames();
    FrameItem* titleAt(const QPointF& point) const;
    /// The innermost frame around a point.
    FrameItem* frameAround(const QPointF& point) const;
    /// Inserts nodes and links of another design with free ids, moved by `shift`, and selects them.
    void insert(const models::Design& part, const QPointF& shift, const QString& what);
    models::Design selection() const;

    Document& document_;
    std::map<std::string, NodeItem*> nodes_;
    std::vector<LinkItem*> links_;
    std::map<std::string, FrameItem*> frames_;
    NodeDrag drag_;
    std::shared_ptr<const LiveView> view_;
    std::string bottleneck_;
    NodeItem* linkFrom_ = nullptr;
    QGraphicsPathItem* rubber_ = nullptr;
    LinkItem* offered_ = nullptr;
};

/// What the palette puts into a drag: the key of a kind.
inline constexpr const char* kKindMime = "application/x-headroom-kind";

}  // namespace headroom::app
