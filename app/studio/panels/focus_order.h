// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace headroom::app {

/// Tab goes from `before` through all of `in`, in the order in which it was made. Whatever is built
/// while the window is open would else come last.
inline void putInFocusOrder(QWidget* before, const QWidget& in) {
    for (QWidget* each : in.findChildren<QWidget*>()) {
        if (!(each->focusPolicy() & Qt::TabFocus) || each->focusProxy() != nullptr) continue;
        QWidget::setTabOrder(before, each);
        before = each;
    }
}

}  // namespace headroom::app
