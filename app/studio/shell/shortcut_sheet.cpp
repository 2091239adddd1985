// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell/shortcut_sheet.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>

#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

using KeyRows = QList<QPair<QString, QString>>;

void collect(const QMenu& menu, KeyRows& rows) {
    for (const QAction* action : menu.actions()) {
        if (action->menu() != nullptr) {
            collect(*action->menu(), rows);
        } else if (!action->shortcut().isEmpty()) {
            rows.append({action->text().remove(QLatin1Char('&')),
                         action->shortcut().toString(QKeySequence::NativeText)});
        }
    }
}

QString tableOf(const QString& title, const KeyRows& rows) {
    QString html = QStringLiteral("<p><b>%1</b></p><table cellpadding='3'>").arg(title);
    for (const auto& [what, key] : rows) {
        html += QStringLiteral("<tr><td>%1</td><td align='right'><code>&nbsp;%2</code></td></tr>")
                    .arg(what.toHtmlEscaped(), key.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

}  // namespace

ShortcutSheet::ShortcutSheet(const QMenuBar& menus, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(20, 12, 20, 16);
    columns->setSpacing(28);
    const KeyRows canvas = {
        {tr("From node to node"), tr("Tab")},
        {tr("To the nearest in a direction"), tr("Alt+arrows")},
        {tr("Move the selection"), tr("arrows, Shift+arrows")},
        {tr("Link from here"), QStringLiteral("L")},
        {tr("Settings"), tr("Enter")},
        {tr("Rename"), QStringLiteral("F2")},
        {tr("Menu"), QStringLiteral("Shift+F10")},
        {tr("Select nothing; back to the canvas"), tr("Esc")},
    };
    QList<QString> tables{tableOf(tr("Canvas"), canvas)};
    for (const QAction* action : menus.actions()) {
        if (action->menu() == nullptr) continue;
        KeyRows rows;
        collect(*action->menu(), rows);
        if (!rows.isEmpty()) tables << tableOf(action->text().remove(QLatin1Char('&')), rows);
    }
    for (qsizetype i = 0; i < tables.size(); i += 2) {
        auto* column = new QLabel(tables.mid(i, 2).join(QString()));
        column->setFont(bodyFont(12));
        column->setTextFormat(Qt::RichText);
        column->setAlignment(Qt::AlignTop);
        columns->addWidget(column);
    }
}

}  // namespace headroom::app
