// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/requirement_table.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace headroom::tests::tidy;

class RequirementTableTest : public QObject {
    Q_OBJECT

    static std::size_t findings(const std::string& rows) {
        SourceTree tree;
        tree.files["tests/run"] = "";
        const std::string head = "# Title\n\n| requirement | shown by | state |\n|---|---|---|\n";
        return requirementsComplete("r.md", head + rows, {"p.One"}, tree).size();
    }

  private slots:
    void whole_rows_are_accepted() {
        QCOMPARE(findings("| K1: a | `p.One`, `tests/run` | done |\n"), std::size_t{0});
        QCOMPARE(findings("| K1: a | `p.Planned` | open |\n| K2: b \\| c | `x y` | open |\n"),
                 std::size_t{0});
    }
    void rows_with_something_missing_are_found() {
        QCOMPARE(findings(""), std::size_t{1});
        QCOMPARE(findings("| K1: a | `p.One` |\n| K2: a | `p.One` | open |\n"), std::size_t{1});
        QCOMPARE(findings("| K1: a | `p.One` | open\n| K2: a | `p.One` | open |\n"),
                 std::size_t{1});
        QCOMPARE(findings("| a | `p.One` | open |\n"), std::size_t{1});
        QCOMPARE(findings("| K1: | `p.One` | open |\n"), std::size_t{1});
        QCOMPARE(findings("| K1: a | p.One | open |\n"), std::size_t{1});
        QCOMPARE(findings("| K1: a | `p.One` | soon |\n"), std::size_t{1});
        QCOMPARE(findings("| K1: a | `p.One` | |\n"), std::size_t{1});
    }
    void an_id_used_twice_is_found() {
        QCOMPARE(findings("| K1: a | `p.One` | open |\n| K1: b | `p.One` | open |\n"),
                 std::size_t{1});
    }
    void a_row_said_to_be_done_by_what_does_not_exist_is_found() {
        QCOMPARE(findings("| K1: a | `p.One`, `p.Two` | done |\n"), std::size_t{1});
        QCOMPARE(findings("| K1: a | `tests/gone.sh DIR` | done |\n"), std::size_t{1});
    }
};

HEADROOM_TEST(RequirementTableTest);
#include "requirement_table_test.moc"
