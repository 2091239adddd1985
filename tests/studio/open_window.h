// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <string>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/shell/main_window.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"

namespace headroom::app {

inline void add(MainWindow& window, const char* kind, double x, double y) {
    window.scene().addNode(*models::kinds().find(kind), {x, y});
}

/// The design as it would be saved.
inline std::string textOf(MainWindow& window) {
    return models::writeDesign(window.document().design());
}

/// Shows a window that is large enough for all of it, and gives it the keyboard.
inline bool isOpen(MainWindow& window) {
    window.resize(1600, 1100);
    window.show();
    window.activateWindow();
    return QTest::qWaitForWindowActive(&window);
}

}  // namespace headroom::app
