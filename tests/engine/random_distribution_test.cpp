// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <source_location>
#include <string>
#include <vector>

#include "engine/infinity.h"
#include "engine/random/distribution.h"
#include "tests/engine/random_checks.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::tests;

namespace {

/// A distribution beside what another implementation, or the textbook, says of it.
struct Case {
    std::string name;
    Checked<Distribution> distribution;
    std::function<double(double)> cdf;
    double mean, variance;
};

template <class Law>
Case againstBoost(std::string name, Checked<Distribution> distribution, Law law) {
    return {std::move(name), std::move(distribution),
            [law](double x) { return boost::math::cdf(law, x); }, boost::math::mean(law),
            boost::math::variance(law)};
}

Case erlang(int phases, double mean) {
    return againstBoost("erlang " + std::to_string(phases), Distribution::erlang(phases, mean),
                        boost::math::gamma_distribution<>(phases, mean / phases));
}
Case gamma(double mean, double cv) {
    return againstBoost("gamma cv " + std::to_string(cv), Distribution::gamma(mean, cv),
                        boost::math::gamma_distribution<>(1 / (cv * cv), mean * cv * cv));
}
Case lognormal(double mean, double cv) {
    const double sigma = std::sqrt(std::log1p(cv * cv));
    return againstBoost("lognormal cv " + std::to_string(cv), Distribution::lognormal(mean, cv),
                        boost::math::lognormal(std::log(mean) - sigma * sigma / 2, sigma));
}
Case weibull(double shape, double mean) {
    return againstBoost("weibull " + std::to_string(shape), Distribution::weibull(shape, mean),
                        boost::math::weibull(shape, mean / std::tgamma(1 + 1 / shape)));
}
Case boundedPareto(double alpha, double low, double high) {
    const boost::math::pareto whole(low, alpha);
    const double inside = boost::math::cdf(whole, high);
    const auto moment = [&](auto power) {
        // Over log x, where the integrand is smooth.
        return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(
            [&](double y) {
                const double x = std::exp(y);
                return power(x) * boost::math::pdf(whole, x) / inside * x;
            },
            std::log(low), std::log(high), 15, 1e-12);
    };
    const double mean = moment([](double x) { return x; });
    const double variance = moment([mean](double x) { return (x - mean) * (x - mean); });
    return {"bounded Pareto " + std::to_string(alpha),
            Distribution::boundedPareto(alpha, low, high),
            [whole, inside, high](double x) {
                return x >= high ? 1.0 : boost::math::cdf(whole, x) / inside;
            },
            mean, variance};
}
Case hyperexponential(std::string name, Checked<Distribution> distribution, double p, double mean1,
                      double mean2) {
    const boost::math::exponential first(1 / mean1), second(1 / mean2);
    const double mean = p * mean1 + (1 - p) * mean2;
    return {std::move(name), std::move(distribution),
            [=](double x) {
                return p * boost::math::cdf(first, x) + (1 - p) * boost::math::cdf(second, x);
            },
            mean, 2 * p * mean1 * mean1 + 2 * (1 - p) * mean2 * mean2 - mean * mean};
}
Case balancedHyperexponential(double mean, double scv) {
    const double p = 0.5 * (1 + std::sqrt((scv - 1) / (scv + 1)));
    return hyperexponential("hyperexponential scv " + std::to_string(scv),
                            Distribution::hyperexponential(mean, scv), p, mean / (2 * p),
                            mean / (2 * (1 - p)));
}

std::vector<Case> continuousCases() {
    const double z99 = -boost::math::quantile(boost::math::normal(), 0.01);
    return {
        {"uniform", Distribution::uniform(2, 5),
         [](double x) { return std::clamp((x - 2) / 3, 0.0, 1.0); }, 3.5, 9.0 / 12},
        againstBoost("exponential", Distribution::exponential(2.5),
                     boost::math::exponential(1 / 2.5)),
        erlang(1, 3),
        erlang(2, 3),
        erlang(8, 3),
        erlang(9, 3),
        erlang(200, 3),
        balancedHyperexponential(2, 1),
        balancedHyperexponential(2, 4),
        balancedHyperexponential(2, 30),
        hyperexponential("hyperexponential 0.3", Distribution::hyperexponential({0.3, 0.7}, {5, 1}),
                         0.3, 5, 1),
        gamma(2, 0.1),
        gamma(2, 0.7),
        gamma(2, 1),
        gamma(2, 1.5),
        lognormal(4, 0.2),
        lognormal(4, 1),
        againstBoost("lognormal p50 1, p99 5",
                     Distribution::lognormalFromPercentiles(0.5, 1, 0.99, 5),
                     boost::math::lognormal(0, std::log(5) / z99)),
        boundedPareto(0.5, 1, 100),
        boundedPareto(1, 1, 100),
        boundedPareto(1.5, 2, 1000),
        boundedPareto(2, 1, 100),
        boundedPareto(3, 1, 100),
        weibull(0.6, 2),
        weibull(1, 2),
        weibull(3.5, 2),
    };
}

std::vector<double> samplesOf(const Distribution& distribution, const std::string& name) {
    Draws draws = Draws::forNode({21, 0}, hashText(name), Purpose{1});
    std::vector<double> samples(kSampleSize);
    for (double& sample : samples) {
        sample = distribution.sample(draws);
    }
    return samples;
}

/// Mean and variance within 5 standard errors; the variance's error is estimated from the samples'
/// own fourth moment.
void checkMoments(const std::vector<double>& samples, double mean, double variance) {
    double first = 0;
    double second = 0;
    double fourth = 0;
    for (const double sample : samples) {
        const double deviation = sample - mean;
        first += deviation;
        second += deviation * deviation;
        fourth += deviation * deviation * deviation * deviation;
    }
    const auto n = static_cast<double>(samples.size());
    QVERIFY(std::abs(first / n) <= 5 * std::sqrt(variance / n));
    const double spread = fourth / n - (second / n) * (second / n);
    QVERIFY(std::abs(second / n - variance) <= 5 * std::sqrt(spread / n));
}

void verifyRefused(const Checked<Distribution>& distribution,
                   std::source_location caller = std::source_location::current()) {
    const QByteArray line = "from line " + QByteArray::number(caller.line());
    QVERIFY2(!distribution, line);
    QVERIFY2(!distribution.reason().empty(), line);
}

}  // namespace

