// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>

#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/queueing_formulas.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::agreesOverTen;
using tests::databaseDesign;
using tests::Seen;

namespace {

std::vector<Seen> watchDatabase(const std::string& endpoint, const std::string& database,
                                Duration time = Duration::milliseconds(505)) {
    return tests::watch(
        tests::probedDesign(databaseDesign("'rate': '100/s', 'arrivals': 'deterministic'", endpoint,
                                           database, true)),
        time);
}

}  // namespace

class DatabaseTest : public QObject {
    Q_OBJECT
  private slots:
    void cores_connections_and_queue_are_m_m_c_k_data() {
        QTest::addColumn<int>("cores");
        QTest::addColumn<int>("connections");
        QTest::addColumn<int>("queue");
        QTest::newRow("more connections than cores") << 2 << 6 << 3;
        QTest::newRow("fewer connections than cores: they are the servers") << 8 << 2 << 4;
        QTest::newRow("as many, and nobody may wait") << 3 << 3 << 0;
    }
    void cores_connections_and_queue_are_m_m_c_k() {
        QFETCH(int, cores);
        QFETCH(int, connections);
        QFETCH(int, queue);
        const int servers = std::min(cores, connections);
        const double rate = 95.0 * servers;
        const tests::FiniteQueue exact(rate, 100, servers, connections + queue);
        RunOptions options;
        options.duration = Duration::seconds(120);
        options.warmup = Duration::seconds(5);
        options.leastReplications = options.mostReplications = 10;
        const RunResult result =
            run(tests::designOf(databaseDesign(
                    "'rate': '" + std::to_string(rate) + "/s'", "'writes': 1",
                    "'write': 'exponential 10 ms', 'cores': " + std::to_string(cores) +
                        ", 'max-connections': " + std::to_string(connections) +
                        ", 'queue': " + std::to_string(queue),
                    false)),
                {}, options);
        const ComponentResult& db = result.components[2];
        QCOMPARE(db.id, std::string("db"));
        QVERIFY(agreesOverTen(result.total.errorRate, exact.blocked()));
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 1000 * exact.response()));
        QCOMPARE(db.resources[0].key, std::string("cpu"));
        QVERIFY(agreesOverTen(db.resources[0].utilization, exact.throughput() / 100 / cores));
        QCOMPARE(db.resources[1].key, std::string("connections"));
        QVERIFY(
            agreesOverTen(db.resources[1].utilization, exact.holding(connections) / connections));
        QVERIFY(agreesOverTen(db.insideMs, 1000 * exact.response()));
        if (connections + queue > servers) {
            QVERIFY(agreesOverTen(db.waitMs, 1000 * exact.response() - 10));
            QVERIFY(agreesOverTen(db.queueMean, exact.number() - exact.holding(servers)));
        }
        // What the database refuses comes back to the user as its 503.
        QCOMPARE(result.total.status.at(503), db.refused);
    }

    void a_read_takes_the_query_and_each_of_its_rows() {
        int answered = 0;
        for (const Seen& request :
             watchDatabase("'reads': {'rows': 20}", "'query': '1 ms', 'row': '5 us'")) {
            if (request.status == 0) continue;
            QCOMPARE(request.behind().ns(), std::int64_t{1'000'000 + 20 * 5'000});
            ++answered;
        }
        QVERIFY(answered >= 49);
    }

    void writes_and_the_read_follow_one_another() {
        int answered = 0;
        for (const Seen& request :
             watchDatabase("'reads': {'rows': 1}, 'writes': 3",
                           "'query': '1 ms', 'row': '0 ms', 'write': '2 ms'")) {
            if (request.status == 0) continue;
            QCOMPARE(request.behind().ns(), std::int64_t{3 * 2'000'000 + 1'000'000});
            ++answered;
        }
        QVERIFY(answered >= 49);
    }

    void a_request_that_asks_nothing_of_it_does_not_come_by() {
        const auto seen = watchDatabase("'reads': {'rows': 0}", "'query': '1 s'");
        QCOMPARE(seen.size(), std::size_t{50});
        for (const Seen& request : seen) {
            QCOMPARE(request.status, 200);
            QCOMPARE(request.behind().ns(), std::int64_t{0});
        }
    }

    void queries_of_one_request_are_drawn_each_for_itself() {
        // Two writes of exponential 10 ms: independent, the sum has variance 2 * 100.
        const auto seen = watchDatabase(
            "'writes': 2", "'write': 'exponential 10 ms', 'cores': 1024", Duration::seconds(40));
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (const Seen& request : seen) {
            if (request.status == 0) continue;
            const double ms = request.behind().toSeconds() * 1000;
            n += 1;
            sum += ms;
            squares += ms * ms;
        }
        QVERIFY(n > 3900);
        const double mean = sum / n;
        const double variance = squares / n - mean * mean;
        // The sum is an Erlang of 2 phases: fourth central moment 24 * 10^4.
        QVERIFY(std::abs(mean - 20) < 5 * std::sqrt(200 / n));
        QVERIFY(std::abs(variance - 200) < 5 * std::sqrt((24e4 - 200.0 * 200.0) / n));
    }

    void the_one_too_many_is_refused_at_once() {
        // One connection, two may wait, a write takes 35 ms and they come every 10 ms. The first
        // comes at 10 ms; replies at 45, 80, ... 500: by 505 ms 14 are done and 3 inside, of 50.
        int done = 0;
        int refused = 0;
        for (const Seen& request :
             watchDatabase("'writes': 1", "'write': '35 ms', 'max-connections': 1, 'queue': 2")) {
            if (request.status == 503) QCOMPARE(request.behind().ns(), std::int64_t{0});
            refused += request.status == 503 ? 1 : 0;
            done += request.status == 200 ? 1 : 0;
        }
        QCOMPARE(done, 14);
        QCOMPARE(refused, 50 - 14 - 3);
    }
};

HEADROOM_TEST(DatabaseTest);
#include "database_test.moc"
