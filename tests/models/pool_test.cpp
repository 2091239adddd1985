// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <string>

#include "models/simulate/run.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/queueing_formulas.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::agreesOverTen;
using tests::designOf;
using tests::Seen;

namespace {

/// users -> app -> db, where the link to the database has a pool.
std::string poolDesign(const std::string& users, const std::string& app, const std::string& pool,
                       const std::string& write, bool isProbed) {
    const std::string way =
        isProbed ? "{'from': 'users', 'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', 'to': "
                   "'app', 'latency': '0 ms'}"
                 : "{'from': 'users', 'to': 'app', 'latency': '0 ms'}";
    return "{'headroom': 1, 'name': 'pool', 'endpoints': [{'name': 'GET /', 'cpu': '0 ms', "
           "'writes': 1}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" +
           users + "}}" + (isProbed ? ", {'id': 'gate', 'kind': 'probe'}" : "") +
           ", {'id': 'app', 'kind': 'server', 'settings': {'workers': 100000" + app +
           "}}, {'id': 'db', 'kind': 'database', 'settings': {'cores': 64, 'write': '" + write +
           "'}}], 'links': [" + way + ", {'from': 'app', 'to': 'db', 'latency': '0 ms', 'pool': {" +
           pool + "}}]}";
}
const ResourceResult& pool(const RunResult& result) {
    return tests::resourceOf(result.components[1], "pool.db");
}

}  // namespace

class PoolTest : public QObject {
    Q_OBJECT
  private slots:
    void a_pool_of_connections_is_m_m_c() {
        // Three connections for writes of exponential 10 ms: the database has cores for all.
        const tests::FiniteQueue exact(240, 100, 3, 2000);
        const RunResult result = tests::simulate(
            designOf(poolDesign("'rate': '240/s'", "", "'size': 3", "exponential 10 ms", false)),
            60);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 1000 * exact.response()));
        QVERIFY(pool(result).resource == Resource::Connections);
        QCOMPARE(pool(result).capacity, 3.0);
        QVERIFY(agreesOverTen(pool(result).utilization, 0.8));
    }

    void each_instance_of_the_caller_has_a_pool_of_its_own() {
        // Two instances in turn, a connection each: Erlang-2 arrivals at one server.
        const RunResult result =
            tests::simulate(designOf(poolDesign("'rate': '120/s'", ", 'instances': 2", "'size': 1",
                                                "exponential 10 ms", false)),
                            60);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean,
                              1000 * tests::erlangArrivalsResponse(2, 60, 100)));
        QCOMPARE(pool(result).capacity, 2.0);
        QVERIFY(agreesOverTen(pool(result).utilization, 0.6));
    }

    void who_waits_too_long_for_a_connection_fails_with_503() {
        // One connection, a write of 35 ms every 10 ms, patience for 21 ms: replayed.
        const auto seen = tests::watch(
            tests::probedDesign(poolDesign("'rate': '100/s', 'arrivals': 'deterministic'", "",
                                           "'size': 1, 'wait': '21 ms'", "35 ms", true)),
            Duration::milliseconds(505));
        std::int64_t free = 0;
        int failed = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const auto at = static_cast<std::int64_t>(10 * (i + 1));
            const std::int64_t begin = std::max(at, free);
            const bool inTime = begin - at <= 21;
            const std::int64_t end = inTime ? begin + 35 : at + 21;
            if (inTime) free = end;
            if (end > 505) continue;
            QCOMPARE(seen[i].status, inTime ? 200 : 503);
            QCOMPARE(seen[i].left.ns(), end * 1'000'000);
            failed += inTime ? 0 : 1;
        }
        QVERIFY(failed > 20);
        System system(designOf(poolDesign("'rate': '100/s', 'arrivals': 'deterministic'", "",
                                          "'size': 1, 'wait': '21 ms'", "35 ms", false)),
                      {}, {});
        system.runUntil(engine::SimTime::zero() + Duration::milliseconds(505));
        double counted = -1;
        for (const auto& metric : system.figures(1).metrics) {
            if (std::string(metric.key) == "poolTimeouts") counted = metric.value;
        }
        QCOMPARE(counted, static_cast<double>(failed));
    }

    void a_pool_that_grows_in_a_redesign_serves_who_waits() {
        const auto build = [](int size) {
            return designOf(poolDesign("'rate': '100/s', 'arrivals': 'deterministic'", "",
                                       "'size': " + std::to_string(size), "35 ms", false));
        };
        System system(build(1), {}, {});
        system.runUntil(engine::SimTime::zero() + Duration::milliseconds(205));
        QVERIFY(system.recorder().inFlight().level() > 10);
        system.apply(Redesign{build(8)});
        system.runUntil(engine::SimTime::zero() + Duration::milliseconds(505));
        QVERIFY(system.recorder().inFlight().level() <= 4);
    }
};

HEADROOM_TEST(PoolTest);
#include "pool_test.moc"
