// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/latency_histogram.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using headroom::tests::Samples;

namespace {

constexpr std::int64_t kLongestTime = std::numeric_limits<std::int64_t>::max();
const std::vector<double> kQuantiles = {0,   0.001, 0.01, 0.1,   0.25,   0.5, 0.75,
                                        0.9, 0.95,  0.99, 0.999, 0.9999, 1};

LatencyHistogram histogramOf(const std::vector<std::int64_t>& values) {
    LatencyHistogram histogram;
    for (const std::int64_t v : values)
        histogram.record(v);
    return histogram;
}

/// The shapes that response times have, and some that are meant to do harm.
std::int64_t draw(const QString& shape, Samples& samples) {
    if (shape == "exponential") return std::llround(samples.exponential(20e6));
    if (shape == "lognormal") return std::llround(5e6 * std::exp(1.5 * samples.normal()));
    if (shape == "pareto") return std::llround(1e6 * std::pow(samples.uniform(), -1 / 1.1));
    if (shape == "uniform") return static_cast<std::int64_t>(samples.below(3'000'000));
    if (shape == "two peaks") {
        const bool hit = samples.below(10) != 0;
        return std::llround(hit ? samples.normal(2e5, 1e4) : samples.normal(8e7, 4e6));
    }
    if (shape == "few exact times") {  // at the lower and upper edges of buckets
        constexpr std::int64_t kTimes[] = {1024, 2047, 4096, 4103, 1 << 20, (1 << 20) + 2047};
        return kTimes[samples.below(6)];
    }
    if (shape == "tiny") return static_cast<std::int64_t>(samples.below(1024));
    return static_cast<std::int64_t>(samples.bits() >> (1 + samples.below(62)));  // "every octave"
}

}  // namespace

class LatencyHistogramTest : public QObject {
    Q_OBJECT
  private slots:
    void buckets_cover_every_value_once_and_are_narrow() {
        std::int64_t expectedLow = 0;
        for (std::size_t i = 0; i < LatencyHistogram::kBuckets; ++i) {
            const std::int64_t low = LatencyHistogram::lowOf(i);
            const std::int64_t high = LatencyHistogram::highOf(i);
            QCOMPARE(low, expectedLow);
            QCOMPARE(LatencyHistogram::indexOf(low), i);
            QCOMPARE(LatencyHistogram::indexOf(high), i);
            if (low < 1024) QCOMPARE(high, low);
            QVERIFY(static_cast<double>(high - low) <
                    static_cast<double>(low) * LatencyHistogram::kRelativeError + 0.5);
            expectedLow = high == kLongestTime ? 0 : high + 1;
        }
        QCOMPARE(LatencyHistogram::highOf(LatencyHistogram::kBuckets - 1), kLongestTime);
    }

    void quantiles_are_within_a_five_hundredth_of_an_exact_sort_data() {
        QTest::addColumn<int>("count");
        for (const char* shape : {"exponential", "lognormal", "pareto", "two peaks"}) {
            QTest::newRow(shape) << 1'000'000;
        }
        for (const char* shape : {"uniform", "few exact times", "tiny", "every octave"}) {
            QTest::newRow(shape) << 100'000;
        }
    }
    void quantiles_are_within_a_five_hundredth_of_an_exact_sort() {
        QFETCH(int, count);
        const QString shape = QTest::currentDataTag();
        Samples samples(71);
        std::vector<std::int64_t> values(static_cast<std::size_t>(count));
        for (auto& v : values)
            v = draw(shape, samples);
        const LatencyHistogram histogram = histogramOf(values);
        std::sort(values.begin(), values.end());

        QCOMPARE(histogram.count(), values.size());
        QCOMPARE(histogram.min(), values.front());
        QCOMPARE(histogram.max(), values.back());
        Uint128 sum = 0;
        for (const std::int64_t v : values)
            sum += static_cast<std::uint64_t>(v);
        QVERIFY(histogram.sum() == sum);
        for (const double q : kQuantiles) {
            const auto exact = static_cast<double>(values[nearestRank(q, values.size()) - 1]);
            const double error = std::abs(histogram.quantile(q) - exact);
            QVERIFY2(error <= exact * LatencyHistogram::kRelativeError,
                     qPrintable(QString("q %1: %2 instead of %3")
                                    .arg(q)
                                    .arg(histogram.quantile(q), 0, 'f', 1)
                                    .arg(exact, 0, 'f', 0)));
            if (exact < 1024) QCOMPARE(error, 0.0);
        }
    }

