// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <sstream>

#include "models/format/json_reader.h"
#include "models/report/result_reader.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;

namespace {

std::string recorded(const RunRecord& record) {
    std::ostringstream out;
    writeJson(out, run(record.design, record.inputs, record.options), "0.1", &record);
    return out.str();
}

ResultReading readResultText(const std::string& text) {
    return readResult(text, "result.json", kinds());
}

/// Runs what a result says and compares.
std::vector<FigureDifference> repeat(const std::string& text) {
    const ResultReading reading = readResultText(text);
    if (!reading.result) {
        qWarning("%s", toText(reading.diagnostics.list().front()).c_str());
        return {{"unreadable", "", ""}};
    }
    Diagnostics problems;
    const auto json = readJson(recorded(reading.result->record), "again", problems,
                               {std::size_t{64} << 20, 64, 5'000'000});
    return differences(reading.result->json, *json);
}

RunRecord shopRecord() {
    const tests::LoadedExample shop = tests::loadExample("small-shop.json");
    RunRecord record{shop.design, shop.inputs, {}, 1.5};
    record.options.duration = Duration::seconds(2);
    record.options.warmup = Duration::milliseconds(500);
    record.options.leastReplications = record.options.mostReplications = 2;
    record.options.seed = 42;
    record.options.cold = true;
    return record;
}

void add(RunRecord& record, const char* text) {
    const auto change = parseTimedChange(record.design.design(), text);
    if (!change) qFatal("%s", toText(change.error()).c_str());
    record.options.scenario.push_back(*change);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at == std::string::npos) qFatal("no %s", from.c_str());
    return text.replace(at, from.size(), to);
}

/// The design comes last in a result.
std::string replacedLast(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.rfind(from);
    if (at == std::string::npos) qFatal("no %s", from.c_str());
    return text.replace(at, from.size(), to);
}

std::string firstCode(const std::string& text) {
    const ResultReading reading = readResultText(text);
    return reading.result ? "" : reading.diagnostics.list().front().code;
}

}  // namespace

class VerifyTest : public QObject {
    Q_OBJECT
  private slots:
    void a_result_is_repeated_from_what_it_says() {
        const std::string text = recorded(shopRecord());
        const ResultReading reading = readResultText(text);
        QVERIFY(reading.result);
        QCOMPARE(reading.result->record.options.seed, std::uint64_t{42});
        QCOMPARE(reading.result->record.options.duration, Duration::seconds(2));
        QVERIFY(sameDesign(reading.result->record.design.design(), shopRecord().design.design()));
        QCOMPARE(repeat(text).size(), std::size_t{0});
    }

    void a_run_that_was_edited_has_the_same_fingerprint_again() {
        RunRecord record = shopRecord();
        record.options.duration = Duration::seconds(4);
        record.options.warmup.reset();
        add(record, "500 ms app.instances=6");
        add(record, "1 s users.rate=1.5k/s");
        add(record, "1.2 s crash app.1 for 700 ms");
        add(record, "2 s lb.algorithm=round-robin");
        add(record, "2 s redis.capacity=1 MB");
        add(record, "2.2 s crash app.0 for 1 min");
        add(record, "2.3 s restore app.0");
        add(record, "2.4 s flush redis");
        add(record, "2.5 s app.discipline=fifo");
        add(record, "3 s app.instances=2");
        add(record, "3.0004 s db.query=exponential 1 ms");
        const std::string text = recorded(record);
        const ResultReading reading = readResultText(text);
        QVERIFY(reading.result);
        const Scenario& again = reading.result->record.options.scenario;
        QCOMPARE(again.size(), record.options.scenario.size());
        QCOMPARE(again.back().at, Duration::milliseconds(3001));
        QCOMPARE(repeat(text).size(), std::size_t{0});
        // One edit less is another run.
        RunRecord other = record;
        other.options.scenario.pop_back();
        const ResultReading without = readResultText(recorded(other));
        QVERIFY(without.result->fingerprint != reading.result->fingerprint);
    }

    void a_redesign_while_running_is_repeated_too() {
        RunRecord record = shopRecord();
        record.options.warmup.reset();
        Design design = record.design.design();
        Node second = design.nodes[2];
        second.id = "app2";
        design.nodes.push_back(second);
        design.links.push_back(tests::linkBetween("lb", "app2"));
        design.links.push_back(tests::linkBetween("app2", "db"));
        record.options.scenario.push_back(
            {Duration::seconds(1), Redesign{*validate(design).valid}});
        QCOMPARE(repeat(recorded(record)).size(), std::size_t{0});
    }

