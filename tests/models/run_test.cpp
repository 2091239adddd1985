// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <atomic>
#include <cmath>
#include <fstream>
#include <sstream>

#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/report/run_report.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::designOf;
using tests::LoadedExample;
using tests::loadExample;
using tests::oneServer;

namespace {

RunOptions quick() {
    RunOptions options;
    options.duration = Duration::seconds(2);
    options.warmup = Duration::seconds(1);
    options.leastReplications = 3;
    options.mostReplications = 3;
    options.cold = true;
    return options;
}

std::string fingerprint(const LoadedExample& loaded, const RunOptions& options) {
    return run(loaded.design, loaded.inputs, options).fingerprint;
}

}  // namespace

class RunTest : public QObject {
    Q_OBJECT
  private slots:
    void fingerprint_is_the_same_again_with_either_queue_on_two_threads_and_watched() {
        const LoadedExample shop = loadExample("small-shop.json");
        RunOptions options = quick();
        const std::string first = fingerprint(shop, options);
        QCOMPARE(first.size(), std::size_t{32});
        QCOMPARE(fingerprint(shop, options), first);
        options.queue = engine::EventQueue::Choice::heap;
        QCOMPARE(fingerprint(shop, options), first);
        options.queue = engine::EventQueue::Choice::wheel;
        QCOMPARE(fingerprint(shop, options), first);
        options.threads = 2;
        QCOMPARE(fingerprint(shop, options), first);
        int watched = 0;
        const RunResult result =
            run(shop.design, shop.inputs, options, nullptr, [&](const RunProgress&) { ++watched; });
        QCOMPARE(result.fingerprint, first);
        QVERIFY(watched > 100);
        options.seed = 2;
        QVERIFY(fingerprint(shop, options) != first);
    }

    void fingerprint_is_the_golden_one_in_every_build() {
        std::ifstream golden(HEADROOM_SOURCE_DIR "/tests/golden/run_fingerprints.txt");
        std::string name;
        std::string expected;
        int compared = 0;
        while (golden >> name >> expected) {
            const LoadedExample loaded = loadExample(name);
            RunOptions options = quick();
            if (!loaded.inputs.logs.empty()) options.duration.reset();
            if (!loaded.inputs.logs.empty()) options.warmup.reset();
            const std::string found = fingerprint(loaded, options);
            QVERIFY2(found == expected, (name + " " + found).c_str());
            ++compared;
        }
        QCOMPARE(compared, 2);
    }

    void one_core_first_come_first_served_is_an_mm1_queue() {
        const ValidDesign valid =
            oneServer("80/s", "'cores': 1, 'workers': 1, 'queue': 1000000, 'discipline': 'fifo'");
        RunOptions options;
        options.duration = Duration::seconds(2000);
        options.warmup = Duration::seconds(50);
        options.leastReplications = options.mostReplications = 10;
        const RunResult result = run(valid, {}, options);
        // Mean 1 / (mu - lambda) = 50 ms; p99 is ln(100) times that. 10 replications of 160,000
        // customers give half-widths near 2 % and 4 %; three of them are allowed.
        const auto& latency = result.total.latencyMs;
        QVERIFY(std::abs(latency.mean.mean - 50.0) < 3 * latency.mean.halfWidth());
        QVERIFY(latency.mean.relativeHalfWidth() < 0.04);
        QVERIFY(std::abs(latency.quantiles[3].mean - 230.26) <
                3 * latency.quantiles[3].halfWidth());
        QVERIFY(latency.quantiles[3].relativeHalfWidth() < 0.08);
    }

