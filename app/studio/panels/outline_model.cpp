// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/outline_model.h"

#include <QIcon>
#include <algorithm>
#include <map>

#include "app/studio/canvas/frames.h"
#include "app/studio/canvas/node_look.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

struct OutlineModel::Entry {
    Row row = Row::Place;
    std::string id;
    std::string to;
    Entry* parent = nullptr;
    std::vector<std::unique_ptr<Entry>> children;

    Entry* add(Row kind, std::string ofId, std::string target = {}) {
        auto child = std::make_unique<Entry>();
        child->row = kind;
        child->id = std::move(ofId);
        child->to = std::move(target);
        child->parent = this;
        children.push_back(std::move(child));
        return children.back().get();
    }
    int place() const {
        if (parent == nullptr) return 0;
        const auto at = std::ranges::find(parent->children, this, &std::unique_ptr<Entry>::get);
        return static_cast<int>(at - parent->children.begin());
    }
    bool isSame(const Entry& other) const {
        return row == other.row && id == other.id && to == other.to &&
               std::ranges::equal(children, other.children,
                                  [](const auto& a, const auto& b) { return a->isSame(*b); });
    }
};

OutlineModel::OutlineModel(Document& document, QObject* parent)
    : QAbstractItemModel(parent), document_(document), root_(treeOf(document.design())) {
    connect(&document, &Document::changed, this, &OutlineModel::takeOver);
}

OutlineModel::~OutlineModel() = default;

std::unique_ptr<OutlineModel::Entry> OutlineModel::treeOf(const models::Design& design) {
    auto root = std::make_unique<Entry>();
    std::map<std::string, Entry*> places;
    // Regions first: zones lie in them. A place whose parent is none is one of the outermost.
    for (const models::Group& group : design.groups) {
        if (group.kind == models::Group::Kind::Region)
            places.try_emplace(group.id, root->add(Row::Place, group.id));
    }
    for (const models::Group& group : design.groups) {
        if (group.kind != models::Group::Kind::Zone) continue;
        const auto region = places.find(group.parent);
        Entry* around = region == places.end() ? root.get() : region->second;
        places.try_emplace(group.id, around->add(Row::Place, group.id));
    }
    for (const models::Node& node : design.nodes) {
        const auto place = places.find(node.group);
        Entry* entry =
            (place == places.end() ? root.get() : place->second)->add(Row::Node, node.id);
        for (const models::Link& link : design.links) {
            if (link.from == node.id) entry->add(Row::Link, link.from, link.to);
        }
    }
    return root;
}

// The tree is built anew only if it is another one: whoever walks through it keeps the place.
void OutlineModel::takeOver() {
    auto tree = treeOf(document_.design());
    if (!tree->isSame(*root_)) {
        beginResetModel();
        root_ = std::move(tree);
        endResetModel();
        return;
    }
    const auto tell = [this](const auto& self, const QModelIndex& parent) -> void {
        const int rows = rowCount(parent);
        if (rows == 0) return;
        emit dataChanged(index(0, 0, parent), index(rows - 1, 0, parent));
        for (int i = 0; i < rows; ++i)
            self(self, index(i, 0, parent));
    };
    tell(tell, {});
}

void OutlineModel::reload() {
    beginResetModel();
    root_ = treeOf(document_.design());
    endResetModel();
}

QModelIndex OutlineModel::indexOf(const Entry* entry) const {
    if (entry == nullptr || entry == root_.get()) return {};
    return createIndex(entry->place(), 0, entry);
}

const OutlineModel::Entry* OutlineModel::find(Row row, const std::string& id,
                                              const std::string& to) const {
    const auto search = [&](const auto& self, const Entry& in) -> const Entry* {
        for (const auto& child : in.children) {
            if (child->row == row && child->id == id && child->to == to) return child.get();
            if (const Entry* found = self(self, *child)) return found;
        }
        return nullptr;
    };
    return search(search, *root_);
}

QModelIndex OutlineModel::indexOfNode(const std::string& id) const {
    return indexOf(find(Row::Node, id, {}));
}
QModelIndex OutlineModel::indexOfLink(const std::string& from, const std::string& to) const {
    return indexOf(find(Row::Link, from, to));
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    const auto* above =
        parent.isValid() ? static_cast<const Entry*>(parent.constInternalPointer()) : root_.get();
    return createIndex(row, column, above->children[static_cast<std::size_t>(row)].get());
}

QModelIndex OutlineModel::parent(const QModelIndex& index) const {
    if (!index.isValid()) return {};
    return indexOf(static_cast<const Entry*>(index.constInternalPointer())->parent);
}

int OutlineModel::rowCount(const QModelIndex& parent) const {
    if (parent.column() > 0) return 0;
    const auto* above =
        parent.isValid() ? static_cast<const Entry*>(parent.constInternalPointer()) : root_.get();
    return static_cast<int>(above->children.size());
}

int OutlineModel::columnCount(const QModelIndex&) const {
    return 1;
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& entry = *static_cast<const Entry*>(index.constInternalPointer());
    const models::Design& design = document_.design();
    const models::Node* node = entry.row == Row::Node ? design.findNode(entry.id) : nullptr;
    const auto place = std::ranges::find(design.groups, entry.id, &models::Group::id);
    const bool isPlace = entry.row == Row::Place && place != design.groups.end();
    switch (role) {
        case RowRole:
            return static_cast<int>(entry.row);
        case IdRole:
            return QString::fromStdString(entry.id);
        case TargetRole:
            return QString::fromStdString(entry.to);
        case Qt::DisplayRole:
            if (entry.row == Row::Link)
                return QStringLiteral("\u2192 ") + QString::fromStdString(entry.to);
            if (isPlace) return titleOf(*place);
            return QString::fromStdString(entry.id);
        case Qt::DecorationRole:
            if (node != nullptr) return QIcon(kindBadge(*node->kind, 16, 2));
            return {};
        case Qt::ForegroundRole:
            if (entry.row == Row::Link) return Theme::current().soft;
            return {};
        case Qt::ToolTipRole:
            if (node != nullptr) return translated(node->kind->help);
            return {};
        case Qt::AccessibleTextRole: {
            const QString id = QString::fromStdString(entry.id);
            if (entry.row == Row::Link)
                return tr("Link from %1 to %2").arg(id, QString::fromStdString(entry.to));
            if (isPlace) {
                return place->kind == models::Group::Kind::Region
                           ? tr("Region %1").arg(titleOf(*place))
                           : tr("Zone %1").arg(titleOf(*place));
            }
            if (node == nullptr) return id;
            const QString deciding = decidingSetting(*node);
            return id + QStringLiteral(", ") + translated(node->kind->title) +
                   (deciding.isEmpty() ? QString() : QStringLiteral(", ") + deciding);
        }
        default:
            return {};
    }
}

Qt::ItemFlags OutlineModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

}  // namespace headroom::app