    void a_log_is_repeated_and_another_log_is_refused() {
        const tests::LoadedExample replay = tests::loadExample("small-log.json");
        RunRecord record{replay.design, replay.inputs, {}, 0};
        record.options.leastReplications = record.options.mostReplications = 2;
        const std::string text = recorded(record);
        QCOMPARE(repeat(text).size(), std::size_t{0});
        const auto at = text.find("\"digest\": \"") + 11;
        std::string other = text;
        other[at] = other[at] == '0' ? '1' : '0';
        QCOMPARE(firstCode(other), std::string("result.other-log"));
    }

    void the_scenario_of_the_design_and_warm_caches_are_repeated() {
        RunRecord record = shopRecord();
        Design design = record.design.design();
        ScenarioEntry crash;
        crash.at = Duration::milliseconds(1200);
        crash.fault = Fault::Crash;
        crash.node = "redis";
        crash.lasts = Duration::milliseconds(100);
        ScenarioEntry more;
        more.at = Duration::milliseconds(700);
        more.set = "app.cores";
        more.to = "8";
        ScenarioEntry flush;
        flush.at = Duration::milliseconds(1500);
        flush.fault = Fault::Flush;
        flush.node = "redis";
        design.scenario = {crash, more, flush};
        record.design = *validate(design).valid;
        record.options.cold = false;
        record.options.warmup.reset();
        add(record, "1 s users.rate=800/s");
        const std::string text = recorded(record);
        const ResultReading reading = readResultText(text);
        QCOMPARE(reading.result->record.options.scenario.size(), std::size_t{4});
        QCOMPARE(reading.result->record.options.scenario[0].at, Duration::milliseconds(700));
        QCOMPARE(repeat(text).size(), std::size_t{0});
    }

    void a_figure_that_was_changed_is_found_and_named() {
        const std::string text = recorded(shopRecord());
        const ResultReading reading = readResultText(text);
        const std::string events = "\"events\": ";
        const auto found = repeat(replaced(text, events, events + "1"));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].pointer, std::string("/events"));
        const auto trace = repeat(replaced(text, reading.result->fingerprint, "0"));
        QCOMPARE(trace[0].pointer, std::string("/fingerprint"));
        QCOMPARE(repeat(replaced(text, "\"version\": \"0.1\"", "\"version\": \"9\"")).size(),
                 std::size_t{0});
    }

    void overloaded_and_interrupted_runs_are_repeated_as_far_as_they_can_be() {
        const ValidDesign busy =
            tests::oneServer("130/s", "'cores': 1, 'workers': 1, 'queue': 10000000");
        RunRecord record{busy, {}, {}, 0};
        record.options.duration = Duration::seconds(30);
        QCOMPARE(repeat(recorded(record)).size(), std::size_t{0});

        RunResult result = run(shopRecord().design, {}, shopRecord().options);
        result.ending = RunEnding::cancelled;
        RunRecord longer = shopRecord();
        longer.options.mostReplications = 20;
        std::ostringstream interrupted;
        writeJson(interrupted, result, "0.1", &longer);
        QCOMPARE(repeat(interrupted.str()).size(), std::size_t{0});
        result.replications = 1;
        std::ostringstream early;
        writeJson(early, result, "0.1", &longer);
        QCOMPARE(firstCode(early.str()), std::string("result.interrupted"));
    }

    void damaged_results_are_refused_with_their_place() {
        const std::string text = recorded(shopRecord());
        QVERIFY(!firstCode("").empty());
        QVERIFY(!firstCode(text.substr(0, text.size() / 2)).empty());
        QCOMPARE(firstCode("{}"), std::string("result.no-result"));
        QCOMPARE(firstCode("[1, 2]"), std::string("result.no-result"));
        QCOMPARE(firstCode(replaced(text, "\"headroomResult\": 1", "\"headroomResult\": 2")),
                 std::string("result.newer"));
        for (const char* key : {"seed", "options", "journal", "canonicalDesign", "fingerprint",
                                "precision", "cold", "directory"}) {
            const std::string quoted = std::string("\"") + key + "\"";
            QCOMPARE(firstCode(replaced(text, quoted, "\"other\"")), std::string("result.damaged"));
        }
        const ResultReading reading =
            readResultText(replacedLast(text, "\"kind\": \"server\"", "\"kind\": \"serve\""));
        QVERIFY(!reading.result);
        QCOMPARE(reading.diagnostics.list().front().place.file, std::string("result.json"));
        QVERIFY(reading.diagnostics.list().front().place.line > 10);
        QVERIFY(!firstCode(replaced(text, "\"mostReplications\": 2", "\"mostReplications\": -2"))
                     .empty());
        RunRecord edited = shopRecord();
        add(edited, "1 s app.instances=3");
        QVERIFY(!firstCode(replaced(recorded(edited), "\"to\": 3", "\"to\": 0")).empty());
        QVERIFY(!firstCode(replaced(recorded(edited), "app.instances", "ap.instances")).empty());
    }
};

HEADROOM_TEST(VerifyTest);
#include "verify_test.moc"
