// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include "app/studio/panels/result_tables.h"
#include "app/studio/panels/results_panel.h"
#include "app/studio/run/command_twin.h"
#include "app/studio/shell/main_window.h"
#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

constexpr int kPatienceMs = 120'000;

QString example() {
    return QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json");
}

/// Short, so that the test is.
models::RunOptions shortly() {
    models::RunOptions options;
    options.duration = engine::Duration::milliseconds(300);
    options.warmup = engine::Duration::milliseconds(100);
    options.mostReplications = 3;
    options.leastReplications = 2;
    return options;
}

/// What the command line does with these words, through the library. Words it does not know fail.
std::optional<models::RunResult> runWords(const std::vector<std::string>& words) {
    if (words.size() < 3 || words[0] != "headroom" || words[1] != "run") return std::nullopt;
    const models::DesignLoading loading = models::loadDesign(words[2], models::kinds());
    if (!loading.valid) return std::nullopt;
    models::Design design = loading.valid->design();
    models::RunOptions options;
    for (std::size_t i = 3; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--waterfall") {
            options.slowest = 3;
            continue;
        }
        if (i + 1 == words.size()) return std::nullopt;
        const std::string& value = words[++i];
        if (word == "--set") {
            if (models::applySetting(design, value)) return std::nullopt;
        } else if (word == "--seed") {
            options.seed = std::stoull(value);
        } else if (word == "--duration") {
            options.duration = *models::parseDuration(value);
        } else if (word == "--warmup") {
            options.warmup = *models::parseDuration(value);
        } else if (word == "--replications") {
            options.mostReplications = std::stoul(value);
        } else if (word == "--least-replications") {
            options.leastReplications = std::stoul(value);
        } else {
            return std::nullopt;
        }
    }
    const models::Validation checked = models::validate(design);
    if (!checked.valid) return std::nullopt;
    return models::run(*checked.valid, *models::loadInputs(*checked.valid).inputs, options);
}

/// The words of a line as a shell takes them apart.
std::vector<std::string> wordsOf(const std::string& line) {
    std::vector<std::string> words(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\'') {
            isQuoted = !isQuoted;
        } else if (line[i] == '\\' && !isQuoted) {
            words.back() += line[++i];
        } else if (line[i] == ' ' && !isQuoted) {
            words.emplace_back();
        } else {
            words.back() += line[i];
        }
    }
    return words;
}

/// Until there are figures, or to its end.
void measure(Studio& studio, bool toTheEnd = false) {
    studio.controller.setMeasureOptions(shortly());
    QVERIFY(studio.controller.measure());
    QTRY_VERIFY_WITH_TIMEOUT(
        !studio.controller.isMeasuring() || (!toTheEnd && studio.controller.result() != nullptr),
        kPatienceMs);
    QVERIFY(studio.controller.result() != nullptr);
}

models::ObjectiveResult promise(models::ObjectiveVerdict verdict) {
    models::ObjectiveResult result;
    result.text = "p99 < 250 ms";
    result.verdict = verdict;
    return result;
}

}  // namespace

