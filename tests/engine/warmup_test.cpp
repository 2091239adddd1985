// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/warmup.h"

#include <QTest>
#include <cmath>
#include <vector>

#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using headroom::tests::Samples;

namespace {

/// The definition, sum by sum.
double marginalStandardError(const std::vector<double>& observations, std::size_t truncation) {
    std::vector<double> batches;
    for (std::size_t i = truncation; i + 5 <= observations.size(); i += 5) {
        double sum = 0;
        for (std::size_t k = 0; k < 5; ++k)
            sum += observations[i + k];
        batches.push_back(sum / 5);
    }
    double mean = 0;
    for (const double b : batches)
        mean += b;
    const auto n = static_cast<double>(batches.size());
    mean /= n;
    double squares = 0;
    for (const double b : batches)
        squares += (b - mean) * (b - mean);
    return squares / (n * n);
}

double meanFrom(const std::vector<double>& values, std::size_t first) {
    double sum = 0;
    for (std::size_t i = first; i < values.size(); ++i)
        sum += values[i];
    return sum / static_cast<double>(values.size() - first);
}

}  // namespace

class WarmupTest : public QObject {
    Q_OBJECT
  private slots:
    void the_truncation_is_where_the_definition_has_its_minimum() {
        Samples samples(21);
        for (int round = 0; round < 50; ++round) {
            const std::size_t n = 50 + samples.below(150);
            const auto series = samples.autoregression(n, 0.8, 10);
            const Warmup warmup = mser5(series);
            const std::size_t last = n / 5 / 2 * 5;
            std::size_t best = last;
            for (std::size_t d = last; d != 0;) {
                d -= 5;
                if (marginalStandardError(series, d) < marginalStandardError(series, best))
                    best = d;
            }
            QCOMPARE(warmup.found(), best != last);
            if (warmup.found()) QCOMPARE(warmup.truncation, best);
            QVERIFY(std::abs(warmup.statistic / marginalStandardError(series, best) - 1) < 1e-9);
        }
    }

    void the_end_of_a_ramp_is_found() {
        // From 10 down to 0 over 500 of 5,000 observations with unit noise. In batches of 5, whose
        // noise has variance 1/5, keeping the last r observations of the ramp adds r^3 / 37,500 + r
        // / 25 to a sum of squares of 180, and r / 5 to their number, 900: the statistic is least
        // at r = 22. Three times that before the end is the bound; chance picks a later one, but
        // within the first twentieth of what is left.
        Samples samples(22);
        for (int round = 0; round < 50; ++round) {
            auto series = samples.normals(5000);
            for (std::size_t i = 0; i < 500; ++i)
                series[i] += 10 * (1 - static_cast<double>(i) / 500);
            const Warmup warmup = mser5(series);
            QVERIFY(warmup.found());
            QVERIFY2(warmup.truncation >= 500 - 3 * 22 && warmup.truncation <= 500 + 225,
                     qPrintable(QString::number(warmup.truncation)));
        }
    }

    void a_start_far_from_equilibrium_is_cut_and_the_bias_goes_with_it() {
        // AR(1), phi 0.98, started at 20 standard deviations: the expected value is below one of
        // them after 148 observations and below 1/20 after 297.
        Samples samples(23);
        const double deviation = 1 / std::sqrt(1 - 0.98 * 0.98);
        const double reachesOne = std::log(20.0) / -std::log(0.98);
        double biasBefore = 0;
        double biasAfter = 0;
        constexpr int kRounds = 100;
        for (int round = 0; round < kRounds; ++round) {
            const auto series = samples.autoregression(10'000, 0.98, 20 * deviation);
            const Warmup warmup = mser5(series);
            QVERIFY(warmup.found());
            const auto cut = static_cast<double>(warmup.truncation);
            QVERIFY2(cut >= 0.5 * reachesOne && cut <= 2'500, qPrintable(QString::number(cut)));
            biasBefore += meanFrom(series, 0) / kRounds;
            biasAfter += meanFrom(series, warmup.truncation) / kRounds;
        }
        // The mean of n has standard deviation 50 / sqrt(n); of 100 such means, a tenth of that.
        const double error = 50 / std::sqrt(7'500.0) / std::sqrt(kRounds);
        QVERIFY(biasBefore > 5 * error);
        QVERIFY2(std::abs(biasAfter) < 5 * error, qPrintable(QString::number(biasAfter / error)));
    }

    void a_stationary_series_loses_little() {
        Samples samples(24);
        double lost = 0;
        constexpr int kRounds = 100;
        for (int round = 0; round < kRounds; ++round) {
            const Warmup warmup = mser5(samples.normals(2000));
            lost += static_cast<double>(warmup.found() ? warmup.truncation : 1000) / 2000 / kRounds;
        }
        QVERIFY2(lost < 0.1, qPrintable(QString::number(lost)));
    }

    void a_trend_without_end_is_reported() {
        Samples samples(25);
        auto series = samples.normals(2000);
        for (std::size_t i = 0; i < series.size(); ++i)
            series[i] += 0.05 * static_cast<double>(i);
        const Warmup warmup = mser5(series);
        QVERIFY(warmup.outcome == Warmup::Outcome::AtTheEnd);
        QCOMPARE(warmup.truncation, std::size_t{0});
    }

    void a_constant_series_has_no_warm_up() {
        const Warmup warmup = mser5(std::vector<double>(1000, 0.1));
        QVERIFY(warmup.found());
        QCOMPARE(warmup.truncation, std::size_t{0});
        QCOMPARE(warmup.statistic, 0.0);
    }

    void fewer_than_ten_batches_are_too_few() {
        QVERIFY(mser5({}).outcome == Warmup::Outcome::TooShort);
        QVERIFY(mser5(std::vector<double>(49, 1)).outcome == Warmup::Outcome::TooShort);
        QVERIFY(mser5(std::vector<double>(50, 1)).found());
    }

    void a_large_mean_does_not_drown_the_deviations() {
        Samples samples(26);
        auto series = samples.autoregression(1000, 0.9, 30);
        const Warmup plain = mser5(series);
        for (double& v : series)
            v += 1e9;
        const Warmup shifted = mser5(series);
        QCOMPARE(shifted.truncation, plain.truncation);
        QVERIFY(std::abs(shifted.statistic / plain.statistic - 1) < 1e-5);
    }
};

HEADROOM_TEST(WarmupTest);
#include "warmup_test.moc"
