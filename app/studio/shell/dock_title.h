// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace headroom::app {

/// The head of a dock: its name, and a button that closes it. Dragged, it takes the dock along.
class DockTitle : public QWidget {
  public:
    explicit DockTitle(QDockWidget& dock);
    /// In a new theme.
    void refresh();

  private:
    QDockWidget& dock_;
    QLabel* name_;
    QToolButton* close_;
};

}  // namespace headroom::app
