// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <sstream>

#include "models/describe/field.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::tests::kNoText;
using headroom::tests::load;
using headroom::tests::quoted;
using namespace headroom::engine::literals;

namespace {

/// Rows inside rows, as the mechanism has to bear them.
struct Leaf {
    std::int64_t size = 1;
    bool operator==(const Leaf&) const = default;
};
struct Branch {
    std::string name;
    std::vector<Leaf> leaves;
    bool operator==(const Branch&) const = default;
};
struct Tree {
    std::vector<Branch> branches;
};

const FieldList& leafFields() {
    static const FieldList fields = {field<&Leaf::size>("size", kNoText, kNoText).range(1, 9)};
    return fields;
}
const FieldList& branchFields() {
    static const FieldList fields = {
        field<&Branch::name>("name", kNoText, kNoText).required(),
        records<&Branch::leaves>("leaves", kNoText, kNoText, leafFields)};
    return fields;
}
const FieldList& treeFields() {
    static const FieldList fields = {
        records<&Tree::branches>("tree.branches", kNoText, kNoText, branchFields)};
    return fields;
}

const std::string kDesign =
    "{ 'headroom': 1, 'groups': [ { 'id': 'eu' }, { 'id': 'eu-a', 'kind': 'zone', 'parent': "
    "'eu', 'title': 'Cellar' } ],"
    " 'endpoints': [ { 'name': 'GET /' } ],"
    " 'nodes': [ { 'id': 'u', 'kind': 'users', 'settings': { 'rate': '5/s' } },"
    " { 'id': 'app', 'kind': 'server', 'group': 'eu-a', 'settings': { 'instances': 3 } } ],"
    " 'links': [ { 'from': 'u', 'to': 'app' } ],"
    " 'scenario': [ { 'at': '60 s', 'set': 'app.instances', 'to': 8 }, { 'at': '1500 ms', "
    "'fault': 'crash', 'node': 'app', 'instance': 2, 'for': '20 s' } ] }";

std::string codesAndPointers(const Diagnostics& diagnostics) {
    std::string result;
    for (const auto& diagnostic : diagnostics.list()) {
        result += std::string(diagnostic.code) + ' ' + diagnostic.place.pointer + '\n';
    }
    return result;
}

/// kDesign with one part written otherwise.
std::string problemsWith(const std::string& from, const std::string& to) {
    std::string text = kDesign;
    const auto at = text.find(from);
    if (at == std::string::npos) qFatal("no %s in the design", from.c_str());
    return codesAndPointers(load(text.replace(at, from.size(), to)).diagnostics);
}

}  // namespace