class RandomDistributionTest : public QObject {
    Q_OBJECT
  private slots:
    void samples_fit_the_law_another_library_gives() {
        for (const Case& c : continuousCases()) {
            QVERIFY2(c.distribution, c.name.c_str());
            const double distance = kolmogorovDistance(samplesOf(*c.distribution, c.name), c.cdf);
            QVERIFY2(distance < kolmogorovBound(kSampleSize), c.name.c_str());
        }
    }

    void a_law_five_percent_off_is_noticed() {
        // The bound of the test above is tight enough to mean something.
        const auto samples = samplesOf(*Distribution::exponential(1.05), "off");
        const boost::math::exponential law(1);
        QVERIFY(kolmogorovDistance(samples, [&](double x) { return boost::math::cdf(law, x); }) >
                kolmogorovBound(kSampleSize));
    }

    void sampled_mean_and_variance_are_the_exact_ones() {
        for (const Case& c : continuousCases()) {
            checkMoments(samplesOf(*c.distribution, c.name), c.mean, c.variance);
            if (QTest::currentTestFailed()) QFAIL(c.name.c_str());
        }
    }

    void stated_moments_and_cdf_agree_with_another_library() {
        for (const Case& c : continuousCases()) {
            QVERIFY2(std::abs(c.distribution->mean() / c.mean - 1) < 1e-11, c.name.c_str());
            QVERIFY2(std::abs(c.distribution->variance() / c.variance - 1) < 1e-10, c.name.c_str());
            for (double x = c.mean / 64; x < 64 * c.mean; x *= 1.25) {
                // Boost's Pareto and bounds do not like arguments below the lower bound.
                const double exact = c.distribution->family() == Family::BoundedPareto &&
                                             x < c.distribution->parameters()[1].value
                                         ? 0
                                         : c.cdf(x);
                QVERIFY2(std::abs(c.distribution->cdf(x) - exact) < 1e-12, c.name.c_str());
            }
            QCOMPARE(c.distribution->cdf(-1), 0.0);
            QCOMPARE(c.distribution->cdf(0), 0.0);
            QCOMPARE(c.distribution->cdf(kInfinity), 1.0);
            QVERIFY(std::isnan(c.distribution->cdf(kNan)));
        }
    }

