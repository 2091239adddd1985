// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <vector>

#include "engine/process.h"
#include "models/components/node_statistics.h"
#include "models/simulate/recorder.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using engine::Simulation;

namespace {

engine::Process visit(Recorder& recorder, Duration inside, Duration stampIsLateBy) {
    RequestRef request = RequestRef::make();
    request->born = Simulation::current().now() + stampIsLateBy;
    recorder.began(*request);
    co_await engine::delay(inside);
    recorder.ended(*request, Reply::done());
}

SimTime atMs(std::int64_t ms) {
    return SimTime::zero() + Duration::milliseconds(ms);
}

}  // namespace

class AuditTest : public QObject {
    Q_OBJECT
  private slots:
    // Three requests over both edges of the stretch, one inside it.
    void littles_law_holds_exactly_over_any_stretch() {
        Simulation simulation;
        Recorder recorder(1, Duration::seconds(1));
        recorder.sourceBegan();
        simulation.spawn(visit(recorder, Duration::milliseconds(70), Duration::zero()));
        simulation.runUntil(atMs(10));
        simulation.spawn(visit(recorder, Duration::milliseconds(100), Duration::zero()));
        simulation.runUntil(atMs(50));
        recorder.restartStatistics(simulation.now());
        simulation.spawn(visit(recorder, Duration::milliseconds(5), Duration::zero()));
        simulation.spawn(visit(recorder, Duration::milliseconds(500), Duration::zero()));
        for (const int ms : {50, 52, 60, 80, 109, 120, 400}) {
            simulation.runUntil(atMs(ms));
            QCOMPARE(static_cast<double>(recorder.littleResidual(simulation.now())), 0.0);
            QCOMPARE(recorder.flowResidual(), std::int64_t{0});
        }
        // 20 + 60 + 5 + 350 ms of requests were in flight.
        QCOMPARE(static_cast<double>(recorder.inFlight().integral(simulation.now())), 435e6);
    }

    void a_stamp_that_is_a_nanosecond_wrong_is_seen() {
        Simulation simulation;
        Recorder recorder(1, Duration::seconds(1));
        recorder.sourceBegan();
        simulation.spawn(visit(recorder, Duration::milliseconds(70), Duration::nanoseconds(1)));
        simulation.runUntil(atMs(100));
        QCOMPARE(static_cast<double>(recorder.littleResidual(simulation.now())), 1.0);
    }

    void stays_add_up_over_any_stretch_and_a_wrong_stamp_is_seen() {
        Simulation simulation;
        engine::TimeAverage number(simulation.now());
        Stays stays;
        std::vector<SimTime> inside;
        const auto come = [&](int ms) {
            simulation.runUntil(atMs(ms));
            number.change(simulation.now(), 1);
            inside.push_back(simulation.now());
        };
        const auto goFirst = [&](int ms) {
            simulation.runUntil(atMs(ms));
            number.change(simulation.now(), -1);
            stays.left(inside.front());
            inside.erase(inside.begin());
        };
        const auto balance = [&] {
            for (const SimTime arrival : inside)
                stays.isThere(arrival);
            return stays.balance("messages", number);
        };
        come(10);
        come(30);
        simulation.runUntil(atMs(50));
        number.restart(simulation.now());
        const StayBalance before = balance();
        QCOMPARE(static_cast<double>(before.stayedNs), 60e6);
        goFirst(70);
        come(80);
        simulation.runUntil(atMs(100));
        const StayBalance after = balance();
        // 20 + 50 + 20 ms since.
        QCOMPARE(static_cast<double>(after.numberNs), 90e6);
        QCOMPARE(static_cast<double>(after.stayedNs - before.stayedNs), 90e6);
        inside.back() = inside.back() + Duration::nanoseconds(1);
        const StayBalance wrong = balance();
        QCOMPARE(static_cast<double>(wrong.stayedNs - before.stayedNs), 90e6 - 1);
    }

    void work_that_was_lost_in_a_crash_is_said_to_be_unchecked() {
        RunOptions options;
        options.duration = Duration::seconds(5);
        options.leastReplications = options.mostReplications = 2;
        const RunResult result =
            run(tests::oneServer("80/s", "'cores': 1, 'instances': 1",
                                 ", 'scenario': [{'at': '2 s', 'fault': 'crash', 'node': 'app', "
                                 "'for': '100 ms'}]"),
                {}, options);
        QVERIFY(result.audit && result.audit->passed);
        QCOMPARE(result.audit->flowBalance, 0.0);
        QCOMPARE(result.audit->notChecked.size(), std::size_t{1});
        QVERIFY(result.audit->notChecked[0].english().find("app") != std::string::npos);
    }

    void an_overloaded_run_is_audited_too() {
        const RunResult result =
            run(tests::oneServer("150/s", "'cores': 1, 'instances': 1, 'queue': 10000000"), {}, {});
        QVERIFY(result.ending == RunEnding::overloaded);
        QVERIFY(result.audit && result.audit->passed);
        QVERIFY(result.audit->formulas.empty());
    }

    void exact_formulas_are_held_against_what_was_simulated() {
        RunOptions options;
        options.duration = Duration::seconds(40);
        options.warmup = Duration::seconds(5);
        options.leastReplications = options.mostReplications = 5;
        const RunResult result =
            run(tests::oneServer("70/s",
                                 "'cores': 1, 'instances': 1, 'workers': 100000, 'discipline': "
                                 "'fifo'"),
                {}, options);
        QVERIFY(result.audit && result.audit->passed);
        bool hasResponse = false;
        for (const FormulaCheck& check : result.audit->formulas) {
            // M/M/1 at 0.7: 10 ms / 0.3.
            if (check.figure != "responseMs") continue;
            hasResponse = true;
            QVERIFY(std::abs(check.formula - 10 / 0.3) < 1e-9);
        }
        QVERIFY(hasResponse);
    }
};

HEADROOM_TEST(AuditTest);
#include "audit_test.moc"
