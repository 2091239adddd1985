// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/frame_item.h"
#include "app/studio/canvas/mini_map.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/canvas/placement.h"
#include "app/studio/shell/main_window.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/studio/open_window.h"
#include "tests/studio/random_edits.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

QPoint onScreen(MainWindow& window, const QPointF& scenePoint) {
    return window.canvas().mapFromScene(scenePoint);
}

QPointF middleOf(MainWindow& window, const std::string& id) {
    return cardAt(window.scene().item(id)->pos()).center();
}

/// Drags with the mouse from one point of the scene to another, and looks in between.
template <class Look>
void drag(MainWindow& window, const QPointF& from, const QPointF& to, Look look) {
    QWidget* canvas = window.canvas().viewport();
    const QPoint begin = onScreen(window, from);
    const QPoint end = onScreen(window, to);
    QTest::mousePress(canvas, Qt::LeftButton, {}, begin);
    QTest::mouseMove(canvas, (begin + end) / 2);
    QTest::mouseMove(canvas, end);
    look();
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, end);
}
void drag(MainWindow& window, const QPointF& from, const QPointF& to) {
    drag(window, from, to, [] {});
}

std::string groupOf(MainWindow& window, const char* id) {
    return window.document().design().findNode(id)->group;
}

/// Opens the menu of a point and does what stands there; false: it does not.
bool choose(MainWindow& window, const QPointF& at, const QString& text) {
    QWidget* canvas = window.canvas().viewport();
    const QPoint where = onScreen(window, at);
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, canvas->mapToGlobal(where));
    QCoreApplication::sendEvent(canvas, &event);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (menu == nullptr) return false;
    for (QAction* action : menu->findChildren<QAction*>()) {
        QString label = action->text().section(QLatin1Char('\t'), 0, 0);
        if (label.remove(QLatin1Char('&')) != text || !action->isEnabled()) continue;
        action->trigger();
        menu->close();
        return true;
    }
    menu->close();
    return false;
}

}  // namespace

