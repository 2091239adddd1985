// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document/document.h"

#include <QTemporaryDir>
#include <QTest>

#include "app/studio/run/run_controller.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/studio/random_edits.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

std::string textOf(const Document& document) {
    return models::writeDesign(document.design());
}

/// Makes up to eight edits of a sequence, sometimes back and forth in between, undoes all, redoes all.
bool isUndoneAndRedone(Document& document, unsigned seed) {
    const std::string first = textOf(document);
    RandomEdits edits(seed);
    for (std::size_t i = edits.below(8) + 1; i > 0; --i) {
        document.push(QStringLiteral("edit"), edits.next(document), edits.below(3) == 0);
        if (edits.below(5) == 0) {
            const std::string now = textOf(document);
            document.undoStack().undo();
            document.undoStack().redo();
            if (textOf(document) != now) return false;
        }
    }
    const std::string last = textOf(document);
    while (document.undoStack().canUndo())
        document.undoStack().undo();
    if (textOf(document) != first) return false;
    while (document.undoStack().canRedo())
        document.undoStack().redo();
    return textOf(document) == last;
}

}  // namespace

class DocumentTest : public QObject {
    Q_OBJECT
  private slots:
    void undoing_all_of_any_edits_gives_the_first_bytes_and_redoing_all_the_last() {
        for (unsigned seed = 0; seed < 1000; ++seed) {
            Document document;
            if (seed % 2 == 1) QVERIFY(document.load(exampleFile("small-shop.json")));
            QVERIFY(isUndoneAndRedone(document, seed));
        }
    }

    void the_same_while_a_run_goes_on() {
        Document document;
        RunController controller(document);
        QVERIFY(document.load(exampleFile("small-shop.json")));
        controller.setSpeed(LiveRun::kMaxSpeed);
        QVERIFY(controller.play());
        QTRY_VERIFY_WITH_TIMEOUT(controller.view() != nullptr, 20'000);
        const engine::SimTime began = controller.view()->snapshot->time;
        for (unsigned seed = 0; seed < 200; ++seed) {
            QVERIFY(isUndoneAndRedone(document, seed));
            document.undoStack().setIndex(0);
            document.undoStack().clear();
            if (seed % 20 == 0) QCoreApplication::processEvents();
        }
        // It has gone on, with the design as it was at first.
        QVERIFY(controller.isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(controller.view()->snapshot->time > began, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(controller.view()->nodes->size(), document.design().nodes.size(),
                                  20'000);
        QVERIFY(controller.view()->status == LiveView::Status::Running);
        QVERIFY(!controller.journal().empty());
    }

    void a_slider_that_is_dragged_is_one_step_of_the_history() {
        Document document;
        QVERIFY(document.load(exampleFile("small-shop.json")));
        const std::string first = textOf(document);
        for (std::int64_t n = 3; n < 10; ++n)
            document.push(QStringLiteral("drag"), {SetNodeValue{"app", "instances", n}}, true);
        QCOMPARE(document.undoStack().count(), 1);
        document.push(QStringLiteral("drag"), {SetNodeValue{"app", "cores", std::int64_t{3}}},
                      true);
        QCOMPARE(document.undoStack().count(), 2);
        document.undoStack().undo();
        document.undoStack().undo();
        QCOMPARE(textOf(document), first);
    }

    void links_calls_and_scenario_follow_a_node_that_is_renamed() {
        models::Design design;
        for (const char* key : {"users", "server", "database"}) {
            const models::Kind* kind = models::kinds().find(key);
            design.nodes.push_back({.id = key, .kind = kind, .settings = kind->defaults()});
        }
        design.links.resize(2);
        design.links[0].from = "users";
        design.links[0].to = "server";
        design.links[1].from = "server";
        design.links[1].to = "database";
        design.endpoints.emplace_back().calls.emplace_back().to = "server";
        design.scenario.emplace_back().set = "server.instances";
        design.scenario.emplace_back().node = "server";
        apply(design, RenameNode{"server", "api"});
        QCOMPARE(design.links[0].to, std::string("api"));
        QCOMPARE(design.links[1].from, std::string("api"));
        QCOMPARE(design.endpoints[0].calls[0].to, std::string("api"));
        QCOMPARE(design.scenario[0].set, std::string("api.instances"));
        QCOMPARE(design.scenario[1].node, std::string("api"));
    }

    void what_is_loaded_is_said_once() {
        Document document;
        int changes = 0;
        connect(&document, &Document::changed, this, [&changes] { ++changes; });
        QVERIFY(document.load(exampleFile("small-shop.json")));
        QCOMPARE(changes, 1);
    }

    void what_is_saved_is_what_is_read_again() {
        QTemporaryDir folder;
        Document document;
        QVERIFY(document.load(exampleFile("small-shop.json")));
        document.push(QStringLiteral("set"), {SetNodeValue{"app", "instances", std::int64_t{7}}});
        QVERIFY(document.isChanged());
        const QString path = folder.filePath(QStringLiteral("shop.json"));
        QVERIFY(!document.save(path));
        QVERIFY(!document.isChanged());
        Document again;
        QVERIFY(again.load(path));
        QCOMPARE(textOf(again), textOf(document));
        QVERIFY(document.save(folder.filePath(QStringLiteral("no/such/folder.json"))));
    }

    void a_file_that_cannot_be_edited_leaves_the_document_as_it_was_and_says_why() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("broken.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ \"headroom\": 1, \"nodes\": [ { \"id\": \"a\", \"kind\": \"teapot\" } ] }");
        file.close();
        Document document;
        QVERIFY(document.load(exampleFile("small-shop.json")));
        const std::string before = textOf(document);
        QVERIFY(!document.load(file.fileName()));
        QCOMPARE(textOf(document), before);
        QVERIFY(document.problems().hasErrors());
        QVERIFY(document.problems().list().front().place.line > 0);
        QVERIFY(!document.load(folder.filePath(QStringLiteral("absent.json"))));
        QVERIFY(document.problems().hasErrors());
    }

    void a_file_with_wrong_values_is_opened_and_its_problems_have_lines() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("wrong.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "{ \"headroom\": 1, \"nodes\": [\n { \"id\": \"a\", \"kind\": \"server\",\n"
            "\"settings\": { \"cores\": \"many\" } } ] }");
        file.close();
        Document document;
        QVERIFY(document.load(file.fileName()));
        QCOMPARE(document.design().nodes.size(), std::size_t{1});
        QVERIFY(document.problems().hasErrors());
        QCOMPARE(document.problems().list().front().place.line, 3U);
    }
};

HEADROOM_TEST(DocumentTest);
#include "document_test.moc"