    void percentiles_given_are_percentiles_got() {
        const auto d = Distribution::lognormalFromPercentiles(0.1, 0.02, 0.999, 40);
        QVERIFY(std::abs(d->cdf(0.02) - 0.1) < 1e-12);
        QVERIFY(std::abs(d->cdf(40) - 0.999) < 1e-12);
    }

    void constant_is_always_itself() {
        const auto d = Distribution::constant(3.25);
        Draws draws = Draws::forNode({21, 0}, 1, Purpose{1});
        QCOMPARE(d->sample(draws), 3.25);
        QCOMPARE(d->mean(), 3.25);
        QCOMPARE(d->scv(), 0.0);
        QCOMPARE(d->cdf(3.24), 0.0);
        QCOMPARE(d->cdf(3.25), 1.0);
        QCOMPARE(Distribution::constant(0)->sample(draws), 0.0);
        QCOMPARE(Distribution().mean(), 0.0);
        QCOMPARE(Distribution().scv(), 0.0);
        QCOMPARE(Distribution().cdf(0), 1.0);
    }

    void empirical_draws_its_values_by_weight() {
        struct Given {
            std::vector<double> values, weights;
        };
        std::vector<Given> cases = {{{7}, {}},
                                    {{3, 1, 2}, {}},
                                    {{3, 1, 2, 1}, {1, 2, 0, 3}},
                                    {{0, 5}, {1e308, 1e308}},
                                    {{1, 2, 3, 4}, {1e-9, 1, 1e-9, 1e-3}}};
        Given large;
        Draws shape = Draws::forNode({21, 0}, 2, Purpose{1});
        for (int i = 0; i < 3000; ++i) {
            large.values.push_back(static_cast<double>(shape.below(2000)));
            large.weights.push_back(shape.unit() * shape.unit() * shape.unit());
        }
        cases.push_back(large);
        for (const Given& given : cases) {
            const auto d = Distribution::empirical(given.values, given.weights);
            QVERIFY(d);
            const std::vector<double> values = d->values();
            QVERIFY(std::is_sorted(values.begin(), values.end()));
            // What is expected comes from what was given, not from what was kept.
            std::vector<double> expected(values.size()), counts(values.size());
            const auto place = [&](double value) {
                const auto at = std::lower_bound(values.begin(), values.end(), value);
                return static_cast<std::size_t>(at - values.begin());
            };
            const double largest = given.weights.empty() ? 1
                                                         : *std::max_element(given.weights.begin(),
                                                                             given.weights.end());
            double total = 0;
            for (std::size_t i = 0; i < given.values.size(); ++i) {
                const double weight = given.weights.empty() ? 1 : given.weights[i] / largest;
                if (weight == 0) continue;
                QCOMPARE(values[place(given.values[i])], given.values[i]);
                expected[place(given.values[i])] += weight;
                total += weight;
            }
            double mean = 0;
            double square = 0;
            for (std::size_t i = 0; i < values.size(); ++i) {
                mean += values[i] * expected[i] / total;
                square += values[i] * values[i] * expected[i] / total;
                QVERIFY(std::abs(d->weights()[i] - expected[i] / total) < 1e-14);
                expected[i] *= static_cast<double>(kSampleSize) / total;
            }
            const auto samples = samplesOf(*d, "empirical");
            for (const double sample : samples) {
                QVERIFY(place(sample) < values.size());
                QCOMPARE(values[place(sample)], sample);
                counts[place(sample)] += 1;
            }
            QVERIFY(chiSquare(counts, expected).passes());
            QVERIFY(std::abs(d->mean() / mean - 1) < 1e-12);
            QVERIFY(std::abs(d->variance() - (square - mean * mean)) < 1e-10 * square);
            QCOMPARE(d->cdf(values.back()), 1.0);
            QCOMPARE(d->cdf(values.front() - 0.5), 0.0);
            QVERIFY(std::abs(d->cdf(values.front()) - d->weights()[0]) < 1e-14);
        }
    }

