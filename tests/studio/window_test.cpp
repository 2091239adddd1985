// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QTest>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/panels/field_editor.h"
#include "app/studio/panels/inspector_panel.h"
#include "app/studio/shell/main_window.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/studio/open_window.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

/// With the mouse, from the handle of one node to the middle of another.
void drawLink(MainWindow& window, const char* from, const char* to) {
    CanvasView& canvas = window.canvas();
    const auto at = [&](const QPointF& point) { return canvas.mapFromScene(point); };
    const QPoint begin = at(window.scene().item(from)->outPort());
    const QPoint end =
        at(window.scene().item(to)->pos() + QPointF(NodeItem::kWidth / 2, NodeItem::kHeight / 2));
    QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, begin);
    QTest::mouseMove(canvas.viewport(), (begin + end) / 2);
    QTest::mouseMove(canvas.viewport(), end);
    QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, end);
}

/// Types into the editor of a setting of what is inspected.
bool type(MainWindow& window, const char* key, const char* text) {
    for (FieldEditor* editor : window.findChildren<FieldEditor*>()) {
        if (std::string_view(editor->field().key) != key) continue;
        auto* line = editor->findChild<QLineEdit*>();
        if (line == nullptr) return false;
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QLatin1String(text));
        QTest::keyClick(line, Qt::Key_Return);
        return true;
    }
    return false;
}

}  // namespace

class WindowTest : public QObject {
    Q_OBJECT
  private slots:
    void a_system_is_drawn_linked_set_up_and_run_and_all_of_it_undone() {
        Studio studio;
        MainWindow& window = studio.window;
        window.resize(1600, 1000);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const std::string empty = textOf(window);
        add(window, "users", -300, 0);
        add(window, "load-balancer", -60, 0);
        add(window, "server", 180, 0);
        add(window, "cache", 420, -100);
        add(window, "database", 420, 100);
        window.canvas().fit();
        drawLink(window, "users", "load-balancer");
        drawLink(window, "load-balancer", "server");
        drawLink(window, "server", "cache");
        drawLink(window, "server", "database");
        QCOMPARE(window.document().design().links.size(), std::size_t{4});
        // What calls nothing cannot be made to call: refused as on the command line.
        drawLink(window, "database", "server");
        QCOMPARE(window.document().design().links.size(), std::size_t{4});
        window.scene().select({"users"});
        QVERIFY(type(window, "rate", "2k/s"));
        window.scene().select({"server"});
        QVERIFY(type(window, "cores", "1"));
        const models::Field* rate =
            models::findField(models::kinds().find("users")->fields, "rate");
        const models::Value value =
            rate->get(window.document().design().findNode("users")->settings.data());
        QCOMPARE(std::get<models::Rate>(value).perSecond, 2000.0);
        models::Endpoint endpoint;
        endpoint.name = "GET /";
        window.document().push(QStringLiteral("endpoint"), {SetEndpoints{{endpoint}}});
        QVERIFY(window.document().validation().valid);
        window.controller().setSpeed(LiveRun::kMaxSpeed);
        QVERIFY(window.controller().play());
        QTRY_VERIFY_WITH_TIMEOUT(window.controller().history().points().size() > 3, 30'000);
        // One core of 2 ms a request and 2,000 of them a second.
        QTRY_VERIFY_WITH_TIMEOUT(window.scene().item("server")->look().isBottleneck, 30'000);
        window.controller().stop();
        while (window.document().undoStack().canUndo())
            window.document().undoStack().undo();
        QCOMPARE(textOf(window), empty);
        while (window.document().undoStack().canRedo())
            window.document().undoStack().redo();
        QCOMPARE(window.document().design().links.size(), std::size_t{4});
    }

    void what_cannot_be_read_is_said_and_changes_nothing() {
        Studio studio;
        MainWindow& window = studio.window;
        window.show();
        add(window, "server", 0, 0);
        window.scene().select({"server"});
        const std::string before = textOf(window);
        QVERIFY(type(window, "cores", "plenty"));
        QCOMPARE(textOf(window), before);
        bool isSaid = false;
        for (QLineEdit* line : window.findChildren<QLineEdit*>())
            isSaid = isSaid || line->property("invalid").toBool();
        QVERIFY(isSaid);
    }

    void a_node_taken_out_of_a_chain_leaves_the_chain_closed() {
        Studio studio;
        MainWindow& window = studio.window;
        window.show();
        add(window, "users", 0, 0);
        add(window, "load-balancer", 240, 0);
        add(window, "server", 480, 0);
        QVERIFY(window.scene().addLink("users", "load-balancer"));
        QVERIFY(window.scene().addLink("load-balancer", "server"));
        const std::string before = textOf(window);
        window.scene().select({"load-balancer"});
        window.scene().eraseSelection();
        QCOMPARE(window.document().design().links.size(), std::size_t{1});
        QCOMPARE(window.document().design().links[0].from, std::string("users"));
        QCOMPARE(window.document().design().links[0].to, std::string("server"));
        window.document().undoStack().undo();
        QCOMPARE(textOf(window), before);
    }

    void a_copy_has_the_inner_links_and_names_of_its_own() {
        Studio studio;
        MainWindow& window = studio.window;
        window.show();
        add(window, "server", 0, 0);
        add(window, "database", 240, 0);
        QVERIFY(window.scene().addLink("server", "database"));
        window.scene().select({"server", "database"});
        const QString text = window.scene().copySelection();
        window.scene().paste(text);
        QCOMPARE(window.document().design().nodes.size(), std::size_t{4});
        QCOMPARE(window.document().design().links.size(), std::size_t{2});
        QCOMPARE(window.document().design().links[1].from, std::string("server2"));
        QCOMPARE(window.document().design().links[1].to, std::string("database2"));
        window.scene().paste(QStringLiteral("no design at all"));
        QCOMPARE(window.document().design().nodes.size(), std::size_t{4});
    }

    void edits_while_it_runs_reach_the_run_and_can_be_undone() {
        Studio studio;
        MainWindow& window = studio.window;
        window.show();
        QVERIFY(window.document().load(
            QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json")));
        const std::string before = textOf(window);
        QVERIFY(window.controller().step());
        QTRY_VERIFY_WITH_TIMEOUT(window.controller().view() != nullptr, 20'000);
        window.document().push(QStringLiteral("more"),
                               {SetNodeValue{"app", "instances", std::int64_t{6}}});
        QVERIFY(window.controller().step());
        QTRY_COMPARE_WITH_TIMEOUT(window.controller().journal().size(), std::size_t{1}, 20'000);
        // A structural edit as well: the run goes on with the design as it is then.
        window.scene().addNode(*models::kinds().find("server"), {900, 300});
        QVERIFY(window.scene().addLink("lb", "server"));
        QVERIFY(window.controller().step());
        QTRY_VERIFY_WITH_TIMEOUT(window.controller().view()->nodes->size() == 6, 20'000);
        while (window.document().undoStack().canUndo())
            window.document().undoStack().undo();
        QCOMPARE(textOf(window), before);
    }
};

HEADROOM_TEST(WindowTest);
#include "window_test.moc"
