// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/batch_means.h"

#include <QTest>
#include <cmath>
#include <vector>

#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using headroom::tests::fiveErrors;
using headroom::tests::Samples;

class BatchMeansTest : public QObject {
    Q_OBJECT
  private slots:
    void the_interval_of_a_correlated_series_covers_as_it_says() {
        // AR(1), phi 0.9: the variance of the mean is 19 times what independence would give, so the
        // interval that ignores the correlation covers 2 Phi(1.96 / sqrt(19)) - 1 = 35 %.
        Samples samples(31);
        constexpr int kRounds = 300;
        int covered = 0;
        int coveredNaively = 0;
        int independent = 0;
        for (int round = 0; round < kRounds; ++round) {
            const auto series = samples.autoregression(20'000, 0.9);
            const BatchMeans result = batchMeans(series);
            covered += result.mean.contains(0);
            independent += result.independent;
            coveredNaively += meanInterval(series).contains(0);
        }
        QVERIFY(independent >= 0.95 * kRounds);
        QVERIFY2(covered >= (0.95 - fiveErrors(0.95, kRounds)) * kRounds,
                 qPrintable(QString::number(covered)));
        QVERIFY(coveredNaively < (0.35 + fiveErrors(0.35, kRounds)) * kRounds);
    }

    void independent_observations_stay_in_the_smallest_batches() {
        Samples samples(32);
        constexpr int kRounds = 2000;
        int doubled = 0;
        for (int round = 0; round < kRounds; ++round) {
            const BatchMeans result = batchMeans(samples.normals(1024));
            doubled += result.batchSize > 1;
        }
        // The test errs in a tenth of the cases.
        const double share = static_cast<double>(doubled) / kRounds;
        QVERIFY2(std::abs(share - 0.1) < fiveErrors(0.1, kRounds),
                 qPrintable(QString::number(share)));
    }

    void the_correlation_is_the_one_of_neighbouring_means() {
        Samples samples(33);
        // 1,024 observations: the first test is on the observations themselves, and is passed
        // by a series with negative correlation.
        const BatchMeans result = batchMeans(samples.autoregression(1024, -0.5));
        QCOMPARE(result.batches, std::size_t{1024});
        QVERIFY(std::abs(result.correlation + 0.5) < 5 * std::sqrt(0.75 / 1024));
    }

    void a_series_too_short_for_its_correlation_says_so() {
        Samples samples(34);
        const BatchMeans result = batchMeans(samples.autoregression(500, 0.999));
        QVERIFY(!result.independent);
        QVERIFY(result.batches >= 10 && result.batches < 20);
        QVERIFY(result.correlation > 0.3);
    }

    void what_fills_no_batch_is_dropped_at_the_front() {
        std::vector<double> series(2050, 1);
        series.front() = 1e9;  // 683 batches of 3 leave one observation over
        const BatchMeans result = batchMeans(series);
        QCOMPARE(result.batches * result.batchSize, std::size_t{2049});
        QCOMPARE(result.mean.mean, 1.0);
        QCOMPARE(result.mean.halfWidth(), 0.0);
        std::swap(series.front(), series.back());
        QVERIFY(batchMeans(series).mean.mean > 1e9 / 2050);
    }

    void almost_nothing_gives_no_interval() {
        QCOMPARE(batchMeans({}).batches, std::size_t{0});
        QVERIFY(std::isnan(batchMeans({}).mean.mean));
        const std::vector<double> one = {3};
        QCOMPARE(batchMeans(one).mean.mean, 3.0);
        QVERIFY(!batchMeans(one).mean.isBounded());
        const std::vector<double> two = {3, 5};
        QVERIFY(batchMeans(two).mean.isBounded());
        QVERIFY(!batchMeans(two).independent);
    }
};

HEADROOM_TEST(BatchMeansTest);
#include "batch_means_test.moc"
