// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <string>

#include "models/simulate/run.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/queueing_formulas.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::agreesOverTen;
using tests::simulate;

namespace {

/// users -> jobs -> worker without latency.
ValidDesign jobsDesign(const std::string& users, const std::string& queue,
                       const std::string& worker) {
    return tests::designOf(
        "{'headroom': 1, 'name': 'jobs', 'endpoints': [{'name': 'POST /'}], 'nodes': [{'id': "
        "'users', 'kind': 'users', 'settings': {" +
        users + "}}, {'id': 'jobs', 'kind': 'queue', 'settings': {" + queue +
        "}}, {'id': 'worker', 'kind': 'worker', 'settings': {" + worker +
        "}}], 'links': [{'from': 'users', 'to': 'jobs', 'latency': '0 ms'}, {'from': 'jobs', 'to': "
        "'worker', 'latency': '0 ms'}]}");
}
const std::string kJob = ", 'cpu': 'exponential 10 ms'";

}  // namespace

class JobsTest : public QObject {
    Q_OBJECT
  private slots:
    void a_queue_and_its_workers_are_m_m_c_and_nobody_waits_for_them_data() {
        QTest::addColumn<QString>("worker");
        QTest::addColumn<int>("servers");
        QTest::newRow("one instance") << "'cores': 3, 'concurrency': 3" << 3;
        QTest::newRow("three instances with two places each: one line for all six")
            << "'instances': 3, 'cores': 2, 'concurrency': 2" << 6;
        QTest::newRow("more cores than places") << "'cores': 8, 'concurrency': 2" << 2;
    }
    void a_queue_and_its_workers_are_m_m_c_and_nobody_waits_for_them() {
        QFETCH(QString, worker);
        QFETCH(int, servers);
        const double rate = 70.0 * servers;
        const tests::FiniteQueue exact(rate, 100, servers, 3000);
        const RunResult result = simulate(
            jobsDesign("'rate': '" + std::to_string(rate) + "/s'", "", worker.toStdString() + kJob),
            150);
        QCOMPARE(result.total.latencyMs.mean.mean, 0.0);
        QCOMPARE(result.total.status.at(202), result.total.requests);
        const ComponentResult& jobs = result.components[1];
        const ComponentResult& done = result.components[2];
        QVERIFY(agreesOverTen(jobs.waitMs, 1000 * exact.response() - 10));
        QVERIFY(agreesOverTen(jobs.insideMs, 1000 * exact.response()));
        QVERIFY(agreesOverTen(jobs.queueMean, exact.number() - exact.holding(servers)));
        QVERIFY(agreesOverTen(jobs.metrics.at("messages"), exact.number()));
        QVERIFY(agreesOverTen(done.metrics.at("lagMs"), 1000 * exact.response() - 10));
        QVERIFY(agreesOverTen(done.metrics.at("ageMs"), 1000 * exact.response()));
        QCOMPARE(done.resources[1].key, std::string("places"));
        QVERIFY(agreesOverTen(done.resources[1].utilization, 0.7));
        QVERIFY(done.resources[0].resource == Resource::Cpu);
    }

    void more_places_than_cores_share_the_cores() {
        // As M/M/2: the line in front of the places and the sharing behind it, together.
        const tests::FiniteQueue exact(160, 100, 2, 3000);
        const RunResult result =
            simulate(jobsDesign("'rate': '160/s'", "", "'cores': 2, 'concurrency': 6" + kJob), 60);
        QVERIFY(agreesOverTen(result.components[1].insideMs, 1000 * exact.response()));
    }

    void a_full_queue_refuses_as_m_m_c_k() {
        const tests::FiniteQueue exact(190, 100, 2, 7);
        const RunResult result = simulate(
            jobsDesign("'rate': '190/s'", "'capacity': 7", "'cores': 2, 'concurrency': 2" + kJob),
            60);
        QVERIFY(agreesOverTen(result.total.errorRate, exact.blocked()));
        const ComponentResult& jobs = result.components[1];
        QCOMPARE(result.total.status.at(503), jobs.refused);
        QVERIFY(jobs.resources[0].resource == Resource::Queue);
        QCOMPARE(jobs.resources[0].capacity, 7.0);
        QVERIFY(agreesOverTen(jobs.resources[0].utilization, exact.number() / 7));
    }

