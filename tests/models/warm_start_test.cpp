// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "models/algorithms/caching/lru.h"
#include "models/simulate/memory_estimate.h"
#include "models/simulate/run.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;

namespace {

/// A shop with a cache of so many entries; what is cacheable stays fresh that long.
ValidDesign shopWithCache(const std::string& fresh, const std::string& entries,
                          const std::string& start = "warm") {
    return tests::designOf(
        "{'headroom': 1, 'name': 'shop', 'endpoints': [{'name': 'GET /', 'objects': {'count': "
        "2000, 'popularity': 'zipf 0.8'}, 'cpu': '100 us', 'reads': {'rows': 1}, 'cacheable': " +
        fresh +
        "}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '1000/s'}}, {'id': "
        "'app', 'kind': 'server'}, {'id': 'redis', 'kind': 'cache', 'settings': {'entries': " +
        entries + ", 'start': '" + start +
        "'}}, {'id': 'db', 'kind': 'database'}], 'links': [{'from': 'users', 'to': 'app', "
        "'latency': '0 ms'}, {'from': 'app', 'to': 'redis', 'latency': '0 ms'}, {'from': 'app', "
        "'to': 'db', 'latency': '0 ms'}]}");
}

double hitRatio(System& system) {
    for (const auto& metric : system.figures(2).metrics) {
        if (std::string(metric.key) == "hitRatio") return metric.value;
    }
    return -1;
}

/// Over `seconds` from the start, after `before` seconds.
double hitsAfter(const ValidDesign& design, bool warm, int before, int seconds) {
    SystemOptions options;
    if (warm) options.warm = warmMemory(design, {}, 1);
    System system(design, {}, options);
    system.runUntil(SimTime::zero() + Duration::seconds(before));
    system.restartStatistics();
    system.runUntil(SimTime::zero() + Duration::seconds(before + seconds));
    return hitRatio(system);
}

}  // namespace

class WarmStartTest : public QObject {
    Q_OBJECT
  private slots:
    void first_seconds_hit_as_often_as_after_a_long_time_data() {
        QTest::addColumn<QString>("fresh");
        QTest::addColumn<QString>("entries");
        QTest::newRow("all fit, for ever") << "true"
                                           << "5000";
        QTest::newRow("a tenth fits") << "true"
                                      << "200";
        QTest::newRow("fresh for 3 s") << "'3 s'"
                                       << "5000";
    }
    void first_seconds_hit_as_often_as_after_a_long_time() {
        QFETCH(QString, fresh);
        QFETCH(QString, entries);
        const ValidDesign design = shopWithCache(fresh.toStdString(), entries.toStdString());
        const double late = hitsAfter(design, false, 60, 20);
        const double warm = hitsAfter(design, true, 0, 4);
        // 4,000 look-ups against 20,000: standard error below 0.5 sqrt(1/4000 + 1/20000) = 0.009,
        // and what is not settled by 0.005.
        QVERIFY2(std::abs(warm - late) < 3 * 0.009 + 0.005,
                 qPrintable(QString("%1 %2").arg(warm).arg(late)));
        QVERIFY(hitsAfter(design, false, 0, 1) < late - 0.05);
    }

    void cold_by_setting_or_by_option_begins_empty_and_logs_do_too() {
        QVERIFY(warmMemory(shopWithCache("true", "200", "cold"), {}, 1) == nullptr);
        const tests::LoadedExample replay = tests::loadExample("small-log.json");
        QVERIFY(warmMemory(replay.design, replay.inputs, 1) == nullptr);
        QVERIFY(warmMemory(tests::oneServer("100/s", "'cores': 1"), {}, 1) == nullptr);
        RunOptions options;
        options.duration = Duration::seconds(1);
        options.warmup = Duration::zero();
        options.leastReplications = options.mostReplications = 2;
        const RunResult warm = run(shopWithCache("true", "2000"), {}, options);
        options.cold = true;
        const RunResult cold = run(shopWithCache("true", "2000"), {}, options);
        QVERIFY(warm.warm.warm && warm.warm.settled && warm.warm.requests >= 16'384);
        QVERIFY(!cold.warm.warm);
        QVERIFY(warm.components[2].metrics.at("hitRatio").mean >
                cold.components[2].metrics.at("hitRatio").mean + 0.1);
    }

    void warming_leaves_every_request_what_it_is() {
        const ValidDesign design = shopWithCache("true", "200");
        SystemOptions options;
        System cold(design, {}, options);
        options.warm = warmMemory(design, {}, 1);
        System warm(design, {}, options);
        cold.runUntil(SimTime::zero() + Duration::seconds(2));
        warm.runUntil(SimTime::zero() + Duration::seconds(2));
        QCOMPARE(warm.recorder().begun(), cold.recorder().begun());
    }

    void a_cache_moves_its_clock_and_its_bounds() {
        LruCache cache(1000, 10);
        cache.put(1, 100, 50);
        cache.put(2, 100);
        cache.moveClock(-30);
        QVERIFY(cache.get(1, 19));
        QVERIFY(!cache.get(1, 20));
        QVERIFY(cache.get(2, 1'000'000));
        for (std::uint64_t key = 10; key < 15; ++key)
            cache.put(key, 100);
        cache.setMost(300, 10);
        QCOMPARE(cache.entries(), std::size_t{3});
        QVERIFY(cache.get(14, 0) && cache.get(12, 0) && !cache.get(11, 0));
    }

    void memory_is_estimated_before_anything_is_built() {
        Design design = shopWithCache("true", "1000").design();
        design.endpoints[0].objectCount = 50'000'000;
        auto& cache = design.nodes[2].settings;
        cache = design.nodes[2].kind->defaults();
        const auto change = SettingEdit{"redis", "capacity", Bytes{std::uint64_t{1} << 40}};
        const ValidDesign large = *validate(changed(design, change)).valid;
        const MemoryEstimate estimate = estimateMemory(large, {}, 1);
        QCOMPARE(estimate.parts.front().what.english(), std::string("the keys of redis"));
        // 64 bytes a key, for all keys, and for what the replications begin with.
        QVERIFY(std::abs(estimate.parts.front().bytes - 2 * 64 * 50e6) < 1);
        RunOptions options;
        options.memoryLimit = std::uint64_t{1} << 30;
        const RunResult result = run(large, {}, options);
        QCOMPARE(result.ending, RunEnding::memory);
        QCOMPARE(result.replications, std::size_t{0});
        QCOMPARE(result.events, std::uint64_t{0});
        QCOMPARE(result.memory.largest.english(), std::string("the keys of redis"));
    }
};

HEADROOM_TEST(WarmStartTest);
#include "warm_start_test.moc"
