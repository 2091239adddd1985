// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "models/describe/field.h"

namespace headroom::app {

/// Rows of described structs as a table: a column a field. A cell is read and written as text, as
/// in the rest of the program; what cannot be read is refused.
class RecordsModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    /// `fields` live as long as the program.
    RecordsModel(const models::FieldList& fields, models::Settings fresh,
                 QObject* parent = nullptr);

    const models::Records& records() const { return records_; }
    const models::FieldList& fields() const { return fields_; }
    /// What is there by now; told to views, not by `edited`.
    void show(models::Records records);
    /// The value of one field of one row, by the user's hand.
    void write(int row, const models::Field& field, const models::Value& value);
    /// A row with its defaults at the end. Its number.
    int add();
    void erase(int row);
    /// To the place of a neighbour; false: there is none.
    bool shift(int row, int by);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  signals:
    /// All rows, after a change by the user.
    void edited(const headroom::models::Records& records);
    /// Why what was typed cannot be.
    void refused(const QString& reason);

  private:
    const models::Field& field(int column) const {
        return fields_[static_cast<std::size_t>(column)];
    }

    const models::FieldList& fields_;
    models::Settings fresh_;
    models::Records records_;
};

}  // namespace headroom::app
