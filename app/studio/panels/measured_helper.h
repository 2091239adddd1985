// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "models/describe/field.h"

class QLabel;
class QLineEdit;

namespace headroom::app {

/// A demand from what was measured: how many cores, how busy, at how many requests a second.
class MeasuredHelper : public QWidget {
    Q_OBJECT
  public:
    explicit MeasuredHelper(const models::Field& field, QWidget* parent = nullptr);

  signals:
    void measured(const headroom::models::Value& value);

  private:
    void use();

    const models::Field& field_;
    QLineEdit* cores_;
    QLineEdit* busy_;
    QLineEdit* rate_;
    QLabel* note_;
};

}  // namespace headroom::app
