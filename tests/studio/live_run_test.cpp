// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/live_run.h"

#include <QTest>

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
