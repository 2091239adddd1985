// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/intervals.h"

#include <QTest>
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <vector>

#include "engine/infinity.h"
#include "engine/statistics/latency_histogram.h"
#include "engine/statistics/precision_stop.h"
#include "engine/statistics/student_t.h"
#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using boost::math::binomial_distribution;
using boost::math::cdf;
using boost::math::pdf;
using headroom::tests::fiveErrors;
using headroom::tests::Samples;

namespace {

/// P(B < k) of a binomial.
double below(const binomial_distribution<double>& b, std::uint64_t k) {
    return k == 0 ? 0 : cdf(b, static_cast<double>(k - 1));
}
}  // namespace

class IntervalsTest : public QObject {
    Q_OBJECT
  private slots:
    void the_interval_of_a_mean_is_the_textbook_one() {
        const std::vector<double> values = {2, 4, 4, 5, 5};  // variance 1.5
        const Estimate e = meanInterval(values, 0.9);
        QCOMPARE(e.mean, 4.0);
        QCOMPARE(e.halfWidth(), studentTQuantile(0.95, 4) * std::sqrt(1.5 / 5));
        QCOMPARE(e.relativeHalfWidth(), e.halfWidth() / 4);
        QVERIFY(e.contains(4) && e.contains(e.low) && !e.contains(e.high + 1e-9));
    }

    void what_the_data_do_not_give_is_unbounded() {
        QVERIFY(std::isnan(meanInterval({}).mean));
        QVERIFY(!meanInterval({}).isBounded());
        const std::vector<double> one = {7};
        QCOMPARE(meanInterval(one).mean, 7.0);
        QCOMPARE(meanInterval(one).halfWidth(), kInfinity);
        QCOMPARE(meanInterval(one).relativeHalfWidth(), kInfinity);
        const std::vector<double> same = {7, 7, 7};
        QCOMPARE(meanInterval(same).relativeHalfWidth(), 0.0);
        const std::vector<double> aroundZero = {-1, 1};
        QCOMPARE(meanInterval(aroundZero).relativeHalfWidth(), kInfinity);
    }

    void intervals_of_ten_normal_replications_cover_as_they_say_data() {
        QTest::addColumn<double>("confidence");
        for (const double c : {0.8, 0.9, 0.95, 0.99})
            QTest::addRow("%g", c) << c;
    }
    void intervals_of_ten_normal_replications_cover_as_they_say() {
        QFETCH(double, confidence);
        Samples samples(41);
        constexpr int kExperiments = 4000;
        int covered = 0;
        for (int i = 0; i < kExperiments; ++i) {
            covered += meanInterval(samples.normals(10, 50, 3), confidence).contains(50);
        }
        const double share = static_cast<double>(covered) / kExperiments;
        QVERIFY2(std::abs(share - confidence) < fiveErrors(confidence, kExperiments),
                 qPrintable(QString::number(share)));
    }

    void the_interval_of_a_quantile_across_replications_covers_as_it_says() {
        // The 90th of 99 uniform values has expected value 0.9 exactly.
        Samples samples(42);
        constexpr int kExperiments = 1000;
        int covered = 0;
        for (int i = 0; i < kExperiments; ++i) {
            std::vector<double> quantiles(10);
            for (double& q : quantiles) {
                std::vector<double> values(99);
                for (double& v : values)
                    v = samples.uniform();
                const auto rank = static_cast<std::ptrdiff_t>(nearestRank(0.9, 99));
                std::nth_element(values.begin(), values.begin() + rank - 1, values.end());
                q = values[static_cast<std::size_t>(rank - 1)];
            }
            covered += meanInterval(quantiles).contains(0.9);
        }
        const double share = static_cast<double>(covered) / kExperiments;
        QVERIFY2(std::abs(share - 0.95) < fiveErrors(0.95, kExperiments),
                 qPrintable(QString::number(share)));
    }