class MeasureTest : public QObject {
    Q_OBJECT
  private slots:
    void figures_headroom_bottleneck_and_command_are_those_of_the_library() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("my shop's.json"));
        QVERIFY(QFile::copy(example(), path));
        Studio studio;
        MainWindow& window = studio.window;
        window.resize(1400, 900);
        window.show();
        QVERIFY(window.document().load(path));
        // Not saved: the command has to say it.
        window.document().push(
            QStringLiteral("more"),
            {SetNodeValue{"app", "instances", std::int64_t{3}}, MoveNode{"app", {12, 34}}});
        measure(studio, true);
        const auto held = studio.controller.result();
        const models::RunResult& result = *held;
        QVERIFY(result.bottleneck.has_value());
        QVERIFY(result.headroom.has_value());
        auto* panel = window.findChild<ResultsPanel*>();
        QVERIFY(panel->isVisible());
        const QString command = panel->command();
        QVERIFY2(command.contains(QStringLiteral("--set app.instances=3")), qPrintable(command));
        const auto repeated = runWords(wordsOf(command.toStdString()));
        QVERIFY2(repeated.has_value(), qPrintable(command));
        QCOMPARE(repeated->fingerprint, result.fingerprint);
        QCOMPARE(repeated->total.latencyMs.mean.high, result.total.latencyMs.mean.high);
        QCOMPARE(repeated->slowest.size(), result.slowest.size());
        // In one go the library finds the same.
        models::RunOptions whole = studio.controller.measuredOptions();
        const models::RunResult once = models::run(studio.controller.measuredDesign(), {}, whole);
        QCOMPARE(once.bottleneck->sentence.english(), result.bottleneck->sentence.english());
        QCOMPARE(once.headroom->factor, result.headroom->factor);
        // What is more than settings of nodes cannot be said in a command.
        models::Design other = studio.controller.measuredDesign().design();
        other.endpoints[0].weight *= 2;
        const auto changed = models::validate(other);
        QVERIFY(changed.valid.has_value());
        QVERIFY(!commandFor(*changed.valid, path.toStdString(), whole));
        QVERIFY(!commandFor(*changed.valid, {}, whole));
    }

    void tables_hold_what_the_result_holds() {
        Studio studio;
        QVERIFY(studio.document.load(example()));
        measure(studio);
        const auto held = studio.controller.result();
        const models::RunResult& result = *held;
        const Table figures = figureTable(result);
        QCOMPARE(figures.rows.size(), static_cast<int>(3 + models::kQuantiles.size()));
        QCOMPARE(figures.rows[0][1].figure, result.total.rps.mean);
        QCOMPARE(figures.rows[3][1].figure, result.total.latencyMs.quantiles[0].mean);
        const Table components = componentTable(result);
        QCOMPARE(components.rows.size(), static_cast<int>(result.components.size()));
        for (int i = 0; i < components.rows.size(); ++i) {
            const auto& component = result.components[static_cast<std::size_t>(i)];
            QCOMPARE(components.rows[i][0].text, QString::fromStdString(component.id));
            double most = 0;
            for (const models::ResourceResult& r : component.resources) {
                if (!r.isKept) most = std::max(most, r.utilization.mean);
            }
            if (most > 0) QCOMPARE(components.rows[i][4].figure, most);
        }
        std::uint64_t ended = 0;
        for (const auto& row : statusTable(result).rows)
            ended += static_cast<std::uint64_t>(row[1].figure);
        QCOMPARE(ended, result.total.requests);
        QVERIFY(!auditTable(result).rows.isEmpty());
        QCOMPARE(endpointTable(result).rows.size(), static_cast<int>(result.endpoints.size()));
    }

    void promises_are_met_missed_or_undecided() {
        using Verdict = models::ObjectiveVerdict;
        models::RunResult result;
        result.objectives = {promise(Verdict::met), promise(Verdict::missed),
                             promise(Verdict::undecided)};
        const Table table = objectiveTable(result);
        QCOMPARE(table.rows.size(), 3);
        QCOMPARE(table.rows[0][1].tone, Table::Tone::Good);
        QCOMPARE(table.rows[1][1].tone, Table::Tone::Bad);
        QCOMPARE(table.rows[2][1].tone, Table::Tone::Warn);
        QVERIFY(table.rows[0][1].text != table.rows[1][1].text);
        QVERIFY(table.rows[1][1].text != table.rows[2][1].text);
    }

    void results_are_old_after_an_edit_that_a_run_would_notice_and_only_then() {
        Studio studio;
        QVERIFY(studio.document.load(example()));
        measure(studio);
        QVERIFY(!studio.controller.isResultOld());
        studio.document.push(QStringLiteral("move"), {MoveNode{"app", {1, 2}}});
        QVERIFY(!studio.controller.isResultOld());
        studio.document.push(QStringLiteral("more"),
                             {SetNodeValue{"app", "instances", std::int64_t{3}}});
        QVERIFY(studio.controller.isResultOld());
        bool isSaid = false;
        for (const QLabel* label : studio.window.findChildren<QLabel*>())
            isSaid = isSaid || label->text().startsWith(QStringLiteral("The design has changed"));
        QVERIFY(isSaid);
    }

    void it_goes_on_beside_the_live_run_and_an_edit_meanwhile_makes_it_old() {
        Studio studio;
        QVERIFY(studio.document.load(example()));
        studio.controller.setSpeed(LiveRun::kMaxSpeed);
        QVERIFY(studio.controller.play());
        QTRY_VERIFY_WITH_TIMEOUT(studio.controller.view() != nullptr, kPatienceMs);
        studio.controller.setMeasureOptions(shortly());
        QVERIFY(studio.controller.measure());
        const std::uint64_t before = studio.controller.view()->number;
        studio.document.push(QStringLiteral("more"),
                             {SetNodeValue{"app", "instances", std::int64_t{3}}});
        double part = 0;
        while (studio.controller.isMeasuring()) {
            QTest::qWait(10);
            const double now = studio.controller.measureProgress().part;
            QVERIFY(!studio.controller.isMeasuring() || now >= part);
            part = now;
        }
        QVERIFY(studio.controller.view()->number > before);
        QVERIFY(studio.controller.isResultOld());
        // It is of the design as it was when it began.
        QVERIFY(models::sameDesign(
            studio.controller.measuredDesign().design(),
            models::loadDesign(example().toStdString(), models::kinds()).valid->design()));
    }

    void a_measurement_that_is_cancelled_leaves_the_result_before() {
        Studio studio;
        QVERIFY(studio.document.load(example()));
        measure(studio, true);
        const auto before = studio.controller.result();
        studio.controller.setMeasureOptions({});
        QVERIFY(studio.controller.measure());
        QTest::qWait(30);
        studio.controller.cancelMeasure();
        QVERIFY(!studio.controller.isMeasuring());
        QTest::qWait(100);
        QVERIFY(studio.controller.result() == before);
    }
};

HEADROOM_TEST(MeasureTest);
#include "measure_test.moc"
