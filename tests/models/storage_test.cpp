// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/simulate/run.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::agreesOverTen;
using tests::resourceOf;
using tests::Seen;

namespace {

/// The same with room for everybody: only what the database does takes time.
std::string storageDesign(const std::string& users, const std::string& endpoint,
                          const std::string& database, bool isProbed) {
    return tests::databaseDesign(users, endpoint, "'max-connections': 100000, " + database,
                                 isProbed);
}
RunResult simulateStorage(const std::string& rate, const std::string& endpoint,
                          const std::string& database) {
    RunOptions options;
    options.duration = Duration::seconds(200);
    options.warmup = Duration::seconds(5);
    options.leastReplications = options.mostReplications = 10;
    return run(tests::designOf(storageDesign("'rate': '" + rate + "'", endpoint, database, false)),
               {}, options);
}
double md1WaitMs(double rho, double serviceMs) {
    return rho * serviceMs / 2 / (1 - rho);
}

}  // namespace

class StorageTest : public QObject {
    Q_OBJECT
  private slots:
    void a_disk_is_m_d_1_by_its_operations_or_by_its_bytes_data() {
        QTest::addColumn<QString>("disk");
        QTest::addColumn<QString>("key");
        QTest::newRow("100 operations a second") << "'operations': '100/s'"
                                                 << "disk";
        // 8192 bytes in 10 ms.
        QTest::newRow("bytes") << "'throughput': '6.5536 Mbit/s'"
                               << "diskThroughput";
    }
    void a_disk_is_m_d_1_by_its_operations_or_by_its_bytes() {
        QFETCH(QString, disk);
        QFETCH(QString, key);
        const RunResult result =
            simulateStorage("60/s", "'reads': {'rows': 40}",
                            "'query': '0 ms', 'row': '0 ms', 'disk': {'miss': '100 %', " +
                                disk.toStdString() + "}");
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 10 + md1WaitMs(0.6, 10)));
        QVERIFY(agreesOverTen(result.components[2].waitMs, md1WaitMs(0.6, 10)));
        const ResourceResult& use = resourceOf(result.components[2], key.toStdString());
        QVERIFY(use.resource == Resource::Disk);
        QVERIFY(agreesOverTen(use.utilization, 0.6));
    }

    void as_many_pages_miss_as_the_share_says() {
        // 100 rows on 3 pages, half of them missing: 1 or 2, each with the same chance.
        System system(tests::designOf(
                          storageDesign("'rate': '500/s'", "'reads': {'rows': 100}",
                                        "'disk': {'operations': '100k/s', 'miss': '50 %'}", false)),
                      {}, {});
        system.runUntil(SimTime::zero() + Duration::seconds(20));
        const ComponentFigures figures = system.figures(2);
        const auto reads = static_cast<double>(figures.arrivals);
        double pages = -1;
        for (const auto& metric : figures.metrics) {
            if (std::string(metric.key) == "pagesRead") pages = metric.value;
        }
        QVERIFY(reads > 9000);
        QVERIFY(std::abs(pages / reads - 1.5) < 5 * 0.5 / std::sqrt(reads) + 2 / reads);
    }

    void a_read_that_finds_all_in_memory_leaves_the_disk_alone() {
        const auto seen =
            tests::watch(tests::probedDesign(storageDesign(
                             "'rate': '100/s', 'arrivals': 'deterministic'", "'reads': {'rows': 1}",
                             "'query': '1 ms', 'row': '0 ms', 'disk': {'operations': "
                             "'10/s', 'miss': '0 %'}",
                             true)),
                         Duration::milliseconds(505));
        QCOMPARE(seen.size(), std::size_t{50});
        for (const Seen& request : seen)
            QCOMPARE(request.behind().ns(), std::int64_t{1'000'000});
    }

    void writes_that_wait_together_share_one_flush() {
        // A write every 4 ms, the log takes 9.71 ms to flush: replayed, in us.
        std::vector<std::int64_t> arrivals;
        for (std::int64_t i = 1; i <= 120; ++i)
            arrivals.push_back(4'000 * i);
        std::vector<std::int64_t> ends;
        std::int64_t flushEnd = 0;
        int shared = 0;
        while (ends.size() < arrivals.size()) {
            const std::int64_t begin = std::max(flushEnd, arrivals[ends.size()]);
            flushEnd = begin + 9'710;
            std::size_t batch = 0;
            for (; ends.size() < arrivals.size() && arrivals[ends.size()] <= begin; ++batch)
                ends.push_back(flushEnd);
            shared += batch > 1 ? 1 : 0;
        }
        QVERIFY(shared > 10);
        const auto seen =
            tests::watch(tests::probedDesign(storageDesign(
                             "'rate': '250/s', 'arrivals': 'deterministic'", "'writes': 1",
                             "'write': '0 ms', 'log': {'flush': '9.71 ms'}", true)),
                         Duration::milliseconds(481));
        QCOMPARE(seen.size(), ends.size());
        int answered = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (ends[i] > 481'000) continue;
            QCOMPARE(seen[i].left.ns(), ends[i] * 1'000);
            ++answered;
        }
        QVERIFY(answered > 110);
    }

    void a_hot_row_is_locked_one_write_after_the_other() {
        // Half of 120 writes a second want the only hot row for 10 ms each: M/D/1, the others wait
        // for nothing.
        const RunResult result =
            simulateStorage("120/s", "'writes': 1",
                            "'cores': 64, 'write': '10 ms', 'locks': {'hot-share': '50 %'}");
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 10 + 0.5 * md1WaitMs(0.6, 10)));
        const ResourceResult& rows = resourceOf(result.components[2], "hotRows");
        QVERIFY(rows.resource == Resource::Lock);
        QCOMPARE(rows.capacity, 1.0);
        QVERIFY(agreesOverTen(rows.utilization, 0.6));
    }

    void more_hot_rows_share_the_writes() {
        const RunResult result = simulateStorage(
            "240/s", "'writes': 1",
            "'cores': 64, 'write': '10 ms', 'locks': {'hot-share': '100 %', 'hot-rows': "
            "4}");
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 10 + md1WaitMs(0.6, 10)));
        QVERIFY(agreesOverTen(resourceOf(result.components[2], "hotRows").utilization, 0.6));
    }

    void a_row_is_locked_until_its_write_is_in_the_log() {
        // 1 ms of work and 9 ms of flush under one lock: no two writes share a flush.
        const auto seen =
            tests::watch(tests::probedDesign(storageDesign(
                             "'rate': '200/s', 'arrivals': 'deterministic'", "'writes': 1",
                             "'write': '1 ms', 'log': {'flush': '9 ms'}, 'locks': "
                             "{'hot-share': '100 %'}",
                             true)),
                         Duration::milliseconds(506));
        for (std::size_t i = 0; i < 50; ++i) {
            QCOMPARE(seen[i].left.ns(), static_cast<std::int64_t>(5 + 10 * (i + 1)) * 1'000'000);
        }
    }
};

HEADROOM_TEST(StorageTest);
#include "storage_test.moc"
