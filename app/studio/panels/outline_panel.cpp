// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/outline_panel.h"

#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <algorithm>

#include "app/studio/canvas/frames.h"

namespace headroom::app {

OutlinePanel::OutlinePanel(Document& document, QWidget* parent)
    : QTreeView(parent), document_(document), outline_(new OutlineModel(document, this)) {
    setHeaderHidden(true);
    setSelectionMode(ExtendedSelection);
    setIndentation(14);
    setTabKeyNavigation(false);
    setExpandsOnDoubleClick(false);
    setModel(outline_);
    connect(outline_, &QAbstractItemModel::modelAboutToBeReset, this, [this] { isQuiet_ = true; });
    connect(outline_, &QAbstractItemModel::modelReset, this, [this] {
        expandAll();
        isQuiet_ = false;
        selectAgain();
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &OutlinePanel::tell);
    connect(this, &QTreeView::doubleClicked, this, &OutlinePanel::editAsked);
    refresh();
}

void OutlinePanel::refresh() {
    setAccessibleName(tr("Outline"));
    setAccessibleDescription(tr("Places, components and links of the design"));
    outline_->reload();
    expandAll();
}

void OutlinePanel::showSelection(const std::vector<std::string>& nodes,
                                 const std::vector<std::pair<std::string, std::string>>& links) {
    if (isQuiet_) return;
    nodes_ = nodes;
    links_ = links;
    selectAgain();
}

void OutlinePanel::selectAgain() {
    QItemSelection selection;
    QModelIndex first;
    const auto add = [&](const QModelIndex& index) {
        if (!index.isValid()) return;
        if (!first.isValid()) first = index;
        selection.select(index, index);
    };
    for (const std::string& id : nodes_)
        add(outline_->indexOfNode(id));
    for (const auto& [from, to] : links_)
        add(outline_->indexOfLink(from, to));
    const QScopedValueRollback quiet(isQuiet_, true);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!first.isValid()) return;
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    scrollTo(first);
}

void OutlinePanel::tell() {
    if (isQuiet_) return;
    std::vector<std::string> nodes;
    std::vector<std::pair<std::string, std::string>> links;
    for (const QModelIndex& index : selectionModel()->selectedIndexes()) {
        const std::string id = index.data(OutlineModel::IdRole).toString().toStdString();
        switch (static_cast<OutlineModel::Row>(index.data(OutlineModel::RowRole).toInt())) {
            case OutlineModel::Row::Place: {
                const auto members = membersOf(document_.design(), id);
                nodes.insert(nodes.end(), members.begin(), members.end());
                break;
            }
            case OutlineModel::Row::Node:
                nodes.push_back(id);
                break;
            case OutlineModel::Row::Link:
                links.emplace_back(id,
                                   index.data(OutlineModel::TargetRole).toString().toStdString());
                break;
        }
    }
    nodes_ = nodes;
    links_ = links;
    const QScopedValueRollback quiet(isQuiet_, true);
    emit chosen(nodes, links);
}

void OutlinePanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        event->accept();
        emit editAsked();
        return;
    }
    QTreeView::keyPressEvent(event);
}

}  // namespace headroom::app
