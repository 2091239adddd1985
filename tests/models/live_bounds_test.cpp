// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>

#include "models/simulate/run.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::answeredWith;
using tests::at;
using tests::isBalanced;
using tests::set;

namespace {

/// 400/s through one server to one database, of which each request reads a page and writes a row.
ValidDesign boundless() {
    return tests::designOf(
        "{'headroom': 1, 'name': 'b', 'endpoints': [{'name': 'GET /', 'cpu': 'exponential 2 ms', "
        "'reads': {'rows': 1}, 'writes': 1}], 'nodes': [{'id': 'users', 'kind': 'users', "
        "'settings': {'rate': '400/s'}}, {'id': 'app', 'kind': 'server', 'settings': {'workers': "
        "1000}}, {'id': 'db', 'kind': 'database', 'settings': {'disk': {'miss': '100 %'}, 'locks': "
        "{'hot-rows': 8}}}], 'links': [{'from': 'users', 'to': 'app'}, {'from': 'app', 'to': "
        "'db'}]}");
}

/// Utilization of "app.log" in a window; -1: there is no such resource.
double useOf(const Snapshot& snapshot, const QString& resource) {
    const ComponentSnapshot& c = snapshot.components[resource.startsWith("app") ? 1 : 2];
    for (std::uint32_t k = 0; k < c.resourceCount; ++k) {
        const ResourceSnapshot& r = snapshot.resources[c.firstResource + k];
        if (resource.endsWith(QString(".") + r.key)) return static_cast<double>(r.utilization);
    }
    return -1;
}

}  // namespace

/// Memory, network, log, disk, flushes and locks that come and go while a system runs.
class LiveBoundsTest : public QObject {
    Q_OBJECT
  private slots:
    void bounds_are_turned_on_and_off_while_requests_are_inside_data() {
        QTest::addColumn<QString>("on");
        QTest::addColumn<QString>("off");
        QTest::addColumn<QString>("resource");
        QTest::addColumn<double>("use");     // as the settings say
        QTest::addColumn<double>("within");  // of it: five standard errors of 4000 Poisson arrivals
        const double counts = 5 / std::sqrt(4000.0);
        // 400/s of 800 bytes that ask, and 500 bytes read, of 10 Mbit/s.
        QTest::newRow("network in") << "app.network.bandwidth=10Mbit/s"
                                    << "app.network.bandwidth=none"
                                    << "app.networkIn" << 400 * (800 + 500) * 8 / 10e6 << counts;
        // Queries ask with 800 bytes as well, and writes are answered with none.
        QTest::newRow("network out")
            << "app.network.bandwidth=10Mbit/s"
            << "app.network.bandwidth=none"
            << "app.networkOut" << 400 * (500 + 2 * 800) * 8 / 10e6 << counts;
        QTest::newRow("log") << "app.log.lines=20"
                             << "app.log.lines=0"
                             << "app.log" << 400 * 20 * 20e-6 << counts;
        // 256 MiB of 1 GiB when idle, and 1 MiB for each of the few that are inside.
        QTest::newRow("memory") << "app.memory.size=1GB"
                                << "app.memory.size=none"
                                << "app.memory" << 0.25 << 0.1;
        QTest::newRow("disk") << "db.disk.operations=1k/s"
                              << "db.disk.operations=none"
                              << "db.disk" << 400 / 1000.0 << counts;
        QTest::newRow("disk throughput") << "db.disk.throughput=100Mbit/s"
                                         << "db.disk.throughput=none"
                                         << "db.diskThroughput" << 400 * 8192 * 8 / 100e6 << counts;
        // Writes that wait for one another share a flush; only those alone have one of their own.
        QTest::newRow("flush") << "db.log.flush=1ms"
                               << "db.log.flush=none"
                               << "db.flush" << 0.35 << 0.3;
        // Locked while it is written, a millisecond, on one of eight rows.
        QTest::newRow("locks") << "db.locks.hot-share=100%"
                               << "db.locks.hot-share=0%"
                               << "db.hotRows" << 400 * 0.001 / 8 << 0.3;
    }
    void bounds_are_turned_on_and_off_while_requests_are_inside() {
        QFETCH(QString, on);
        QFETCH(QString, off);
        QFETCH(QString, resource);
        QFETCH(double, use);
        QFETCH(double, within);
        System system(boundless(), {}, {});
        system.watch();
        system.runUntil(at(5));
        QCOMPARE(useOf(*system.snapshot(), resource), -1.0);  // not there
        set(system, on.toUtf8());
        system.runUntil(at(15));
        const double seen = useOf(*system.snapshot(), resource);
        QVERIFY2(std::abs(seen - use) <= within * use, qPrintable(QString::number(seen)));
        set(system, off.toUtf8());
        system.runUntil(at(15.5));  // what was inside goes through
        system.snapshot();
        system.runUntil(at(20));
        QCOMPARE(useOf(*system.snapshot(), resource), 0.0);
        // Over the whole run it is what it was while it was there.
        const auto node = static_cast<std::size_t>(resource.startsWith("app") ? 1 : 2);
        double whole = -1;
        const ComponentFigures figures = system.figures(node);
        for (const ResourceUse& each : figures.resources) {
            if (resource.endsWith(QString(".") + each.key)) whole = each.utilization;
        }
        QVERIFY2(std::abs(whole - seen) < 0.02 * seen + 1e-3, qPrintable(QString::number(whole)));
        QVERIFY(isBalanced(system));
        QCOMPARE(answeredWith(system, 200), system.recorder().total().ended);
        // And on again, as large as before.
        set(system, on.toUtf8());
        system.runUntil(at(20.5));
        system.snapshot();
        system.runUntil(at(30));
        QVERIFY(std::abs(useOf(*system.snapshot(), resource) - use) <= within * use);
    }

