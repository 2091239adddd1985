// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/cmake_rules.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace headroom::tests::tidy;

class CMakeRulesTest : public QObject {
    Q_OBJECT

    static std::size_t incomplete(const std::string& list) {
        SourceTree tree;
        tree.files["engine/CMakeLists.txt"] = list;
        tree.files["engine/a.cpp"] = "";
        tree.files["engine/random/b.cpp"] = "";
        tree.files["engine/c.h"] = "";
        return sourceListsComplete(tree).size();
    }
    static std::size_t foreign(const std::string& line) {
        return noForeignSymbols("lib.a", "a.cpp.o:\n" + line + "\n").size();
    }

  private slots:
    void qt_in_the_build_files_below_app_is_found() {
        const std::string models = "models/CMakeLists.txt";
        QCOMPARE(noLinkedQt(models, "target_link_libraries(m PUBLIC Qt6::Core)").size(),
                 std::size_t{1});
        QCOMPARE(noLinkedQt(models, "find_package(Qt6 REQUIRED)\nset(CMAKE_AUTOMOC ON)").size(),
                 std::size_t{2});
        QCOMPARE(noLinkedQt("CMakeLists.txt", "find_package(Qt6)").size(), std::size_t{1});
        QVERIFY(noLinkedQt(models, "# no Qt6::Core\ntarget_link_libraries(m PUBLIC Eigen3::Eigen)")
                    .empty());
        QVERIFY(noLinkedQt("app/CMakeLists.txt", "find_package(Qt6)").empty());
    }
    void anything_linked_to_engine_is_found() {
        const std::string engine = "engine/CMakeLists.txt";
        QCOMPARE(
            noLinkedQt(engine, "target_link_libraries(e PUBLIC Headroom::options Boost::graph)")
                .size(),
            std::size_t{1});
        QVERIFY(noLinkedQt(engine, "target_link_libraries(e PUBLIC Headroom::options)\nset(a b)")
                    .empty());
    }
    void a_source_in_no_list_is_found() {
        QCOMPARE(incomplete("add_library(e a.cpp random/b.cpp)"), std::size_t{0});
        QCOMPARE(incomplete("add_library(e ${CMAKE_CURRENT_SOURCE_DIR}/a.cpp\n random/b.cpp)"),
                 std::size_t{0});
        QCOMPARE(incomplete("add_library(e a.cpp)"), std::size_t{1});
        QCOMPARE(incomplete("add_library(e a.cpp # random/b.cpp\n)"), std::size_t{1});
        QCOMPARE(incomplete("add_library(e a.cpp b.cpp)"), std::size_t{1});
    }
    void a_list_made_by_a_pattern_is_found() {
        QCOMPARE(incomplete("file(GLOB s *.cpp)\nadd_library(e a.cpp random/b.cpp)"),
                 std::size_t{1});
    }
    void symbols_from_elsewhere_are_found() {
        QCOMPARE(foreign("                 U QString::QString()"), std::size_t{1});
        QCOMPARE(foreign("                 U vtable for QObject"), std::size_t{1});
        QCOMPARE(foreign("                 U qAddPostRoutine(void (*)())"), std::size_t{1});
        QCOMPARE(foreign("                 U qt_assert(char const*, char const*, int)"),
                 std::size_t{1});
        QCOMPARE(foreign("                 U log"), std::size_t{1});
        QCOMPARE(foreign("                 U pow@GLIBC_2.29"), std::size_t{1});
        QCOMPARE(foreign("                 U clock_gettime"), std::size_t{1});
        QCOMPARE(foreign("                 U std::chrono::_V2::steady_clock::now()"),
                 std::size_t{1});
        QCOMPARE(foreign("                 U std::random_device::_M_getval()"), std::size_t{1});
    }
    void our_own_symbols_are_let_be() {
        QCOMPARE(foreign("                 U headroom::engine::math::log(double)"), std::size_t{0});
        QCOMPARE(foreign("                 U headroom::engine::Queue::push(int)"), std::size_t{0});
        QCOMPARE(foreign("                 U floor"), std::size_t{0});
        QCOMPARE(foreign("                 U queueOf(int)"), std::size_t{0});
        QCOMPARE(foreign("0000000000000000 T log"), std::size_t{0});
    }
    void tests_are_read_from_the_build_files() {
        SourceTree tree;
        tree.files["tests/a/CMakeLists.txt"] =
            "function(headroom_test program class)\n# headroom_test(p Gone)\n"
            "headroom_test(p One)\nheadroom_test(p Two LABEL slow)\n";
        QCOMPARE(registeredTests(tree), (std::set<std::string>{"p.One", "p.Two"}));
    }
};

HEADROOM_TEST(CMakeRulesTest);
#include "cmake_rules_test.moc"
