// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <limits>
#include <sstream>

#include "models/describe/units.h"
#include "models/report/run_report.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;

namespace {

StatedObjective stated(const char* text) {
    return {*parseObjective(text), {}, {}};
}

ObjectiveVerdict verdict(const char* text, const std::vector<double>& values,
                         std::uint64_t failed = 0) {
    std::vector<ObjectiveSample> samples;
    for (const double value : values)
        samples.push_back({1000, failed, value});
    return judge(stated(text), samples).verdict;
}

RunOptions steps(int seconds) {
    RunOptions options;
    options.duration = Duration::seconds(seconds);
    options.warmup = Duration::seconds(20);
    options.leastReplications = options.mostReplications = 5;
    return options;
}

}  // namespace

class ObjectivesTest : public QObject {
    Q_OBJECT
  private slots:
    void interval_on_the_good_side_meets_on_the_bad_side_misses_across_is_undecided() {
        const std::vector<double> near100 = {98, 99, 100, 101, 102};
        // Mean 100, standard error sqrt(2.5 / 5), t(4) at 97.5 % is 2.776: 100 +- 1.96.
        QCOMPARE(verdict("p99 < 102 ms", near100), ObjectiveVerdict::met);
        QCOMPARE(verdict("p99 < 101 ms", near100), ObjectiveVerdict::undecided);
        QCOMPARE(verdict("p99 < 98 ms", near100), ObjectiveVerdict::missed);
        QCOMPARE(verdict("throughput > 98/s", near100), ObjectiveVerdict::met);
        QCOMPARE(verdict("throughput > 99/s", near100), ObjectiveVerdict::undecided);
        QCOMPARE(verdict("throughput > 102/s", near100), ObjectiveVerdict::missed);
        QCOMPARE(verdict("mean < 200 ms", {100}), ObjectiveVerdict::undecided);
    }

    void no_error_among_few_requests_promises_little() {
        // The score interval of 0 of n ends at z^2 / (n + z^2): 0.08 % for 5,000, 0.38 % for 1,000.
        QCOMPARE(verdict("errors < 0.1 %", {0, 0, 0, 0, 0}), ObjectiveVerdict::met);
        QCOMPARE(verdict("errors < 0.1 %", {0}), ObjectiveVerdict::undecided);
        QCOMPARE(verdict("errors < 0.5 %", {0}), ObjectiveVerdict::met);
        QCOMPARE(verdict("errors < 0.1 %", {1, 1, 1}, 1000), ObjectiveVerdict::missed);
    }

    void response_times_of_requests_that_all_failed_are_missed_and_of_none_are_unknown() {
        const double none = std::numeric_limits<double>::quiet_NaN();
        const std::vector<ObjectiveSample> failed = {{10, 10, none}, {10, 10, none}};
        QCOMPARE(judge(stated("p99 < 1 s"), failed).verdict, ObjectiveVerdict::missed);
        const std::vector<ObjectiveSample> nobody = {{0, 0, none}, {0, 0, none}};
        QCOMPARE(judge(stated("p99 < 1 s"), nobody).verdict, ObjectiveVerdict::undecided);
        QCOMPARE(judge(stated("errors < 1 %"), nobody).verdict, ObjectiveVerdict::undecided);
    }

    void a_queue_keeps_exactly_the_promises_that_its_formula_keeps() {
        // M/M/1 at 0.5: sojourn exponential with mean 20 ms, p99 = 20 ln 100 = 92.1 ms, p97.5 =
        // 73.8 ms. Bounds 10 % off are decided by the 90,000 requests of the five replications.
        const ValidDesign design = tests::oneServer(
            "50/s", "'cores': 1, 'workers': 1, 'queue': 100000, 'discipline': 'fifo'",
            ", 'objectives': ['p99 < 105 ms', 'p97.5 < 65 ms', 'mean < 18 ms', 'errors < 1 %', "
            "'throughput > 45/s']",
            ", 'objective': 'mean < 22 ms'");
        const RunResult result = run(design, {}, steps(360));
        QCOMPARE(result.objectives.size(), std::size_t{6});
        for (std::size_t i = 0; i < 6; ++i) {
            const ObjectiveResult& o = result.objectives[i];
            const bool broken = i == 1 || i == 2;
            QVERIFY2(o.verdict == (broken ? ObjectiveVerdict::missed : ObjectiveVerdict::met),
                     o.text.c_str());
        }
        QCOMPARE(result.objectives[5].endpoint, std::string("GET /"));
        QCOMPARE(worstOf(result.objectives), ObjectiveVerdict::missed);
        const double p975 = 20 * std::log(1 / 0.025);
        QVERIFY(std::abs(result.objectives[1].value.mean - p975) <
                3 * result.objectives[1].value.halfWidth());
        std::ostringstream text;
        writeText(text, result);
        QVERIFY(text.str().find("missed    mean < 18 ms: ") != std::string::npos);
        QVERIFY(text.str().find("met       mean < 22 ms of GET /: ") != std::string::npos);
    }

    void an_endpoint_of_a_log_has_the_promise_of_the_one_whose_costs_it_has() {
        const tests::LoadedExample replay = tests::loadExample("small-log.json");
        Design changed = replay.design.design();
        changed.objectives.clear();
        for (Endpoint& endpoint : changed.endpoints) {
            if (endpoint.name == "*") endpoint.objective = *parseObjective("errors < 1 %");
        }
        const auto all = objectivesOf(changed, replay.inputs);
        QCOMPARE(all.size(), std::size_t{1});
        std::size_t others = 0;
        for (const LogEndpoint& logged : replay.inputs.logs.begin()->second->endpoints) {
            others += changed.endpointFor(logged.name)->name == "*" ? 1 : 0;
        }
        QVERIFY(others > 3);
        QCOMPARE(all[0].endpoints.size(), others + 1);  // and the design's own
    }
};

HEADROOM_TEST(ObjectivesTest);
#include "objectives_test.moc"
