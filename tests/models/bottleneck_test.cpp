// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/bottleneck.h"

#include <QTest>
#include <algorithm>

#include "models/analysis/analyze.h"
#include "models/simulate/offered_load.h"
#include "models/simulate/run.h"
#include "models/verdict/variant.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::designOf;

namespace {

/// users -> lb -> app -> redis, db with settings appended: plenty of everything unless they say so.
std::string cachedShop(const std::string& rate, const std::string& lb, const std::string& app,
                       const std::string& redis, const std::string& db) {
    return "{'headroom': 1, 'name': 'shop', 'endpoints': ["
           "{'name': 'GET /a', 'cpu': 'exponential 2 ms', 'objects': {'count': 2000, "
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

std::string placeOf(const BusyResource& r) {
    return r.component + "." + r.key;
}
/// users -> what the rest says.
std::string small(const std::string& endpoint, const std::string& users, const std::string& nodes,
                  const std::string& links) {
    return "{'headroom': 1, 'name': 'small', 'endpoints': [{'name': 'POST /', " + endpoint +
           "}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" + users + "}}, " + nodes +
           "], 'links': [" + links + "]}";
}
std::string node(const std::string& id, const std::string& kind, const std::string& settings) {
    return "{'id': '" + id + "', 'kind': '" + kind + "', 'settings': {" + settings + "}}";
}
std::string wire(const std::string& from, const std::string& to) {
    return "{'from': '" + from + "', 'to': '" + to + "', 'latency': '0 ms'}";
}
/// users -> app, and a database behind it.
std::string one(const std::string& endpoint, const std::string& rate, const std::string& app) {
    return small(endpoint, "'rate': '" + rate + "'", node("app", "server", app),
                 wire("users", "app"));
}
std::string stored(const std::string& endpoint, const std::string& rate, const std::string& db) {
    return small(endpoint, "'rate': '" + rate + "'",
                 node("app", "server", "'cores': 16") + ", " + node("db", "database", db),
                 wire("users", "app") + ", " + wire("app", "db"));
}

}  // namespace

class BottleneckTest : public QObject {
    Q_OBJECT
  private slots:
    void two_halves_of_one_limit_are_more_together() {
        // A worker a core: neither more cores nor more workers help, both do.
        const Bottleneck found =
            find(designOf(one("'cpu': 'exponential 10 ms'", "360/s", "'cores': 4, 'workers': 4")));
        QVERIFY(found.confirmed);
        QCOMPARE(found.load, 1.0);
        QCOMPARE(placeOf(found.at), std::string("app.cpu"));
        QCOMPARE(found.more.setting, std::string("app.cores and app.workers"));
        QCOMPARE(found.more.to, std::string("5 and 5"));
        QVERIFY(found.more.change.high < 0);
    }

