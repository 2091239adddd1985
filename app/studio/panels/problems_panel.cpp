// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/problems_panel.h"

#include "app/studio/text/translation.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

ProblemsPanel::ProblemsPanel(Document& document, QWidget* parent)
    : QTreeWidget(parent), document_(document) {
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    connect(&document, &Document::changed, this, &ProblemsPanel::refresh);
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const QString node = item->data(0, Qt::UserRole).toString();
        if (!node.isEmpty()) emit nodeChosen(node);
    });
    connect(this, &QTreeWidget::itemClicked, this, &QTreeWidget::itemActivated);
    refresh();
}

void ProblemsPanel::refresh() {
    setAccessibleName(tr("Problems"));
    clear();
    const Theme& theme = Theme::current();
    for (const models::Diagnostic& each : document_.problems().list()) {
        const bool isError = each.severity == models::Severity::Error;
        QString text = isError ? QStringLiteral("\u2716 ") : QStringLiteral("\u25b2 ");
        if (!each.place.node.empty())
            text += QString::fromStdString(each.place.node) +
                    (each.place.setting.empty()
                         ? QString()
                         : QLatin1Char('.') + QString::fromStdString(each.place.setting)) +
                    QStringLiteral(": ");
        text += translated(each);
        if (each.place.line > 0) text += tr(" (line %1)").arg(each.place.line);
        auto* item = new QTreeWidgetItem(this, {text});
        item->setForeground(0, isError ? theme.bad : theme.warn);
        item->setData(0, Qt::UserRole, QString::fromStdString(each.place.node));
        item->setToolTip(0, translated(each));
    }
    if (topLevelItemCount() > 0) return;
    auto* none = new QTreeWidgetItem(this, {tr("No problems")});
    none->setForeground(0, theme.faint);
}

}  // namespace headroom::app
