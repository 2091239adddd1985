// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>
#include <memory>
#include <random>

#include "app/studio/panels/value_table.h"
#include "app/studio/shell/main_window.h"
#include "tests/support/test_main.h"

using namespace headroom::app;

namespace {

Table randomTable(std::mt19937& random) {
    Table table;
    const int columns = static_cast<int>(random() % 4);
    for (int c = 0; c < columns; ++c)
        table.headers << QStringLiteral("column %1").arg(c);
    const int rows = static_cast<int>(random() % 6);
    for (int r = 0; r < rows && columns > 0; ++r) {
        QVector<Table::Cell> row;
        for (int c = 0; c < columns; ++c) {
            const double figure = static_cast<double>(random() % 100);
            row.append(c == 0 ? Table::Cell{QStringLiteral("row %1").arg(random() % 9)}
                              : Table::Cell{QString::number(figure), figure});
        }
        table.rows.append(row);
    }
    return table;
}

}  // namespace

class ValueTableTest : public QObject {
    Q_OBJECT
  private slots:
    void a_table_of_values_keeps_the_rules_of_models_whatever_it_shows() {
        ValueTable model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::unique_ptr<QTableView> view(tableView(model, QStringLiteral("table")));
        QAbstractItemModelTester sorted(view->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(1);
        for (int i = 0; i < 200; ++i) {
            model.show(randomTable(random));
            QCOMPARE(model.rowCount(), static_cast<int>(model.table().rows.size()));
            QCOMPARE(view->model()->rowCount(), model.rowCount());
        }
    }

    void figures_are_sorted_as_figures() {
        ValueTable model;
        model.show({{QStringLiteral("what"), QStringLiteral("rate")},
                    {{{QStringLiteral("a")}, {QStringLiteral("1.00k/s"), 1000}},
                     {{QStringLiteral("b")}, {QStringLiteral("9.00/s"), 9}},
                     {{QStringLiteral("c")}, {QStringLiteral("20.0/s"), 20}}}});
        const std::unique_ptr<QTableView> view(tableView(model, QStringLiteral("table")));
        view->sortByColumn(1, Qt::AscendingOrder);
        QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("b"));
        QCOMPARE(view->model()->index(2, 0).data().toString(), QStringLiteral("a"));
    }

    void values_that_hold_commas_and_quotes_are_quoted() {
        const Table table{{QStringLiteral("a"), QStringLiteral("b")},
                          {{{QStringLiteral("1,5")}, {QStringLiteral("say \"so\"")}}}};
        QCOMPARE(csvOf(table), QStringLiteral("a,b\r\n\"1,5\",\"say \"\"so\"\"\"\r\n"));
    }

    void every_model_of_the_window_keeps_the_rules_while_it_is_used() {
        Studio studio;
        studio.window.show();
        std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
        for (QAbstractItemView* view : studio.window.findChildren<QAbstractItemView*>()) {
            if (view->model() == nullptr) continue;
            testers.push_back(std::make_unique<QAbstractItemModelTester>(
                view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest));
        }
        QVERIFY(testers.size() >= 3);
        QVERIFY(studio.document.load(
            QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json")));
        studio.document.push(QStringLiteral("more"),
                             {SetNodeValue{"app", "instances", std::int64_t{3}}});
        studio.document.undoStack().undo();
        studio.document.reset({});
    }
};

HEADROOM_TEST(ValueTableTest);
#include "value_table_test.moc"
