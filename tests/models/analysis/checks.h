// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <algorithm>
#include <cmath>

namespace headroom::tests {

inline bool isClose(double ours, double theirs, double tolerance) {
    return std::abs(ours - theirs) <= tolerance * std::max(std::abs(theirs), 1e-300);
}

}  // namespace headroom::tests

/// Within a relative tolerance; shows both if not.
#define COMPARE_WITHIN(ours, theirs, tolerance)                               \
    do {                                                                      \
        const double shownOurs = (ours);                                      \
        const double shownTheirs = (theirs);                                  \
        QVERIFY2(headroom::tests::isClose(shownOurs, shownTheirs, tolerance), \
                 qPrintable(QString("%1 instead of %2")                       \
                                .arg(shownOurs, 0, 'g', 17)                   \
                                .arg(shownTheirs, 0, 'g', 17)));              \
    } while (false)

/// The answer is this NoAnswer.
#define VERIFY_NO_ANSWER(answer, reason)    \
    do {                                    \
        const auto shown = (answer);        \
        QVERIFY(!shown);                    \
        QVERIFY(shown.error() == (reason)); \
    } while (false)
