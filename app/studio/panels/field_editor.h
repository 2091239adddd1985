// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "models/describe/field.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace headroom::app {

class MeasuredHelper;
class ProfileCurve;
class RecordsEditor;

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
    void addRecords(QVBoxLayout& layout);
    void addCheck(QVBoxLayout& layout);
    void addChoice(QVBoxLayout& layout);
    void addLine(QVBoxLayout& layout);
    /// The editor and a button that takes the value back to its default.
    void addWithReset(QVBoxLayout& layout, QWidget* editor);
    void addMeasured(QVBoxLayout& layout);
    void offerReset();
    void commitText();
    void say(const QString& text, bool isProblem);
    void echo(const models::Value& value);

    const models::Field& field_;
    models::Value value_;
    bool isMixed_ = false;
    QCheckBox* check_ = nullptr;
    QComboBox* combo_ = nullptr;
    QLineEdit* line_ = nullptr;
    RecordsEditor* records_ = nullptr;
    ProfileCurve* curve_ = nullptr;
    QToolButton* reset_ = nullptr;
    QLabel* note_;
};

}  // namespace headroom::app
