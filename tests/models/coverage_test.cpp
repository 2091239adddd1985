// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <thread>
#include <vector>

#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;

namespace {

// Hours without optimisation, where a few runs show only that the path works.
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr int kRuns = 400;
#else
constexpr int kRuns = 8;
#endif

constexpr double kServiceMs = 1.0;
constexpr double kLoad = 0.8;

/// M/M/1 as a person would draw it: one core that serves in turn, in front of it a queue that
/// takes everybody.
ValidDesign drawnQueue() {
    return tests::designOf(
        "{'headroom': 1, 'name': 'M/M/1', 'endpoints': [{'name': 'GET /', 'cpu': 'exponential 1 "
        "ms'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '800/s'}}, {'id': "
        "'app', 'kind': 'server', 'settings': {'cores': 1, 'workers': 1, 'queue': 10000000, "
        "'discipline': 'fifo'}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}]}");
}

struct Outcome {
    bool coversMean = false;
    bool coversTail = false;
    bool isPrecise = false;
    double replications = 0;
    double relativeHalfWidth = 0;
};

/// One whole run with every option as it is by default: warm-up by MSER-5, replications until mean
/// and p99 are as precise as wanted or twenty are done.
Outcome runOnce(const ValidDesign& design, std::uint64_t seed) {
    RunOptions options;
    options.seed = seed;
    const RunResult result = run(design, {}, options);
    const double meanMs = kServiceMs / (1 - kLoad);  // response times are exponential
    const auto& latency = result.total.latencyMs;
    return {latency.mean.contains(meanMs),
            latency.quantiles[kP99].contains(meanMs * std::log(100.0)),
            result.ending == RunEnding::precise, static_cast<double>(result.replications),
            latency.mean.relativeHalfWidth()};
}

}  // namespace

class CoverageTest : public QObject {
    Q_OBJECT
  private slots:
    void intervals_of_mean_and_p99_cover_the_exact_value_in_92_to_98_percent_of_all_runs() {
        const ValidDesign design = drawnQueue();
        std::vector<Outcome> outcomes(kRuns);
        std::atomic<int> next{0};
        const auto work = [&] {
            for (int i = next++; i < kRuns; i = next++) {
                outcomes[static_cast<std::size_t>(i)] =
                    runOnce(design, 1000 + static_cast<std::uint64_t>(i));
            }
        };
        std::thread other(work);
        work();
        other.join();
        double mean = 0;
        double tail = 0;
        double precise = 0;
        double replications = 0;
        double halfWidth = 0;
        for (const Outcome& outcome : outcomes) {
            mean += outcome.coversMean ? 1 : 0;
            tail += outcome.coversTail ? 1 : 0;
            precise += outcome.isPrecise ? 1 : 0;
            replications += outcome.replications;
            halfWidth += outcome.relativeHalfWidth;
        }
        std::printf(
            "M/M/1 at %.1f, %d runs: 95 %% intervals cover the exact mean in %.2f %% and the exact "
            "p99 in %.2f %%; %.1f replications a run, half-width of the mean %.2f %%, %.0f runs as "
            "precise as wanted\n",
            kLoad, kRuns, 100 * mean / kRuns, 100 * tail / kRuns, replications / kRuns,
            100 * halfWidth / kRuns, precise);
        std::fflush(stdout);
        if (kRuns < 400) {
            // Five misses of eight come by chance once in 57,000 times.
            QVERIFY(mean >= 4 && tail >= 4);
            return;
        }
        QVERIFY(mean >= 0.92 * kRuns && mean <= 0.98 * kRuns);
        QVERIFY(tail >= 0.92 * kRuns && tail <= 0.98 * kRuns);
    }
};

HEADROOM_TEST(CoverageTest);
#include "coverage_test.moc"
