// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/figures.h"

#include <QLocale>
#include <QTest>

#include "app/studio/theme/figure_text.h"
#include "app/studio/theme/theme.h"
#include "tests/support/test_main.h"

using namespace headroom::app;

class FiguresTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void three_digits_count() {
        QCOMPARE(shortNumber(0), QStringLiteral("0"));
        QCOMPARE(shortNumber(0.12345), QStringLiteral("0.12"));
        QCOMPARE(shortNumber(4.8765), QStringLiteral("4.88"));
        QCOMPARE(shortNumber(48.765), QStringLiteral("48.8"));
        QCOMPARE(shortNumber(487.65), QStringLiteral("488"));
        QCOMPARE(shortNumber(18'700), QStringLiteral("18.7k"));
        QCOMPARE(shortNumber(3'141'592), QStringLiteral("3.14M"));
    }
    void rounding_never_gives_a_thousand_of_a_smaller_unit() {
        QCOMPARE(shortNumber(999.7), QStringLiteral("1.00k"));
        QCOMPARE(shortNumber(999'900), QStringLiteral("1.00M"));
        QCOMPARE(shortLatency(999.8), QStringLiteral("1.00 s"));
        QCOMPARE(shortNumber(9.996), QStringLiteral("10.0"));
    }
    void latencies_have_the_unit_that_suits() {
        QCOMPARE(shortLatency(0.085), QStringLiteral("85.0 \u00b5s"));
        QCOMPARE(shortLatency(231.4), QStringLiteral("231 ms"));
        QCOMPARE(shortLatency(4210), QStringLiteral("4.21 s"));
    }
    void clocks_count_minutes_and_hours() {
        QCOMPARE(clockText(38.41), QStringLiteral("00:38.4"));
        QCOMPARE(clockText(3723), QStringLiteral("1:02:03"));
    }

    void figures_that_change_keep_their_place_whatever_their_digits() {
        for (const int pixels : {11, 13, 16}) {
            const QFont font = figureFont(pixels);
            QCOMPARE(qRound(64 * figureWidth(font, QStringLiteral("11:11.1"))),
                     qRound(64 * figureWidth(font, QStringLiteral("08:47.6"))));
        }
        const QFont font = figureFont();
        QVERIFY(figureWidth(font, QStringLiteral("100")) > figureWidth(font, QStringLiteral("99")));
    }
};

HEADROOM_TEST(FiguresTest);
#include "figures_test.moc"
