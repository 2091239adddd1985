// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/figures.h"

#include <QLocale>
#include <cmath>

namespace headroom::app {

namespace {

/// Three digits that count, and whole numbers where there are more.
QString digits(double value) {
    if (value == 0) return QStringLiteral("0");
    const double magnitude = std::abs(value);
    // Rounding may carry into one digit more: 9.995 is 10.0.
    const int before = static_cast<int>(std::floor(std::log10(magnitude * 1.0005))) + 1;
    const int decimals = std::max(0, std::min(3, 3 - std::max(before, 1)));
    return QLocale().toString(value, 'f', decimals);
}

}  // namespace

QString shortNumber(double value) {
    const double magnitude = std::abs(value);
    if (magnitude >= 999.5e6) return digits(value / 1e9) + QLatin1Char('G');
    if (magnitude >= 999.5e3) return digits(value / 1e6) + QLatin1Char('M');
    if (magnitude >= 999.5) return digits(value / 1e3) + QLatin1Char('k');
    return digits(value);
}

QString shortRate(double perSecond) {
    return shortNumber(perSecond) + QStringLiteral("/s");
}

QString shortLatency(double ms) {
    if (ms >= 999.5) return digits(ms / 1e3) + QStringLiteral(" s");
    if (ms >= 0.9995 || ms == 0) return digits(ms) + QStringLiteral(" ms");
    return digits(ms * 1e3) + QStringLiteral(" \u00b5s");
}

QString shortShare(double share) {
    const double percent = share * 100;
    const int decimals = percent > 0 && percent < 1 ? 2 : 0;
    return QLocale().toString(percent, 'f', decimals) + QStringLiteral(" %");
}

QString clockText(double seconds) {
    const auto whole = static_cast<long long>(seconds);
    const auto tenths = static_cast<long long>((seconds - static_cast<double>(whole)) * 10);
    const auto two = [](long long n) {
        return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0'));
    };
    const QString minutes = two(whole / 60 % 60) + QLatin1Char(':') + two(whole % 60);
    if (whole >= 3600) return QString::number(whole / 3600) + QLatin1Char(':') + minutes;
    return minutes + QLatin1Char('.') + QString::number(tenths);
}

}  // namespace headroom::app