class RecordsTest : public QObject {
    Q_OBJECT
  private slots:
    void rows_go_from_the_struct_into_a_value_and_back() {
        const Tree tree{{{"oak", {{2}, {3}}}, {"elm", {}}}};
        const Field& branches = treeFields().front();
        QCOMPARE(branches.quantity, Quantity::Records);
        const Value value = branches.get(&tree);
        Tree copy;
        QVERIFY(branches.get(&copy) == branches.defaultValue);
        branches.set(&copy, value);
        QVERIFY(copy.branches == tree.branches);
        QVERIFY(branches.get(&copy) == value);
        copy.branches[0].leaves[1].size = 4;
        QVERIFY(branches.get(&copy) != value);
    }
    void a_value_out_of_range_is_named_by_its_way_through_the_rows() {
        const Tree tree{{{"oak", {}}, {"elm", {{2}, {10}}}}};
        std::vector<Diagnostic> found;
        checkRanges(treeFields(), &tree, [&](Diagnostic problem) { found.push_back(problem); });
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].place.pointer, std::string("/tree/branches/1/leaves/1/size"));
        QCOMPARE(found[0].place.setting, std::string("tree.branches.1.leaves.1.size"));
        QCOMPARE(std::string(found[0].code), std::string("setting.too-large"));
    }
    void rows_as_text_say_what_differs_from_a_default_row() {
        const Tree tree{{{"oak", {{2}, {3}}}, {"elm", {}}}};
        const Field& branches = treeFields().front();
        QCOMPARE(toText(branches, branches.get(&tree)),
                 std::string("name oak, leaves (size 2; size 3); name elm"));
    }
    void a_list_of_rows_cannot_be_given_as_one_value() {
        const auto fromText = valueFromText(treeFields().front(), "oak");
        QVERIFY(!fromText);
        QCOMPARE(std::string(fromText.error().code), std::string("setting.is-a-list"));
        const auto fromNumber = valueFromScalar(treeFields().front(), std::int64_t{3});
        QCOMPARE(std::string(fromNumber.error().code), std::string("setting.wrong-type"));
    }
    void groups_and_scenario_are_read() {
        const auto loading = load(kDesign);
        QVERIFY2(loading.diagnostics.empty(), codesAndPointers(loading.diagnostics).c_str());
        const Design& design = loading.valid->design();
        QCOMPARE(design.groups.size(), std::size_t{2});
        QVERIFY((design.groups[1] == Group{"eu-a", Group::Kind::Zone, "eu", "Cellar", ""}));
        QCOMPARE(design.findNode("app")->group, std::string("eu-a"));
        QCOMPARE(design.scenario.size(), std::size_t{2});
        QVERIFY((design.scenario[0] == ScenarioEntry{60_s, "app.instances", "8", std::nullopt, "",
                                                     std::nullopt, std::nullopt}));
        QVERIFY(
            (design.scenario[1] == ScenarioEntry{1500_ms, "", "", Fault::Crash, "app", 2, 20_s}));
    }
    void what_is_written_reads_back_to_the_same_bytes_in_the_canonical_order() {
        const auto loading = load(kDesign);
        const std::string text = writeDesign(loading.valid->design());
        const auto again = loadDesignText(text, "t.json", kinds());
        QVERIFY(again.valid.has_value());
        QVERIFY(sameDesign(again.valid->design(), loading.valid->design()));
        QCOMPARE(writeDesign(again.valid->design()), text);
        const auto place = [&](const char* key) { return text.find(quoted(key)); };
        QVERIFY(place("'groups'") < place("'endpoints'"));
        QVERIFY(place("'links'") < place("'scenario'"));
        QVERIFY(place("'group': 'eu-a', 'at'") != std::string::npos);
        Design other = loading.valid->design();
        other.scenario[0].to = "9";
        QVERIFY(!sameDesign(other, loading.valid->design()));
    }
    void what_is_wrong_with_groups_is_said_where_it_stands_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* from, const char* to,
                            const char* expected) {
            QTest::newRow(name) << from << to << expected;
        };
        row("no list", "[ { 'id': 'eu' }", "{ 'id': [ {} ]", "json.missing-colon");
        row("id twice", "{ 'id': 'eu' }", "{ 'id': 'eu-a' }",
            "design.duplicate-group /groups/1/id\ndesign.unknown-group /groups/1/parent\n");
        row("bad id", "'id': 'eu-a'", "'id': 'eu a'",
            "design.bad-id /groups/1/id\ndesign.unknown-group /nodes/1/group\n");
        row("no id", "{ 'id': 'eu' }, ", "{ 'title': 'x' }, { 'id': 'eu' }, ",
            "design.missing-key /groups/0\n");
        row("unknown key", "'title'", "'titel'", "design.unknown-key /groups/1/titel\n");
        row("unknown kind", "'zone'", "'zoo'", "setting.unknown-choice /groups/1/kind\n");
        row("unknown parent", "'parent': 'eu'", "'parent': 'us'",
            "design.unknown-group /groups/1/parent\n");
        row("zone in zone", "{ 'id': 'eu' }", "{ 'id': 'eu', 'kind': 'zone' }",
            "design.bad-parent /groups/1/parent\n");
        row("region in itself", "{ 'id': 'eu' }", "{ 'id': 'eu', 'parent': 'eu' }",
            "design.bad-parent /groups/0/parent\n");
        row("unknown group", "'group': 'eu-a'", "'group': 'eu-b'",
            "design.unknown-group /nodes/1/group\n");
        row("wrong type", "'group': 'eu-a'", "'group': 3", "setting.wrong-type /nodes/1/group\n");
    }
    void what_is_wrong_with_groups_is_said_where_it_stands() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, expected);
        const std::string found = problemsWith(from.toStdString(), to.toStdString());
        if (expected.startsWith("json."))
            QVERIFY2(found.starts_with("json."), found.c_str());
        else
            QCOMPARE(QString::fromStdString(found), expected);
    }
    void what_is_wrong_with_a_scenario_is_said_where_it_stands_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* from, const char* to,
                            const char* expected) {
            QTest::newRow(name) << from << to << expected;
        };
        const char* setting = "'set': 'app.instances', 'to': 8";
        row("nothing", setting, "'to': 8", "scenario.one-thing /scenario/0\n");
        row("both", setting, "'set': 'app.instances', 'to': 8, 'fault': 'crash'",
            "scenario.one-thing /scenario/0\n");
        row("no time", "'at': '60 s', ", "", "design.missing-key /scenario/0\n");
        row("unknown node", "'app.instances'", "'abb.instances'",
            "set.unknown-node /scenario/0/set\n");
        row("unknown setting", "'app.instances'", "'app.instance'",
            "set.unknown-setting /scenario/0/set\n");
        row("no dot", "'app.instances'", "'instances'", "set.syntax /scenario/0/set\n");
        row("no value", setting, "'set': 'app.instances'", "unit.empty /scenario/0/to\n");
        row("value out of range", "'to': 8", "'to': 0", "setting.too-small /scenario/0/to\n");
        row("value wrong", "'to': 8", "'to': true", "unit.not-a-number /scenario/0/to\n");
        row("value no scalar", "'to': 8", "'to': [8]", "setting.wrong-type /scenario/0/to\n");
        row("unused", "'to': 8", "'to': 8, 'for': '1 s'", "scenario.unused /scenario/0/for\n");
        row("unknown fault", "'crash'", "'flood'", "setting.unknown-choice /scenario/1/fault\n");
        row("fault of nobody", "'node': 'app'", "'node': 'db'",
            "design.unknown-node /scenario/1/node\n");
        row("fault of users", "'node': 'app'", "'node': 'u'",
            "scenario.no-fault /scenario/1/node\n");
        row("instance that is not there", "'instance': 2", "'instance': 3",
            "scenario.no-instance /scenario/1/instance\n");
        row("no length", "'for': '20 s'", "'for': '0 s'", "setting.too-small /scenario/1/for\n");
        row("time without unit", "'at': '60 s'", "'at': 60", "unit.missing /scenario/0/at\n");
    }
    void what_is_wrong_with_a_scenario_is_said_where_it_stands() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(problemsWith(from.toStdString(), to.toStdString())),
                 expected);
    }

    void what_should_be_an_object_is_told_with_its_keys() {
        const DesignLoading loading =
            load("{'headroom': 1, 'name': 'x', 'endpoints': [{'name': 'GET /', 'reads': 2}]}");
        QVERIFY(!loading.valid);
        const auto problem =
            std::ranges::find(loading.diagnostics.list(), std::string("setting.wrong-type"),
                              [](const Diagnostic& d) { return std::string(d.code); });
        QVERIFY(problem != loading.diagnostics.list().end());
        QCOMPARE(problem->place.pointer, std::string("/endpoints/0/reads"));
        QVERIFY2(toText(*problem).find("rows") != std::string::npos, toText(*problem).c_str());
    }
};

HEADROOM_TEST(RecordsTest);
#include "records_test.moc"
