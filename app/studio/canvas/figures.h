// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace headroom::app {

/// Figures as the studio shows them: three digits, SI factors, a unit.
QString shortNumber(double value);    ///< "18.7k", "3.1M", "0.42"
QString shortRate(double perSecond);  ///< "18.7k/s"
QString shortLatency(double ms);      ///< "231 ms", "4.2 s", "85 µs"
QString shortShare(double share);     ///< "74 %", "0.12 %"
QString clockText(double seconds);    ///< "00:38.4", "1:02:03"

}  // namespace headroom::app
