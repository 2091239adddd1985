// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include "tests/support/test_main.h"
#include "tests/tidy/cmake_rules.h"
#include "tests/tidy/cpp_rules.h"
#include "tests/tidy/file_rules.h"
#include "tests/tidy/requirement_table.h"

using namespace headroom::tests::tidy;

#define VERIFY_NOTHING_FOUND(findings)                  \
    do {                                                \
        const std::vector<Finding> found = (findings);  \
        QVERIFY2(found.empty(), toText(found).c_str()); \
    } while (false)

/// The project's own tree keeps the rules of the house.
class TreeTest : public QObject {
    Q_OBJECT

    SourceTree tree_;

    template <class Rule>
    std::vector<Finding> everywhere(Rule rule, bool (*concerns)(std::string_view)) const {
        std::vector<Finding> all;
        for (const auto& [path, text] : tree_.files) {
            if (!concerns(path)) continue;
            const auto findings = rule(path, text);
            all.insert(all.end(), findings.begin(), findings.end());
        }
        return all;
    }
    static bool any(std::string_view) { return true; }

  private slots:
    void initTestCase() {
        tree_ = SourceTree::read(HEADROOM_SOURCE_DIR);
        QVERIFY(tree_.contains("engine/sim_time.h"));  // else every rule holds of nothing
        QVERIFY(tree_.contains("tests/run"));
    }
    void includes_go_from_app_to_models_to_engine() {
        VERIFY_NOTHING_FOUND(everywhere(includeDirection, isCpp));
    }
    void components_do_not_include_one_another() {
        VERIFY_NOTHING_FOUND(everywhere(componentsApart, isCpp));
    }
    void nothing_below_app_includes_qt() { VERIFY_NOTHING_FOUND(everywhere(noQtIncludes, isCpp)); }
    void nothing_below_app_links_qt() { VERIFY_NOTHING_FOUND(everywhere(noLinkedQt, isCMake)); }
    void nothing_below_app_reads_a_clock() { VERIFY_NOTHING_FOUND(everywhere(noWallClock, isCpp)); }
    void nothing_below_app_draws_foreign_random_numbers() {
        VERIFY_NOTHING_FOUND(everywhere(noForeignRandom, isCpp));
    }
    void nothing_below_app_calls_libm() { VERIFY_NOTHING_FOUND(everywhere(noLibm, isCpp)); }
    void engine_throws_nothing() { VERIFY_NOTHING_FOUND(everywhere(noThrow, isCpp)); }
    void sources_carry_their_licence() { VERIFY_NOTHING_FOUND(everywhere(licenceLine, any)); }
    void headers_are_read_once() { VERIFY_NOTHING_FOUND(everywhere(pragmaOnce, isCpp)); }
    void nothing_is_marked_as_left_over() { VERIFY_NOTHING_FOUND(everywhere(noLeftovers, any)); }
    void files_are_of_bounded_length() {
        VERIFY_NOTHING_FOUND(sizeRatchet(tree_, "tests/tidy/long_files.txt"));
    }
    void source_lists_are_complete() { VERIFY_NOTHING_FOUND(sourceListsComplete(tree_)); }
    void the_top_level_holds_only_what_belongs_there() {
        VERIFY_NOTHING_FOUND(topLevel(tree_.topLevel));
    }
    void no_room_is_empty() { VERIFY_NOTHING_FOUND(noEmptyRooms(tree_)); }
    void the_table_of_requirements_is_complete() {
        const std::string path = "tests/requirements.md";
        QVERIFY(tree_.contains(path));
        VERIFY_NOTHING_FOUND(
            requirementsComplete(path, tree_.files.at(path), registeredTests(tree_), tree_));
    }
    void libraries_wait_for_no_foreign_symbol() {
        const QString nm = HEADROOM_NM;
        if (!QFileInfo(nm).isExecutable()) QSKIP("no nm on this machine");
        const QStringList libraries = QString(HEADROOM_LIBRARIES).split(',', Qt::SkipEmptyParts);
        QVERIFY(!libraries.isEmpty());
        for (const QString& library : libraries) {
            QProcess process;
            process.start(nm, {"-C", "--undefined-only", library});
            QVERIFY(process.waitForFinished(60'000));
            QCOMPARE(process.exitCode(), 0);
            const std::string symbols = process.readAllStandardOutput().toStdString();
            QVERIFY(symbols.find(" U ") != std::string::npos);
            VERIFY_NOTHING_FOUND(noForeignSymbols(library.toStdString(), symbols));
        }
    }
};

HEADROOM_TEST(TreeTest);
#include "tree_test.moc"