    void interpolation_makes_a_smooth_shape_far_more_precise_than_a_bucket() {
        LatencyHistogram histogram;
        for (std::int64_t ns = 1'000'000; ns < 2'000'000; ++ns)
            histogram.record(ns);
        for (const double q : {0.1, 0.3, 0.5, 0.9}) {
            const double exact = 1e6 + std::ceil(q * 1e6) - 1;
            QVERIFY(std::abs(histogram.quantile(q) - exact) < exact * 1e-5);
        }
    }

    void the_only_value_of_a_bucket_is_estimated_at_its_middle() {
        const LatencyHistogram histogram = histogramOf({1, 4097, 1'000'000});
        const LatencyHistogram two = histogramOf({1, 4097, 4097, 1'000'000});
        QCOMPARE(histogram.quantile(0.5), (4096 + 4103) / 2.0);
        // Two of them stand at a quarter and three quarters.
        QCOMPARE(two.valueAtRank(2), 4096 + 7 * 0.25);
        QCOMPARE(two.valueAtRank(3), 4096 + 7 * 0.75);
    }

    void the_nearest_rank_is_not_pushed_up_by_rounding() {
        QCOMPARE(nearestRank(0.9, 10), std::uint64_t{9});
        QCOMPARE(nearestRank(0.91, 10), std::uint64_t{10});
        QCOMPARE(nearestRank(0, 10), std::uint64_t{1});
        QCOMPARE(nearestRank(1, 10), std::uint64_t{10});
        for (std::uint64_t n = 1000; n <= 1'000'000'000'000; n *= 10) {
            for (std::uint64_t permille = 1; permille < 1000; ++permille) {
                const double q = static_cast<double>(permille) / 1000;
                QCOMPARE(nearestRank(q, n), n / 1000 * permille);
            }
        }
    }

    void the_largest_values_and_counts_are_accepted() {
        LatencyHistogram histogram;
        histogram.record(kLongestTime);
        histogram.record(0);
        QCOMPARE(histogram.max(), kLongestTime);
        QCOMPARE(histogram.min(), std::int64_t{0});
        QCOMPARE(histogram.quantile(1), static_cast<double>(kLongestTime));
        QVERIFY(histogram.memory() <= 220 * 1024);

        const std::int64_t big = std::int64_t{1} << 62;
        LatencyHistogram many;
        many.record(big, std::uint64_t{1} << 40);
        QVERIFY(many.sum() == Uint128{1} << 102);
        QCOMPARE(many.mean(), static_cast<double>(big));
        QCOMPARE(many.quantile(0.5), static_cast<double>(big));
    }

    void a_count_is_as_many_single_records() {
        LatencyHistogram one;
        LatencyHistogram many;
        Samples samples(5);
        for (int i = 0; i < 1000; ++i) {
            const std::int64_t ns = draw("every octave", samples);
            const std::uint64_t count = samples.below(5);
            many.record(ns, count);
            for (std::uint64_t k = 0; k < count; ++k)
                one.record(ns);
        }
        QVERIFY(one == many);
    }

    void merging_gives_what_recording_together_gives() {
        Samples samples(6);
        LatencyHistogram whole;
        LatencyHistogram parts[3];
        for (int i = 0; i < 100'000; ++i) {
            const std::int64_t ns = draw(i % 2 == 0 ? "every octave" : "lognormal", samples);
            whole.record(ns);
            parts[samples.below(3)].record(ns);
        }
        LatencyHistogram merged;
        for (const LatencyHistogram& part : parts) {
            QVERIFY(!(merged == whole));
            merged.merge(part);
        }
        QVERIFY(merged == whole);
        merged.merge(LatencyHistogram());
        QVERIFY(merged == whole);
    }

