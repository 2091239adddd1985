// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/palette_panel.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"
#include "models/kinds.h"

namespace headroom::app {

namespace {

constexpr int kKindRole = Qt::UserRole;

class KindTree : public QTreeWidget {
  public:
    using QTreeWidget::QTreeWidget;

  protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override {
        if (items.isEmpty()) return nullptr;
        auto* dragged = new QMimeData;
        dragged->setData(QLatin1String(kKindMime),
                         items[0]->data(0, kKindRole).toString().toUtf8());
        return dragged;
    }
};

}  // namespace

PalettePanel::PalettePanel(QWidget* parent)
    : QWidget(parent), search_(new QLineEdit), tree_(new KindTree) {
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 8, 8);
    layout->setSpacing(8);
    search_->setClearButtonEnabled(true);
    layout->addWidget(search_);
    tree_->setHeaderHidden(true);
    tree_->setRootIsDecorated(false);
    tree_->setItemsExpandable(false);
    tree_->setIndentation(0);
    tree_->setIconSize({24, 24});
    tree_->setDragEnabled(true);
    tree_->setDragDropMode(QAbstractItemView::DragOnly);
    layout->addWidget(tree_);
    connect(search_, &QLineEdit::textChanged, this, &PalettePanel::filter);
    connect(search_, &QLineEdit::returnPressed, this, [this] {
        if (const QString key = best(); !key.isEmpty()) emit chosen(key);
    });
    connect(tree_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const QString key = item->data(0, kKindRole).toString();
        if (!key.isEmpty()) emit chosen(key);
    });
    refresh();
}

void PalettePanel::focusSearch() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

QString PalettePanel::best() const {
    QString key;
    int least = 4;
    for (QTreeWidgetItemIterator it(tree_); *it != nullptr; ++it) {
        const QString each = (*it)->data(0, kKindRole).toString();
        if (each.isEmpty() || (*it)->isHidden()) continue;
        const QString title = (*it)->text(0);
        const int rank = title.compare(search_->text(), Qt::CaseInsensitive) == 0 ? 0
                         : title.startsWith(search_->text(), Qt::CaseInsensitive) ? 1
                         : title.contains(search_->text(), Qt::CaseInsensitive)   ? 2
                                                                                  : 3;
        if (rank >= least) continue;
        least = rank;
        key = each;
    }
    return key;
}

void PalettePanel::refresh() {
    search_->setPlaceholderText(tr("Search components  ( / )"));
    search_->setAccessibleName(tr("Search components"));
    tree_->setAccessibleName(tr("Components"));
    tree_->clear();
    const Theme& theme = Theme::current();
    std::map<QString, QTreeWidgetItem*> families;
    for (const models::Kind* kind : models::kinds()) {
        const QString title = QCoreApplication::translate("Family", familyOf(*kind).title);
        QTreeWidgetItem*& family = families[title];
        if (family == nullptr) {
            family = new QTreeWidgetItem(tree_, {title.toUpper()});
            family->setFlags(Qt::ItemIsEnabled);
            family->setFont(0, bodyFont(10, QFont::DemiBold));
            family->setForeground(0, theme.faint);
            family->setSizeHint(0, QSize(0, 30));
            family->setTextAlignment(0, Qt::AlignLeft | Qt::AlignBottom);
        }
        auto* item = new QTreeWidgetItem(family, {translated(kind->title)});
        item->setData(0, kKindRole, QString::fromLatin1(kind->key));
        item->setIcon(0, kindBadge(*kind, 24, devicePixelRatioF()));
        item->setToolTip(0, translated(kind->help));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    }
    tree_->expandAll();
    filter(search_->text());
}

void PalettePanel::filter(const QString& text) {
    for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* family = tree_->topLevelItem(i);
        bool any = false;
        for (int k = 0; k < family->childCount(); ++k) {
            QTreeWidgetItem* item = family->child(k);
            const bool fits = text.isEmpty() || item->text(0).contains(text, Qt::CaseInsensitive) ||
                              item->toolTip(0).contains(text, Qt::CaseInsensitive);
            item->setHidden(!fits);
            any = any || fits;
        }
        family->setHidden(!any);
    }
}

}  // namespace headroom::app
