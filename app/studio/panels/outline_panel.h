// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

#include "app/studio/panels/outline_model.h"

namespace headroom::app {

/// The design as a list to walk through; what is selected here is selected on the canvas.
class OutlinePanel : public QTreeView {
    Q_OBJECT
  public:
    explicit OutlinePanel(Document& document, QWidget* parent = nullptr);
    void refresh();
    OutlineModel& outline() { return *outline_; }
    /// What is selected elsewhere; not told back.
    void showSelection(const std::vector<std::string>& nodes,
                       const std::vector<std::pair<std::string, std::string>>& links);

  signals:
    /// The selection is another: these nodes and links, by their ends. Of a place all its members.
    void chosen(const std::vector<std::string>& nodes,
                const std::vector<std::pair<std::string, std::string>>& links);
    void editAsked();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void tell();
    void selectAgain();

    Document& document_;
    OutlineModel* outline_;
    std::vector<std::string> nodes_;
    std::vector<std::pair<std::string, std::string>> links_;
    bool isQuiet_ = false;
};

}  // namespace headroom::app
