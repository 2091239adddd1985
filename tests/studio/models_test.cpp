// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QTest>

#include "app/studio/panels/outline_model.h"
#include "app/studio/panels/records_model.h"
#include "app/studio/shell/main_window.h"
#include "models/kinds.h"
#include "tests/studio/random_edits.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

class ModelsTest : public QObject {
    Q_OBJECT
  private slots:
    void the_outline_is_a_sound_model_through_any_edits() {
        for (unsigned seed = 0; seed < 20; ++seed) {
            Document document;
            QVERIFY(document.load(exampleFile("two-regions.json")));
            OutlineModel model(document);
            const QAbstractItemModelTester tester(
                &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            RandomEdits edits(seed);
            for (int i = 0; i < 20; ++i)
                document.push(QStringLiteral("edit"), edits.next(document));
            // Each node and each link is there exactly once.
            for (const models::Node& node : document.design().nodes)
                QVERIFY(model.indexOfNode(node.id).isValid());
            for (const models::Link& link : document.design().links)
                QVERIFY(model.indexOfLink(link.from, link.to).isValid());
            int rows = 0;
            const auto count = [&](const auto& self, const QModelIndex& parent) -> void {
                for (int i = 0; i < model.rowCount(parent); ++i, ++rows)
                    self(self, model.index(i, 0, parent));
            };
            count(count, {});
            const models::Design& design = document.design();
            QCOMPARE(static_cast<std::size_t>(rows),
                     design.nodes.size() + design.links.size() + design.groups.size());
            while (document.undoStack().canUndo())
                document.undoStack().undo();
        }
    }

    void rows_of_records_are_a_sound_model_through_adding_moving_and_removing() {
        RecordsModel model(models::endpointFields(), models::Settings::of(models::Endpoint{}));
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(model.add(), i);
        QVERIFY(model.setData(model.index(0, 0), QStringLiteral("a"), Qt::EditRole));
        QVERIFY(model.setData(model.index(1, 0), QStringLiteral("b"), Qt::EditRole));
        QVERIFY(model.shift(0, 1));
        QVERIFY(!model.shift(0, -1));
        QVERIFY(!model.shift(2, 1));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("b"));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("a"));
        QVERIFY(model.shift(2, -1));
        model.erase(0);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("a"));
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void every_model_that_the_window_shows_is_sound() {
        Studio studio;
        QVERIFY(studio.window.document().load(exampleFile("two-regions.json")));
        int tested = 0;
        for (const QAbstractItemView* view : studio.window.findChildren<QAbstractItemView*>()) {
            if (view->model() == nullptr) continue;
            const QAbstractItemModelTester tester(
                view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
            ++tested;
        }
        QVERIFY(tested >= 6);
    }
};

HEADROOM_TEST(ModelsTest);
#include "models_test.moc"