class CanvasTest : public QObject {
    Q_OBJECT
  private slots:
    void a_region_and_a_zone_are_made_of_the_selection_and_frame_their_members() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        add(window, "server", 0, 0);
        add(window, "cache", 300, 0);
        add(window, "database", 300, 200);
        const std::string before = models::writeDesign(window.document().design());
        window.scene().select({"server", "cache", "database"});
        window.scene().groupSelection(models::Group::Kind::Region);
        window.scene().select({"cache", "database"});
        window.scene().groupSelection(models::Group::Kind::Zone);
        const models::Design& design = window.document().design();
        QCOMPARE(design.groups.size(), std::size_t{2});
        QCOMPARE(design.groups[1].parent, design.groups[0].id);
        QCOMPARE(groupOf(window, "server"), design.groups[0].id);
        QCOMPARE(groupOf(window, "cache"), design.groups[1].id);
        const FrameItem* region = window.scene().frame(design.groups[0].id);
        const FrameItem* zone = window.scene().frame(design.groups[1].id);
        QVERIFY(region != nullptr && zone != nullptr);
        QVERIFY(region->frame().contains(zone->frame()));
        QVERIFY(zone->frame().contains(cardAt(window.scene().item("cache")->pos())));
        QVERIFY(!zone->frame().intersects(cardAt(window.scene().item("server")->pos())));
        // Behind what stands in it, the region behind the zone.
        QVERIFY(region->zValue() < zone->zValue());
        QVERIFY(zone->zValue() < window.scene().item("cache")->zValue());
        QVERIFY(region->title().contains(QStringLiteral("1 zone")));
        window.document().undoStack().undo();
        window.document().undoStack().undo();
        QCOMPARE(models::writeDesign(window.document().design()), before);
        QVERIFY(window.scene().frame("region") == nullptr);
    }

    void nodes_come_into_a_frame_and_leave_it_by_being_dragged() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        add(window, "server", 0, 0);
        add(window, "cache", 0, 200);
        add(window, "database", 500, 100);
        window.scene().select({"server", "cache"});
        window.scene().groupSelection(models::Group::Kind::Zone);
        window.canvas().fit();
        const std::string zone = window.document().design().groups[0].id;
        const int steps = window.document().undoStack().count();
        drag(window, middleOf(window, "database"), {0, 100}, [&] {
            QVERIFY(window.scene().frame(zone)->frame().contains({0, 100}));
        });
        QCOMPARE(groupOf(window, "database"), zone);
        QCOMPARE(window.document().undoStack().count(), steps + 1);
        window.document().undoStack().undo();
        QCOMPARE(groupOf(window, "database"), std::string());
        window.scene().select({});
        drag(window, middleOf(window, "cache"), {500, 300});
        QCOMPARE(groupOf(window, "cache"), std::string());
        QCOMPARE(groupOf(window, "server"), zone);
    }

    void a_frame_is_dragged_by_its_title_with_all_that_stands_in_it() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        add(window, "server", 0, 0);
        add(window, "cache", 0, 200);
        add(window, "database", 700, 400);
        window.scene().select({"server", "cache"});
        window.scene().groupSelection(models::Group::Kind::Region);
        window.canvas().fit();
        const std::string region = window.document().design().groups[0].id;
        const QPointF title = window.scene().frame(region)->titleRect().center();
        const QPointF server = window.scene().item("server")->pos();
        const QPointF cache = window.scene().item("cache")->pos();
        drag(window, title, title + QPointF(200, 60));
        QCOMPARE(window.scene().item("server")->pos() - server,
                 window.scene().item("cache")->pos() - cache);
        QVERIFY(window.scene().item("server")->pos().x() >= server.x() + 180);
        QCOMPARE(groupOf(window, "server"), region);
        QCOMPARE(groupOf(window, "cache"), region);
        QVERIFY(choose(window, window.scene().frame(region)->titleRect().center(),
                       QStringLiteral("Remove the frame")));
        QVERIFY(window.document().design().groups.empty());
        QCOMPARE(groupOf(window, "server"), std::string());
    }

    void what_is_dragged_comes_into_line_with_others_and_guides_show_it() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        add(window, "server", 0, 0);
        add(window, "database", 400, 300);
        // Off the grid, as a file may have it.
        window.document().push(QStringLiteral("move"), {MoveNode{"server", {7, 13}}});
        window.canvas().setZoom(1);
        window.canvas().centerOn(200, 150);
        QCOMPARE(window.scene().item("server")->pos(), QPointF(7, 13));
        const QPointF to = QPointF(400, 13 + 4) + cardAt({0, 0}).center();
        std::size_t guides = 0;
        drag(window, middleOf(window, "database"), to,
             [&] { guides = window.scene().guides().size(); });
        QCOMPARE(guides, std::size_t{1});
        QCOMPARE(window.scene().item("database")->pos().y(), 13.0);
        QVERIFY(window.scene().guides().empty());
        // Far from every line it is the grid that counts.
        const QPointF free = QPointF(400, 211) + cardAt({0, 0}).center();
        drag(window, middleOf(window, "database"), free);
        QCOMPARE(std::fmod(window.scene().item("database")->pos().y(), NodeItem::kGrid), 0.0);
    }

    void the_map_shows_where_the_rest_is_and_a_click_goes_there() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        auto* map = window.canvas().findChild<MiniMap*>();
        QVERIFY(map != nullptr);
        add(window, "server", 0, 0);
        window.canvas().fit();
        QTRY_VERIFY(!map->isVisible());
        add(window, "database", 3000, 1500);
        window.canvas().setZoom(1);
        window.canvas().centerOn(0, 0);
        QTRY_VERIFY(map->isVisible());
        const QPointF far = middleOf(window, "database");
        QTest::mouseClick(map, Qt::LeftButton, {}, map->toMap(far).toPoint());
        const QRectF seen =
            window.canvas().mapToScene(window.canvas().viewport()->rect()).boundingRect();
        QVERIFY(seen.contains(far));
    }

    void many_instances_are_drawn_as_a_stack() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        QVERIFY(window.document().load(exampleFile("small-shop.json")));
        const auto stack = [&] {
            const QRectF card = cardAt(window.scene().item("app")->pos());
            // Above the card, right of its middle: there the others look out.
            const QRectF above(card.right() - 40, card.top() - 10, 40, 9);
            QImage picture(80, 18, QImage::Format_RGB32);
            picture.fill(Qt::black);
            QPainter painter(&picture);
            window.scene().render(&painter, picture.rect(), above);
            painter.end();
            return picture;
        };
        window.document().push(QStringLiteral("one"),
                               {SetNodeValue{"app", "instances", std::int64_t{1}}});
        const QImage alone = stack();
        window.document().push(QStringLiteral("two"),
                               {SetNodeValue{"app", "instances", std::int64_t{2}}});
        const QImage two = stack();
        window.document().push(QStringLiteral("eight"),
                               {SetNodeValue{"app", "instances", std::int64_t{8}}});
        QVERIFY(two != alone);
        QVERIFY(stack() != two);
        QCOMPARE(window.scene().item("app")->look().instances, std::int64_t{8});
    }

    void a_right_click_crashes_restores_and_flushes_while_it_runs() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        QVERIFY(window.document().load(exampleFile("small-shop.json")));
        window.canvas().fit();
        const std::string before = models::writeDesign(window.document().design());
        // Nothing runs: there is nothing to crash.
        QVERIFY(!choose(window, middleOf(window, "app"), QStringLiteral("Crash app.1")));
        RunController& controller = window.controller();
        QVERIFY(controller.step());
        QTRY_VERIFY_WITH_TIMEOUT(controller.view() != nullptr, 20'000);
        QVERIFY(choose(window, middleOf(window, "app"), QStringLiteral("Crash app.1")));
        QVERIFY(choose(window, middleOf(window, "redis"), QStringLiteral("Flush redis")));
        QVERIFY(choose(window, middleOf(window, "app"), QStringLiteral("Restore app.1")));
        // What keeps nothing cannot be flushed.
        QVERIFY(!choose(window, middleOf(window, "app"), QStringLiteral("Flush app")));
        QTRY_COMPARE_WITH_TIMEOUT(controller.journal().size(), std::size_t{3}, 20'000);
        const models::Scenario journal = controller.journal();
        QCOMPARE(*std::get<models::CrashFault>(journal[0].change).instance, std::size_t{1});
        QCOMPARE(std::get<models::FlushFault>(journal[1].change).node, std::string("redis"));
        QCOMPARE(std::get<models::RestoreFix>(journal[2].change).node, std::string("app"));
        // It happened to the run, not to the design.
        QCOMPARE(models::writeDesign(window.document().design()), before);
    }

    void the_menu_of_a_node_links_it_and_that_of_the_ground_adds() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        add(window, "server", 0, 0);
        add(window, "database", 400, 0);
        window.canvas().fit();
        QVERIFY(choose(window, middleOf(window, "server"), QStringLiteral("database")));
        QCOMPARE(window.document().design().links.size(), std::size_t{1});
        QVERIFY(choose(window, {200, 150}, QStringLiteral("Cache")));
        QVERIFY(window.document().design().findNode("cache") != nullptr);
    }
};

HEADROOM_TEST(CanvasTest);
#include "canvas_test.moc"
