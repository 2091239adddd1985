// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/live_run.h"

#include <QTest>
#include <atomic>
#include <cmath>

#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/simulate/system.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

models::ValidDesign shop() {
    return *models::loadDesign(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json",
                               models::kinds())
                .valid;
}

/// How far it is; whole, because what is waited for is compared exactly.
std::int64_t microsecondsOf(const LiveRun& run) {
    const auto view = run.view();
    return view->snapshot ? view->snapshot->time.sinceStart().ns() / 1000 : 0;
}

}  // namespace

class LiveRunTest : public QObject {
    Q_OBJECT
  private slots:
    void it_does_nothing_until_it_is_played() {
        LiveRun run(shop(), {}, 1);
        QTest::qWait(50);
        QCOMPARE(run.view()->number, std::uint64_t{0});
    }

    void a_step_goes_that_far_and_no_further() {
        LiveRun run(shop(), {}, 1);
        run.step(engine::Duration::milliseconds(500));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{500000}, 20'000);
        run.step(engine::Duration::milliseconds(250));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{750000}, 20'000);
        QCOMPARE(run.view()->status, LiveView::Status::Paused);
    }

    // What is watched is what is simulated: the steps of the window change nothing.
    void watching_changes_nothing() {
        LiveRun run(shop(), {}, 7);
        run.step(engine::Duration::milliseconds(400));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{400000}, 20'000);
        run.step(engine::Duration::milliseconds(600));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{1000000}, 20'000);
        models::SystemOptions options;
        options.key = {7, 0};
        options.warm = models::warmMemory(shop(), {}, 7);
        models::System system(shop(), {}, options);
        system.runUntil(engine::SimTime::zero() + engine::Duration::seconds(1));
        QCOMPARE(run.view()->snapshot->requests, system.snapshot()->requests);
        QCOMPARE(run.view()->snapshot->events, system.events());
    }

    void a_change_is_made_at_a_whole_millisecond_and_stands_in_the_journal() {
        LiveRun run(shop(), {}, 1);
        run.step(engine::Duration::milliseconds(300));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{300000}, 20'000);
        run.post(models::SettingEdit{"app", "instances", std::int64_t{5}});
        QTRY_COMPARE_WITH_TIMEOUT(run.journal().size(), std::size_t{1}, 20'000);
        QCOMPARE(run.journal()[0].at, engine::Duration::milliseconds(300));
        QTRY_COMPARE_WITH_TIMEOUT(run.view()->snapshot->components[2].instances, 5U, 20'000);
        // What the design does not allow is dropped.
        run.post(models::SettingEdit{"nobody", "instances", std::int64_t{5}});
        run.step(engine::Duration::milliseconds(200));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{500000}, 20'000);
        QCOMPARE(run.journal().size(), std::size_t{1});
    }

    void what_caches_remember_is_not_looked_for_by_who_is_gone() {
        const std::atomic<bool> isGone = true;
        QVERIFY(models::warmMemory(shop(), {}, 1) != nullptr);
        QVERIFY(models::warmMemory(shop(), {}, 1, &isGone) == nullptr);
        LiveRun run(shop(), {}, 1);
        run.end();
        QTRY_VERIFY_WITH_TIMEOUT(run.isOver(), 20'000);
        QCOMPARE(run.view()->number, std::uint64_t{0});
    }

    void a_snapshot_says_what_is_kept_how_requests_failed_and_how_often_caches_hit() {
        LiveRun run(shop(), {}, 1);
        run.step(engine::Duration::milliseconds(400));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{400000}, 20'000);
        const auto held = run.view();
        const models::Snapshot& snapshot = *held->snapshot;
        int kept = 0;
        for (const models::ResourceSnapshot& each : snapshot.resources) {
            kept += each.isKept ? 1 : 0;
            QVERIFY(!each.isKept || each.resource == models::Resource::Memory);
        }
        QCOMPARE(kept, 1);
        QCOMPARE(snapshot.ratios.size(), std::size_t{1});
        QCOMPARE((*held->nodes)[snapshot.ratios[0].component], std::string("redis"));
        QVERIFY(snapshot.ratios[0].value > 0 && snapshot.ratios[0].value < 1);
        run.post(models::CrashFault{"app", std::nullopt, std::nullopt});
        run.step(engine::Duration::milliseconds(400));
        QTRY_COMPARE_WITH_TIMEOUT(microsecondsOf(run), std::int64_t{800000}, 20'000);
        const auto later = run.view();
        const models::Snapshot& after = *later->snapshot;
        double failed = 0;
        for (const models::FailureSnapshot& each : after.failures) {
            QVERIFY(each.status >= 400);
            failed += each.rps;
        }
        QVERIFY(failed > 0);
        QVERIFY(std::abs(failed - after.rps * after.errorRate) < 1e-6 * failed);
    }

    void it_ends_at_once_while_it_runs_as_fast_as_it_can() {
        for (int i = 0; i < 5; ++i) {
            LiveRun run(shop(), {}, 1);
            run.setSpeed(LiveRun::kMaxSpeed);
            run.play();
            QTest::qWait(7 * i);
        }
    }
};

HEADROOM_TEST(LiveRunTest);
#include "live_run_test.moc"