    void inverse_families_rise_together_over_the_same_draws() {
        const std::vector<Checked<Distribution>> rising = {
            Distribution::uniform(1, 9),
            Distribution::exponential(3),
            Distribution::lognormal(3, 1.5),
            Distribution::boundedPareto(1.2, 1, 1e6),
            Distribution::weibull(0.5, 3),
            Distribution::empirical({4, 2, 8, 1, 3}, {1, 5, 1, 2, 3}),
        };
        constexpr std::uint64_t kRequests = 5000;
        const auto draw = [](std::uint64_t i) {
            return Draws::forRequest({3, 0}, 1, i, Purpose{1});
        };
        std::vector<std::uint64_t> order(kRequests);
        std::iota(order.begin(), order.end(), std::uint64_t{0});
        std::sort(order.begin(), order.end(), [&](std::uint64_t a, std::uint64_t b) {
            return draw(a).unit() < draw(b).unit();
        });
        for (const auto& d : rising) {
            double previous = 0;
            for (const std::uint64_t i : order) {
                Draws draws = draw(i);
                const double value = d->sample(draws);
                QVERIFY(value >= previous);
                previous = value;
            }
        }
    }

    void scaling_scales_every_sample() {
        auto cases = continuousCases();
        cases.push_back({"constant", Distribution::constant(2), {}, 2, 0});
        cases.push_back({"empirical", Distribution::empirical({1, 2, 4}, {1, 2, 3}), {}, 0, 0});
        for (const Case& c : cases) {
            const auto scaled = c.distribution->scaled(2.5);
            QVERIFY2(scaled, c.name.c_str());
            QCOMPARE(scaled->family(), c.distribution->family());
            QVERIFY(std::abs(scaled->mean() / (2.5 * c.distribution->mean()) - 1) < 1e-13);
            QVERIFY(std::abs(scaled->scv() - c.distribution->scv()) <= 1e-12 * scaled->scv());
            for (std::uint64_t i = 0; i < 200; ++i) {
                Draws one = Draws::forRequest({4, 0}, 1, i, Purpose{1});
                Draws other = one;
                const double expected = 2.5 * c.distribution->sample(one);
                QVERIFY2(std::abs(scaled->sample(other) - expected) <= 1e-13 * expected,
                         c.name.c_str());
            }
            verifyRefused(c.distribution->scaled(0));
            verifyRefused(c.distribution->scaled(-1));
            verifyRefused(c.distribution->scaled(kNan));
            verifyRefused(c.distribution->scaled(kInfinity));
            verifyRefused(c.distribution->scaled(1e300));
            verifyRefused(c.distribution->scaled(1e100));  // all their means are above 1
        }
    }