    void bounds_that_come_and_go_every_few_milliseconds_lose_nobody() {
        System system(boundless(), {}, {});
        const char* changes[] = {"app.network.bandwidth=5Mbit/s",
                                 "db.log.flush=3ms",
                                 "app.log.lines=40",
                                 "db.disk.operations=800/s",
                                 "app.memory.size=400MB",
                                 "db.disk.throughput=80Mbit/s",
                                 "db.locks.hot-share=100%",
                                 "app.network.bandwidth=none",
                                 "db.disk.operations=none",
                                 "db.locks.hot-rows=1",
                                 "app.log.lines=0",
                                 "db.log.flush=none",
                                 "app.memory.size=none",
                                 "db.locks.hot-share=0%",
                                 "db.disk.throughput=none",
                                 "db.locks.hot-rows=8"};
        double now = 1;
        for (int round = 0; round < 60; ++round) {
            for (const char* change : changes) {
                system.runUntil(at(now));
                set(system, change);
                now += 0.003 + 0.001 * (round % 5);
            }
        }
        set(system, "users.scale=0");
        system.runUntil(at(now + 60));
        QVERIFY(isBalanced(system));
        QCOMPARE(system.recorder().inFlight().level(), std::int64_t{0});
        system.restartStatistics();
        ComponentSample sample;
        system.sample(1, sample);
        // Who left the bounds is gone from them, and they from the list.
        QCOMPARE(sample.resources.size(), std::size_t{2});
    }

    void a_memory_that_becomes_too_small_kills_with_the_next_request_and_no_longer_than_it_is() {
        System system(boundless(), {}, {});
        system.runUntil(at(2));
        QCOMPARE(answeredWith(system, 503), std::uint64_t{0});
        // Room for a single request beside what it takes when idle.
        set(system, "app.memory.size=257MB");
        set(system, "app.memory.restart=100ms");
        system.runUntil(at(3));
        QVERIFY(answeredWith(system, 502) + answeredWith(system, 503) > 100);
        set(system, "app.memory.size=none");
        system.runUntil(at(3.2));  // it comes back for the last time
        const std::uint64_t before = system.recorder().total().ended - answeredWith(system, 200);
        system.runUntil(at(5));
        QCOMPARE(system.recorder().total().ended - answeredWith(system, 200), before);
        QVERIFY(isBalanced(system));
        const ComponentFigures figures = system.figures(1);
        for (const auto& metric : figures.metrics) {
            if (std::string(metric.key) == "memoryKills") QVERIFY(metric.value >= 5);
        }
    }

    void a_run_reports_by_window_what_was_there_for_a_while() {
        const ValidDesign design = boundless();
        RunOptions options;
        options.duration = Duration::seconds(30);
        options.leastReplications = options.mostReplications = 2;
        for (const char* text : {"10 s app.log.lines=20", "20 s app.log.lines=0",
                                 "10 s db.disk.operations=1k/s", "20 s db.disk.operations=none"})
            options.scenario.push_back(*parseTimedChange(design.design(), text));
        sortScenario(options.scenario);
        const RunResult result = run(design, {}, options);
        QCOMPARE(result.ending, RunEnding::complete);
        QVERIFY(result.audit && result.audit->passed);
        for (const char* resource : {"app.log", "db.disk"}) {
            const auto found = std::ranges::find(result.series.resources, resource);
            QVERIFY(found != result.series.resources.end());
            const auto place = static_cast<std::size_t>(found - result.series.resources.begin());
            for (const WindowResult& window : result.series.windows) {
                const double use = window.utilization[place].mean;
                const double begin = window.beginSeconds;
                if (begin >= 10 && begin < 20) {
                    QVERIFY(use > 0.05);
                } else if (begin != 20) {  // by then the last of them goes
                    QCOMPARE(use, 0.0);
                }
            }
        }
        options.threads = 2;
        QCOMPARE(run(design, {}, options).fingerprint, result.fingerprint);
    }
};

HEADROOM_TEST(LiveBoundsTest);
#include "live_bounds_test.moc"
