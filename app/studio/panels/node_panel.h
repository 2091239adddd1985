// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "app/studio/run/run_controller.h"

class QLabel;

namespace headroom::app {

class CardGrid;
class NodePicture;

/// A closer look at one node of the live run: how long requests are there, wait against work, calls
/// by instance, where the time of slow requests went. Asked for only while it is seen.
class NodePanel : public QWidget {
    Q_OBJECT
  public:
    explicit NodePanel(RunController& controller, QWidget* parent = nullptr);
    /// The node of interest; empty: none.
    void open(const std::string& id);
    const std::string& node() const { return node_; }
    /// What is shown by now; nullptr: nothing.
    const NodeFigures* figures() const { return figures_.get(); }
    /// Colours and words anew.
    void refresh();

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    struct Picture {
        QLabel* title;
        NodePicture* picture;
    };
    void add(NodePicture* picture, int span);
    void watch();
    void showFigures();

    RunController& controller_;
    QLabel* title_;
    QLabel* nothing_;
    CardGrid* grid_;
    std::vector<Picture> pictures_;
    std::string node_;
    std::shared_ptr<const NodeFigures> figures_;
};

}  // namespace headroom::app
