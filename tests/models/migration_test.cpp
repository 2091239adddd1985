// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/components/server/settings.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/format/json_writer.h"
#include "models/kinds.h"
#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::tests::quoted;
using headroom::tests::summary;

namespace {

/// A history that never was: version -1 called the nodes "parts", version 0 had one worker a core.
void nodesWereParts(JsonValue& root) {
    renameMember(root, "parts", "nodes");
}
void workersWereOneACore(JsonValue& root) {
    JsonValue* nodes = findMember(root, "nodes");
    if (nodes == nullptr) return;
    for (JsonValue& node : nodes->items) {
        const JsonValue* kind = node.find("kind");
        if (kind == nullptr || kind->string != "server") continue;
        addDefault(node, "settings", jsonObject());
        JsonValue& settings = *findMember(node, "settings");
        const JsonValue* cores = settings.find("cores");
        addDefault(settings, "workers", cores != nullptr ? *cores : jsonInteger(4));
        removeMember(settings, "colour");
    }
}
constexpr MigrationStep kSteps[] = {{-1, nodesWereParts}, {0, workersWereOneACore}};
const FormatVersions kChain{1, kSteps};

DesignReading readMigrated(const std::string& text, const FormatVersions& versions = kChain) {
    return readDesign(quoted(text), "t.json", kinds(), versions);
}

const std::string kServers =
    "[ { 'id': 'a', 'kind': 'server', 'settings': { 'cores': 2, 'colour': 'red' } },\n"
    "  { 'id': 'b', 'kind': 'server' },\n"
    "  { 'id': 'c', 'kind': 'server', 'settings': { 'workers': 9 } } ]";

}  // namespace

class MigrationTest : public QObject {
    Q_OBJECT
  private slots:
    void an_old_design_goes_through_every_step_in_turn() {
        const auto oldest = readMigrated("{ 'headroom': -1, 'parts': " + kServers + " }");
        QCOMPARE(summary(oldest.diagnostics), std::string("design.migrated 1 /headroom\n"));
        QVERIFY(!oldest.diagnostics.hasErrors());
        const auto workers = [&](const char* id) {
            return oldest.design->findNode(id)->settings.as<ServerSettings>().workers;
        };
        QCOMPARE(workers("a"), std::int64_t{2});
        QCOMPARE(workers("b"), std::int64_t{4});
        QCOMPARE(workers("c"), std::int64_t{9});
        const auto middle = readMigrated("{ 'headroom': 0, 'nodes': " + kServers + " }");
        QVERIFY(sameDesign(*middle.design, *oldest.design));
    }
    void what_is_saved_has_this_version_and_the_old_meaning() {
        const auto old = readMigrated("{ 'headroom': 0, 'nodes': " + kServers + " }");
        const std::string text = writeDesign(*old.design);
        const auto again = readDesign(text, "t.json", kinds());
        QVERIFY(again.diagnostics.empty());
        QVERIFY(sameDesign(*again.design, *old.design));
    }
    void a_design_of_this_version_goes_through_no_step() {
        const auto now = readMigrated(
            "{ 'headroom': 1, 'nodes': [ { 'id': 'a', 'kind': 'server', "
            "'settings': { 'cores': 2 } } ] }");
        QVERIFY(now.diagnostics.empty());
        QCOMPARE(now.design->findNode("a")->settings.as<ServerSettings>().workers,
                 ServerSettings{}.workers);
        QVERIFY(readMigrated("{ 'headroom': 1, 'parts': [] }")
                    .diagnostics.contains("design.unknown-key"));
    }
    void problems_after_a_migration_are_found_where_they_stood() {
        const auto old = readMigrated(
            "{ 'headroom': -1,\n 'parts': [\n { 'id': 'a', 'kind': 'server',\n 'settings': { "
            "'cores': 0 } } ] }");
        QCOMPARE(summary(old.diagnostics),
                 std::string("design.migrated 1 /headroom\n"
                             "setting.too-small 4 /nodes/0/settings/cores\n"
                             "setting.too-small 4 /nodes/0/settings/workers\n"));
    }
    void versions_before_the_first_and_after_this_one_are_refused() {
        for (const char* version : {"-2", "2", "1.5", "'1'", "9223372036854775807", "true"}) {
            const auto refused = readMigrated(std::string("{ 'headroom': ") + version + " }");
            QCOMPARE(summary(refused.diagnostics),
                     std::string("design.wrong-version 1 /headroom\n"));
            QVERIFY(!refused.design);
        }
        // This program itself knows no older version yet.
        QVERIFY(readMigrated("{ 'headroom': 0 }", formatVersions())
                    .diagnostics.contains("design.wrong-version"));
    }
    void steps_bear_whatever_they_meet() {
        for (const char* rest : {"", ", 'parts': 3", ", 'parts': [ 1, [], {} ]",
                                 ", 'parts': [ { 'kind': 'server', "
                                 "'settings': 3 } ]",
                                 ", 'parts': [], 'nodes': []"}) {
            readMigrated(std::string("{ 'headroom': -1") + rest + " }");
        }
    }
    void the_steps_of_this_program_have_no_gap() {
        int expected = formatVersions().oldest();
        for (const auto& step : formatVersions().steps) {
            QCOMPARE(step.from, expected);
            ++expected;
        }
        QCOMPARE(expected, formatVersions().current);
        QCOMPARE(formatVersions().current, kDesignVersion);
    }
};

HEADROOM_TEST(MigrationTest);
#include "migration_test.moc"