    void quantile_ranks_are_the_narrowest_that_the_binomial_allows() {
        for (const std::uint64_t n : {1, 2, 10, 29, 59, 100, 299, 1000, 54321, 2'000'000}) {
            for (const double q : {0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999}) {
                for (const double confidence : {0.9, 0.95, 0.99}) {
                    const binomial_distribution<double> b(static_cast<double>(n), q);
                    const double tail = (1 - confidence) / 2;
                    const RankInterval r = quantileRanks(n, q, confidence);
                    QVERIFY(r.low <= n && r.high <= n + 1 && r.low < r.high);
                    constexpr double kRounding = 1e-9;
                    QVERIFY(below(b, r.low) <= tail + kRounding);
                    QVERIFY(below(b, r.low + 1) > tail - kRounding);
                    QVERIFY(1 - below(b, r.high) <= tail + kRounding);
                    QVERIFY(1 - below(b, r.high - 1) > tail - kRounding);
                }
            }
        }
    }

    void quantile_intervals_cover_as_the_binomial_says() {
        Samples samples(43);
        constexpr int kExperiments = 4000;
        constexpr double kQuantile = 0.9;
        const RankInterval r = quantileRanks(60, kQuantile);
        const binomial_distribution<double> b(60, kQuantile);
        const double exact = below(b, r.high) - below(b, r.low);
        QVERIFY(exact >= 0.95);
        int covered = 0;
        for (int i = 0; i < kExperiments; ++i) {
            std::vector<double> values(60);
            for (double& v : values)
                v = samples.exponential(1);
            std::sort(values.begin(), values.end());
            covered += quantileInterval(values, kQuantile).contains(-std::log(1 - kQuantile));
        }
        const double share = static_cast<double>(covered) / kExperiments;
        QVERIFY2(std::abs(share - exact) < fiveErrors(exact, kExperiments),
                 qPrintable(QString("%1 instead of %2").arg(share).arg(exact)));
    }

    void a_sample_too_small_for_a_quantile_leaves_that_side_open() {
        // P(all of n below the p99) = 0.99^n passes 2.5 % at n = 368.
        std::vector<double> values(367);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<double>(i);
        QVERIFY(std::pow(0.99, 367) > 0.025 && std::pow(0.99, 368) < 0.025);
        QCOMPARE(quantileInterval(values, 0.99).high, kInfinity);
        QVERIFY(quantileInterval(values, 0.99).low > 300);
        values.push_back(367);
        QCOMPARE(quantileInterval(values, 0.99).high, 367.0);
        QVERIFY(std::isnan(quantileInterval(std::span<const double>(), 0.5).mean));
    }

