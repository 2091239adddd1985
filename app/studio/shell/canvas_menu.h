// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <string>

#include "app/studio/document/document.h"
#include "app/studio/run/run_controller.h"

namespace headroom::app {

class CanvasView;
class DesignScene;

/// What can be done with what was clicked: to the design, and to the run that goes on.
class CanvasMenu : public QMenu {
    Q_OBJECT
  public:
    struct Parts {
        Document& document;
        RunController& controller;
        DesignScene& scene;
        CanvasView& canvas;
    };
    /// `node` or `frame` or neither; `at`: where, in the scene.
    CanvasMenu(const Parts& parts, const std::string& node, const std::string& frame,
               const QPointF& at, QWidget* parent);

  private:
    void addNode(const std::string& id);
    void addRun(const std::string& id);
    void addFrame(const std::string& id);
    void addGround(const QPointF& at);
    void addGrouping();
    void disturb(QMenu& menu, const QString& text, const models::Change& change);

    Parts parts_;
};

}  // namespace headroom::app
