// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/che.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "engine/random/discrete.h"
#include "engine/random/distribution.h"
#include "engine/random/draws.h"
#include "engine/random/zipf.h"
#include "models/algorithms/caching/lru.h"
#include "tests/models/analysis/checks.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;
namespace engine = headroom::engine;

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

struct Measured {
    std::vector<double> hitRatio;
    double used = 0;
};

/// A real LRU, asked by Poisson streams: the second half of the requests is counted.
Measured measure(const std::vector<CacheDemand>& demands, std::uint64_t capacity,
                 std::uint64_t requests) {
    engine::Draws draws = engine::Draws::forNode({7, 0}, 11, engine::Purpose{1});
    std::vector<engine::Zipf> objects;
    std::vector<double> rates;
    double total = 0;
    for (const CacheDemand& d : demands) {
        objects.push_back(*engine::Zipf::over(d.objects, d.alpha));
        rates.push_back(d.rate);
        total += d.rate;
    }
    const auto choice = *engine::Discrete::fromWeights(rates);
    const auto gap = *engine::Distribution::exponential(1e9 / total);
    LruCache cache(capacity, ~std::uint64_t{0} >> 1);
    std::vector<double> asked(demands.size(), 0);
    std::vector<double> hits(demands.size(), 0);
    double now = 0;
    for (std::uint64_t n = 0; n < requests; ++n) {
        now += gap.sample(draws);
        const auto which = static_cast<std::size_t>(choice.sample(draws));
        const std::uint64_t key = (std::uint64_t{which} << 40) ^ objects[which].sample(draws);
        const auto at = static_cast<std::int64_t>(now);
        const bool hit = cache.get(key, at);
        if (!hit) {
            const double fresh = demands[which].freshSeconds;
            const std::int64_t expires = std::isinf(fresh)
                                             ? LruCache::kNeverExpires
                                             : at + static_cast<std::int64_t>(fresh * 1e9);
            cache.put(key, static_cast<std::uint64_t>(demands[which].objectSize), expires);
        }
        if (2 * n < requests) continue;
        asked[which] += 1;
        if (hit) hits[which] += 1;
    }
    Measured m;
    for (std::size_t i = 0; i < demands.size(); ++i)
        m.hitRatio.push_back(hits[i] / asked[i]);
    m.used = static_cast<double>(cache.bytes());
    return m;
}

/// Hit ratios agree within five standard errors of the measured one, four-fold because hits come in
/// runs, and what the approximation itself is off by.
void verifyAgainstLru(const std::vector<CacheDemand>& demands, std::uint64_t capacity) {
    constexpr std::uint64_t kRequests = 400'000;
    constexpr double kApproximation = 0.003;
    const auto forecast = *forecastLru(demands, static_cast<double>(capacity));
    const Measured real = measure(demands, capacity, kRequests);
    double total = 0;
    for (const CacheDemand& d : demands)
        total += d.rate;
    for (std::size_t i = 0; i < demands.size(); ++i) {
        const double h = forecast.hitRatio[i];
        const double counted = static_cast<double>(kRequests) / 2 * demands[i].rate / total;
        const double bound = 5 * std::sqrt(4 * h * (1 - h) / counted) + kApproximation;
        QVERIFY2(std::abs(real.hitRatio[i] - h) < bound,
                 qPrintable(QString("demand %1: %2 forecast, %3 measured, bound %4")
                                .arg(i)
                                .arg(h)
                                .arg(real.hitRatio[i])
                                .arg(bound)));
    }
    QVERIFY(forecast.used <= static_cast<double>(capacity) * (1 + 1e-9));
}

}  // namespace

