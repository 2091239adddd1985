// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <sstream>

#include "models/report/run_report.h"
#include "models/simulate/pilot.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;

namespace {

/// One core that serves 100 requests a second, first come first served, in front of it a queue
/// that takes everybody: M/M/1.
const std::string kOneCore = "'cores': 1, 'workers': 1, 'queue': 10000000, 'discipline': 'fifo'";

Pilot watchPilot(const ValidDesign& design, std::uint64_t seed, int seconds) {
    ReplicationPlan plan;
    plan.system.key = {seed, 0};
    plan.measured = Duration::seconds(seconds);
    return runPilot(design, {}, plan, Duration::zero(), nullptr, {});
}

Pilot watchRate(double rate, std::uint64_t seed, int seconds) {
    return watchPilot(tests::oneServer(std::to_string(rate) + "/s", kOneCore), seed, seconds);
}

}  // namespace

class OverloadTest : public QObject {
    Q_OBJECT
  private slots:
    void stable_load_is_never_called_overloaded_data() {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("seconds");
        QTest::newRow("50 %, short") << 50.0 << 1;
        QTest::newRow("50 %") << 50.0 << 60;
        QTest::newRow("95 %, short") << 95.0 << 5;
        QTest::newRow("95 %") << 95.0 << 60;
        QTest::newRow("98 %, short") << 98.0 << 5;
        QTest::newRow("98 %") << 98.0 << 60;
    }
    void stable_load_is_never_called_overloaded() {
        QFETCH(double, rate);
        QFETCH(int, seconds);
        for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            QCOMPARE(watchRate(rate, seed, seconds).stability, Stability::stable);
        }
    }

    void a_load_above_capacity_is_called_overloaded_and_grows_by_the_difference_data() {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("seconds");
        QTest::newRow("102 %, short") << 102.0 << 5;
        QTest::newRow("102 %") << 102.0 << 60;
        QTest::newRow("105 %") << 105.0 << 60;
        QTest::newRow("150 %") << 150.0 << 60;
        QTest::newRow("1000 %") << 1000.0 << 10;
    }
    void a_load_above_capacity_is_called_overloaded_and_grows_by_the_difference() {
        QFETCH(double, rate);
        QFETCH(int, seconds);
        for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            const Pilot pilot = watchRate(rate, seed, seconds);
            QCOMPARE(pilot.stability, Stability::growing);
            QCOMPARE(pilot.growing.size(), std::size_t{1});
            QCOMPARE(std::string(pilot.growing[0].queue.key), std::string("workers"));
            // The difference of two renewal processes: variance rate + 100 a second.
            const double error = std::sqrt((rate + 100) / (pilot.seconds / 2));
            QVERIFY(std::abs(pilot.growing[0].perSecond.mean - (rate - 100)) < 5 * error);
        }
    }

    void a_queue_that_fills_and_refuses_makes_errors_and_no_overload() {
        const std::string small = "'cores': 1, 'workers': 1, 'discipline': 'fifo'";  // 511 places
        for (const char* rate : {"102/s", "150/s", "1000/s"}) {
            const Pilot pilot = watchPilot(tests::oneServer(rate, small), 1, 60);
            QCOMPARE(pilot.stability, Stability::stable);
        }
        RunOptions options;
        options.duration = Duration::seconds(60);
        options.leastReplications = options.mostReplications = 3;
        const RunResult result = run(tests::oneServer("150/s", small), {}, options);
        QVERIFY(result.ending != RunEnding::overloaded);
        QVERIFY(std::abs(result.total.errorRate.mean - 1.0 / 3) < 0.03);
    }

    void processor_sharing_and_evenly_spaced_work_are_judged_the_same() {
        const std::string shared = "'cores': 1, 'workers': 1000000, 'queue': 0";
        QCOMPARE(watchPilot(tests::oneServer("95/s", shared), 1, 60).stability, Stability::stable);
        const Pilot pilot = watchPilot(tests::oneServer("110/s", shared), 1, 60);
        QCOMPARE(pilot.stability, Stability::growing);
        QCOMPARE(std::string(pilot.growing[0].queue.key), std::string("cpu"));

        const auto even = [](const char* rate) {
            Design design = tests::oneServer(rate, kOneCore).design();
            design.endpoints[0].cpu = DistributionSpec::constant(Duration::milliseconds(10));
            if (auto problem = applySetting(design, "users.arrivals=deterministic"))
                qFatal("%s", toText(*problem).c_str());
            return *validate(design).valid;
        };
        QCOMPARE(watchPilot(even("99/s"), 1, 60).stability, Stability::stable);
        QCOMPARE(watchPilot(even("101/s"), 1, 60).stability, Stability::growing);
    }

    void requests_on_a_long_way_are_no_backlog() {
        Design design = tests::oneServer("50/s", kOneCore).design();
        design.links[0].latency = DistributionSpec::constant(Duration::seconds(3600));
        QCOMPARE(watchPilot(*validate(design).valid, 1, 60).stability, Stability::stable);
    }

    void work_for_nobody_still_overloads_a_server_whose_callers_have_hung_up() {
        Design design = tests::oneServer("150/s", kOneCore).design();
        design.links[0].timeout = Duration::seconds(1);
        QCOMPARE(watchPilot(*validate(design).valid, 1, 60).stability, Stability::growing);
    }

    void an_overloaded_run_stops_at_its_pilot_prints_no_means_and_misses_its_latencies() {
        const ValidDesign design =
            tests::oneServer("130/s", kOneCore, ", 'objectives': ['p99 < 1 s', 'errors < 1 %']");
        const RunResult result = run(design, {}, {});
        QCOMPARE(result.ending, RunEnding::overloaded);
        QCOMPARE(result.replications, std::size_t{0});
        QCOMPARE(result.overload.growing[0].component, std::string("app"));
        QCOMPARE(result.objectives[0].verdict, ObjectiveVerdict::missed);
        QCOMPARE(result.objectives[1].verdict, ObjectiveVerdict::undecided);
        std::ostringstream text;
        writeText(text, result);
        QVERIFY(text.str().find("The queue for workers at app grows by ") != std::string::npos);
        QVERIFY(text.str().find("p99  ") == std::string::npos);
        std::ostringstream json;
        writeJson(json, result, "0");
        QVERIFY(json.str().find("\"ending\": \"overloaded\"") != std::string::npos);
        QVERIFY(json.str().find("\"perSecond\"") != std::string::npos);
    }

    void replications_together_see_a_drift_that_none_sees_alone() {
        Increments up;
        Increments down;
        for (int i = 0; i < 64; ++i) {
            const double noise = i % 2 == 0 ? 10 : -10;
            up.add(noise + 2);  // t = 2 / (10 / 8) = 1.6 alone, 1.6 sqrt(20) = 7 together
            down.add(noise);
        }
        QVERIFY(up.chanceWithoutTrend() > 0.01);
        const std::vector<QueuePlace> queues = {{0, "a"}, {1, "b"}};
        const std::vector<std::vector<Increments>> twenty(20, {down, up});
        const auto growing = growingOver(queues, twenty, Duration::seconds(2));
        QCOMPARE(growing.size(), std::size_t{1});
        QCOMPARE(growing[0].queue.node, std::size_t{1});
        QVERIFY(std::abs(growing[0].perSecond.mean - 1.0) < 1e-9);
    }
};

HEADROOM_TEST(OverloadTest);
#include "overload_test.moc"
