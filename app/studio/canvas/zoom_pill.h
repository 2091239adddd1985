// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QToolButton;

namespace headroom::app {

class CanvasView;

/// How large the drawing is shown, in a corner of the canvas: smaller, 100 %, larger.
class ZoomPill : public QFrame {
    Q_OBJECT
  public:
    explicit ZoomPill(CanvasView& canvas);
    void refresh();

  private:
    CanvasView& canvas_;
    QToolButton* smaller_;
    QToolButton* now_;
    QToolButton* larger_;
};

}  // namespace headroom::app
