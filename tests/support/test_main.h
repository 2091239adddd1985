// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <vector>

namespace headroom::tests {

/// The test classes of one program, in the order of their files. A program called with a class's
/// name runs that class alone, so that CTest lists the classes one by one.
struct TestClass {
    const char* name;
    std::unique_ptr<QObject> (*make)();
};

std::vector<TestClass>& testClasses();

/// What main does once there is an application: all classes, or the one named first. 0: all passed.
int runTestClasses(int argc, char** argv);

template <class T>
struct RegisterTest {
    explicit RegisterTest(const char* name) {
        testClasses().push_back(
            {name, []() -> std::unique_ptr<QObject> { return std::make_unique<T>(); }});
    }
};

}  // namespace headroom::tests

/// Stands after the class in its .cpp: makes it known to the program's main.
#define HEADROOM_TEST(Class) \
    static const ::headroom::tests::RegisterTest<Class> registerTest##Class(#Class)
