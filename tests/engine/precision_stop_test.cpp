// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/precision_stop.h"

#include <QTest>
#include <cmath>
#include <vector>

#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using headroom::tests::Samples;
using Decision = PrecisionStop::Decision;

class PrecisionStopTest : public QObject {
    Q_OBJECT
  private slots:
    void values_that_agree_stop_at_the_fewest_replications() {
        const PrecisionGoal goal{.relativeHalfWidth = 0.02, .atLeast = 4, .atMost = 50};
        std::vector<double> values;
        for (std::size_t n = 0; n < 4; ++n) {
            const PrecisionStop stop = decidePrecision(values, goal);
            QVERIFY(stop.decision == Decision::GoOn);
            QVERIFY(stop.replicationsExpected > n && stop.replicationsExpected <= 50);
            values.push_back(12.5);
        }
        QVERIFY(decidePrecision(values, goal).decision == Decision::Reached);
        QCOMPARE(decidePrecision(values, goal).replicationsExpected, std::size_t{4});
        QVERIFY(decidePrecision(std::vector<double>(4, 0.0), goal).decision == Decision::Reached);
    }

    void few_replications_have_to_be_twice_as_precise() {
        // Of -d, d, -d, d the half-width is t(3) d / sqrt(3), t(3) being 3.1824.
        const auto four = [](double half) {
            const double d = half * std::sqrt(3.0) / 3.182446 * 100;
            return std::vector<double>{100 - d, 100 + d, 100 - d, 100 + d};
        };
        PrecisionGoal goal{.relativeHalfWidth = 0.02, .atLeast = 4, .atMost = 50};
        QVERIFY(decidePrecision(four(0.0099), goal).decision == Decision::Reached);
        QVERIFY(decidePrecision(four(0.0101), goal).decision == Decision::GoOn);
        QCOMPARE(decidePrecision(four(0.0101), goal).replicationsExpected, std::size_t{5});
        QCOMPARE(decidePrecision(four(0.0199), goal).replicationsExpected, std::size_t{10});
        goal.trustedFrom = 4;
        QVERIFY(decidePrecision(four(0.0199), goal).decision == Decision::Reached);
        QVERIFY(decidePrecision(four(0.0201), goal).decision == Decision::GoOn);
    }

    void a_lucky_look_ends_nothing_but_the_last_one_counts_alone() {
        // Ten values far apart, then one that makes the interval no narrower than wanted, then two
        // more of the same.
        std::vector<double> values;
        for (int i = 0; i < 10; ++i)
            values.push_back(100 + (i % 2 == 0 ? 3.0 : -3.0));
        const auto halfWidth = [&] { return meanInterval(values, 0.95).relativeHalfWidth(); };
        const double before = halfWidth();
        values.push_back(100);
        const double now = halfWidth();
        QVERIFY(now < before);
        PrecisionGoal goal{.relativeHalfWidth = (now + before) / 2, .atLeast = 5, .atMost = 50};
        QVERIFY(decidePrecision(values, goal).decision == Decision::GoOn);
        values.push_back(100);
        QVERIFY(decidePrecision(values, goal).decision == Decision::GoOn);
        goal.atMost = values.size();
        QVERIFY(decidePrecision(values, goal).decision == Decision::Reached);
        goal.atMost = 50;
        values.push_back(100);
        QVERIFY(decidePrecision(values, goal).decision == Decision::Reached);
    }

    void intervals_of_runs_that_stop_when_precise_cover_about_as_often_as_they_say_data() {
        QTest::addColumn<double>("deviation");
        // Some that end at the fewest replications, some that need ten, some that need many.
        for (const double deviation : {0.005, 0.012, 0.02, 0.03, 0.045, 0.08})
            QTest::addRow("%g", deviation) << deviation;
    }
    void intervals_of_runs_that_stop_when_precise_cover_about_as_often_as_they_say() {
        QFETCH(double, deviation);
        Samples samples(53);
        const PrecisionGoal goal{.relativeHalfWidth = 0.02, .atLeast = 5, .atMost = 100};
        constexpr int kRuns = 4000;
        int covered = 0;
        for (int run = 0; run < kRuns; ++run) {
            auto values = samples.normals(5, 1, deviation);
            while (decidePrecision(values, goal).decision == Decision::GoOn)
                values.push_back(samples.normal(1, deviation));
            covered += decidePrecision(values, goal).estimate.contains(1) ? 1 : 0;
        }
        const double share = static_cast<double>(covered) / kRuns;
        // Two points for looking again and again, and five deviations of the count of runs.
        const double error = 5 * std::sqrt(0.95 * 0.05 / kRuns);
        QVERIFY2(share > 0.93 - error && share < 0.95 + error, qPrintable(QString::number(share)));
    }

    void one_replication_never_has_a_precision() {
        const PrecisionGoal goal{.atLeast = 1, .atMost = 10};
        const std::vector<double> one = {5};
        QVERIFY(decidePrecision(one, goal).decision == Decision::GoOn);
        const PrecisionGoal only{.atLeast = 1, .atMost = 1};
        QVERIFY(decidePrecision(one, only).decision == Decision::Limit);
        QCOMPARE(decidePrecision(one, only).estimate.mean, 5.0);
    }

    void the_limit_is_named_when_the_precision_is_out_of_reach() {
        Samples samples(51);
        const PrecisionGoal goal{.relativeHalfWidth = 0.001, .atLeast = 5, .atMost = 20};
        const auto values = samples.normals(20, 10, 3);
        QVERIFY(decidePrecision(values, goal).decision == Decision::Limit);
        QVERIFY(decidePrecision(std::span(values).first(19), goal).decision == Decision::GoOn);
        QCOMPARE(decidePrecision(std::span(values).first(19), goal).replicationsExpected,
                 std::size_t{20});
    }

    void the_number_expected_is_about_the_number_needed() {
        // Deviation 10 % of the mean, half-width 2 %: (1.96 x 0.1 / 0.02)^2 = 96 replications.
        Samples samples(52);
        const PrecisionGoal goal{.relativeHalfWidth = 0.02, .atLeast = 20, .atMost = 1000};
        constexpr int kRounds = 50;
        double needed = 0;
        double expected = 0;
        for (int round = 0; round < kRounds; ++round) {
            auto values = samples.normals(20, 100, 10);
            expected += static_cast<double>(decidePrecision(values, goal).replicationsExpected);
            while (decidePrecision(values, goal).decision == Decision::GoOn) {
                values.push_back(samples.normal(100, 10));
            }
            QVERIFY(decidePrecision(values, goal).decision == Decision::Reached);
            QVERIFY(decidePrecision(values, goal).estimate.relativeHalfWidth() <= 0.02);
            needed += static_cast<double>(values.size());
        }
        QVERIFY2(std::abs(needed / kRounds - 96) < 15,
                 qPrintable(QString::number(needed / kRounds)));
        // A guess from 20 values: the relative error of a variance is sqrt(2 / 19), of the mean of
        // 50 guesses a seventh; t(19) against the normal adds 14 % on average.
        const double error = 5 * 96 * std::sqrt(2.0 / 19 / kRounds);
        QVERIFY2(std::abs(expected / kRounds - 96 * 1.14) < error,
                 qPrintable(QString::number(expected / kRounds)));
    }
};

HEADROOM_TEST(PrecisionStopTest);
#include "precision_stop_test.moc"
