// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sim_time.h"

#include <QTest>
#include <cmath>

#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;

class SimTimeTest : public QObject {
    Q_OBJECT
  private slots:
    void seconds_are_rounded_to_the_nearest_nanosecond() {
        QCOMPARE(Duration::fromSeconds(1.4e-9).ns(), 1);
        QCOMPARE(Duration::fromSeconds(-1.6e-9).ns(), -2);
        QCOMPARE(Duration::fromSeconds(0.1).ns(), 100'000'000);
    }
    void values_that_do_not_fit_are_clamped() {
        QCOMPARE(Duration::fromSeconds(1e300), Duration::max());
        QCOMPARE(Duration::fromSeconds(-1e300), -Duration::max());
        QCOMPARE(Duration::fromSeconds(std::nan("")), Duration::zero());
        QCOMPARE(SimTime::atNanoseconds(5) + Duration::max(), SimTime::max());
    }
    void text_uses_the_largest_whole_unit() {
        QCOMPARE(toText(1500_us), std::string("1500 us"));
        QCOMPARE(toText(2000_ms), std::string("2 s"));
        QCOMPARE(toText(7_ns), std::string("7 ns"));
    }
};

HEADROOM_TEST(SimTimeTest);
#include "sim_time_test.moc"
