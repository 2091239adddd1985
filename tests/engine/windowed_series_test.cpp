// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/windowed_series.h"

#include <QTest>
#include <vector>

#include "engine/statistics/latency_histogram.h"
#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using headroom::tests::at;
using headroom::tests::Samples;

class WindowedSeriesTest : public QObject {
    Q_OBJECT
  private slots:
    void windows_are_closed_at_the_left_and_open_at_the_right() {
        WindowedSeries<> series(at(1000), 10_ns);
        series.at(at(1000)).add(1);
        series.at(at(1009)).add(2);
        series.at(at(1010)).add(4);
        series.at(at(1039)).add(8);
        QCOMPARE(series.size(), std::size_t{4});
        QCOMPARE(series[0].count, std::uint64_t{2});
        QVERIFY(series[0].sum == 3 && series[1].sum == 4 && series[3].sum == 8);
        QCOMPARE(series[2].count, std::uint64_t{0});
        QCOMPARE(series.beginOf(3), at(1030));
    }

    void a_doubled_series_equals_one_of_that_width_from_the_start_data() {
        QTest::addColumn<int>("maxPoints");
        QTest::addColumn<bool>("inOrder");
        for (const int points : {2, 3, 7, 64, 1023, 1024}) {
            QTest::addRow("%d points, in order", points) << points << true;
            QTest::addRow("%d points, any order", points) << points << false;
        }
    }
    void a_doubled_series_equals_one_of_that_width_from_the_start() {
        QFETCH(int, maxPoints);
        QFETCH(bool, inOrder);
        Samples samples(12);
        const SimTime t0 = at(777);
        const auto limit = static_cast<std::size_t>(maxPoints);
        WindowedSeries<> series(t0, 10_ns, limit);
        struct Observation {
            std::int64_t offset, value;
        };
        std::vector<Observation> seen;
        std::int64_t clock = 0;
        for (int i = 0; i < 5000; ++i) {
            clock += static_cast<std::int64_t>(samples.below(40));
            const auto now = inOrder ? clock : static_cast<std::int64_t>(samples.below(100'000));
            const auto value = static_cast<std::int64_t>(samples.below(1000)) - 500;
            seen.push_back({now, value});
            series.at(t0 + Duration::nanoseconds(now)).add(value);
            QVERIFY(series.size() <= limit);
        }
        const std::int64_t width = series.width().ns();
        std::vector<CountAndSum> plain(series.size());
        for (const Observation& o : seen)
            plain.at(static_cast<std::size_t>(o.offset / width)).add(o.value);
        QVERIFY(std::equal(plain.begin(), plain.end(), series.begin(), series.end()));
        // No wider than needed: with half of the width the last window would be out of bounds.
        std::int64_t last = 0;
        for (const Observation& o : seen)
            last = std::max(last, o.offset);
        QVERIFY(width > 10);
        QVERIFY(last / (width / 2) >= maxPoints);
    }

    void a_jump_to_the_end_of_time_is_survived() {
        WindowedSeries<> series(at(0), 1_ns, 2);
        series.at(at(0)).add(1);
        series.at(SimTime::max()).add(2);
        QCOMPARE(series.size(), std::size_t{2});
        QCOMPARE(series.width().ns(), std::int64_t{1} << 62);
        QVERIFY(series[0].sum == 1 && series[1].sum == 2);
    }

    void any_mergeable_accumulator_serves() {
        WindowedSeries<LatencyHistogram> series(at(0), 100_ns, 8);
        std::vector<LatencyHistogram> plain(8);
        Samples samples(13);
        for (std::int64_t now = 0; now < 3000; ++now) {
            const auto ns = static_cast<std::int64_t>(samples.below(1'000'000));
            series.at(at(now)).record(ns);
            plain.at(static_cast<std::size_t>(now / 400)).record(ns);
        }
        QCOMPARE(series.width(), 400_ns);
        QVERIFY(std::equal(plain.begin(), plain.end(), series.begin(), series.end()));
    }

    void a_level_is_spread_over_the_windows_it_touches() {
        WindowedSeries<> series(at(50), 10_ns, 16);
        const auto record = [&](SimTime from, SimTime to, std::int64_t level) {
            series.spread(from, to, [&](CountAndSum& window, Duration part) {
                window.sum += level * part.ns();
            });
        };
        record(at(55), at(75), 3);
        QCOMPARE(series.size(), std::size_t{3});
        QVERIFY(series[0].sum == 15 && series[1].sum == 30 && series[2].sum == 15);
        record(at(75), at(75), 1000);
        record(at(75), at(80), 1);
        QVERIFY(series[2].sum == 20);
        QCOMPARE(series.size(), std::size_t{3});

        // Across a doubling nothing is lost and nothing is counted twice.
        record(at(80), at(1050), 7);
        Int128 total = 0;
        for (const CountAndSum& window : series)
            total += window.sum;
        QVERIFY(total == 15 + 30 + 20 + 7 * 970);
        QCOMPARE(series.width(), 80_ns);
        QVERIFY(series[1].sum == 7 * 80);
    }
};

HEADROOM_TEST(WindowedSeriesTest);
#include "windowed_series_test.moc"