    void a_full_queue_refuses_as_many_as_erlang_says() {
        // M/M/1/K with K = 6 in the system, rho = 2: P(block) = (1 - rho) rho^K / (1 - rho^(K+1)).
        const ValidDesign valid = oneServer("200/s", "'cores': 1, 'workers': 1, 'queue': 5");
        RunOptions options;
        options.duration = Duration::seconds(500);
        options.warmup = Duration::seconds(5);
        options.leastReplications = options.mostReplications = 5;
        const RunResult result = run(valid, {}, options);
        const double blocked = 64.0 / 127.0;
        QVERIFY(std::abs(result.total.errorRate.mean - blocked) < 0.005);
        QCOMPARE(result.total.status.at(503), result.components[1].refused);
        QVERIFY(std::abs(result.components[1].resources[0].utilization.mean - (1 - 1 / 127.0)) <
                0.005);
    }

    void a_replayed_log_ends_with_its_last_request() {
        const LoadedExample replay = loadExample("small-log.json");
        const RunResult result = run(replay.design, replay.inputs, {});
        QCOMPARE(result.ending, RunEnding::complete);
        QCOMPARE(result.steady, false);
        const std::uint64_t logged = replay.inputs.logs.begin()->second->requests();
        QCOMPARE(result.requests, logged * result.replications);
        QCOMPARE(result.total.requests, result.requests);
    }

    void a_cancelled_run_says_so() {
        const LoadedExample shop = loadExample("small-shop.json");
        const std::atomic<bool> cancel = true;
        QCOMPARE(run(shop.design, shop.inputs, quick(), &cancel).ending, RunEnding::cancelled);
    }

    void a_run_cancelled_in_its_first_replication_reports_that_part_and_no_interval() {
        const LoadedExample shop = loadExample("small-shop.json");
        std::atomic<bool> cancel = false;
        RunOptions options = quick();
        options.duration = Duration::seconds(20);
        const auto cancelHalfWay = [&](const RunProgress& progress) {
            if (progress.replication == 1 && progress.part > 0.5) cancel = true;
        };
        const RunResult result = run(shop.design, shop.inputs, options, &cancel, cancelHalfWay);
        QCOMPARE(result.ending, RunEnding::cancelled);
        QCOMPARE(result.replications, std::size_t{1});
        QVERIFY(result.simulatedSeconds > 9 && result.simulatedSeconds < 12);
        // 500 a second, Poisson.
        const double requests = 500 * result.simulatedSeconds;
        QVERIFY(std::abs(static_cast<double>(result.total.requests) - requests) <
                5 * std::sqrt(requests) + 100);
        QVERIFY(!result.total.latencyMs.mean.isBounded());
        QVERIFY(result.total.latencyMs.mean.mean > 40);
    }

    void who_may_cancel_changes_nothing() {
        const LoadedExample shop = loadExample("small-shop.json");
        const std::atomic<bool> cancel = false;
        const std::string alone = fingerprint(shop, quick());
        QCOMPARE(run(shop.design, shop.inputs, quick(), &cancel).fingerprint, alone);
    }

    void a_run_that_passes_its_memory_stops() {
        // No queue grows; but on a way of 100 s there is room for two million requests.
        ValidDesign valid = oneServer("20000/s", "'cores': 4096, 'workers': 4096");
        Design design = valid.design();
        design.links[0].latency = DistributionSpec::constant(Duration::seconds(100));
        RunOptions options = quick();
        options.memoryLimit = 4 << 20;
        QCOMPARE(run(*validate(design).valid, {}, options).ending, RunEnding::memory);
    }

    void json_holds_every_figure() {
        const LoadedExample shop = loadExample("small-shop.json");
        std::ostringstream out;
        writeJson(out, run(shop.design, shop.inputs, quick()), "0");
        const std::string json = out.str();
        for (const char* key :
             {"\"fingerprint\"", "\"p999\"", "\"offeredRps\"", "\"hitRatio\"", "\"utilization\"",
              "\"GET /products\"", "\"200\"", "\"warmupSeconds\""}) {
            QVERIFY2(json.find(key) != std::string::npos, key);
        }
    }
};

HEADROOM_TEST(RunTest);
#include "run_test.moc"