    void each_cause_is_named_data() {
        QTest::addColumn<QString>("design");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const std::string& design, const char* cause,
                            const char* place) {
            QTest::newRow(name) << QString::fromStdString(design) << cause << place;
        };
        const std::string idle = "'cores': 16";
        row("cpu of servers", cachedShop("850/s", idle, "'cores': 2", idle, "'cores': 16"), "cpu",
            "app.cpu");
        row("cpu of the balancer",
            cachedShop("900/s", "'cores': 1, 'cpu': 'exponential 1 ms'", "'cores': 16", idle, idle),
            "cpu", "lb.cpu");
        row("database",
            cachedShop("300/s", idle, "'cores': 16", "'capacity': '1 kB', 'cores': 4",
                       "'cores': 4, 'query': 'exponential 12 ms'"),
            "database", "db.cpu");
        // Workers that wait for a slow database are as busy as it is slow; the database is idle.
        row("connections: workers",
            cachedShop("200/s", idle, "'cores': 16, 'workers': 4", "'capacity': '1 kB'",
                       "'cores': 100, 'query': '16 ms'"),
            "connections", "app.workers");
        row("connections of the database",
            cachedShop("200/s", idle, "'cores': 16", "'capacity': '1 kB'",
                       "'cores': 16, 'max-connections': 4, 'query': '18 ms'"),
            "connections", "db.connections");
        row("memory of the cache",
            cachedShop("100/s", idle, "'cores': 16", "'capacity': '600 kB', 'cores': 4",
                       "'cores': 16, 'query': '40 ms'"),
            "memory", "redis.memory");
        // Room for five requests beside what is in use when idle, and for one more with a tenth
        // more.
        row("memory of servers",
            one("'cpu': 'exponential 10 ms'", "300/s",
                "'cores': 16, 'memory': {'size': '100 MB', 'idle': '50 MB', 'per-request': "
                "'10 MB', 'full': 'refuse'}"),
            "memory", "app.memory");
        row("network",
            one("'cpu': '100 us', 'response': {'item': '100 kB'}", "90/s",
                "'cores': 16, 'network': {'bandwidth': '100 Mbit/s'}"),
            "network", "app.networkOut");
        row("disk",
            stored("'cpu': '100 us', 'reads': {'rows': 1}", "75/s",
                   "'cores': 16, 'disk': {'operations': '100/s', 'miss': '100 %'}"),
            "disk", "db.disk");
        row("locks",
            stored("'cpu': '100 us', 'writes': 1", "80/s",
                   "'cores': 16, 'write': 'exponential 8 ms', 'locks': {'hot-share': '100 %', "
                   "'hot-rows': 1}"),
            "locks", "db.hotRows");
        row("logging",
            one("'cpu': '100 us'", "90/s",
                "'cores': 16, 'workers': 1000, 'log': {'lines': 5, 'line-time': '1.6 ms'}"),
            "logging", "app.log");
        row("limiter",
            small("'cpu': '100 us'", "'rate': '100/s'",
                  node("limit", "rate-limiter", "'rate': '90/s', 'burst': 10") + ", " +
                      node("app", "server", idle),
                  wire("users", "limit") + ", " + wire("limit", "app")),
            "limiter", "limit.tokens");
        // Twenty at once, and room for ten.
        row("queue",
            small("'cpu': '100 us'",
                  "'rate': '100/s', 'arrivals': 'batches', 'batch': {'size': 20}",
                  node("line", "queue", "'capacity': 10") + ", " +
                      node("worker", "worker",
                           "'cores': 16, 'concurrency': 16, 'cpu': 'exponential 20 ms'"),
                  wire("users", "line") + ", " + wire("line", "worker")),
            "queue", "line.messages");
    }
    void each_cause_is_named() {
        QFETCH(QString, design);
        QFETCH(QString, cause);
        QFETCH(QString, place);
        const Bottleneck b = find(designOf(design.toStdString()));
        qInfo("%s", b.sentence.english().c_str());
        QCOMPARE(QString(keyOf(b.at.cause)), cause);
        QCOMPARE(QString::fromStdString(placeOf(b.at)), place);
        QVERIFY(b.confirmed);
        QCOMPARE(b.load, 1.0);
        QVERIFY(b.more.byThroughput ? b.more.change.low > 0 : b.more.change.high < 0);
        QVERIFY(b.next.has_value());
        QVERIFY(placeOf(*b.next) != placeOf(b.at));
        QVERIFY(b.sentence.english().find("The bottleneck is " + cause.toStdString()) == 0);
        QVERIFY(b.sentence.english().find(place.toStdString()) != std::string::npos);
        QVERIFY(b.sentence.english().find("%") != std::string::npos);
    }
    void the_next_one_behind_is_named() {
        // The database is busy to 75 %, the servers to 60 %.
        const Bottleneck found = find(designOf(
            cachedShop("300/s", "'cores': 16", "'cores': 1, 'workers': 1000", "'capacity': '1 kB'",
                       "'cores': 2, 'query': 'exponential 5 ms', 'max-connections': 1000")));
        QCOMPARE(found.at.component, std::string("db"));
        QVERIFY(found.next.has_value());
        QCOMPARE(found.next->component, std::string("app"));
        QCOMPARE(found.next->key, std::string("cpu"));
        QVERIFY(std::abs(found.next->utilization - 0.6) < 0.05);
    }

    void an_overloaded_design_is_judged_by_what_it_answers() {
        const Bottleneck found = find(designOf(cachedShop(
            "600/s", "'cores': 16", "'cores': 1, 'queue': 20", "'cores': 16", "'cores': 16")));
        QCOMPARE(QString(keyOf(found.at.cause)), QString("cpu"));
        QVERIFY(found.more.byThroughput);
        QVERIFY(found.more.change.low > 0);
        const Bottleneck growing =
            find(designOf(cachedShop("600/s", "'cores': 16", "'cores': 1, 'queue': 10000000",
                                     "'cores': 16", "'cores': 16")),
                 RunEnding::overloaded);
        QCOMPARE(growing.at.component, std::string("app"));
        QVERIFY(growing.more.byThroughput);
    }

