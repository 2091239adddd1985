// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <bit>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "engine/infinity.h"
#include "engine/random/draws.h"
#include "engine/random/math.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;

namespace {

constexpr double kLargestDouble = std::numeric_limits<double>::max();
constexpr double kSmallestDouble = std::numeric_limits<double>::denorm_min();
constexpr int kPoints = 100'000;

/// |got - want| in spacings of doubles at want.
double ulps(double got, long double want) {
    int exponent = 0;
    std::frexp(want, &exponent);
    const long double spacing = std::ldexp(1.0L, std::max(exponent - 53, -1074));
    return static_cast<double>(std::fabs(static_cast<long double>(got) - want) / spacing);
}

/// The largest error of `mine` against `exact`, which has 64 bits of significand, over kPoints.
template <class Mine, class Exact, class Point>
double worst(Mine mine, Exact exact, Point point) {
    Draws draws = Draws::forNode({1, 0}, hashText("math"), Purpose{1});
    double worstError = 0;
    for (int i = 0; i < kPoints; ++i) {
        const double x = point(draws);
        const double error = ulps(mine(x), exact(static_cast<long double>(x)));
        worstError = std::max(worstError, std::isnan(error) ? kInfinity : error);
    }
    return worstError;
}

auto between(double low, double high) {
    return [low, high](Draws& draws) { return low + (high - low) * draws.unit(); };
}
/// Of all magnitudes, subnormal ones too.
double anyPositive(Draws& draws) {
    for (;;) {
        const auto x = std::bit_cast<double>(draws.bits() >> 1);
        if (x > 0 && x <= kLargestDouble) return x;
    }
}

bool isNegativeZero(double x) {
    return x == 0 && std::signbit(x);
}

}  // namespace

class RandomMathTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        // The references below are worth something only with more bits than a double has.
        if (std::numeric_limits<long double>::digits < 64) QSKIP("long double is a double here");
    }

    void log_is_within_one_ulp() {
        const auto exact = [](long double x) { return std::log(x); };
        QVERIFY(worst(math::log, exact, anyPositive) <= 1);
        QVERIFY(worst(math::log, exact, between(0.5, 2)) <= 1);
        QVERIFY(worst(math::log, exact, between(0.98, 1.02)) <= 1);
        QVERIFY(worst(math::log, exact, between(0, 0x1p-1022)) <= 1);
        for (const double x :
             {kSmallestDouble, 0x1p-1022, std::nextafter(0x1p-1022, 0), kLargestDouble, 2.0, 0.5,
              std::nextafter(1.0, 0), std::nextafter(1.0, 2), 0.6875, 1.375}) {
            QVERIFY(ulps(math::log(x), std::log(static_cast<long double>(x))) <= 1);
        }
        QCOMPARE(math::log(1), 0.0);
    }

    void log_follows_IEEE_at_its_edges() {
        QCOMPARE(math::log(0.0), -kInfinity);
        QCOMPARE(math::log(-0.0), -kInfinity);
        QCOMPARE(math::log(kInfinity), kInfinity);
        QVERIFY(std::isnan(math::log(-1)));
        QVERIFY(std::isnan(math::log(-kInfinity)));
        QVERIFY(std::isnan(math::log(std::nan(""))));
    }

    void log1p_is_within_one_and_a_half_ulps() {
        const auto exact = [](long double x) { return std::log1p(x); };
        QVERIFY(worst(math::log1p, exact, anyPositive) <= 1.5);
        QVERIFY(worst(math::log1p, exact, between(-1, 1)) <= 1.5);
        QVERIFY(worst(math::log1p, exact, between(-0.01, 0.01)) <= 1.5);
        QVERIFY(worst(math::log1p, exact, between(-1e-14, 1e-14)) <= 1.5);
        QCOMPARE(math::log1p(-1), -kInfinity);
        QCOMPARE(math::log1p(kInfinity), kInfinity);
        QCOMPARE(math::log1p(kSmallestDouble), kSmallestDouble);
        QVERIFY(isNegativeZero(math::log1p(-0.0)));
        QVERIFY(std::isnan(math::log1p(-1.5)));
        QVERIFY(std::isnan(math::log1p(std::nan(""))));
    }

    void exp_is_within_one_ulp() {
        const auto exact = [](long double x) { return std::exp(x); };
        QVERIFY(worst(math::exp, exact, between(-708, 709.7)) <= 1);
        QVERIFY(worst(math::exp, exact, between(-1, 1)) <= 1);
        QVERIFY(worst(math::exp, exact, between(-1e-8, 1e-8)) <= 1);
        QVERIFY(worst(math::exp, exact, between(-745.2, -708)) <= 1.5);
        const double lastFinite = 0x1.62e42fefa39efp+9;  // the double below log(kLargestDouble)
        QVERIFY(ulps(math::exp(lastFinite), std::exp(static_cast<long double>(lastFinite))) <= 1);
        QVERIFY(math::exp(lastFinite) <= kLargestDouble);
        QCOMPARE(math::exp(std::nextafter(lastFinite, 800)), kInfinity);
    }

    void exp_follows_IEEE_at_its_edges() {
        QCOMPARE(math::exp(0.0), 1.0);
        QCOMPARE(math::exp(-0.0), 1.0);
        QCOMPARE(math::exp(kSmallestDouble), 1.0);
        QCOMPARE(math::exp(-745.0), kSmallestDouble);
        QCOMPARE(math::exp(-745.2), 0.0);
        QCOMPARE(math::exp(-kLargestDouble), 0.0);
        QCOMPARE(math::exp(kLargestDouble), kInfinity);
        QCOMPARE(math::exp(kInfinity), kInfinity);
        QCOMPARE(math::exp(-kInfinity), 0.0);
        QVERIFY(std::isnan(math::exp(std::nan(""))));
    }

    void expm1_is_within_two_and_a_half_ulps() {
        const auto exact = [](long double x) { return std::expm1(x); };
        QVERIFY(worst(math::expm1, exact, between(-45, 709.7)) <= 2.5);
        QVERIFY(worst(math::expm1, exact, between(-2, 2)) <= 2.5);
        QVERIFY(worst(math::expm1, exact, between(-0.02, 0.02)) <= 2.5);
        QVERIFY(worst(math::expm1, exact, between(-1e-14, 1e-14)) <= 2.5);
        QCOMPARE(math::expm1(-kInfinity), -1.0);
        QCOMPARE(math::expm1(kInfinity), kInfinity);
        QCOMPARE(math::expm1(kSmallestDouble), kSmallestDouble);
        QVERIFY(isNegativeZero(math::expm1(-0.0)));
        QVERIFY(std::isnan(math::expm1(std::nan(""))));
    }

    void pow_is_within_one_ulp() {
        Draws draws = Draws::forNode({1, 0}, hashText("pow"), Purpose{1});
        double worstError = 0;
        for (int i = 0; i < kPoints; ++i) {
            // The exponent is chosen so that the result covers the whole range of doubles.
            const double x = i % 2 == 0 ? anyPositive(draws) : between(0.5, 2)(draws);
            const double y = between(-707, 709)(draws) / std::log(x);
            const long double exact =
                std::pow(static_cast<long double>(x), static_cast<long double>(y));
            worstError = std::max(worstError, ulps(math::pow(x, y), exact));
        }
        QVERIFY(worstError <= 1);
        QVERIFY(ulps(math::pow(kSmallestDouble, 0.5),
                     std::sqrt(static_cast<long double>(kSmallestDouble))) <= 1);
    }

    void pow_has_the_special_cases_of_C() {
        const double nan = std::nan("");
        const double arguments[] = {0.0, -0.0, 1.0,   -1.0,   0.5,    -0.5,      2.0,        -2.0,
                                    3.0, -3.0, 1e300, -1e300, 1e-300, kInfinity, -kInfinity, nan};
        for (const double x : arguments) {
            for (const double y : arguments) {
                const double mine = math::pow(x, y);
                const double theirs = std::pow(x, y);
                const QString where =
                    QString("pow(%1, %2) = %3, not %4").arg(x).arg(y).arg(mine).arg(theirs);
                if (std::isnan(theirs)) {
                    QVERIFY2(std::isnan(mine), qPrintable(where));
                    continue;
                }
                QVERIFY2(std::signbit(mine) == std::signbit(theirs), qPrintable(where));
                QVERIFY2(mine == theirs || ulps(mine, theirs) <= 1.5, qPrintable(where));
            }
        }
    }

    void normalQuantile_agrees_with_Boost() {
        const boost::math::normal_distribution<long double> law;
        Draws draws = Draws::forNode({1, 0}, hashText("normal"), Purpose{1});
        double worstError = 0;
        for (int i = 0; i < 20'000; ++i) {
            // The body, and the tail down to the smallest draw and far below.
            const double p = i % 2 == 0 ? draws.unit() : std::exp(-600 * draws.unit());
            const long double exact = boost::math::quantile(law, static_cast<long double>(p));
            const long double error = std::fabs((math::normalQuantile(p) - exact) / exact);
            worstError = std::max(worstError, static_cast<double>(error));
        }
        QVERIFY2(worstError < 1e-15, qPrintable(QString::number(worstError)));
        QCOMPARE(math::normalQuantile(0.5), 0.0);
        QCOMPARE(math::normalQuantile(0), -kInfinity);
        QCOMPARE(math::normalQuantile(1), kInfinity);
        QVERIFY(std::isnan(math::normalQuantile(-0.1)));
        QVERIFY(std::isnan(math::normalQuantile(1.1)));
        QVERIFY(std::isnan(math::normalQuantile(std::nan(""))));
    }

    void normalCdf_agrees_with_Boost() {
        const boost::math::normal_distribution<long double> law;
        for (double z = -30; z <= 30; z += 0.0625) {
            const long double exact = boost::math::cdf(law, static_cast<long double>(z));
            QVERIFY(std::fabs((math::normalCdf(z) - exact) / exact) < 2e-13L);
        }
        QCOMPARE(math::normalCdf(-kInfinity), 0.0);
        QCOMPARE(math::normalCdf(kInfinity), 1.0);
    }

    void logGamma_is_as_accurate_as_stated() {
        Draws draws = Draws::forNode({1, 0}, hashText("gamma"), Purpose{1});
        double worstBelow = 0;
        double worstAbove = 0;
        for (int i = 0; i < kPoints; ++i) {
            const double small = 10 * draws.unit();
            const long double exactSmall = std::lgamma(static_cast<long double>(small));
            worstBelow = std::max(
                worstBelow, static_cast<double>(std::fabs(math::logGamma(small) - exactSmall)));
            const double large = 10 * std::exp(600 * draws.unit());
            const long double exactLarge = std::lgamma(static_cast<long double>(large));
            worstAbove = std::max(
                worstAbove,
                static_cast<double>(std::fabs((math::logGamma(large) - exactLarge) / exactLarge)));
        }
        QVERIFY2(worstBelow < 1e-14, qPrintable(QString::number(worstBelow)));
        QVERIFY2(worstAbove < 5e-16, qPrintable(QString::number(worstAbove)));
        QCOMPARE(math::logGamma(1), 0.0);
        QCOMPARE(math::logGamma(2), 0.0);
        QCOMPARE(math::logGamma(0), kInfinity);
        QCOMPARE(math::logGamma(kInfinity), kInfinity);
        QVERIFY(std::isnan(math::logGamma(-1.5)));
    }

    void incompleteGamma_agrees_with_Boost() {
        Draws draws = Draws::forNode({1, 0}, hashText("incomplete"), Purpose{1});
        double worstError = 0;
        for (int i = 0; i < 4'000; ++i) {
            const auto a = static_cast<long double>(std::exp(-5 + 14 * draws.unit()));
            const long double x = a * static_cast<long double>(3 * draws.unit());
            const auto shape = static_cast<double>(a);
            const auto at = static_cast<double>(x);
            const IncompletePair exact = {boost::math::gamma_p(a, static_cast<long double>(at)),
                                          boost::math::gamma_q(a, static_cast<long double>(at))};
            const math::IncompleteGamma mine = math::incompleteGamma(shape, at);
            const long double smaller = std::min(exact.lower, exact.upper);
            if (smaller < 1e-290L) continue;
            const long double error = exact.lower < exact.upper
                                          ? std::fabs(mine.lower / exact.lower - 1)
                                          : std::fabs(mine.upper / exact.upper - 1);
            worstError = std::max(worstError, static_cast<double>(error));
        }
        QVERIFY2(worstError < 1e-12, qPrintable(QString::number(worstError)));
        QVERIFY(std::isnan(math::incompleteGamma(0, 1).lower));
        QVERIFY(std::isnan(math::incompleteGamma(1, -1).lower));
        QCOMPARE(math::incompleteGamma(2, 0).lower, 0.0);
        QCOMPARE(math::incompleteGamma(2, kInfinity).lower, 1.0);
    }

  private:
    struct IncompletePair {
        long double lower, upper;
    };
};

HEADROOM_TEST(RandomMathTest);
#include "random_math_test.moc"
