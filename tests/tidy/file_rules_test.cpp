// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/file_rules.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace headroom::tests::tidy;

class FileRulesTest : public QObject {
    Q_OBJECT

    static std::string ofLines(int lines) {
        std::string text;
        for (int i = 0; i < lines; ++i)
            text += "x\n";
        return text;
    }
    static std::size_t ratchet(int lines, const std::string& list) {
        SourceTree tree;
        tree.files["engine/a.cpp"] = ofLines(lines);
        tree.files["list.txt"] = list;
        return sizeRatchet(tree, "list.txt").size();
    }

  private slots:
    void a_source_without_its_licence_is_found() {
        const std::string id = "SPDX-License-Identifier: GPL-3.0-or-later\n";
        QCOMPARE(licenceLine("engine/a.h", "#pragma once\n").size(), std::size_t{1});
        QCOMPARE(licenceLine("engine/a.h", "# " + id).size(), std::size_t{1});
        QCOMPARE(licenceLine("app/run", "#!/bin/sh\nset -e\n").size(), std::size_t{1});
        QCOMPARE(licenceLine("engine/a.h", "").size(), std::size_t{1});
        QVERIFY(licenceLine("engine/a.h", "// " + id).empty());
        QVERIFY(licenceLine("app/run", "#!/bin/sh\n# " + id).empty());
        QVERIFY(licenceLine("engine/CMakeLists.txt", "# " + id).empty());
        QVERIFY(licenceLine("README.md", "# Headroom\n").empty());
    }
    void a_header_that_can_be_read_twice_is_found() {
        QCOMPARE(pragmaOnce("engine/a.h", "// c\n#include <vector>\n").size(), std::size_t{1});
        QCOMPARE(pragmaOnce("engine/a.h", "#ifndef A\n#pragma once\n").size(), std::size_t{1});
        QCOMPARE(pragmaOnce("engine/a.h", "// #pragma once\n").size(), std::size_t{1});
        QVERIFY(pragmaOnce("engine/a.h", "// c\n/* d */\n#pragma once\n").empty());
        QVERIFY(pragmaOnce("engine/a.cpp", "int a;\n").empty());
    }
    void work_left_over_is_found() {
        const std::string mark = std::string("TO") + "DO";
        const std::string other = std::string("FIX") + "ME";
        const auto findings = noLeftovers("engine/a.h", "int a;\n// " + mark + ": b\n");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].line, 2);
        QCOMPARE(noLeftovers("README.md", other + " " + mark).size(), std::size_t{2});
        QVERIFY(noLeftovers("resources/log.json", mark).empty());
    }
    void long_files_are_found_unless_listed_with_their_size() {
        QCOMPARE(ratchet(kMostLines, "# none\n"), std::size_t{0});
        QCOMPARE(ratchet(kMostLines + 1, "# none\n"), std::size_t{1});
        QCOMPARE(ratchet(600, "engine/a.cpp 600\n"), std::size_t{0});
    }
    void an_exception_may_only_shrink() {
        QCOMPARE(ratchet(601, "engine/a.cpp 600\n"), std::size_t{1});
        QCOMPARE(ratchet(599, "engine/a.cpp 600\n"), std::size_t{1});
        QCOMPARE(ratchet(400, "engine/a.cpp 600\n"), std::size_t{1});
    }
    void a_list_of_exceptions_that_cannot_be_read_is_found() {
        QCOMPARE(ratchet(10, "engine/gone.cpp 600\n"), std::size_t{1});
        QCOMPARE(ratchet(10, "engine/a.cpp many\n"), std::size_t{1});
        QCOMPARE(sizeRatchet(SourceTree(), "list.txt").size(), std::size_t{1});
    }
    void strangers_at_the_top_are_found() {
        QCOMPARE(topLevel({"engine", "notes.txt", "scripts"}).size(), std::size_t{2});
        QVERIFY(topLevel({"engine", "models", "README.md"}).empty());
    }
    void rooms_that_hold_nothing_are_found() {
        SourceTree tree;
        tree.topLevel = {"README.md", "app", "engine"};
        tree.files["README.md"] = "";
        tree.files["app/CMakeLists.txt"] = "";
        tree.files["engine/CMakeLists.txt"] = "";
        tree.files["engine/a.h"] = "";
        const auto findings = noEmptyRooms(tree);
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].path, std::string("app"));
    }
};

HEADROOM_TEST(FileRulesTest);
#include "file_rules_test.moc"