    void at_a_low_load_the_first_as_it_grows_is_named() {
        // Two servers of two cores are busy to a quarter, the cache is full.
        const tests::LoadedExample shop = tests::loadExample("small-shop.json");
        RunOptions options;
        options.duration = Duration::seconds(4);
        RunResult result;
        result.warmupSeconds = 1;
        const auto found = findBottleneck(shop.design, shop.inputs, options, result);
        QVERIFY(found.has_value());
        qInfo("%s", found->sentence.english().c_str());
        QVERIFY(found->sentence.english().starts_with("Nothing limits the system at this load"));
        QVERIFY(found->confirmed);
        QCOMPARE(placeOf(found->at), std::string("app.cpu"));
        QCOMPARE(found->more.setting, std::string("app.cores"));
        QVERIFY(found->more.change.high < 0);
        // 95 % of what the utilization law has as the most.
        const AnalyticAnswer answer = analyze(shop.design);
        double use = 0;
        for (const AnalyticComponent& c : answer.components) {
            for (const AnalyticResource& r : c.resources) {
                if (c.id == "app" && r.key == std::string("cpu")) use = r.utilization;
            }
        }
        QVERIFY(use > 0.1);
        QVERIFY2(std::abs(found->load * use / 0.95 - 1) < 0.1,
                 qPrintable(QString::number(found->load)));
        QVERIFY(std::abs(found->at.utilization - 0.95) < 0.05);
        // Full, asked, and of no use.
        const auto cache = std::ranges::find_if(
            found->passedOver, [](const PassedOver& p) { return placeOf(p.at) == "redis.memory"; });
        QVERIFY(cache != found->passedOver.end());
        qInfo("%s", cache->sentence.english().c_str());
        QCOMPARE(cache->more.setting, std::string("redis.capacity"));
        QVERIFY(cache->sentence.english().starts_with("redis.memory is in use to 100 % and not"));
    }

    void without_any_waiting_overload_tells_what_is_first() {
        // One at a time every 100 ms: nobody waits for anybody until there is no more time.
        const ValidDesign design = designOf(
            "{'headroom': 1, 'name': 'one', 'endpoints': [{'name': 'GET /', 'cpu': '10 ms'}], "
            "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '10/s', 'arrivals': "
            "'deterministic'}}, {'id': 'app', 'kind': 'server', 'settings': {'cores': 1, 'queue': "
            "100000, 'discipline': 'fifo'}}], 'links': [{'from': 'users', 'to': 'app'}]}");
        const Bottleneck found = find(design);
        QVERIFY(found.confirmed);
        QCOMPARE(placeOf(found.at), std::string("app.cpu"));
        QVERIFY2(std::abs(found.load - 11) < 0.1, qPrintable(QString::number(found.load)));
        QVERIFY(found.more.byThroughput);
        // Of 110 requests a second 100 are answered by one core.
        QVERIFY2(found.more.change.mean > 0.05 && found.more.change.mean < 0.11,
                 found.sentence.english().c_str());
    }

    void workers_nobody_waits_for_are_judged_by_the_jobs_they_do() {
        const auto jobs = [](const std::string& rate) {
            return designOf(
                small("'cpu': '100 us'", "'rate': '" + rate + "'",
                      node("line", "queue", "'capacity': 1000000") + ", " +
                          node("worker", "worker", "'cores': 1, 'cpu': 'exponential 10 ms'"),
                      wire("users", "line") + ", " + wire("line", "worker")));
        };
        const Bottleneck busy = find(jobs("85/s"));
        QCOMPARE(placeOf(busy.at), std::string("worker.cpu"));
        QVERIFY2(busy.confirmed && busy.load == 1, busy.sentence.english().c_str());
        QVERIFY(!busy.more.byThroughput);
        QVERIFY(!busy.note.empty());
        const Bottleneck over = find(jobs("150/s"), RunEnding::overloaded);
        QCOMPARE(placeOf(over.at), std::string("worker.cpu"));
        QVERIFY2(over.confirmed && over.more.byThroughput, over.sentence.english().c_str());
    }