    void a_queue_that_grows_without_an_end_is_an_overload() {
        RunOptions options;
        options.duration = Duration::seconds(20);
        const RunResult result = run(jobsDesign("'rate': '300/s'", "'capacity': 10000000",
                                                "'cores': 2, 'concurrency': 2" + kJob),
                                     {}, options);
        QVERIFY(result.ending == RunEnding::overloaded);
        QCOMPARE(result.overload.growing.front().component, std::string("jobs"));
        QCOMPARE(result.overload.growing.front().queue, std::string("messages"));
    }

    void what_a_crashed_worker_had_is_done_again_and_nothing_is_lost() {
        System system(
            jobsDesign("'rate': '100/s', 'arrivals': 'deterministic'", "'redelivery': '500 ms'",
                       "'instances': 2, 'cores': 1, 'concurrency': 1, 'cpu': '15 ms'"),
            {}, {});
        system.runUntil(SimTime::zero() + Duration::milliseconds(1'000));
        CrashFault crash;
        crash.node = "worker";
        crash.instance = 1;
        crash.outage = Duration::seconds(2);
        system.apply(crash);
        const std::uint64_t before = system.figures(1).completions;
        system.runUntil(SimTime::zero() + Duration::seconds(3));
        // One instance does 66 a second, so by now some 66 wait; then both catch up.
        const double behind =
            static_cast<double>(system.figures(1).arrivals - system.figures(1).completions);
        QVERIFY2(behind > 50, qPrintable(QString::number(behind)));
        QVERIFY(system.figures(1).completions > before + 120);
        system.runUntil(SimTime::zero() + Duration::seconds(10));
        const ComponentFigures end = system.figures(1);
        QVERIFY(end.arrivals - end.completions <= 3);
        double redelivered = 0;
        for (const auto& metric : end.metrics) {
            if (std::string(metric.key) == "redelivered") redelivered = metric.value;
        }
        QVERIFY(redelivered >= 1);
        // Whatever was handed out was answered: nothing was done twice but what had failed.
        QCOMPARE(system.figures(2).completions, end.completions);
    }

    void workers_that_come_and_go_while_running_get_their_share() {
        System system(jobsDesign("'rate': '100/s', 'arrivals': 'deterministic'", "",
                                 "'instances': 1, 'cores': 4, 'concurrency': 1, 'cpu': '15 ms'"),
                      {}, {});
        const auto set = [&](const std::string& key, std::int64_t value) {
            system.apply(SettingEdit{"worker", key, value});
        };
        const auto waiting = [&] {
            ComponentSample sample;
            system.sample(1, sample);
            return sample.queues.front().waiting;
        };
        system.runUntil(SimTime::zero() + Duration::seconds(2));
        QVERIFY(waiting() > 50);
        set("concurrency", 2);
        system.runUntil(SimTime::zero() + Duration::seconds(6));
        QCOMPARE(waiting(), 0.0);
        set("concurrency", 1);
        system.runUntil(SimTime::zero() + Duration::seconds(8));
        QVERIFY(waiting() > 50);
        set("instances", 2);
        system.runUntil(SimTime::zero() + Duration::seconds(12));
        QCOMPARE(waiting(), 0.0);
        set("instances", 1);
        system.runUntil(SimTime::zero() + Duration::seconds(14));
        QVERIFY(waiting() > 50);
    }

    void a_server_hands_the_slow_job_over_and_answers() {
        const RunResult result = simulate(
            tests::designOf(
                "{'headroom': 1, 'name': 'slow', 'endpoints': [{'name': 'POST /', 'cpu': '2 ms'}], "
                "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '50/s', "
                "'arrivals': "
                "'deterministic'}}, {'id': 'app', 'kind': 'server'}, {'id': 'jobs', 'kind': "
                "'queue'}, "
                "{'id': 'worker', 'kind': 'worker', 'settings': {'instances': 8, 'cpu': '500 "
                "ms'}}], "
                "'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}, {'from': 'app', "
                "'to': "
                "'jobs', 'latency': '1 ms'}, {'from': 'jobs', 'to': 'worker', 'latency': '1 "
                "ms'}]}"),
            60);
        QCOMPARE(result.total.status.at(200), result.total.requests);
        QVERIFY(std::abs(result.total.latencyMs.mean.mean - 4) < 0.01);
        QVERIFY(std::abs(result.components[2].insideMs.mean - 502) < 0.5);
    }
};

HEADROOM_TEST(JobsTest);
#include "jobs_test.moc"
