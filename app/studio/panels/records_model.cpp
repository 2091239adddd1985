// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/records_model.h"

#include <algorithm>

#include "app/studio/text/translation.h"

namespace headroom::app {

RecordsModel::RecordsModel(const models::FieldList& fields, models::Settings fresh, QObject* parent)
    : QAbstractTableModel(parent), fields_(fields), fresh_(std::move(fresh)) {}

void RecordsModel::show(models::Records records) {
    if (records == records_) return;
    if (records.rows.size() == records_.rows.size()) {
        records_ = std::move(records);
        if (!records_.rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    records_ = std::move(records);
    endResetModel();
}

void RecordsModel::write(int row, const models::Field& field, const models::Value& value) {
    field.set(records_.rows[static_cast<std::size_t>(row)].editData(), value);
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    emit edited(records_);
}

int RecordsModel::add() {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    records_.rows.push_back(fresh_);
    endInsertRows();
    emit edited(records_);
    return row;
}

void RecordsModel::erase(int row) {
    if (row < 0 || row >= rowCount()) return;
    beginRemoveRows({}, row, row);
    records_.rows.erase(records_.rows.begin() + row);
    endRemoveRows();
    emit edited(records_);
}

bool RecordsModel::shift(int row, int by) {
    const int to = row + by;
    if (row < 0 || row >= rowCount() || to < 0 || to >= rowCount()) return false;
    if (!beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to)) return false;
    std::swap(records_.rows[static_cast<std::size_t>(row)],
              records_.rows[static_cast<std::size_t>(to)]);
    endMoveRows();
    emit edited(records_);
    return true;
}

int RecordsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(records_.rows.size());
}
int RecordsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(fields_.size());
}

QVariant RecordsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const models::Field& shown = field(index.column());
    if (role == Qt::ToolTipRole) return translated(shown.help);
    if (role != Qt::DisplayRole && role != Qt::EditRole) return {};
    const models::Value value =
        shown.get(records_.rows[static_cast<std::size_t>(index.row())].data());
    if (std::holds_alternative<std::monostate>(value)) return QString();
    if (const auto* choice = std::get_if<models::Choice>(&value);
        choice != nullptr && role == Qt::DisplayRole)
        return translated(shown.choices[static_cast<std::size_t>(choice->index)].title);
    return QString::fromStdString(models::toText(shown, value));
}

bool RecordsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
    const models::Field& written = field(index.column());
    if (written.quantity == models::Quantity::Records) return false;
    const std::string text = value.toString().trimmed().toStdString();
    models::Value read;
    if (!text.empty() || !written.optional) {
        const auto understood = models::valueFromText(written, text);
        if (!understood) {
            emit refused(translated(understood.error()));
            return false;
        }
        read = *understood;
    }
    if (read != written.get(records_.rows[static_cast<std::size_t>(index.row())].data()))
        write(index.row(), written, read);
    return true;
}

QVariant RecordsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= columnCount()) return {};
    if (role == Qt::DisplayRole) return translated(field(section).title);
    if (role == Qt::ToolTipRole) return translated(field(section).help);
    return {};
}

Qt::ItemFlags RecordsModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (field(index.column()).quantity != models::Quantity::Records) flags |= Qt::ItemIsEditable;
    return flags;
}

}  // namespace headroom::app