    void a_system_nobody_asks_is_short_of_nothing() {
        const Bottleneck found =
            find(designOf(small("'cpu': '10 ms'", "'rate': '10/s', 'scale': 0",
                                node("app", "server", ""), wire("users", "app"))));
        QVERIFY(!found.confirmed);
        QVERIFY(!found.next.has_value());
        QVERIFY(found.sentence.english().starts_with("Nothing limits the system: "));
    }

    void where_requests_fail_whatever_there_is_more_of_it_is_said() {
        // Each request that finds no room kills the instance and all that is inside, for ten
        // seconds: a tenth more room is full as soon.
        const Bottleneck found =
            find(designOf(one("'cpu': 'exponential 10 ms'", "3000/s",
                              "'cores': 16, 'memory': {'size': '100 MB', 'idle': '50 MB', "
                              "'per-request': '10 MB', 'full': 'restart', 'restart': '10 s'}")));
        QVERIFY(!found.confirmed);
        QVERIFY2(found.sentence.english().starts_with("Requests fail, and "),
                 found.sentence.english().c_str());
    }

    void what_helps_by_next_to_nothing_is_no_bottleneck() {
        // The cache is full, and a tenth more of it saves a query of 20 us now and then.
        const Bottleneck found =
            find(designOf(cachedShop("400/s", "'cores': 16", "'cores': 2", "'capacity': '1 MB'",
                                     "'cores': 16, 'query': '20 us'")));
        QVERIFY2(placeOf(found.at) != "redis.memory", found.sentence.english().c_str());
        QVERIFY(std::ranges::any_of(
            found.passedOver, [](const PassedOver& p) { return placeOf(p.at) == "redis.memory"; }));
    }

    void the_load_of_every_kind_of_source_is_scaled_data() {
        QTest::addColumn<QString>("users");
        QTest::newRow("open") << "'rate': '10/s'";
        QTest::newRow("profile") << "'rate': '10/s', 'profile': 'ramp 10 % to 100 % over 1 min'";
        QTest::newRow("closed") << "'load': 'closed', 'users': 10";
        QTest::newRow("sessions")
            << "'load': 'sessions', 'rate': '10/s', 'journey': [{'endpoint': 'POST /'}]";
    }
    void the_load_of_every_kind_of_source_is_scaled() {
        QFETCH(QString, users);
        const ValidDesign design = designOf(small("'cpu': '1 ms'", users.toStdString(),
                                                  node("app", "server", ""), wire("users", "app")));
        const auto more = withLoad(design, 3);
        QVERIFY(more.has_value());
        const double rate = offeredRate(design.design(), {});
        QVERIFY(rate > 0);
        QVERIFY(std::abs(offeredRate(more->design(), {}) / rate - 3) < 1e-9);
    }

    void a_resource_grows_by_what_it_has_more_of_or_by_what_its_use_takes_less() {
        const ValidDesign design = designOf(
            one("'cpu': '1 ms'", "10/s", "'cores': 4, 'log': {'lines': 1, 'line-time': '1.1 ms'}"));
        const auto cores = withMore(design, 1, Resource::Cpu, 1.1);
        QVERIFY(cores.has_value());
        QCOMPARE(cores->to, std::string("5"));
        QCOMPARE(cores->growth, 1.25);
        const auto log = withMore(design, 1, Resource::Log, 1.1);
        QVERIFY(log.has_value());
        QCOMPARE(log->setting, std::string("app.log.line-time"));
        QCOMPARE(log->to, std::string("1 ms"));
        QVERIFY(std::abs(log->growth - 1.1) < 1e-9);
        // No memory is set, so there is no more of it.
        QVERIFY(!withMore(design, 1, Resource::Memory, 1.1).has_value());
    }

    void every_resource_has_a_cause() {
        for (int r = 1; r <= static_cast<int>(Resource::Limiter); ++r)
            QVERIFY(causeOf(static_cast<Resource>(r), {}) != Cause::None);
        QVERIFY(causeOf(Resource::Cpu, {.data = true}) == Cause::Database);
    }
};

HEADROOM_TEST(BottleneckTest);
#include "bottleneck_test.moc"
