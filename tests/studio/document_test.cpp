// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document/document.h"

#include <QTemporaryDir>
#include <QTest>
#include <random>

#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

QString example(const char* name) {
    return QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/") + QLatin1String(name);
}

std::string textOf(const Document& document) {
    return models::writeDesign(document.design());
}

/// Some edit that can be done to the design as it is.
class RandomEdits {
  public:
    explicit RandomEdits(unsigned seed) : random_(seed) {}

    Edits next(const Document& document) {
        const models::Design& design = document.design();
        const auto& nodes = design.nodes;
        switch (nodes.empty() ? 0 : below(8)) {
            case 0: {
                std::vector<const models::Kind*> kinds(models::kinds().begin(),
                                                       models::kinds().end());
                const models::Kind& kind = *kinds[below(kinds.size())];
                return {InsertNode{below(nodes.size() + 1),
                                   {.id = document.freeId(kind.key),
                                    .kind = &kind,
                                    .at = {coordinate(), coordinate()},
                                    .settings = kind.defaults()}}};
            }
            case 1: {
                const std::string id = anyNode(design).id;
                Edits edits;
                for (const models::Link& link : design.links) {
                    if (link.from == id || link.to == id)
                        edits.push_back(EraseLink{link.from, link.to});
                }
                edits.push_back(EraseNode{id});
                return edits;
            }
            case 2:
                return {MoveNode{anyNode(design).id, {coordinate(), coordinate()}}};
            case 3:
                return {RenameNode{anyNode(design).id, document.freeId("renamed")}};
            case 4: {
                const models::Node& node = anyNode(design);
                const models::Field& field = node.kind->fields[below(node.kind->fields.size())];
                // Another node's value of the same setting, or the default.
                models::Value value = field.defaultValue;
                const models::Node& other = anyNode(design);
                if (other.kind == node.kind && below(2) == 0)
                    value = field.get(other.settings.data());
                return {SetNodeValue{node.id, field.key, value}};
            }
            case 5: {
                const std::string from = anyNode(design).id;
                const std::string to = anyNode(design).id;
                for (const models::Link& link : design.links) {
                    if (link.from == from && link.to == to) return {EraseLink{from, to}};
                }
                models::Link link;
                link.from = from;
                link.to = to;
                return {InsertLink{below(design.links.size() + 1), link}};
            }
            case 6:
                return {SetDesignValue{"name", "name " + std::to_string(below(100))}};
            default: {
                auto endpoints = design.endpoints;
                if (endpoints.empty() || below(2) == 0) {
                    endpoints.emplace_back().name = "GET /" + std::to_string(below(1000));
                } else {
                    endpoints.pop_back();
                }
                return {SetEndpoints{std::move(endpoints)}};
            }
        }
    }
    std::size_t below(std::size_t n) { return random_() % n; }

  private:
    const models::Node& anyNode(const models::Design& design) {
        return design.nodes[below(design.nodes.size())];
    }
    double coordinate() { return static_cast<double>(below(100)) * 20; }

    std::mt19937 random_;
};

}  // namespace

class DocumentTest : public QObject {
    Q_OBJECT
  private slots:
    void undoing_all_of_any_edits_gives_the_first_bytes_and_redoing_all_the_last() {
        for (unsigned seed = 0; seed < 50; ++seed) {
            Document document;
            if (seed % 2 == 1) QVERIFY(document.load(example("small-shop.json")));
            const std::string first = textOf(document);
            RandomEdits edits(seed);
            for (int i = 0; i < 20; ++i) {
                document.push(QStringLiteral("edit"), edits.next(document), edits.below(3) == 0);
                // Sometimes back and forth in between.
                if (edits.below(5) == 0) {
                    const std::string now = textOf(document);
                    document.undoStack().undo();
                    document.undoStack().redo();
                    QCOMPARE(textOf(document), now);
                }
            }
            const std::string last = textOf(document);
            while (document.undoStack().canUndo())
                document.undoStack().undo();
            QCOMPARE(textOf(document), first);
            while (document.undoStack().canRedo())
                document.undoStack().redo();
            QCOMPARE(textOf(document), last);
        }
    }

    void a_slider_that_is_dragged_is_one_step_of_the_history() {
        Document document;
        QVERIFY(document.load(example("small-shop.json")));
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
        QVERIFY(document.load(example("small-shop.json")));
        QCOMPARE(changes, 1);
    }

    void what_is_saved_is_what_is_read_again() {
        QTemporaryDir folder;
        Document document;
        QVERIFY(document.load(example("small-shop.json")));
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
        QVERIFY(document.load(example("small-shop.json")));
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
