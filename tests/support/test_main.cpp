// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"

#include <QCoreApplication>

// Programs whose tests need windows have a main of their own.
int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    return headroom::tests::runTestClasses(argc, argv);
}
