// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell/session.h"

#include <QSettings>

#include "app/studio/shell/main_window.h"
#include "app/studio/text/language.h"

namespace headroom::app {

Session::Session() {
    makeWindow();
}

Session::~Session() = default;

void Session::makeWindow() {
    window_ = std::make_unique<MainWindow>(document_, controller_);
    // Later: the menu it was chosen in belongs to the window that goes.
    connect(window_.get(), &MainWindow::languageChosen, this, &Session::speak,
            Qt::QueuedConnection);
}

QString Session::usualLanguage() {
    return QSettings().value(QStringLiteral("language"), Language::ofSystem()).toString();
}

bool Session::speak(const QString& code) {
    if (!Language::use(code)) return false;
    QSettings().setValue(QStringLiteral("language"), code);
    const std::unique_ptr<MainWindow> before = std::move(window_);
    makeWindow();
    window_->takeOver(*before);
    return true;
}

}  // namespace headroom::app
