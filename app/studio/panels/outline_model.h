// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <memory>
#include <string>
#include <vector>

#include "app/studio/document/document.h"

namespace headroom::app {

/// A design as a tree: places with the nodes that stand in them, nodes with the links that go out
/// of them. The twin of the canvas for the keyboard and for screen readers.
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT
  public:
    enum class Row { Place, Node, Link };
    enum Role {
        RowRole = Qt::UserRole,  ///< a Row as int
        IdRole,                  ///< of the place or node; of a link: of the node it comes from
        TargetRole,              ///< of a link: the node it goes to
    };

    explicit OutlineModel(Document& document, QObject* parent = nullptr);
    ~OutlineModel() override;
    /// Everything read anew, in a new theme or language.
    void reload();
    QModelIndex indexOfNode(const std::string& id) const;
    QModelIndex indexOfLink(const std::string& from, const std::string& to) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    struct Entry;
    static std::unique_ptr<Entry> treeOf(const models::Design& design);
    void takeOver();
    QModelIndex indexOf(const Entry* entry) const;
    const Entry* find(Row row, const std::string& id, const std::string& to) const;

    Document& document_;
    std::unique_ptr<Entry> root_;
};

}  // namespace headroom::app
