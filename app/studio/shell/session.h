// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "app/studio/document/document.h"
#include "app/studio/run/run_controller.h"

namespace headroom::app {

class MainWindow;

/// What outlives a window: the document with its history, and its run. In another language there is
/// another window over the same ones, in the same place; nothing stops for it.
class Session : public QObject {
    Q_OBJECT
  public:
    Session();
    ~Session() override;

    Document& document() { return document_; }
    RunController& controller() { return controller_; }
    MainWindow& window() { return *window_; }

    /// The one that was chosen last, else that of the desktop.
    static QString usualLanguage();
    /// False: the language is not known, and nothing has changed.
    bool speak(const QString& code);

  private:
    void makeWindow();

    Document document_;
    RunController controller_{document_};
    std::unique_ptr<MainWindow> window_;
};

}  // namespace headroom::app
