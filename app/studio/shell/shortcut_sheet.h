// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMenuBar;

namespace headroom::app {

/// What every key does: those of the menus as they are, and those of the canvas.
class ShortcutSheet : public QDialog {
    Q_OBJECT
  public:
    ShortcutSheet(const QMenuBar& menus, QWidget* parent);
};

}  // namespace headroom::app
