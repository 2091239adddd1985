// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/statistics/intervals.h"
#include "models/analysis/usl.h"
#include "models/simulate/run.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::agreesOverTen;

namespace {

constexpr double kSerial = 0.03;
constexpr double kCoherence = 0.0005;
const ScalabilityLaw kLaw{1, kSerial, kCoherence};
const std::string kContended = "'contention': {'serial': '3 %', 'coherence': 0.0005}";

/// Four times as many requests of 10 ms as the server can take, and workers enough for all cores.
ValidDesign saturated(int cores, const std::string& cpu, const std::string& discipline) {
    return tests::designOf(
        "{'headroom': 1, 'name': 'full', 'endpoints': [{'name': 'GET /', 'cpu': '" + cpu +
        "'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '" +
        std::to_string(4 * kLaw.capacity(cores) / 0.010) +
        "/s'}}, {'id': "
        "'app', 'kind': 'server', 'settings': {'cores': " +
        std::to_string(cores) + ", 'workers': " + std::to_string(4 * cores + 20) +
        ", 'queue': 0, 'discipline': '" + discipline + "', " + kContended +
        "}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}]}");
}

/// Replies a second over `time` after one second.
double throughput(const ValidDesign& design, Duration time, std::uint64_t seed) {
    SystemOptions options;
    options.key = {seed, 0};
    System system(design, {}, options);
    system.runUntil(SimTime::zero() + Duration::seconds(1));
    system.restartStatistics();
    system.runUntil(SimTime::zero() + Duration::seconds(1) + time);
    return static_cast<double>(system.figures(1).completions) / time.toSeconds();
}

/// Mean time in a birth-death system whose n requests are served at rate C(min(n, cores)) / work.
double exactResponse(double lambda, double work, int cores, const ScalabilityLaw& law) {
    double p = 1;
    double all = 1;
    double number = 0;
    for (int n = 1; n < 100'000 && p > 1e-18; ++n) {
        p *= lambda * work / law.capacity(std::min(n, cores));
        all += p;
        number += n * p;
    }
    return number / all / lambda;
}

}  // namespace

class ContentionTest : public QObject {
    Q_OBJECT
  private slots:
    void saturated_throughput_over_cores_is_the_law_of_scalability_data() {
        QTest::addColumn<int>("cores");
        for (const int cores : {1, 2, 3, 4, 6, 8, 12, 16, 24, 32})
            QTest::addRow("%d cores", cores) << cores;
    }
    void saturated_throughput_over_cores_is_the_law_of_scalability() {
        QFETCH(int, cores);
        const double exact = kLaw.capacity(cores) / 0.010;
        // Constant work in turn: after ten seconds all but what is in service has been counted.
        const Duration time = Duration::seconds(10);
        const double inTurn = throughput(saturated(cores, "10 ms", "fifo"), time, 1);
        QVERIFY2(std::abs(inTurn - exact) * time.toSeconds() <= cores + 1,
                 qPrintable(QString::number(inTurn)));
        // Shared, and work that varies: five standard errors over ten runs, each of them below 3 %.
        std::vector<double> runs;
        for (std::uint64_t seed = 1; seed <= 10; ++seed)
            runs.push_back(throughput(saturated(cores, "exponential 10 ms", "processor-sharing"),
                                      Duration::seconds(2), seed));
        const engine::Estimate shared = engine::meanInterval(runs);
        QVERIFY(agreesOverTen(shared, exact));
    }

    void more_cores_than_the_best_number_do_less() {
        const double best = *kLaw.bestSize();  // sqrt((1 - 0.03) / 0.0005) = 44
        QVERIFY(best > 40 && best < 50);
        const auto at = [](int cores) {
            return throughput(saturated(cores, "10 ms", "fifo"), Duration::seconds(5), 1);
        };
        QVERIFY(at(96) < at(44));
    }

    void below_saturation_times_are_those_of_the_birth_death_process_data() {
        QTest::addColumn<QString>("discipline");
        QTest::newRow("shared") << "processor-sharing";
        QTest::newRow("in turn") << "fifo";
    }
    void below_saturation_times_are_those_of_the_birth_death_process() {
        QFETCH(QString, discipline);
        const int cores = 8;
        const ScalabilityLaw law{1, 0.1, 0.01};
        const double rate = 0.8 * law.capacity(cores) / 0.010;
        RunOptions options;
        options.duration = Duration::seconds(60);
        options.warmup = Duration::seconds(5);
        options.leastReplications = options.mostReplications = 10;
        const RunResult result =
            run(tests::oneServer(std::to_string(rate) + "/s",
                                 "'cores': 8, 'workers': 1000000, 'discipline': '" +
                                     discipline.toStdString() +
                                     "', 'contention': {'serial': '10 %', 'coherence': 0.01}"),
                {}, options);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean,
                              1000 * exactResponse(rate, 0.010, cores, law)));
    }

    void contention_can_be_turned_on_and_off_while_running() {
        // 30 ms of work every 20 ms: one or two cores are busy.
        const auto latency = [](const std::string& serial, const std::string& scenario) {
            RunOptions options;
            options.duration = Duration::seconds(4);
            options.leastReplications = options.mostReplications = 1;
            const RunResult result = run(
                tests::designOf(
                    "{'headroom': 1, 'name': 'live', 'endpoints': [{'name': 'GET /', 'cpu': '30 "
                    "ms'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': "
                    "'50/s', 'arrivals': 'deterministic'}}, {'id': 'app', 'kind': 'server', "
                    "'settings': {'cores': 4, 'contention': {'serial': '" +
                    serial + "'}}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}]" +
                    scenario + "}"),
                {}, options);
            return result.total.latencyMs.mean.mean;
        };
        const double off = latency("0 %", "");
        const double on = latency("40 %", "");
        const double between =
            latency("0 %",
                    ", 'scenario': [{'at': '1 s', 'set': 'app.contention.serial', 'to': '40 %'}, "
                    "{'at': '3 s', 'set': 'app.contention.serial', 'to': '0 %'}]");
        QVERIFY(std::abs(off - 30) < 1e-6);
        QVERIFY(on > 33);
        // Half of the time; a few requests fail where the cores change.
        QVERIFY2(std::abs(between - (on + off) / 2) < 0.15 * (on - off),
                 qPrintable(QString::number(between)));
    }
};

HEADROOM_TEST(ContentionTest);
#include "contention_test.moc"
