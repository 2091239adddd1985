// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/queueing_formulas.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::agreesOverTen;
using tests::oneServer;
using tests::Seen;
using tests::simulate;

namespace {

/// 60 requests a second for one server, with this work each.
ValidDesign sixty(const QString& cpu, const std::string& settings) {
    return tests::designOf(
        "{'headroom': 1, 'name': 'one', 'endpoints': [{'name': 'GET /', 'cpu': '" +
        cpu.toStdString() +
        "'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '60/s'}}, {'id': "
        "'app', 'kind': 'server', 'settings': {" +
        settings + "}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}]}");
}

/// What a probe between users and server sees, with evenly spaced requests.
std::vector<Seen> watchEven(const std::string& rate, const std::string& cpu,
                            const std::string& settings, Duration time) {
    return tests::watch(
        tests::probedDesign(
            "{'headroom': 1, 'name': 'even', 'endpoints': [{'name': 'GET /', 'cpu': '" + cpu +
            "'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '" + rate +
            "', 'arrivals': 'deterministic'}}, {'id': 'gate', 'kind': 'probe'}, {'id': 'app', "
            "'kind': 'server', 'settings': {" +
            settings +
            "}}], 'links': [{'from': 'users', 'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', "
            "'to': 'app', 'latency': '0 ms'}]}"),
        time);
}

const std::string kPatient = "'queue': 10000000";

}  // namespace

class ServerTest : public QObject {
    Q_OBJECT
  private slots:
    // oneServer asks for exponential 10 ms of a core: mu is 100/s.

