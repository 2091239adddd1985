// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QTest>
#include <cstdio>
#include <cstring>

#include "tests/support/test_main.h"

namespace headroom::tests {

std::vector<TestClass>& testClasses() {
    static std::vector<TestClass> classes;
    return classes;
}

int runTestClasses(int argc, char** argv) {
    const bool one = argc > 1 && argv[1][0] != '-';
    int failures = 0;
    int run = 0;
    for (const auto& test : testClasses()) {
        if (one && std::strcmp(test.name, argv[1]) != 0) continue;
        auto object = test.make();
        QStringList arguments = QCoreApplication::arguments();
        if (one) arguments.removeAt(1);
        failures += QTest::qExec(object.get(), arguments);
        ++run;
    }
    if (run == 0) {
        std::fprintf(stderr, "no test class named %s\n", one ? argv[1] : "at all");
        return 1;
    }
    return failures == 0 ? 0 : 1;
}

}  // namespace headroom::tests
