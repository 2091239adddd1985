// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <random>
#include <string>
#include <vector>

#include "models/algorithms/rate_limiting/token_bucket.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::agreesOverTen;
using tests::Seen;

namespace {

/// The definition by windows, in whole numbers: a request at t passes if for every earlier instant
/// s (and the beginning) those that passed in [s, t] and it are at most burst + rate * (t - s).
class Definition {
  public:
    Definition(std::int64_t milliRate, std::int64_t burst) : rate_(milliRate), burst_(burst) {}
    bool take(std::int64_t now) {
        passed_.push_back(now);
        const std::size_t n = passed_.size();
        for (std::size_t i = 0; i < n; ++i) {
            const engine::Int128 there = static_cast<engine::Int128>(n - i) * kUnit;
            const engine::Int128 most =
                burst_ * kUnit + static_cast<engine::Int128>(now - passed_[i]) * rate_;
            if (there > most) {
                passed_.pop_back();
                return false;
            }
        }
        return true;
    }

  private:
    static constexpr engine::Int128 kUnit = 1'000'000'000'000;  // thousandths times ns
    std::int64_t rate_;
    std::int64_t burst_;
    std::vector<std::int64_t> passed_;
};

std::string limitedDesign(const std::string& users, const std::string& limiter,
                          bool isProbed = false) {
    const std::string way = isProbed
                                ? "{'from': 'users', 'to': 'gate', 'latency': '0 ms'}, {'from': "
                                  "'gate', 'to': 'limit', 'latency': '0 ms'}"
                                : "{'from': 'users', 'to': 'limit', 'latency': '0 ms'}";
    return "{'headroom': 1, 'name': 'limited', 'endpoints': [{'name': 'GET /', 'cpu': '1 ms'}], "
           "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" +
           users + "}}" + (isProbed ? ", {'id': 'gate', 'kind': 'probe'}" : "") +
           ", {'id': 'limit', 'kind': 'rate-limiter', 'settings': {" + limiter +
           "}}, {'id': 'app', 'kind': 'server'}], 'links': [" + way +
           ", {'from': 'limit', 'to': 'app', 'latency': '0 ms'}]}";
}
}  // namespace

class RateLimiterTest : public QObject {
    Q_OBJECT
  private slots:
    void every_decision_is_that_of_the_definition_by_windows() {
        std::mt19937_64 random(7);
        int passed = 0;
        int refused = 0;
        for (int round = 0; round < 60; ++round) {
            // Rates whose interval is no whole number of nanoseconds among them.
            const double rate = std::vector<double>{0.5, 3, 7, 1000.0 / 3, 1e6, 7e8}[round % 6];
            const std::int64_t burst = 1 + static_cast<std::int64_t>(random() % 5);
            TokenBucket bucket(rate, burst);
            Definition exact(bucket.milliRate(), burst);
            std::int64_t now = 0;
            for (int i = 0; i < 250; ++i) {
                // Twice as often as allowed, with ties, and often right at the instant of a token.
                const auto interval = static_cast<std::int64_t>(1e9 / rate);
                now += static_cast<std::int64_t>(random() % 3) * interval / 2 +
                       static_cast<std::int64_t>(random() % 2);
                const bool passes = exact.take(now);
                QCOMPARE(bucket.take(now), passes);
                (passes ? passed : refused) += 1;
            }
        }
        QVERIFY(passed > 3000 && refused > 1000);
    }

    void a_bucket_that_is_never_full_gives_exactly_its_rate_for_ever() {
        // Asked every 7 ms for 1000 s at 3/s with a burst of 10: 10 and 3000, less the part of a
        // token that is left.
        TokenBucket bucket(3, 10);
        std::int64_t taken = 0;
        std::int64_t now = 0;
        for (; now <= 1'000'000'000'000; now += 7'000'000)
            taken += bucket.take(now) ? 1 : 0;
        const std::int64_t last = now - 7'000'000;
        QCOMPARE(taken, 10 + last * 3 / 1'000'000'000);
        QVERIFY(bucket.tokens(last) < 1);
        // After a quiet century it is full, and no fuller.
        now += 3'000'000'000'000'000'000;
        for (int i = 0; i < 10; ++i)
            QVERIFY(bucket.take(now));
        QVERIFY(!bucket.take(now));
    }

    void another_rate_counts_from_now_on() {
        TokenBucket bucket(1, 5);
        for (int i = 0; i < 5; ++i)
            QVERIFY(bucket.take(0));
        bucket.set(10, 5, 500'000'000);  // half a token there
        QVERIFY(!bucket.take(549'999'999));
        QVERIFY(bucket.take(550'000'000));
        bucket.set(10, 1, 2'000'000'000);  // room for one only
        QVERIFY(bucket.take(2'000'000'000));
        QVERIFY(!bucket.take(2'000'000'000));
    }

    void poisson_requests_at_a_bucket_of_one_pass_at_the_rate_of_the_renewal_process() {
        // Whoever passes empties it for 1 / rate; the next to come after that passes.
        const double offered = 500;
        const double rate = 300;
        const double passing = 1 / (1 / rate + 1 / offered);
        const RunResult result = tests::simulate(
            tests::designOf(limitedDesign("'rate': '500/s'", "'rate': '300/s', 'burst': 1")), 20);
        QVERIFY(agreesOverTen(result.total.errorRate, 1 - passing / offered));
        const ComponentResult& limit = result.components[1];
        QCOMPARE(result.total.status.at(429), limit.refused);
        QVERIFY(limit.resources[0].resource == Resource::Limiter);
        QVERIFY(agreesOverTen(limit.resources[0].utilization, passing / rate));
        QVERIFY(agreesOverTen(result.components[2].arrivalRps, passing));
    }

    void who_is_limited_hears_at_once_and_the_burst_passes() {
        // 1000/s evenly, limit 100/s with room for 5: of the first 100 requests 5 and one every 10
        // ms after the first pass.
        const auto seen = tests::watch(
            tests::probedDesign(limitedDesign("'rate': '1000/s', 'arrivals': 'deterministic'",
                                              "'rate': '100/s', 'burst': 5", true)),
            Duration::microseconds(100'500));
        QCOMPARE(seen.size(), std::size_t{100});
        TokenBucket bucket(100, 5);
        int passed = 0;
        for (const Seen& request : seen) {
            const bool passes = bucket.take(request.arrived.ns());
            passed += passes ? 1 : 0;
            if (request.status == 0) continue;  // still inside
            QCOMPARE(request.status, passes ? 200 : 429);
            if (!passes) QCOMPARE(request.behind().ns(), std::int64_t{0});
        }
        QCOMPARE(passed, 5 + 9);
    }

    void each_client_has_a_bucket_of_its_own() {
        // 50 clients at 20/s each and a bucket of one at 30/s: each is a renewal process.
        const double passing = 1 / (1.0 / 30 + 1.0 / 20);
        const RunResult result = tests::simulate(
            tests::designOf(limitedDesign("'rate': '1000/s', 'clients': 50",
                                          "'rate': '30/s', 'burst': 1, 'scope': 'client'")),
            20);
        QVERIFY(agreesOverTen(result.total.errorRate, 1 - passing / 20));
        QCOMPARE(result.components[1].resources[0].capacity, 50.0);
        QVERIFY(agreesOverTen(result.components[1].resources[0].utilization, passing / 30));
    }
};

HEADROOM_TEST(RateLimiterTest);
#include "rate_limiter_test.moc"
