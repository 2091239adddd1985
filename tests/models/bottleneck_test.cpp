// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/bottleneck.h"

#include <QTest>

#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::designOf;

namespace {

/// users -> lb -> app -> redis, db with settings appended: plenty of everything unless they say so.
std::string shop(const std::string& rate, const std::string& lb, const std::string& app,
                 const std::string& redis, const std::string& db) {
    return "{'headroom': 1, 'name': 'shop', 'endpoints': ["
           "{'name': 'GET /a', 'cpu': 'exponential 2 ms', 'objects': {'count': 20000, "
           "'popularity': 'zipf 0.7'}, 'reads': {'rows': 1}, 'cacheable': true, 'response': "
           "{'item': '1 kB'}}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '" +
           rate + "'}}, {'id': 'lb', 'kind': 'load-balancer', 'settings': {" + lb +
           "}}, {'id': 'app', 'kind': 'server', 'settings': {" + app +
           "}}, {'id': 'redis', 'kind': 'cache', 'settings': {" + redis +
           "}}, {'id': 'db', 'kind': 'database', 'settings': {" + db +
           "}}], 'links': [{'from': 'users', 'to': 'lb'}, {'from': 'lb', 'to': 'app', 'latency': "
           "'0 ms'}, {'from': 'app', 'to': 'redis', 'latency': '0 ms'}, {'from': 'app', 'to': "
           "'db', 'latency': '0 ms'}]}";
}

/// As after a run that has come to that end.
Bottleneck find(const ValidDesign& design, RunEnding ending = RunEnding::precise) {
    RunOptions options;
    options.duration = Duration::seconds(3);
    RunResult result;
    result.ending = ending;
    result.warmupSeconds = 1;
    const auto bottleneck = findBottleneck(design, {}, options, result);
    if (!bottleneck) qFatal("no bottleneck");
    return *bottleneck;
}

}  // namespace

class BottleneckTest : public QObject {
    Q_OBJECT
  private slots:
    void each_cause_is_named_data() {
        QTest::addColumn<QString>("design");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("component");
        const auto row = [](const char* name, const std::string& design, const char* cause,
                            const char* component) {
            QTest::newRow(name) << QString::fromStdString(design) << cause << component;
        };
        const std::string idle = "'cores': 16";
        row("cpu of servers", shop("850/s", idle, "'cores': 2", idle, "'cores': 16"), "cpu", "app");
        row("cpu of the balancer",
            shop("900/s", "'cores': 1, 'cpu': 'exponential 1 ms'", "'cores': 16", idle, idle),
            "cpu", "lb");
        row("database",
            shop("300/s", idle, "'cores': 16", "'capacity': '1 kB', 'cores': 4",
                 "'cores': 4, 'query': 'exponential 12 ms'"),
            "database", "db");
        // Workers that wait for a slow database are as busy as it is slow; the database is idle.
        row("connections: workers",
            shop("200/s", idle, "'cores': 16, 'workers': 4", "'capacity': '1 kB'",
                 "'cores': 100, 'query': '16 ms'"),
            "connections", "app");
        row("connections of the database",
            shop("200/s", idle, "'cores': 16", "'capacity': '1 kB'",
                 "'cores': 16, 'max-connections': 4, 'query': '18 ms'"),
            "connections", "db");
        row("memory of the cache",
            shop("100/s", idle, "'cores': 16", "'capacity': '6 MB', 'cores': 4",
                 "'cores': 16, 'query': '40 ms'"),
            "memory", "redis");
    }
    void each_cause_is_named() {
        QFETCH(QString, design);
        QFETCH(QString, cause);
        QFETCH(QString, component);
        const Bottleneck b = find(designOf(design.toStdString()));
        qInfo("%s", b.sentence.english().c_str());
        QCOMPARE(QString(keyOf(b.at.cause)), cause);
        QCOMPARE(QString::fromStdString(b.at.component), component);
        QVERIFY(b.confirmed);
        QVERIFY(b.byThroughput ? b.change.low > 0 : b.change.high < 0);
        QVERIFY(b.next.has_value());
        QVERIFY(b.next->component != b.at.component || b.next->key != b.at.key);
        QVERIFY(b.sentence.english().find(component.toStdString()) != std::string::npos);
        QVERIFY(b.sentence.english().find("%") != std::string::npos);
    }

    void the_next_one_behind_is_named() {
        // The database is busy to 75 %, the servers to 60 %.
        const Bottleneck found = find(designOf(
            shop("300/s", "'cores': 16", "'cores': 1, 'workers': 1000", "'capacity': '1 kB'",
                 "'cores': 2, 'query': 'exponential 5 ms', 'max-connections': 1000")));
        QCOMPARE(found.at.component, std::string("db"));
        QVERIFY(found.next.has_value());
        QCOMPARE(found.next->component, std::string("app"));
        QCOMPARE(found.next->key, std::string("cpu"));
        QVERIFY(std::abs(found.next->utilization - 0.6) < 0.05);
    }

    void an_overloaded_design_is_judged_by_what_it_answers() {
        const Bottleneck found = find(designOf(
            shop("600/s", "'cores': 16", "'cores': 1, 'queue': 20", "'cores': 16", "'cores': 16")));
        QCOMPARE(QString(keyOf(found.at.cause)), QString("cpu"));
        QVERIFY(found.byThroughput);
        QVERIFY(found.change.low > 0);
        const Bottleneck growing =
            find(designOf(shop("600/s", "'cores': 16", "'cores': 1, 'queue': 10000000",
                               "'cores': 16", "'cores': 16")),
                 RunEnding::overloaded);
        QCOMPARE(growing.at.component, std::string("app"));
        QVERIFY(growing.byThroughput);
    }

    void an_idle_system_is_short_of_nothing() {
        const ValidDesign design = designOf(
            "{'headroom': 1, 'name': 'one', 'endpoints': [{'name': 'GET /', 'cpu': '10 ms'}], "
            "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '10/s', 'arrivals': "
            "'deterministic'}}, {'id': 'app', 'kind': 'server'}], 'links': [{'from': 'users', "
            "'to': 'app'}]}");
        const Bottleneck found = find(design);
        QVERIFY(!found.confirmed);
        QVERIFY(!found.next.has_value());
        QVERIFY(found.sentence.english().starts_with("Nothing is short"));
    }

    void what_helps_by_next_to_nothing_is_no_bottleneck() {
        // The cache is full, and a tenth more of it saves a query of 20 us now and then.
        const Bottleneck found =
            find(designOf(shop("100/s", "'cores': 16", "'cores': 16", "'capacity': '10 MB'",
                               "'cores': 16, 'query': '20 us'")));
        QVERIFY2(!found.confirmed, found.sentence.english().c_str());
    }

    void every_resource_has_a_cause() {
        for (int r = 1; r <= static_cast<int>(Resource::Limiter); ++r)
            QVERIFY(causeOf(static_cast<Resource>(r), {}) != Cause::None);
        QVERIFY(causeOf(Resource::Cpu, {.data = true}) == Cause::Database);
    }
};

HEADROOM_TEST(BottleneckTest);
#include "bottleneck_test.moc"