class CheTest : public QObject {
    Q_OBJECT
  private slots:
    void what_fits_entirely_is_never_missed() {
        const std::vector<CacheDemand> demands = {{100, 1000, 0.9, 10, kNever}};
        const auto f = *forecastLru(demands, 10'000);
        COMPARE_WITHIN(f.hitRatio[0], 1, 1e-12);
        QVERIFY(std::isinf(f.characteristicSeconds));
        COMPARE_WITHIN(f.used, 10'000, 1e-12);
    }

    void equally_popular_objects_hit_in_proportion_to_the_room() {
        const std::vector<CacheDemand> demands = {{50, 20'000, 0, 3, kNever}};
        COMPARE_WITHIN(forecastLru(demands, 15'000)->total, 0.25, 1e-9);
        // times are as the rate: twice as fast, half as long
        const std::vector<CacheDemand> faster = {{100, 20'000, 0, 3, kNever}};
        COMPARE_WITHIN(forecastLru(faster, 15'000)->characteristicSeconds * 2,
                       forecastLru(demands, 15'000)->characteristicSeconds, 1e-9);
    }

    void groups_of_objects_change_nothing_one_could_measure() {
        // Over the first ranks, one by one, against the whole catalogue in groups: the sum of what
        // is kept must be the capacity, whatever the groups are.
        for (const double alpha : {0.0, 0.5, 1.0, 1.4}) {
            const std::vector<CacheDemand> demands = {{10, 300'000, alpha, 1, kNever}};
            const auto f = *forecastLru(demands, 20'000);
            double kept = 0;
            double hit = 0;
            double total = 0;
            for (int k = 1; k <= 300'000; ++k)
                total += std::pow(k, -alpha);
            for (int k = 1; k <= 300'000; ++k) {
                const double share = std::pow(k, -alpha) / total;
                const double there = -std::expm1(-10 * share * f.characteristicSeconds);
                kept += there;
                hit += share * there;
            }
            COMPARE_WITHIN(kept, 20'000, 1e-5);
            COMPARE_WITHIN(f.total, hit, 1e-5);
        }
    }

    void a_real_lru_hits_as_forecast_data() {
        QTest::addColumn<double>("alpha");
        QTest::addColumn<int>("capacity");
        QTest::newRow("uniform") << 0.0 << 2'000;
        QTest::newRow("zipf 0.6, small") << 0.6 << 200;
        QTest::newRow("zipf 0.9") << 0.9 << 1'000;
        QTest::newRow("zipf 1.2, large") << 1.2 << 5'000;
    }
    void a_real_lru_hits_as_forecast() {
        QFETCH(double, alpha);
        QFETCH(int, capacity);
        verifyAgainstLru({{1000, 10'000, alpha, 1, kNever}}, static_cast<std::uint64_t>(capacity));
    }

    void catalogues_of_different_size_and_popularity_share_a_cache() {
        verifyAgainstLru({{700, 8'000, 0.9, 10, kNever}, {300, 3'000, 0.4, 40, kNever}}, 40'000);
    }

    void expiry_takes_hits_away_data() {
        QTest::addColumn<double>("fresh");
        QTest::newRow("far shorter than what is kept") << 0.2;
        QTest::newRow("shorter") << 3.0;
        QTest::newRow("about as long") << 8.0;
        QTest::newRow("longer") << 20.0;
        QTest::newRow("far longer") << 100.0;
    }
    void expiry_takes_hits_away() {
        QFETCH(double, fresh);
        const std::vector<CacheDemand> expiring = {{1000, 10'000, 0.8, 1, fresh}};
        const std::vector<CacheDemand> lasting = {{1000, 10'000, 0.8, 1, kNever}};
        QVERIFY(forecastLru(expiring, 2'000)->total < forecastLru(lasting, 2'000)->total);
        verifyAgainstLru(expiring, 2'000);
    }

    void hits_until_gone_go_over_into_each_limit() {
        QCOMPARE(hitsUntilGone(3, 2), 2.0);  // expiry first: every request until then
        QCOMPARE(hitsUntilGone(kNever, 17), 17.0);
        COMPARE_WITHIN(hitsUntilGone(2, kNever), std::expm1(2.0), 1e-12);
        COMPARE_WITHIN(hitsUntilGone(2, 1e6), std::expm1(2.0), 1e-9);
        COMPARE_WITHIN(hitsUntilGone(800, 1e9), 1e9, 1e-12);
        QCOMPARE(hitsUntilGone(0, 5), 0.0);
        // On the second stretch the equation can be solved by hand: with u = t - a,
        // m = a + u - e^-a (u + u^2 / 2).
        for (const double a : {0.01, 1.0, 3.0}) {
            for (const double part : {0.1, 0.5, 0.99}) {
                const double u = a * part;
                COMPARE_WITHIN(hitsUntilGone(a, a + u), a + u - std::exp(-a) * (u + u * u / 2),
                               1e-9);
            }
        }
        // continuous where the method changes
        for (const double b : {9.0, 50.0, 5000.0, 1e5}) {
            COMPARE_WITHIN(hitsUntilGone(8 * (1 + 1e-9), b), hitsUntilGone(8, b), 2e-3);
        }
        // and never falls with more time
        double last = 0;
        for (double b = 0; b < 40; b += 0.37) {
            const double m = hitsUntilGone(2.5, b);
            QVERIFY(m >= last);
            last = m;
        }
    }

    void a_billion_objects_are_forecast_like_a_thousand() {
        const std::vector<CacheDemand> demands = {{1e5, 1'000'000'000, 0.9, 500, 60}};
        const auto f = *forecastLru(demands, 64e9);
        QVERIFY(f.total > 0 && f.total < 1);
        COMPARE_WITHIN(f.used, 64e9, 1e-6);
    }

    void nothing_asked_nothing_kept_and_nonsense_are_answers() {
        const std::vector<CacheDemand> silent = {{0, 1000, 1, 1, kNever}};
        QCOMPARE(forecastLru(silent, 10)->total, 0.0);
        const std::vector<CacheDemand> demands = {{10, 1000, 1, 1, kNever}};
        QVERIFY(forecastLru(demands, 0)->total < 1e-9);
        const std::vector<CacheDemand> steep = {{10, 1000, 100, 1, kNever}};
        QVERIFY(std::isfinite(forecastLru(steep, 10)->total));
        QVERIFY(std::isfinite(forecastLru(steep, 1e9)->total));
        for (const CacheDemand& bad : {CacheDemand{-1, 10, 1, 1, kNever},
                                       {1, 0, 1, 1, kNever},
                                       {1, 10, std::nan(""), 1, kNever},
                                       {1, 10, 1, 0, kNever},
                                       {1, 10, 1, 1, -3}}) {
            const std::vector<CacheDemand> list = {bad};
            VERIFY_NO_ANSWER(forecastLru(list, 10), NoAnswer::OutOfRange);
        }
        VERIFY_NO_ANSWER(forecastLru(demands, std::nan("")), NoAnswer::OutOfRange);
    }
};

HEADROOM_TEST(CheTest);
#include "che_test.moc"
