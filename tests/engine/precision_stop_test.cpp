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
