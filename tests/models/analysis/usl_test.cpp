// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/usl.h"

#include <QTest>
#include <cmath>
#include <vector>

#include "tests/models/analysis/checks.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;

namespace {

std::vector<ScalabilityPoint> pointsOf(const ScalabilityLaw& law, std::vector<double> sizes) {
    std::vector<ScalabilityPoint> points;
    for (const double n : sizes)
        points.push_back({n, law.throughput(n)});
    return points;
}

}  // namespace

class UslTest : public QObject {
    Q_OBJECT
  private slots:
    void nothing_shared_is_linear_and_contention_alone_is_amdahl() {
        COMPARE_WITHIN((ScalabilityLaw{50, 0, 0}.throughput(32)), 1600, 1e-12);
        const ScalabilityLaw amdahl{1, 0.1, 0};
        COMPARE_WITHIN(amdahl.capacity(8), 1 / (0.1 + 0.9 / 8), 1e-12);
        COMPARE_WITHIN(amdahl.capacity(1e9), 10, 1e-6);
        QVERIFY(!amdahl.bestSize());
    }

    void more_is_less_beyond_the_best_size() {
        const ScalabilityLaw law{1, 0.05, 0.001};
        const double best = *law.bestSize();
        COMPARE_WITHIN(best, std::sqrt(0.95 / 0.001), 1e-12);
        QVERIFY(law.capacity(best) > law.capacity(best * 0.99));
        QVERIFY(law.capacity(best) > law.capacity(best * 1.01));
    }

    void a_law_is_found_again_from_what_it_says() {
        for (const ScalabilityLaw& law :
             {ScalabilityLaw{995.6, 0.0267, 0.000769}, ScalabilityLaw{20, 0, 0.01},
              ScalabilityLaw{20, 0.3, 0}, ScalabilityLaw{7, 0, 0}}) {
            const auto fit = *fitScalability(pointsOf(law, {1, 4, 8, 12, 16, 20, 24, 32, 48, 64}));
            COMPARE_WITHIN(fit.single, law.single, 1e-9);
            QVERIFY(std::abs(fit.contention - law.contention) < 1e-9);
            QVERIFY(std::abs(fit.coherence - law.coherence) < 1e-9);
        }
    }

    void coefficients_are_never_negative() {
        // Better than linear, as with a cache that fits from four on.
        const std::vector<ScalabilityPoint> points = {{1, 10}, {2, 22}, {4, 50}, {8, 104}};
        const auto fit = *fitScalability(points);
        QVERIFY(fit.contention >= 0);
        QVERIFY(fit.coherence >= 0);
        QVERIFY(fit.contention == 0 && fit.coherence == 0);
    }

    void the_fit_is_no_worse_than_its_neighbours() {
        std::vector<ScalabilityPoint> points = pointsOf({100, 0.02, 0.0005}, {1, 2, 4, 8, 16, 32});
        const std::vector<double> noise = {1.02, 0.97, 1.01, 1.03, 0.98, 1.0};
        for (std::size_t i = 0; i < points.size(); ++i)
            points[i].throughput *= noise[i];
        const auto error = [&](const ScalabilityLaw& law) {
            double total = 0;
            for (const ScalabilityPoint& p : points) {
                const double off = p.throughput / law.throughput(p.size) - 1;
                total += off * off;
            }
            return total;
        };
        const auto fit = *fitScalability(points);
        QVERIFY(fit.contention > 0 && fit.coherence > 0);
        for (const double up : {0.99, 1.01}) {
            QVERIFY(error({fit.single * up, fit.contention, fit.coherence}) > error(fit));
            QVERIFY(error({fit.single, fit.contention * up, fit.coherence}) > error(fit));
            QVERIFY(error({fit.single, fit.contention, fit.coherence * up}) > error(fit));
        }
    }

    void too_little_is_no_fit() {
        const std::vector<ScalabilityPoint> one = {{4, 10}, {4, 11}};
        VERIFY_NO_ANSWER(fitScalability(one), NoAnswer::OutOfRange);
        const std::vector<ScalabilityPoint> bad = {{1, 10}, {2, std::nan("")}};
        VERIFY_NO_ANSWER(fitScalability(bad), NoAnswer::OutOfRange);
        const std::vector<ScalabilityPoint> two = {{1, 10}, {8, 40}};
        const auto line = *fitScalability(two);
        COMPARE_WITHIN(line.throughput(8), 40, 1e-9);
        COMPARE_WITHIN(line.throughput(1), 10, 1e-9);
    }
};

HEADROOM_TEST(UslTest);
#include "usl_test.moc"
