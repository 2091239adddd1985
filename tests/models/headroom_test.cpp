// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/headroom.h"

#include <QTest>
#include <cmath>

#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::designOf;

namespace {

/// Deterministic arrivals and demands, so that every utilization is known: 100/s, of which each
/// app takes half. app1 and app2 have 3 x 1 and 3 x 2 cores, 10 ms: busy 1/6 and 1/12. The
/// database has 4 cores, 20 ms: busy one half.
std::string twoZones(const std::string& more = {}) {
    return "{'headroom': 1, 'name': 'zones', 'groups': [{'id': 'west', 'kind': 'region'}, {'id': "
           "'a', 'kind': 'zone', 'parent': 'west'}, {'id': 'b', 'kind': 'zone', 'parent': "
           "'west'}], 'endpoints': [{'name': 'GET /', 'cpu': '10 ms', 'reads': {'rows': 1}}], "
           "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '100/s', 'arrivals': "
           "'deterministic'}}, {'id': 'lb', 'kind': 'load-balancer', 'settings': {'algorithm': "
           "'round-robin', 'cpu': '1 ms', 'cores': 1}}, {'id': 'app1', 'kind': 'server', 'group': "
           "'a', 'settings': {'instances': 3, 'cores': 1, 'workers': 1000}}, {'id': 'app2', "
           "'kind': 'server', 'group': 'b', 'settings': {'instances': 3, 'cores': 2, 'workers': "
           "1000}}, {'id': 'db', 'kind': 'database', 'settings': {'cores': 4, 'query': '20 ms', "
           "'row': '0 ms', 'max-connections': 1000}}], 'links': [{'from': 'users', 'to': 'lb'}, "
           "{'from': 'lb', 'to': 'app1'}, {'from': 'lb', 'to': 'app2'}, {'from': 'app1', 'to': "
           "'db'}, {'from': 'app2', 'to': 'db'}]" +
           more + "}";
}

RunResult simulateShortly(const ValidDesign& design) {
    RunOptions options;
    options.duration = Duration::seconds(20);
    options.warmup = Duration::seconds(1);
    options.leastReplications = options.mostReplications = 2;
    return run(design, {}, options);
}

const LossHeadroom& lossOf(const std::vector<LossHeadroom>& losses, const std::string& what) {
    const auto found = std::ranges::find(losses, what, &LossHeadroom::what);
    if (found == losses.end()) qFatal("no loss of %s", what.c_str());
    return *found;
}

/// Arrivals on the edges of what is measured make a difference of a request in 2000.
bool isNear(double value, double exact) {
    return std::abs(value - exact) <= 0.002 * exact + 1e-12;
}

}  // namespace

class HeadroomTest : public QObject {
    Q_OBJECT
  private slots:
    void factors_are_those_of_the_utilization_law() {
        const ValidDesign design = designOf(twoZones());
        const RunResult result = simulateShortly(design);
        for (const double target : {1.0, 0.8}) {
            const auto headroom = headroomOf(design, result, target);
            QVERIFY(headroom.has_value());
            QCOMPARE(headroom->limiting, std::string("db.cpu"));
            QVERIFY(isNear(headroom->factor, target / 0.5));
            QCOMPARE(headroom->busiestFactor, headroom->factor);
            int seen = 0;
            for (const ResourceHeadroom& r : headroom->resources) {
                const double exact = r.component == "lb"     ? 0.1
                                     : r.component == "app1" ? 0.5 / 3
                                     : r.component == "app2" ? 0.5 / 6
                                                             : 0.5;
                if (r.key != "cpu") continue;
                QVERIFY2(isNear(r.utilization, exact), r.component.c_str());
                QVERIFY(isNear(r.factor, target / exact));
                ++seen;
            }
            QCOMPARE(seen, 4);
        }
    }

    void what_is_down_leaves_its_load_to_the_others() {
        // Work of a second: half a core at each app, in all one of nine. With one of app1 down the
        // pool has 8, with zone a down 6, with zone b 3; the database is busier than that anyway.
        const ValidDesign design = designOf(twoZones());
        const RunResult result = simulateShortly(design);
        const auto headroom = headroomOf(design, result, 1);
        QVERIFY(isNear(lossOf(headroom->instances, "app1").factor, 2));
        QCOMPARE(lossOf(headroom->instances, "app1").limiting, std::string("db.cpu"));
        QCOMPARE(lossOf(headroom->instances, "lb").factor, 0.0);
        QCOMPARE(lossOf(headroom->instances, "db").factor, 0.0);
        QVERIFY(headroom->instances.front().factor == 0);  // worst first
        QCOMPARE(headroom->zones.size(), std::size_t{2});  // the region is not one
        QVERIFY(isNear(lossOf(headroom->zones, "a").factor, 2));
        QVERIFY(isNear(lossOf(headroom->zones, "b").factor, 2));
    }

