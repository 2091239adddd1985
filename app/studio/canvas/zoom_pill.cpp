// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/zoom_pill.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <cmath>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

ZoomPill::ZoomPill(CanvasView& canvas)
    : QFrame(&canvas),
      canvas_(canvas),
      smaller_(new QToolButton),
      now_(new QToolButton),
      larger_(new QToolButton) {
    setObjectName(QStringLiteral("zoomPill"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(3, 3, 3, 3);
    row->setSpacing(0);
    smaller_->setText(QStringLiteral("\u2212"));
    larger_->setText(QStringLiteral("+"));
    for (QToolButton* button : {smaller_, now_, larger_}) {
        button->setAutoRaise(true);
        // The keys for it are in the menu: Tab stays with the nodes.
        button->setFocusPolicy(Qt::NoFocus);
        row->addWidget(button);
    }
    now_->setMinimumWidth(52);
    connect(smaller_, &QToolButton::clicked, this, [this] { canvas_.zoomBy(0.8); });
    connect(now_, &QToolButton::clicked, this, [this] { canvas_.setZoom(1); });
    connect(larger_, &QToolButton::clicked, this, [this] { canvas_.zoomBy(1.25); });
    connect(&canvas, &CanvasView::zoomChanged, this, &ZoomPill::refresh);
    refresh();
}

void ZoomPill::refresh() {
    const Theme& theme = Theme::current();
    setStyleSheet(QStringLiteral("#zoomPill { background: %1; border: 1px solid %2; border-radius: "
                                 "8px; } QToolButton { border: none; background: transparent; "
                                 "padding: 2px 8px; color: %3; }")
                      .arg(theme.panel.name(), theme.line.name(), theme.soft.name()));
    smaller_->setAccessibleName(tr("Smaller"));
    smaller_->setToolTip(tr("Smaller"));
    larger_->setAccessibleName(tr("Larger"));
    larger_->setToolTip(tr("Larger"));
    now_->setText(tr("%1 %").arg(std::lround(canvas_.zoom() * 100)));
    now_->setAccessibleName(tr("Zoom %1 percent").arg(std::lround(canvas_.zoom() * 100)));
    now_->setToolTip(tr("To 100 %"));
    adjustSize();
}

}  // namespace headroom::app
