// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/student_t.h"

#include <QTest>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "engine/infinity.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using Reference = boost::math::students_t_distribution<double>;

namespace {
constexpr double kDegrees[] = {1,   1.5, 2,   2.7, 3,   4,   5,    6,   7,       9,   10,
                               13,  19,  25,  29,  30,  39,  49.5, 60,  99,      120, 199,
                               499, 999, 1e3, 3e3, 1e4, 3e4, 1e5,  3e5, 999'999, 1e6};
double relative(double ours, double theirs) {
    return std::abs(ours - theirs) / std::abs(theirs);
}
}  // namespace

class StudentTTest : public QObject {
    Q_OBJECT
  private slots:
    void quantiles_agree_with_boost_to_nine_digits() {
        double worst = 0;
        for (const double df : kDegrees) {
            const Reference reference(df);
            for (const double p : {0.501, 0.55, 0.6, 0.7, 0.749, 0.75, 0.751, 0.8, 0.9, 0.95, 0.975,
                                   0.99, 0.995, 0.999, 0.9995, 0.9999}) {
                const double theirs = boost::math::quantile(reference, p);
                const double ours = studentTQuantile(p, df);
                worst = std::max(worst, relative(ours, theirs));
                QVERIFY2(relative(ours, theirs) < 1e-9,
                         qPrintable(QString("p %1, df %2: %3 instead of %4")
                                        .arg(p)
                                        .arg(df)
                                        .arg(ours, 0, 'g', 17)
                                        .arg(theirs, 0, 'g', 17)));
                QVERIFY(relative(studentTQuantile(1 - p, df),
                                 boost::math::quantile(reference, 1 - p)) < 1e-9);
            }
        }
        qInfo("largest relative difference %g", worst);
    }

    void tails_agree_with_boost_far_out() {
        for (const double df : kDegrees) {
            const Reference reference(df);
            for (const double t :
                 {1e-6, 0.01, 0.3, 0.9, 1.0, 1.1, 2.0, 4.999, 5.001, 6.0, 7.0, 100.0}) {
                const double theirs = boost::math::cdf(boost::math::complement(reference, t));
                if (theirs < 1e-12) continue;
                QVERIFY2(relative(studentTUpperTail(t, df), theirs) < 1e-9,
                         qPrintable(QString("t %1, df %2").arg(t).arg(df)));
                QVERIFY(relative(studentTCdf(-t, df), theirs) < 1e-9);
                QVERIFY(relative(studentTCdf(t, df), boost::math::cdf(reference, t)) < 1e-9);
            }
        }
    }

    void one_and_two_degrees_have_closed_forms() {
        constexpr double kPi = 3.14159265358979323846;
        for (const double p : {0.6, 0.75, 0.9, 0.99, 0.9999, 0.999999}) {
            QVERIFY(relative(studentTQuantile(p, 1), std::tan(kPi * (p - 0.5))) < 1e-9);
            const double two = (2 * p - 1) * std::sqrt(2 / (4 * p * (1 - p)));
            QVERIFY(relative(studentTQuantile(p, 2), two) < 1e-9);
        }
    }

    void cdf_and_quantile_are_inverse_in_the_tails() {
        for (const double df : {1.0, 4.0, 30.0, 1000.0, 1e6}) {
            for (const double tail : {0.4, 0.1, 1e-3, 1e-6, 1e-9, 1e-12}) {
                const double t = -studentTQuantile(tail, df);
                QVERIFY2(relative(studentTUpperTail(t, df), tail) < 1e-9,
                         qPrintable(QString("tail %1, df %2").arg(tail).arg(df)));
            }
        }
    }

    void the_ends_are_exact() {
        QCOMPARE(studentTQuantile(0.5, 3), 0.0);
        QCOMPARE(studentTQuantile(0, 3), -kInfinity);
        QCOMPARE(studentTQuantile(1, 3), kInfinity);
        QCOMPARE(studentTCdf(0, 3), 0.5);
        QCOMPARE(studentTCdf(-kInfinity, 3), 0.0);
        QCOMPARE(studentTCdf(kInfinity, 3), 1.0);
    }
};

HEADROOM_TEST(StudentTTest);
#include "student_t_test.moc"