    void a_histogram_gives_the_same_quantile_interval() {
        Samples samples(44);
        LatencyHistogram histogram;
        std::vector<double> values(10'000);
        for (double& v : values) {
            v = std::round(samples.exponential(5e6));
            histogram.record(static_cast<std::int64_t>(v));
        }
        std::sort(values.begin(), values.end());
        for (const double q : {0.5, 0.99, 0.999}) {
            const Estimate exact = quantileInterval(values, q);
            const Estimate binned = quantileInterval(histogram, q);
            constexpr double kError = LatencyHistogram::kRelativeError;
            QVERIFY(std::abs(binned.mean - exact.mean) <= exact.mean * kError);
            QVERIFY(std::abs(binned.low - exact.low) <= exact.low * kError);
            QVERIFY(std::abs(binned.high - exact.high) <= exact.high * kError);
        }
    }

    void the_ends_of_a_proportion_solve_the_score_equation() {
        const double z = math::normalQuantile(0.975);
        for (const std::uint64_t n : {1, 7, 50, 1000, 1'000'000}) {
            for (const std::uint64_t k : {std::uint64_t{0}, n / 3, n / 2, n - 1, n}) {
                const auto trials = static_cast<double>(n);
                const double p = static_cast<double>(k) / trials;
                const Estimate e = proportionInterval(k, n);
                QCOMPARE(e.mean, p);
                QVERIFY(e.low >= 0 && e.low <= p && p <= e.high && e.high <= 1);
                for (const double end : {e.low, e.high}) {
                    const double left = (p - end) * (p - end);
                    const double right = z * z * end * (1 - end) / trials;
                    QVERIFY(std::abs(left - right) < 1e-12);
                }
                QVERIFY(e.high > e.low);
            }
        }
        QVERIFY(std::isnan(proportionInterval(0, 0).mean));
    }

    void proportions_are_covered_on_average_as_the_confidence_says() {
        constexpr int kTrials = 50;
        double coverage = 0;
        int cases = 0;
        for (double p = 0.02; p < 0.99; p += 0.01, ++cases) {
            const binomial_distribution<double> b(kTrials, p);
            for (int k = 0; k <= kTrials; ++k) {
                const auto successes = static_cast<std::uint64_t>(k);
                if (proportionInterval(successes, kTrials).contains(p)) coverage += pdf(b, k);
            }
        }
        QVERIFY2(std::abs(coverage / cases - 0.95) < 0.01,
                 qPrintable(QString::number(coverage / cases)));
    }

    void a_ratio_is_covered_as_the_confidence_says() {
        // Numerator 2 y + noise: the mean of the ratios would be near 2 too, but not the ratio of
        // the means of pairs of unequal weight.
        Samples samples(45);
        constexpr int kExperiments = 2000;
        int covered = 0;
        for (int i = 0; i < kExperiments; ++i) {
            std::vector<double> numerators(20);
            std::vector<double> denominators(20);
            for (std::size_t k = 0; k < 20; ++k) {
                denominators[k] = samples.normal(10, 1);
                numerators[k] = 2 * denominators[k] + samples.normal();
            }
            covered += ratioInterval(numerators, denominators).contains(2);
        }
        const double share = static_cast<double>(covered) / kExperiments;
        QVERIFY2(std::abs(share - 0.95) < fiveErrors(0.95, kExperiments),
                 qPrintable(QString::number(share)));
        const std::vector<double> x = {10, 300};
        const std::vector<double> y = {10, 100};
        QCOMPARE(ratioInterval(x, y).mean, 310.0 / 110.0);
    }

    void pairs_tell_what_separate_runs_cannot() {
        Samples samples(46);
        std::vector<double> first;
        std::vector<double> second;
        for (int i = 0; i < 10; ++i) {
            const double common = samples.normal(100, 20);
            first.push_back(common + samples.normal());
            second.push_back(common - 5 + samples.normal());
        }
        const Estimate a = meanInterval(first);
        const Estimate b = meanInterval(second);
        QVERIFY(a.low < b.high);  // the intervals overlap
        const PairedComparison pairs = comparePaired(first, second);
        QVERIFY(pairs.verdict == Verdict::Lower);
        QVERIFY(pairs.difference.contains(-5));
        QVERIFY(comparePaired(second, first).verdict == Verdict::Higher);
        QVERIFY(comparePaired(first, first).verdict == Verdict::CannotTell);
        const std::vector<double> one = {1};
        const std::vector<double> other = {2};
        QVERIFY(comparePaired(one, other).verdict == Verdict::CannotTell);
    }

    void equal_systems_are_told_apart_as_often_as_the_confidence_allows() {
        Samples samples(47);
        constexpr int kExperiments = 4000;
        int lower = 0;
        int higher = 0;
        for (int i = 0; i < kExperiments; ++i) {
            const auto verdict = comparePaired(samples.normals(8), samples.normals(8)).verdict;
            lower += verdict == Verdict::Lower;
            higher += verdict == Verdict::Higher;
        }
        for (const int wrong : {lower, higher}) {
            const double share = static_cast<double>(wrong) / kExperiments;
            QVERIFY(std::abs(share - 0.025) < fiveErrors(0.025, kExperiments));
        }
    }
};

HEADROOM_TEST(IntervalsTest);
#include "intervals_test.moc"