    void parameters_rebuild_the_distribution() {
        const auto gamma = Distribution::gamma(2, 0.5);
        const auto parameters = gamma->parameters();
        QCOMPARE(parameters.size(), std::size_t{2});
        QCOMPARE(parameters[0].name, std::string_view("mean"));
        QVERIFY(parameters[0].inUnits && !parameters[1].inUnits);
        const auto again = Distribution::gamma(parameters[0].value, parameters[1].value);
        Draws one = Draws::forNode({5, 0}, 1, Purpose{1});
        Draws other = one;
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(again->sample(one), gamma->sample(other));
        }
        QCOMPARE(toText(Distribution::boundedPareto(1, 1, 2)->family()),
                 std::string_view("bounded-pareto"));
        QCOMPARE(toText(Distribution::empirical({1})->family()), std::string_view("empirical"));
    }

    void parameters_without_meaning_are_refused_with_a_reason() {
        for (const double bad : {-1.0, 1e300, 1e-300, kInfinity, -kInfinity, kNan}) {
            verifyRefused(Distribution::constant(bad));
            verifyRefused(Distribution::uniform(bad, 2));
            verifyRefused(Distribution::uniform(0, bad));
            verifyRefused(Distribution::exponential(bad));
            verifyRefused(Distribution::erlang(2, bad));
            verifyRefused(Distribution::hyperexponential(bad, 2));
            verifyRefused(Distribution::hyperexponential(1, bad));
            verifyRefused(Distribution::hyperexponential({0.5, 0.5}, {1, bad}));
            verifyRefused(Distribution::hyperexponential({bad, 0.5}, {1, 1}));
            verifyRefused(Distribution::gamma(bad, 1));
            verifyRefused(Distribution::gamma(1, bad));
            verifyRefused(Distribution::lognormal(bad, 1));
            verifyRefused(Distribution::lognormal(1, bad));
            verifyRefused(Distribution::lognormalFromPercentiles(0.5, bad, 0.9, 2));
            verifyRefused(Distribution::lognormalFromPercentiles(0.5, 1, 0.9, bad));
            verifyRefused(Distribution::lognormalFromPercentiles(bad, 1, bad, 2));
            verifyRefused(Distribution::lognormalFromPercentiles(0.5, 1, bad, 2));
            verifyRefused(Distribution::boundedPareto(bad, 1, 2));
            verifyRefused(Distribution::boundedPareto(1, bad, 2));
            verifyRefused(Distribution::boundedPareto(1, 1, bad));
            verifyRefused(Distribution::weibull(bad, 1));
            verifyRefused(Distribution::weibull(1, bad));
            verifyRefused(Distribution::empirical({1, bad}));
        }
        for (const double bad : {-1.0, kInfinity, kNan}) {
            verifyRefused(Distribution::empirical({1, 2}, {1, bad}));
        }
        verifyRefused(Distribution::exponential(0));
        verifyRefused(Distribution::gamma(1, 0));
        verifyRefused(Distribution::lognormal(1, 0));
        verifyRefused(Distribution::erlang(0, 1));
        verifyRefused(Distribution::erlang(-3, 1));
        verifyRefused(Distribution::erlang(std::numeric_limits<std::int64_t>::max(), 1));
        verifyRefused(Distribution::uniform(2, 2));
        verifyRefused(Distribution::uniform(3, 2));
        verifyRefused(Distribution::hyperexponential(1, 0.99));
        verifyRefused(Distribution::hyperexponential({0.5, 0.4}, {1, 1}));
        verifyRefused(Distribution::lognormalFromPercentiles(0.9, 1, 0.5, 2));
        verifyRefused(Distribution::lognormalFromPercentiles(0.5, 2, 0.9, 1));
        verifyRefused(Distribution::lognormalFromPercentiles(0.5, 1e-90, 0.6, 1e90));
        verifyRefused(Distribution::lognormalFromPercentiles(0.5, 1, std::nextafter(0.5, 1), 2));
        verifyRefused(Distribution::boundedPareto(1, 2, 1));
        verifyRefused(Distribution::boundedPareto(1, 1e-90, 1e90));
        verifyRefused(Distribution::empirical({}));
        verifyRefused(Distribution::empirical({1, 2}, {1}));
        verifyRefused(Distribution::empirical({1, 2}, {0, 0}));
    }

    void extreme_parameters_give_finite_samples_and_moments() {
        std::vector<Checked<Distribution>> extremes;
        for (const double mean : {1e-100, 1e100}) {
            extremes.push_back(Distribution::constant(mean));
            extremes.push_back(Distribution::uniform(0, mean));
            extremes.push_back(Distribution::exponential(mean));
            extremes.push_back(Distribution::erlang(1'000'000, mean));
            extremes.push_back(Distribution::hyperexponential(mean, 1e6));
            for (const double cv : {1e-6, 1000.0}) {
                extremes.push_back(Distribution::gamma(mean, cv));
                extremes.push_back(Distribution::lognormal(mean, cv));
            }
            extremes.push_back(Distribution::weibull(0.1, mean));
            extremes.push_back(Distribution::weibull(1000, mean));
            extremes.push_back(Distribution::empirical({0, mean}));
        }
        for (const double alpha : {0.01, 1.0, 2.0, 100.0}) {
            extremes.push_back(Distribution::boundedPareto(alpha, 1e-100, 1));
            extremes.push_back(Distribution::boundedPareto(alpha, 1, 1e100));
            extremes.push_back(Distribution::boundedPareto(alpha, 1, std::nextafter(1.0, 2)));
        }
        for (std::size_t i = 0; i < extremes.size(); ++i) {
            QVERIFY(extremes[i]);
            const Distribution& d = *extremes[i];
            const QByteArray where = QByteArray::number(static_cast<int>(i));
            QVERIFY2(std::isfinite(d.mean()) && d.mean() > 0, where);
            QVERIFY2(std::isfinite(d.scv()) && d.scv() >= 0, where);
            QVERIFY2(std::isfinite(d.variance()), where);
            Draws draws = Draws::forNode({6, 0}, i, Purpose{1});
            for (int n = 0; n < 3000; ++n) {
                const double sample = d.sample(draws);
                QVERIFY2(std::isfinite(sample) && sample >= 0, where);
            }
        }
    }
};

HEADROOM_TEST(RandomDistributionTest);
#include "random_distribution_test.moc"
