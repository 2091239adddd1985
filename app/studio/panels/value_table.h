// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>
#include <QVector>
#include <limits>

class QTableView;

namespace headroom::app {

/// A table as values: what is read, and what it is sorted by.
struct Table {
    enum class Tone { Plain, Soft, Good, Warn, Bad };
    struct Cell {
        QString text;
        /// Figures stand on the right and are sorted by this; NaN: words.
        double figure = std::numeric_limits<double>::quiet_NaN();
        Tone tone = Tone::Plain;
        QString hint{};
    };
    QStringList headers;
    QVector<QVector<Cell>> rows;  ///< each as long as the headers
};

/// A Table for views and screen readers. Rows may be other ones each time; the view keeps its
/// place as long as there are as many.
class ValueTable : public QAbstractTableModel {
    Q_OBJECT
  public:
    /// What cells are sorted by.
    static constexpr int kFigureRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;
    void show(Table table);
    const Table& table() const { return table_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

  private:
    bool isFigures(int column) const;

    Table table_;
};

/// A view of it that can be sorted by its heads, as high as its rows unless there are very many.
QTableView* tableView(ValueTable& model, const QString& accessibleName);
/// Rows and heads as comma-separated values (RFC 4180), as they are read.
QString csvOf(const Table& table);

}  // namespace headroom::app
