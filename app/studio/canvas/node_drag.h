// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPointF>
#include <vector>

namespace headroom::app {

class NodeItem;

/// Nodes that go along with the mouse, all by the same way: the one that is held comes to the grid,
/// or into one line with another node, which guides show.
class NodeDrag {
  public:
    /// `others`: those that stay, which the held one can be lined up with.
    void begin(std::vector<NodeItem*> moved, NodeItem* held, const QPointF& from,
               std::vector<NodeItem*> others);
    bool isActive() const { return held_ != nullptr; }
    const NodeItem* held() const { return held_; }
    void moveTo(const QPointF& to);
    void end();
    /// Lines through the middles of cards that stand in one line with the held one.
    const std::vector<QLineF>& guides() const { return guides_; }

  private:
    struct Start {
        NodeItem* item;
        QPointF at;
    };
    std::vector<Start> starts_;
    std::vector<NodeItem*> others_;
    NodeItem* held_ = nullptr;
    QPointF heldAt_;
    QPointF from_;
    std::vector<QLineF> guides_;
};

}  // namespace headroom::app
