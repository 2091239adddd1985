// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "models/describe/field.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace headroom::app {

/// Edits one described value: by its quantity, never by its key. What cannot be read is said below
/// it and changes nothing.
class FieldEditor : public QWidget {
    Q_OBJECT
  public:
    explicit FieldEditor(const models::Field& field, QWidget* parent = nullptr);

    const models::Field& field() const { return field_; }
    /// Shows a value; `mixed`: several are selected and differ.
    void show(const models::Value& value, bool mixed = false);
    /// What is typed, as if Return had been pressed.
    void commit();

  signals:
    void edited(const headroom::models::Value& value);

  private:
    void commitText();
    void say(const QString& text, bool isProblem);
    void echo(const models::Value& value);

    const models::Field& field_;
    models::Value value_;
    bool isMixed_ = false;
    QCheckBox* check_ = nullptr;
    QComboBox* combo_ = nullptr;
    QLineEdit* line_ = nullptr;
    QLabel* note_;
};

}  // namespace headroom::app
