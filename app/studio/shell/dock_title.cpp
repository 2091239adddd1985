// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell/dock_title.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

DockTitle::DockTitle(QDockWidget& dock)
    : QWidget(&dock), dock_(dock), name_(new QLabel), close_(new QToolButton) {
    setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 6, 2);
    name_->setFont(bodyFont(11, QFont::DemiBold));
    close_->setAutoRaise(true);
    close_->setIconSize({12, 12});
    // Docks are closed by keys in the menu of views.
    close_->setFocusPolicy(Qt::NoFocus);
    row->addWidget(name_, 1);
    row->addWidget(close_);
    QObject::connect(close_, &QToolButton::clicked, &dock, &QDockWidget::close);
    refresh();
}

void DockTitle::refresh() {
    const Theme& theme = Theme::current();
    name_->setText(dock_.windowTitle());
    QPalette palette = name_->palette();
    palette.setColor(QPalette::WindowText, theme.soft);
    name_->setPalette(palette);
    close_->setIcon(iconOf(QStringLiteral("close"), theme.faint));
    close_->setAccessibleName(QDockWidget::tr("Close %1").arg(dock_.windowTitle()));
    close_->setToolTip(close_->accessibleName());
}

}  // namespace headroom::app
