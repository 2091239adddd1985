// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <sstream>

#include "models/report/run_report.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;

namespace {

Scenario scenarioOf(const ValidDesign& design, const std::vector<const char*>& texts) {
    Scenario scenario;
    for (const char* text : texts)
        scenario.push_back(*parseTimedChange(design.design(), text));
    sortScenario(scenario);
    return scenario;
}

RunOptions ten(const ValidDesign& design, const std::vector<const char*>& texts) {
    RunOptions options;
    options.duration = Duration::seconds(60);
    options.leastReplications = options.mostReplications = 10;
    options.scenario = scenarioOf(design, texts);
    return options;
}

}  // namespace

class TerminatingTest : public QObject {
    Q_OBJECT
  private slots:
    void windows_follow_the_load_and_the_utilization_law() {
        // One core, 2 ms a request: 100/s is 20 %, 400/s is 80 %.
        Design design = tests::oneServer("100/s", "'cores': 1, 'queue': 100000").design();
        design.endpoints[0].cpu = DistributionSpec::exponential(Duration::milliseconds(2));
        const ValidDesign valid = *validate(design).valid;
        const RunResult result =
            run(valid, {}, ten(valid, {"20 s users.rate=400/s", "40 s users.rate=100/s"}));
        QCOMPARE(result.ending, RunEnding::complete);
        QCOMPARE(result.steady, false);
        QCOMPARE(result.warmupSeconds, 0.0);
        QCOMPARE(result.series.windowSeconds, 1.0);
        QCOMPARE(result.series.windows.size(), std::size_t{60});
        QCOMPARE(result.series.resources[0], std::string("app.cpu"));
        QVERIFY(result.series.busiest >= 20 && result.series.busiest < 40);
        int outside = 0;
        for (std::size_t k = 0; k < 60; ++k) {
            const WindowResult& w = result.series.windows[k];
            const double rate = k >= 20 && k < 40 ? 400 : 100;
            QCOMPARE(w.beginSeconds, static_cast<double>(k));
            // Poisson counts of ten replications: standard error sqrt(rate / 10).
            QVERIFY(std::abs(w.offeredRps.mean - rate) < 5 * std::sqrt(rate / 10));
            if (!w.offeredRps.contains(rate)) ++outside;
            // Work of n exponential demands: variance 2 n s^2; the backlog carried over adds some.
            const double use = rate * 0.002;
            QVERIFY(std::abs(w.utilization[0].mean - use) < 0.15);
            QVERIFY(w.utilization[0].mean <= 1 + 1e-6);
        }
        // 95 % intervals: of 60, 3 miss on average; P(more than 10) is below 1e-3.
        QVERIFY2(outside <= 10, qPrintable(QString::number(outside)));
        QVERIFY(result.series.windows[30].meanMs.mean > result.series.windows[10].meanMs.mean);
    }

    void windows_add_up_to_the_whole() {
        const ValidDesign design = tests::oneServer("150/s", "'cores': 1, 'queue': 20");
        const RunResult result = run(design, {}, ten(design, {"30 s app.cores=4"}));
        double offered = 0;
        double ended = 0;
        double failed = 0;
        for (const WindowResult& w : result.series.windows) {
            offered += w.offeredRps.mean;
            ended += w.rps.mean;
        }
        for (const auto& [code, count] : result.total.status) {
            if (code >= 400) failed += static_cast<double>(count);
        }
        QVERIFY(std::abs(offered * 10 - static_cast<double>(result.requests)) < 0.5);
        QVERIFY(std::abs(ended * 10 - static_cast<double>(result.total.requests)) < 0.5);
        QVERIFY(failed > 100);
        // Refusals end with the larger server.
        QVERIFY(result.series.windows[29].errorRate.mean > 0.1);
        QCOMPARE(result.series.windows[45].errorRate.mean, 0.0);
    }

    void an_overload_that_passes_is_shown_by_window_and_not_called_one() {
        const ValidDesign design = tests::oneServer("50/s", "'cores': 1, 'queue': 100000");
        const RunResult result =
            run(design, {}, ten(design, {"10 s users.rate=200/s", "20 s users.rate=20/s"}));
        QCOMPARE(result.ending, RunEnding::complete);
        QVERIFY(result.overload.growing.empty());
        QVERIFY(result.series.windows[19].p99Ms.mean > 1000);
        QVERIFY(result.series.windows[59].p99Ms.mean < 200);
        std::ostringstream text;
        writeText(text, result);
        QVERIFY(text.str().find("busiest") != std::string::npos);
        QVERIFY(text.str().find("10 s: users.rate changed") != std::string::npos);
    }

    void a_log_has_windows_too_and_nothing_is_cut() {
        const tests::LoadedExample replay = tests::loadExample("small-log.json");
        RunOptions options;
        options.leastReplications = options.mostReplications = 3;
        const RunResult result = run(replay.design, replay.inputs, options);
        const double width = result.series.windowSeconds;
        double offered = 0;
        for (const WindowResult& w : result.series.windows)
            offered += w.offeredRps.mean * width;
        const auto logged = static_cast<double>(replay.inputs.logs.begin()->second->requests());
        QVERIFY(result.series.windows.size() > 20 && result.series.windows.size() <= 62);
        QVERIFY(std::abs(offered - logged) < 1e-3);
        std::ostringstream json;
        writeJson(json, result, "0");
        QVERIFY(json.str().find("\"series\"") != std::string::npos);
    }
};

HEADROOM_TEST(TerminatingTest);
#include "terminating_test.moc"
