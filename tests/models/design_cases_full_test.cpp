// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "tests/models/design_cases.h"
#include "tests/support/full_size.h"
#include "tests/support/test_main.h"

using namespace headroom;

class DesignCasesAtFullSizeTest : public QObject {
    Q_OBJECT
  private slots:
    void exact_values_lie_in_99_percent_intervals_in_97_percent_of_all_cases() {
        std::map<std::string, std::vector<tests::DesignCase>> byDesign;
        for (const tests::DesignCase& each : tests::designCases().designs) {
            if (each.seconds > 0) byDesign[each.design].push_back(each);
        }
        // A tenth of the time gives intervals that are wider by the root of ten.
        const double size = tests::fullOrTenth(100) / 100.0;
        tests::CaseScore score;
        for (const auto& [file, cases] : byDesign) {
            double seconds = 0;
            for (const tests::DesignCase& each : cases)
                seconds = std::max(seconds, each.seconds);
            tests::scoreCases(cases, seconds * size, 1 / std::sqrt(size), score);
        }
        std::printf("%zu designs: %d of %d cases and %d of %d figures outside of 99 %%\n",
                    byDesign.size(), score.casesMissed, score.cases, score.figuresMissed,
                    score.figures);
        std::fflush(stdout);
        for (const std::string& what : score.wrong)
            qWarning("%s", what.c_str());
        QVERIFY(score.wrong.empty());
        QVERIFY(score.cases >= 60);
        QVERIFY(score.casesMissed <= 0.03 * score.cases);
        QVERIFY(score.figuresMissed <= 0.03 * score.figures);
    }
};

HEADROOM_TEST(DesignCasesAtFullSizeTest);
#include "design_cases_full_test.moc"