    void a_window_is_the_later_state_minus_the_earlier() {
        Samples samples(7);
        LatencyHistogram total;
        for (int i = 0; i < 20'000; ++i)
            total.record(draw("lognormal", samples));
        const LatencyHistogram earlier = total;
        std::vector<std::int64_t> window;
        for (int i = 0; i < 20'000; ++i)
            window.push_back(draw("exponential", samples));
        for (const std::int64_t ns : window)
            total.record(ns);
        total.subtract(earlier);

        const LatencyHistogram direct = histogramOf(window);
        QCOMPARE(total.count(), direct.count());
        QVERIFY(total.sum() == direct.sum());
        QCOMPARE(LatencyHistogram::indexOf(total.min()), LatencyHistogram::indexOf(direct.min()));
        QCOMPARE(LatencyHistogram::indexOf(total.max()), LatencyHistogram::indexOf(direct.max()));
        std::sort(window.begin(), window.end());
        for (const double q : kQuantiles) {
            const auto exact = static_cast<double>(window[nearestRank(q, window.size()) - 1]);
            QVERIFY(std::abs(total.quantile(q) - exact) <=
                    exact * LatencyHistogram::kRelativeError);
        }
    }

    void taking_everything_away_leaves_an_empty_one() {
        LatencyHistogram histogram = histogramOf({5, 5000, 5'000'000});
        histogram.subtract(LatencyHistogram(histogram));
        QVERIFY(histogram.empty());
        QVERIFY(histogram == LatencyHistogram());
        histogram.record(7);
        QVERIFY(histogram == histogramOf({7}));
    }

    void the_fraction_above_agrees_with_a_count() {
        Samples samples(8);
        std::vector<std::int64_t> values(100'000);
        for (auto& v : values)
            v = draw("lognormal", samples);
        const LatencyHistogram histogram = histogramOf(values);
        std::sort(values.begin(), values.end());
        const auto exactAbove = [&](std::int64_t ns) {
            const auto first = std::upper_bound(values.begin(), values.end(), ns);
            return static_cast<double>(values.end() - first) / static_cast<double>(values.size());
        };
        for (const std::int64_t ns : {100'000LL, 1'000'000LL, 5'000'000LL, 50'000'000LL}) {
            // Exact at the edge of a bucket, and between the two edges elsewhere.
            const std::size_t index = LatencyHistogram::indexOf(ns);
            const std::int64_t edge = LatencyHistogram::highOf(index);
            const std::int64_t edgeBefore = LatencyHistogram::lowOf(index) - 1;
            QCOMPARE(histogram.fractionAbove(edge), exactAbove(edge));
            QVERIFY(histogram.fractionAbove(ns) <= exactAbove(edgeBefore));
            QVERIFY(histogram.fractionAbove(ns) >= exactAbove(edge));
        }
        QCOMPARE(histogram.fractionAbove(values.back()), 0.0);
        QCOMPARE(histogram.fractionAbove(values.front() - 1), 1.0);
        QCOMPARE(LatencyHistogram().fractionAbove(0), 0.0);
    }

    void the_buckets_visited_hold_all_values_in_order() {
        Samples samples(9);
        std::vector<std::int64_t> values(10'000);
        for (auto& v : values)
            v = draw("every octave", samples);
        const LatencyHistogram histogram = histogramOf(values);
        std::sort(values.begin(), values.end());
        std::size_t next = 0;
        histogram.forEachBucket([&](const LatencyHistogram::Bucket& bucket) {
            QVERIFY(bucket.count > 0);
            for (std::uint64_t k = 0; k < bucket.count; ++k, ++next) {
                QVERIFY(bucket.low <= values[next] && values[next] <= bucket.high);
            }
        });
        QCOMPARE(next, values.size());
        LatencyHistogram().forEachBucket([](auto&&) { QFAIL("nothing to visit"); });
    }

    void recording_within_the_reserved_range_or_after_a_reset_takes_no_memory() {
        LatencyHistogram histogram;
        QCOMPARE(histogram.memory(), std::size_t{0});
        histogram.reserve(Duration::seconds(30));
        const std::size_t reserved = histogram.memory();
        QVERIFY(reserved <= 108 * 1024);
        Samples samples(10);
        const auto fill = [&] {
            for (int i = 0; i < 10'000; ++i) {
                histogram.record(static_cast<std::int64_t>(samples.below(30'000'000'001)));
            }
        };
        fill();
        QCOMPARE(histogram.memory(), reserved);
        histogram.reset();
        QVERIFY(histogram == LatencyHistogram());
        QCOMPARE(histogram.memory(), reserved);
        histogram.record(3);
        QVERIFY(histogram == histogramOf({3}));
    }
};

HEADROOM_TEST(LatencyHistogramTest);
#include "latency_histogram_test.moc"
