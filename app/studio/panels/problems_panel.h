// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeWidget>

#include "app/studio/document/document.h"

namespace headroom::app {

/// What is wrong with the design, and what to do about it; a click goes there.
class ProblemsPanel : public QTreeWidget {
    Q_OBJECT
  public:
    explicit ProblemsPanel(Document& document, QWidget* parent = nullptr);
    void refresh();

  signals:
    void nodeChosen(const QString& id);

  private:
    Document& document_;
};

}  // namespace headroom::app