    void workers_cores_and_a_bounded_queue_are_m_m_c_k_data() {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("cores");
        QTest::addColumn<int>("servers");
        QTest::addColumn<int>("waiting");
        QTest::addColumn<QString>("settings");
        QTest::newRow("as many workers as cores")
            << 260.0 << 3 << 3 << 4 << "'workers': 3, 'queue': 4, 'discipline': 'fifo'";
        QTest::newRow("fewer workers than cores: they are the servers")
            << 180.0 << 8 << 2 << 3 << "'workers': 2, 'queue': 3";
        QTest::newRow("nobody may wait: Erlang's loss system")
            << 400.0 << 5 << 5 << 0 << "'workers': 5, 'queue': 0";
        QTest::newRow("more workers than cores, in turn")
            << 190.0 << 2 << 2 << 8 << "'workers': 6, 'queue': 4, 'discipline': 'fifo'";
        QTest::newRow("more workers than cores, shared")
            << 190.0 << 2 << 2 << 8 << "'workers': 6, 'queue': 4";
    }
    void workers_cores_and_a_bounded_queue_are_m_m_c_k() {
        QFETCH(double, rate);
        QFETCH(int, cores);
        QFETCH(int, servers);
        QFETCH(int, waiting);
        QFETCH(QString, settings);
        const tests::FiniteQueue exact(rate, 100, servers, servers + waiting);
        const RunResult result =
            simulate(oneServer(std::to_string(rate) + "/s",
                               "'cores': " + std::to_string(cores) + ", " + settings.toStdString()),
                     40, 20);
        const ComponentResult& app = result.components[1];
        QVERIFY(agreesOverTen(result.total.errorRate, exact.blocked()));
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 1000 * exact.response()));
        QVERIFY(agreesOverTen(app.arrivalRps, rate));
        QVERIFY(agreesOverTen(app.resources[0].utilization, exact.throughput() / 100 / cores));
        QCOMPARE(result.total.status.at(503), app.refused);
        QCOMPARE(result.total.status.at(200) + app.refused, result.total.requests);
    }

    void busy_workers_and_who_waits_for_one_are_those_of_m_m_c_k() {
        const tests::FiniteQueue exact(190, 100, 2, 10);
        const RunResult result =
            simulate(oneServer("190/s", "'cores': 2, 'workers': 6, 'queue': 4"), 40, 20);
        const ComponentResult& app = result.components[1];
        QCOMPARE(app.resources[1].key, std::string("workers"));
        QVERIFY(agreesOverTen(app.resources[1].utilization, exact.holding(6) / 6));
        QVERIFY(agreesOverTen(app.queueMean, exact.number() - exact.holding(6)));
        QCOMPARE(app.resources[0].capacity, 2.0);
        QCOMPARE(app.resources[1].capacity, 6.0);
    }

    void first_come_first_served_follows_pollaczek_and_khinchine_data() {
        QTest::addColumn<QString>("cpu");
        QTest::addColumn<double>("scv");
        QTest::newRow("constant") << "10 ms" << 0.0;
        QTest::newRow("exponential") << "exponential 10 ms" << 1.0;
        QTest::newRow("hyperexponential") << "hyperexponential 10 ms scv 4" << 4.0;
    }
    void first_come_first_served_follows_pollaczek_and_khinchine() {
        QFETCH(QString, cpu);
        QFETCH(double, scv);
        const double rho = 0.6;
        const double waitMs = rho * 10 * (1 + scv) / 2 / (1 - rho);
        const RunResult result = simulate(
            sixty(cpu, "'cores': 1, 'workers': 1, 'discipline': 'fifo', " + kPatient), 200, 20);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 10 + waitMs));
        QVERIFY(agreesOverTen(result.components[1].waitMs, waitMs));
        QVERIFY(agreesOverTen(result.components[1].resources[0].utilization, rho));
    }

    void processor_sharing_depends_on_the_mean_of_the_work_alone_data() {
        QTest::addColumn<QString>("cpu");
        QTest::newRow("constant") << "10 ms";
        QTest::newRow("hyperexponential") << "hyperexponential 10 ms scv 4";
    }
    void processor_sharing_depends_on_the_mean_of_the_work_alone() {
        QFETCH(QString, cpu);
        const double rho = 0.6;
        const RunResult result = simulate(sixty(cpu, "'cores': 1, 'workers': 1000000"), 200, 20);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 10 / (1 - rho)));
        QVERIFY(agreesOverTen(result.components[1].resources[0].utilization, rho));
    }

    void instances_called_in_turn_are_queues_with_erlang_arrivals() {
        // Every k-th request of a Poisson stream comes after an Erlang time of k phases.
        for (const int instances : {2, 4}) {
            const RunResult result = simulate(
                oneServer(std::to_string(80 * instances) + "/s",
                          "'instances': " + std::to_string(instances) +
                              ", 'cores': 1, 'workers': 1, 'discipline': 'fifo', " + kPatient),
                60, 20);
            QVERIFY(agreesOverTen(result.total.latencyMs.mean,
                                  1000 * tests::erlangArrivalsResponse(instances, 80, 100)));
            const ComponentResult& app = result.components[1];
            QCOMPARE(app.instances, std::int64_t{instances});
            QCOMPARE(app.resources[0].capacity, static_cast<double>(instances));
            QVERIFY(agreesOverTen(app.resources[0].utilization, 0.8));
        }
    }

    void the_one_too_many_is_refused_at_once() {
        // One worker, two may wait, ten times what it can do: by 100.5 ms of 100 requests 9 are
        // done, 3 inside, and the rest was turned away without taking any time.
        const auto seen = watchEven("1000/s", "10 ms", "'workers': 1, 'cores': 4, 'queue': 2",
                                    Duration::microseconds(100'500));
        QCOMPARE(seen.size(), std::size_t{100});
        int done = 0;
        int refused = 0;
        for (const Seen& request : seen) {
            if (request.status == 503) QCOMPARE(request.behind().ns(), std::int64_t{0});
            refused += request.status == 503 ? 1 : 0;
            done += request.status == 200 ? 1 : 0;
        }
        QCOMPARE(done, 9);
        QCOMPARE(refused, 100 - 9 - 3);
    }

    void fifo_serves_in_turn_and_sharing_at_once_to_the_nanosecond() {
        // A request every 4 ms for one core. In turn, 10 ms each: the second waits for 6 ms.
        const auto turns = watchEven("250/s", "10 ms", "'cores': 1, 'discipline': 'fifo'",
                                     Duration::milliseconds(25));
        QCOMPARE(turns[0].behind().ns(), std::int64_t{10'000'000});
        QCOMPARE(turns[1].behind().ns(), std::int64_t{16'000'000});
        // Shared, 6 ms each: 4 ms alone, then the last 2 ms of work take 4 ms beside the second.
        const auto shared = watchEven("250/s", "6 ms", "'cores': 1", Duration::milliseconds(60));
        QCOMPARE(shared[0].behind().ns(), std::int64_t{8'000'000});
        // With as many cores as requests nobody shares.
        int alone = 0;
        for (const Seen& request :
             watchEven("250/s", "6 ms", "'cores': 4", Duration::milliseconds(60))) {
            if (request.status == 0) continue;
            QCOMPARE(request.behind().ns(), std::int64_t{6'000'000});
            ++alone;
        }
        QVERIFY(alone >= 13);
    }

    void a_worker_is_held_while_its_request_waits_for_another_component() {
        // 1 ms of work and 19 ms of database with one worker: a reply every 20 ms, though the cores
        // are idle nearly all the time.
        const auto seen = tests::watch(
            tests::probedDesign(
                "{'headroom': 1, 'name': 'held', 'endpoints': [{'name': 'GET /', 'cpu': '1 ms', "
                "'writes': 1}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': "
                "'100/s', 'arrivals': 'deterministic'}}, {'id': 'gate', 'kind': 'probe'}, {'id': "
                "'app', 'kind': 'server', 'settings': {'workers': 1, 'queue': 1000}}, {'id': 'db', "
                "'kind': 'database', 'settings': {'write': '9 ms'}}], 'links': [{'from': 'users', "
                "'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', 'to': 'app', 'latency': '0 "
                "ms'}, {'from': 'app', 'to': 'db', 'latency': '5 ms'}]}"),
            Duration::milliseconds(1'009));
        for (std::size_t i = 0; i < 49; ++i) {
            QCOMPARE(seen[i].left.ns(), 10'000'000 + static_cast<std::int64_t>(i + 1) * 20'000'000);
        }
        QCOMPARE(seen[60].status, 0);
    }

    void a_service_behind_a_server_finds_work_of_its_own() {
        // Exponential 10 ms twice: independent, the sum has variance 2 * 100; the same work twice
        // would have 4 * 100.
        const auto seen = tests::watch(
            tests::probedDesign(
                "{'headroom': 1, 'name': 'row', 'endpoints': [{'name': 'GET /', 'cpu': "
                "'exponential 10 ms'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': "
                "{'rate': '500/s'}}, {'id': 'gate', 'kind': 'probe'}, {'id': 'app', 'kind': "
                "'server', 'settings': {'cores': 1024, 'workers': 1024}}, {'id': 'behind', 'kind': "
                "'server', 'settings': {'cores': 1024, 'workers': 1024}}], 'links': [{'from': "
                "'users', 'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', 'to': 'app', "
                "'latency': '0 ms'}, {'from': 'app', 'to': 'behind', 'latency': '0 ms'}]}"),
            Duration::seconds(10));
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
        QVERIFY(n > 4000);
        const double mean = sum / n;
        const double variance = squares / n - mean * mean;
        // The sum is an Erlang of 2 phases: fourth central moment 24 * 10^4.
        QVERIFY(std::abs(mean - 20) < 5 * std::sqrt(200 / n));
        QVERIFY(std::abs(variance - 200) < 5 * std::sqrt((24e4 - 200.0 * 200.0) / n));
    }
};

HEADROOM_TEST(ServerTest);
#include "server_test.moc"
