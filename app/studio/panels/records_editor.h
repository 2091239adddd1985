// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "app/studio/panels/records_model.h"

class QLabel;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace headroom::app {

class FieldEditor;

/// Edits rows of described structs: a table of them all, buttons that add, remove and move, and
/// below it every field of the row that is chosen.
class RecordsEditor : public QWidget {
    Q_OBJECT
  public:
    RecordsEditor(const QString& title, const models::FieldList& fields, models::Settings fresh,
                  QWidget* parent = nullptr);
    void show(models::Records records);
    RecordsModel& model() { return *model_; }
    QTableView& table() { return *table_; }
    /// Adds a row and begins to edit it.
    void add();

  signals:
    void edited(const headroom::models::Records& records);

  private:
    QToolButton* button(const QString& icon, const QString& name);
    void choose(int row);
    void buildForm();
    void showForm();
    void fitHeight();
    void enable();

    QString title_;
    RecordsModel* model_;
    QTableView* table_;
    QToolButton* add_;
    QToolButton* erase_;
    QToolButton* up_;
    QToolButton* down_;
    QLabel* note_;
    QWidget* form_ = nullptr;
    std::vector<FieldEditor*> editors_;
};

}  // namespace headroom::app
