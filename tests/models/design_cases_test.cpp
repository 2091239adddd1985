// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMetaMethod>
#include <QTest>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <set>

#include "models/simulate/system.h"
#include "tests/models/analysis/checks.h"
#include "tests/models/design_cases.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;

/// The cases of queueing.json drawn as designs: the same file is solved by formulas and simulated.
class DesignCasesTest : public QObject {
    Q_OBJECT
  private slots:
    void every_case_is_a_design_or_says_why_it_cannot_be_one() {
        const tests::DesignCases& all = tests::designCases();
        std::set<std::string> expressed;
        std::set<std::string> files;
        for (const tests::DesignCase& each : all.designs) {
            expressed.insert(each.id);
            files.insert(each.design);
            QVERIFY2(each.figures.empty() != each.test.empty(), each.id.c_str());
            const QByteArray test = QByteArray::fromStdString(each.test) + "()";
            QVERIFY2(each.test.empty() || metaObject()->indexOfMethod(test) >= 0, each.id.c_str());
        }
        for (const std::string& id : all.known) {
            const auto reason = all.notExpressed.find(id);
            const bool isExplained = reason != all.notExpressed.end() && !reason->second.empty();
            QVERIFY2(isExplained != expressed.contains(id), id.c_str());
        }
        QCOMPARE(expressed.size() + all.notExpressed.size(), all.known.size());
        // No design lies about that nothing looks at.
        for (const auto& entry :
             std::filesystem::directory_iterator(HEADROOM_SOURCE_DIR "/tests/golden/designs")) {
            QVERIFY2(files.contains(entry.path().filename().string()), entry.path().c_str());
        }
    }

    void formulas_give_the_exact_values_to_a_millionth() {
        int compared = 0;
        for (const tests::DesignCase& each : tests::designCases().designs) {
            const auto loaded = tests::loadDesignFile("tests/golden/designs/" + each.design);
            const AnalyticAnswer answer = analyze(loaded.design);
            QVERIFY2((each.analytic == "exact") <= (answer.quality == FormulaQuality::Exact),
                     each.id.c_str());
            if (each.analytic.empty()) {
                // What formulas call exact is never left out here.
                QVERIFY2(answer.quality != FormulaQuality::Exact || each.approximation,
                         each.id.c_str());
                continue;
            }
            for (const tests::CaseFigure& figure : each.figures) {
                const auto ours = tests::analyticFigure(answer, figure.of);
                if (!ours) continue;
                ++compared;
                QVERIFY2(tests::isClose(*ours, figure.expected, 1e-6),
                         qPrintable(QString("%1, %2: %3 instead of %4")
                                        .arg(each.id.c_str(), figure.name.c_str())
                                        .arg(*ours, 0, 'g', 12)
                                        .arg(figure.expected, 0, 'g', 12)));
            }
        }
        QVERIFY2(compared >= 100, qPrintable(QString::number(compared)));
    }

    /// A few of all kinds, quickly; all of them at length: DesignCasesAtFullSizeTest.
    void what_is_simulated_lies_around_the_exact_values() {
        tests::CaseScore score;
        for (const tests::DesignCase& each : tests::designCases().designs) {
            if (each.fast > 0) tests::scoreCases({each}, each.fast, 10, score);
        }
        for (const std::string& what : score.wrong)
            qWarning("%s", what.c_str());
        QVERIFY(score.wrong.empty());
        // Of n intervals of 99 % three or more miss by chance with probability below 1e-3 up to 19.
        QVERIFY(score.cases >= 10 && score.cases <= 19);
        QVERIFY(score.casesMissed <= 2);
    }

    /// M(t)/M/infinity with a sine: the number inside is one as well, later and flatter.
    void a_sine_of_arrivals_is_followed_as_theory_says() {
        const auto loaded = tests::loadDesignFile("tests/golden/designs/mt-m-inf.json");
        constexpr int kReplications = 40;
        constexpr double kMean = 100;   // number inside
        constexpr double kPeriod = 10;  // s
        const double w = 2 * std::numbers::pi / kPeriod;
        RunOptions options;
        options.duration = Duration::seconds(60);
        options.leastReplications = options.mostReplications = kReplications;
        options.threads = 2;
        const RunResult result = run(loaded.design, {}, options);
        QCOMPARE(result.ending, RunEnding::complete);
        const SeriesResult& series = result.series;
        QCOMPARE(series.resources.front(), std::string("app.cpu"));
        const double cores = result.components[1].resources.front().capacity;
        double mean = 0;
        double cosine = 0;
        double sine = 0;
        double seen = 0;  // s
        for (const WindowResult& window : series.windows) {
            if (window.beginSeconds < 2 * kPeriod) continue;
            const double inside = window.utilization[0].mean * cores;
            const double middle = window.beginSeconds + series.windowSeconds / 2;
            mean += inside * series.windowSeconds;
            cosine += 2 * inside * std::cos(w * middle) * series.windowSeconds;
            sine += 2 * inside * std::sin(w * middle) * series.windowSeconds;
            seen += series.windowSeconds;
        }
        QCOMPARE(seen, 4 * kPeriod);
        // Means over windows are flatter than what they are of.
        const double half = w * series.windowSeconds / 2;
        const double amplitude = std::hypot(cosine, sine) / seen / (std::sin(half) / half);
        mean /= seen;
        // Arrivals are fewest at 0, so their peak is at half a period; wt = atan2 at its own.
        const double peak = std::fmod(std::atan2(sine, cosine) / w + kPeriod, kPeriod);
        // The number inside is Poisson with covariance kMean exp(-|lag|): its spectrum at w is
        // 2 kMean / (1 + w^2), which gives the variance of these sums. Five standard errors.
        const double total = seen * kReplications;
        const double meanError = std::sqrt(2 * kMean / total);
        const double sineError = std::sqrt(2 / total * 2 * kMean / (1 + w * w));
        const double exact = 50 / std::sqrt(1 + w * w);
        QVERIFY(std::abs(mean - kMean) < 5 * meanError);
        QVERIFY(std::abs(amplitude - exact) < 5 * sineError);
        QVERIFY(std::abs(peak - kPeriod / 2 - std::atan(w) / w) < 5 * sineError / exact / w);
        QVERIFY(sineError / exact < 0.02);
    }

    /// D/D/1: 150/s for a minute and then 50/s, of which 100/s are served.
    void a_spike_piles_up_and_drains_as_a_fluid() {
        const auto loaded = tests::loadDesignFile("tests/golden/designs/spike.json");
        System system(loaded.design, {}, {});
        system.watch();
        const auto at = [&](int seconds) {
            system.runUntil(SimTime::zero() + Duration::seconds(seconds));
            return system.snapshot();
        };
        // What a fluid has no word for: the request in service and the one about to come.
        const auto isNear = [](double seen, double exact) { return std::abs(seen - exact) <= 2; };
        QVERIFY(isNear(static_cast<double>(at(30)->inFlight), 1500));
        QVERIFY(isNear(static_cast<double>(at(60)->inFlight), 3000));
        at(89);
        // Who came last in the spike leaves at 90 s, after 30 s; quantiles are 0.2 % wide.
        const double longest = at(90)->quantilesMs.back() * 1e-3;
        QVERIFY2(std::abs(longest - 30) < 0.01 * 30, qPrintable(QString::number(longest)));
        QVERIFY(isNear(static_cast<double>(at(119)->inFlight), 50));
        QVERIFY(isNear(static_cast<double>(at(121)->inFlight), 0));
    }
};

HEADROOM_TEST(DesignCasesTest);
#include "design_cases_test.moc"
