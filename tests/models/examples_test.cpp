// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "models/simulate/run.h"
#include "models/topology/region_latency.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;

namespace {

RunResult simulateExample(const QString& name, int seconds, std::size_t replications,
                          int warmup = 2) {
    const tests::LoadedExample loaded = tests::loadExample(name.toStdString());
    RunOptions options;
    options.duration = Duration::seconds(seconds);
    options.warmup = Duration::seconds(warmup);
    options.leastReplications = options.mostReplications = replications;
    return run(loaded.design, loaded.inputs, options);
}

const ComponentResult& component(const RunResult& result, const std::string& id) {
    const auto found = std::ranges::find(result.components, id, &ComponentResult::id);
    if (found == result.components.end()) qFatal("no %s", id.c_str());
    return *found;
}

double utilization(const RunResult& result, const std::string& id, const std::string& key) {
    for (const ResourceResult& each : component(result, id).resources) {
        if (each.key == key) return each.utilization.mean;
    }
    qFatal("no %s of %s", key.c_str(), id.c_str());
}

}  // namespace

/// The designs that are shipped as examples: each shows what it says.
class ExamplesTest : public QObject {
    Q_OBJECT
  private slots:
    void every_example_is_valid_and_runs_with_a_clean_audit_data() {
        QTest::addColumn<QString>("name");
        const QDir folder(HEADROOM_SOURCE_DIR "/resources/examples");
        for (const QString& name : folder.entryList({"*.json"}, QDir::Files))
            QTest::newRow(qPrintable(name)) << name;
    }
    void every_example_is_valid_and_runs_with_a_clean_audit() {
        QFETCH(QString, name);
        const DesignLoading loading =
            loadDesign(HEADROOM_SOURCE_DIR "/resources/examples/" + name.toStdString(), kinds());
        QVERIFY(loading.valid.has_value());
        QVERIFY(loading.diagnostics.list().empty());
        const RunResult result = simulateExample(name, 10, 3);
        QVERIFY(result.ending == RunEnding::complete || result.ending == RunEnding::replications ||
                result.ending == RunEnding::precise);
        QVERIFY(result.total.requests > 100);
        QVERIFY(result.audit && result.audit->passed);
        for (const ObjectiveResult& objective : result.objectives)
            QVERIFY(objective.verdict != ObjectiveVerdict::missed);
    }

    void visitors_go_through_the_shop_as_their_journey_says() {
        const RunResult result = simulateExample("visitors.json", 60, 3, 60);
        // Visits of a Markov chain from its equations, in the order of the endpoints: the first
        // page h, products p, cart c, orders o for each session.
        //   h = 1 + 0.05 o, p = 0.7 h + 0.5 p + 0.3 c, c = 0.2 p, o = 0.5 c
        // so p = 0.7 h / (1 - 0.5 - 0.3 * 0.2), and o = 0.1 p.
        const double each = 0.7 / (1 - 0.5 - 0.3 * 0.2);  // products for each first page
        const double first = 1 / (1 - 0.05 * 0.1 * each);
        const double exact[] = {first, first * each, 0.2 * first * each, 0.1 * first * each};
        for (std::size_t e = 0; e < 4; ++e) {
            const double ratio =
                result.endpoints[e].figures.rps.mean / result.endpoints[0].figures.rps.mean;
            // Some 7,000 sessions, of which one in six orders: five standard
            // errors of 1,000 counts, and sessions that are not over at the end.
            QVERIFY2(std::abs(ratio - exact[e] / exact[0]) < 0.16 * exact[e] / exact[0],
                     qPrintable(QString("%1: %2").arg(e).arg(ratio)));
        }
        QVERIFY(utilization(result, "db", "flush") > 0);
    }

    void thumbnails_are_made_by_workers_and_nobody_waits_for_them() {
        const RunResult result = simulateExample("thumbnails.json", 30, 3);
        // 30/s of 250 ms on twelve cores.
        QVERIFY(std::abs(utilization(result, "workers", "cpu") - 30 * 0.25 / 12) < 0.08);
        const double jobs = component(result, "jobs").arrivalRps.mean;
        QVERIFY(std::abs(jobs - 30) < 5 * std::sqrt(30.0 / 90));
        QVERIFY(result.total.latencyMs.mean.mean < 100);
        QVERIFY(component(result, "workers").insideMs.mean > 200);
    }

    void a_burst_is_turned_away_at_the_limiter_and_comes_again() {
        const RunResult result = simulateExample("rate-limited-api.json", 60, 3);
        QVERIFY(result.total.status.at(429) > 0);
        QVERIFY(!result.total.status.contains(503));
        // No more than the limit passes, whatever comes.
        QVERIFY(component(result, "lb").arrivalRps.mean < 700);
        QVERIFY(component(result, "clients").metrics.at("amplification").mean > 1.05);
    }

    void customers_far_from_the_database_wait_for_the_round_trip() {
        const RunResult result = simulateExample("two-regions.json", 20, 3);
        const auto inside = [&](const char* id) { return component(result, id).insideMs.mean; };
        const RegionLatency& table = RegionLatency::table();
        const double across = table.roundTrip("washington", "frankfurt")->toSeconds() * 1e3;
        const double zones = table.betweenZones().toSeconds() * 1e3;
        // Orders always ask the database, twice: a tenth of all; hits of the cache never do.
        QVERIFY(inside("app-america") > 0.1 * 2 * across);
        QVERIFY(inside("app-america") < inside("app-b") + 2 * across);
        // One zone further, for one query each and one write of a tenth of the requests.
        const double further = inside("app-b") - inside("app-a");
        const double expected = (zones - 0.5) * 1.1;
        QVERIFY2(std::abs(further - expected) < 0.3, qPrintable(QString::number(further)));
    }
};

HEADROOM_TEST(ExamplesTest);
#include "examples_test.moc"
