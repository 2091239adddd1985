// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/time_average.h"

#include <QTest>
#include <queue>
#include <vector>

#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using headroom::tests::at;
using headroom::tests::Samples;

class TimeAverageTest : public QObject {
    Q_OBJECT
  private slots:
    void the_mean_weighs_each_level_by_its_time() {
        TimeAverage level(at(100), 2);
        level.change(at(110), +3);  // 2 for 10 ns
        level.set(at(140), 1);      // 5 for 30 ns
        QVERIFY(level.integral(at(200)) == 2 * 10 + 5 * 30 + 1 * 60);
        QCOMPARE(level.mean(at(200)), 2.3);
        QCOMPARE(level.max(), std::int64_t{5});
        QCOMPARE(level.level(), std::int64_t{1});
        // Asking changes nothing.
        QVERIFY(level.integral(at(150)) == 2 * 10 + 5 * 30 + 1 * 10);
    }

    void a_peak_of_no_duration_counts_for_the_maximum_alone() {
        TimeAverage level;
        level.change(at(50), +7);
        level.change(at(50), -7);
        QVERIFY(level.integral(at(90)) == 0);
        QCOMPARE(level.max(), std::int64_t{7});
    }

    void over_no_time_the_mean_is_the_level() { QCOMPARE(TimeAverage(at(3), 4).mean(at(3)), 4.0); }

    void a_restart_keeps_the_level_and_forgets_the_rest() {
        TimeAverage level;
        level.change(at(0), +9);
        level.change(at(10), -5);
        level.restart(at(20));
        QVERIFY(level.integral(at(20)) == 0);
        QCOMPARE(level.max(), std::int64_t{4});
        level.change(at(25), +2);
        QCOMPARE(level.mean(at(30)), (4 * 5 + 6 * 5) / 10.0);
        QCOMPARE(level.start(), at(20));
    }

    void the_integral_is_exact_beyond_64_bits() {
        TimeAverage level;
        level.change(at(0), 1'000'000'007);
        level.change(at(9'000'000'000'000'000'001), -1);
        const Int128 expected = Int128{1'000'000'007} * 9'000'000'000'000'000'001;
        QVERIFY(level.integral(at(9'000'000'000'000'000'001)) == expected);
        QVERIFY(level.integral(at(9'000'000'000'000'000'003)) == expected + 2 * 1'000'000'006);
        TimeAverage negative(at(0), -3);
        QVERIFY(negative.integral(at(5)) == -15);
    }

    void littles_law_holds_without_a_residual() {
        // The integral of the number in the system is the sum of the times spent in it.
        Samples samples(11);
        TimeAverage inSystem;
        std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> departures;
        std::int64_t now = 0;
        Int128 sojourns = 0;
        const auto leaveUntil = [&](std::int64_t limit) {
            while (!departures.empty() && departures.top() <= limit) {
                inSystem.change(at(departures.top()), -1);
                departures.pop();
            }
        };
        for (int i = 0; i < 50'000; ++i) {
            now += static_cast<std::int64_t>(samples.below(1000));
            leaveUntil(now);
            inSystem.change(at(now), +1);
            const auto sojourn = static_cast<std::int64_t>(samples.below(100'000));
            sojourns += sojourn;
            departures.push(now + sojourn);
        }
        leaveUntil(now + 100'000);
        QCOMPARE(inSystem.level(), std::int64_t{0});
        QVERIFY(inSystem.integral(at(now + 100'000)) == sojourns);
    }
};

HEADROOM_TEST(TimeAverageTest);
#include "time_average_test.moc"
