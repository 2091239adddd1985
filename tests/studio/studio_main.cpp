// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>

#include "app/studio/theme/theme.h"
#include "tests/support/test_main.h"

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    headroom::app::Theme::use(application, headroom::app::Theme::light());
    return headroom::tests::runTestClasses(argc, argv);
}