    void the_law_says_what_a_simulation_of_the_loss_finds() {
        // Without app2, app1 does all: as if it were alone.
        const ValidDesign whole = designOf(twoZones(", 'seed': 1"));
        Design design = whole.design();
        design.findNode("app1")->settings = design.findNode("app2")->settings;
        for (const char* change : {"app1.cores=1", "app1.instances=2", "app2.cores=1",
                                   "app2.instances=2", "db.cores=16", "users.rate=140/s"}) {
            if (auto problem = applySetting(design, change)) qFatal("%s", toText(*problem).c_str());
        }
        const ValidDesign both = *validate(design).valid;
        const auto told = headroomOf(both, simulateShortly(both), 1);
        std::erase_if(design.nodes, [](const Node& n) { return n.id == "app2"; });
        std::erase_if(design.links,
                      [](const Link& l) { return l.from == "app2" || l.to == "app2"; });
        const ValidDesign alone = *validate(design).valid;
        const auto seen = headroomOf(alone, simulateShortly(alone), 1);
        const LossHeadroom& loss = lossOf(told->zones, "b");
        QCOMPARE(loss.limiting, std::string("app1.cpu"));
        QVERIFY(isNear(loss.factor, 1 / 0.7));
        const auto cpu = std::ranges::find_if(seen->resources, [](const ResourceHeadroom& r) {
            return r.component == "app1" && r.key == "cpu";
        });
        QVERIFY(isNear(cpu->factor, loss.factor));
    }

    void the_busiest_window_has_less_than_the_whole_run() {
        const ValidDesign design =
            designOf(twoZones(", 'scenario': [{'at': '5 s', 'set': 'users.rate', 'to': '150/s'}, "
                              "{'at': '10 s', 'set': 'users.rate', 'to': '100/s'}]"));
        const auto headroom = headroomOf(design, simulateShortly(design), 1);
        QVERIFY(headroom.has_value());
        QCOMPARE(headroom->busiestLimiting, std::string("db.cpu"));
        // 150/s take three quarters of the database, give or take what a window's edge cuts.
        QVERIFY2(std::abs(headroom->busiestFactor * 0.75 - 1) < 0.05,
                 qPrintable(QString::number(headroom->busiestFactor)));
        QVERIFY(headroom->factor > 1.2 * headroom->busiestFactor);
    }

    void what_is_refused_counts_as_asked_for() {
        // 200 calls a second for a core that can do 80, and only one more may wait: 60 % are
        // refused, and the load that the core can take is 0.4 of what comes.
        const ValidDesign design = designOf(
            "{'headroom': 1, 'name': 'full', 'endpoints': [{'name': 'GET /', 'cpu': '12.5 ms'}], "
            "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '200/s', 'arrivals': "
            "'deterministic'}}, {'id': 'app', 'kind': 'server', 'settings': {'cores': 1, "
            "'workers': 1, 'queue': 1}}], 'links': [{'from': 'users', 'to': 'app'}]}");
        const auto headroom = headroomOf(design, simulateShortly(design), 1);
        QVERIFY(headroom.has_value());
        QVERIFY2(isNear(headroom->factor, 0.4), qPrintable(QString::number(headroom->factor)));
    }

    void a_full_cache_is_no_limit_and_its_loss_no_end() {
        const ValidDesign design = designOf(
            "{'headroom': 1, 'name': 'cached', 'endpoints': [{'name': 'GET /', 'cpu': '1 ms', "
            "'reads': {'rows': 1}, 'cacheable': true}], 'nodes': [{'id': 'users', 'kind': "
            "'users', 'settings': {'rate': '100/s'}}, {'id': 'app', 'kind': 'server'}, {'id': "
            "'redis', 'kind': 'cache', 'settings': {'capacity': '10 kB'}}, {'id': 'db', 'kind': "
            "'database'}], 'links': [{'from': 'users', 'to': 'app'}, {'from': 'app', 'to': "
            "'redis'}, {'from': 'app', 'to': 'db'}]}");
        const auto headroom = headroomOf(design, simulateShortly(design), 1);
        for (const ResourceHeadroom& r : headroom->resources)
            QVERIFY(r.resource != Resource::Memory);
        QVERIFY(headroom->factor > 1);
        QVERIFY(lossOf(headroom->instances, "redis").factor > 1);
    }

    void an_overloaded_system_has_none() {
        const ValidDesign design = tests::oneServer("900/s", "'cores': 4, 'queue': 10000000");
        const RunResult result = simulateShortly(design);
        QVERIFY(result.ending == RunEnding::overloaded);
        QVERIFY(!headroomOf(design, result, 1).has_value());
    }
};

HEADROOM_TEST(HeadroomTest);
#include "headroom_test.moc"
