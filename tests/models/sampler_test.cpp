// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/sampler.h"

#include <QTest>
#include <cmath>

#include "models/describe/units.h"
#include "tests/support/test_main.h"

using namespace headroom::models;

namespace {

constexpr double kMs = 1e6;  // in nanoseconds

}  // namespace

class SamplerTest : public QObject {
    Q_OBJECT
  private slots:
    void a_sampler_has_the_mean_and_variation_that_were_written_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("scv");
        const auto row = [](const char* text, double mean, double scv) {
            QTest::addRow("%s", text) << text << mean << scv;
        };
        row("2 ms", 2 * kMs, 0);
        row("0 ms", 0, 0);
        row("exponential 2 ms", 2 * kMs, 1);
        row("lognormal 3 s cv 0.5", 3000 * kMs, 0.25);
        row("uniform 1 ms 3 ms", 2 * kMs, (2.0 * 2.0 / 12) / 4);
        row("erlang 4 mean 2 ms", 2 * kMs, 0.25);
        row("hyperexponential 2 ms scv 4", 2 * kMs, 4);
        row("gamma 2 ms cv 0.5", 2 * kMs, 0.25);
        const double shape = 0.7;
        const double gamma = std::tgamma(1 + 1 / shape);
        row("weibull shape 0.7 mean 2 ms", 2 * kMs,
            std::tgamma(1 + 2 / shape) / (gamma * gamma) - 1);
    }
    void a_sampler_has_the_mean_and_variation_that_were_written() {
        QFETCH(QString, text);
        QFETCH(double, mean);
        QFETCH(double, scv);
        const auto sampler = samplerOf(*parseDistribution(text.toStdString()));
        QVERIFY(std::abs(sampler.mean() - mean) <= 1e-9 * mean);
        QVERIFY(std::abs(sampler.scv() - scv) <= 1e-9 * (1 + scv));
    }
    void percentiles_are_where_they_were_written() {
        const auto sampler = samplerOf(*parseDistribution("lognormal p50 2 ms p99 20 ms"));
        QVERIFY(std::abs(sampler.cdf(2 * kMs) - 0.5) < 1e-9);
        QVERIFY(std::abs(sampler.cdf(20 * kMs) - 0.99) < 1e-9);
    }
    void a_bounded_pareto_stays_in_its_bounds() {
        const auto sampler = samplerOf(*parseDistribution("pareto alpha 1.5 from 1 ms to 10 s"));
        QCOMPARE(sampler.cdf(kMs * 0.999), 0.0);
        QCOMPARE(sampler.cdf(10'000 * kMs), 1.0);
        // P(X <= x) = (1 - (low / x)^alpha) / (1 - (low / high)^alpha)
        const double expected = (1 - std::pow(0.1, 1.5)) / (1 - std::pow(1e-4, 1.5));
        QVERIFY(std::abs(sampler.cdf(10 * kMs) - expected) < 1e-9);
    }
    void whatever_the_parser_accepts_at_its_limits_can_be_sampled() {
        for (const char* text :
             {"exponential 1 ns", "exponential 100000 d", "lognormal 1 ns cv 1e-6",
              "lognormal 1 s cv 1000", "lognormal p50 1 ns p99 2 ns", "lognormal p50 1 ms p99 5 s",
              "uniform 0 ms 1 ns", "erlang 1 mean 1 ns", "erlang 1000000 mean 1 s",
              "hyperexponential 1 s scv 1", "hyperexponential 1 s scv 1e6", "gamma 1 s cv 1e-6",
              "gamma 1 s cv 1000", "pareto alpha 0.01 from 1 ns to 100000 d",
              "pareto alpha 100 from 1 ns to 2 ns", "weibull shape 0.1 mean 1 s",
              "weibull shape 1000 mean 1 s"}) {
            const auto spec = parseDistribution(text);
            QVERIFY2(spec, text);
            QVERIFY2(samplerOf(*spec).mean() > 0, text);
        }
    }
};

HEADROOM_TEST(SamplerTest);
#include "sampler_test.moc"
