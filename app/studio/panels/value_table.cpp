// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/value_table.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <algorithm>
#include <cmath>

#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr int kMostRows = 14;
constexpr int kRowHeight = 22;

/// By figures where there are some, else by words.
class ByFigure : public QSortFilterProxyModel {
  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

  protected:
    bool lessThan(const QModelIndex& a, const QModelIndex& b) const override {
        const double x = a.data(ValueTable::kFigureRole).toDouble();
        const double y = b.data(ValueTable::kFigureRole).toDouble();
        if (!std::isnan(x) || !std::isnan(y)) return std::isnan(x) || x < y;
        return QString::localeAwareCompare(a.data().toString(), b.data().toString()) < 0;
    }
};

/// As high as what it holds.
class FittedView : public QTableView {
  public:
    using QTableView::QTableView;
    QSize sizeHint() const override { return {QTableView::sizeHint().width(), fittedHeight()}; }
    QSize minimumSizeHint() const override { return {120, fittedHeight()}; }

  private:
    int fittedHeight() const {
        const int rows = model() != nullptr ? std::min(model()->rowCount(), kMostRows) : 0;
        return horizontalHeader()->sizeHint().height() + rows * kRowHeight + 2;
    }
};

QColor colorOf(Table::Tone tone) {
    const Theme& theme = Theme::current();
    switch (tone) {
        case Table::Tone::Soft:
            return theme.soft;
        case Table::Tone::Good:
            return theme.good;
        case Table::Tone::Warn:
            return theme.warn;
        case Table::Tone::Bad:
            return theme.bad;
        case Table::Tone::Plain:
            break;
    }
    return theme.text;
}

}  // namespace

void ValueTable::show(Table table) {
    const bool isAlike = table.headers == table_.headers && table.rows.size() == table_.rows.size();
    if (!isAlike) {
        beginResetModel();
        table_ = std::move(table);
        endResetModel();
        return;
    }
    table_ = std::move(table);
    if (table_.rows.isEmpty()) return;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ValueTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int ValueTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.headers.size());
}

// A dash among figures stands with them.
bool ValueTable::isFigures(int column) const {
    return std::ranges::any_of(table_.rows, [column](const auto& row) {
        return column < row.size() && !std::isnan(row[column].figure);
    });
}

QVariant ValueTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() ||
        index.column() >= table_.rows[index.row()].size())
        return {};
    const Table::Cell& cell = table_.rows[index.row()][index.column()];
    switch (role) {
        case Qt::DisplayRole:
            return cell.text;
        case Qt::ToolTipRole:
            return cell.hint.isEmpty() ? QVariant() : QVariant(cell.hint);
        case Qt::ForegroundRole:
            return colorOf(cell.tone);
        case Qt::TextAlignmentRole:
            return static_cast<int>((isFigures(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                    Qt::AlignVCenter);
        case kFigureRole:
            return cell.figure;
        default:
            return {};
    }
}

QVariant ValueTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= table_.headers.size()) return {};
    if (role == Qt::DisplayRole) return table_.headers[section];
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isFigures(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    return {};
}

QTableView* tableView(ValueTable& model, const QString& accessibleName) {
    auto* view = new FittedView;
    view->setObjectName(QStringLiteral("figures"));  // what is only read has no frame
    auto* sorted = new ByFigure(view);
    sorted->setSourceModel(&model);
    view->setModel(sorted);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder);
    view->setAccessibleName(accessibleName);
    view->setTabKeyNavigation(false);  // arrows go from cell to cell, Tab goes on
    view->setShowGrid(false);
    view->setFrameShape(QFrame::NoFrame);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setWordWrap(false);
    view->setFont(bodyFont(12));
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(kRowHeight);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setFont(bodyFont(11));
    QObject::connect(sorted, &QAbstractItemModel::modelReset, view,
                     [view] { view->updateGeometry(); });
    return view;
}

QString csvOf(const Table& table) {
    const auto quoted = [](QString text) {
        const bool needs = text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) ||
                           text.contains(QLatin1Char('\n'));
        if (!needs) return text;
        text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
        return QLatin1Char('"') + text + QLatin1Char('"');
    };
    QString csv;
    const auto addRow = [&](const QStringList& cells) {
        for (int i = 0; i < cells.size(); ++i)
            csv += (i > 0 ? QStringLiteral(",") : QString()) + quoted(cells[i]);
        csv += QStringLiteral("\r\n");
    };
    addRow(table.headers);
    for (const auto& row : table.rows) {
        QStringList cells;
        for (const Table::Cell& cell : row)
            cells << cell.text;
        addRow(cells);
    }
    return csv;
}

}  // namespace headroom::app
