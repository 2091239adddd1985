// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;

namespace headroom::app {

/// The colours of the studio: every one that is painted comes from here.
struct Theme {
    bool isDark = false;
    QColor window, panel, canvas;
    QColor line, field;
    QColor text, soft, faint;
    QColor accent, softAccent, onAccent;
    QColor good, warn, bad;
    // Series of charts, told apart by the colour-blind as well.
    QColor p50, p95, p99, offered, served, failed;

    /// Of a use: good, from 70 % on warn, from 90 % on bad.
    QColor ofUse(double utilization) const;

    static const Theme& light();
    static const Theme& dark();
    /// The one that is in force; set by use().
    static const Theme& current();
    /// Gives the application its palette, font and style sheet.
    static void use(QApplication& application, const Theme& theme);
    /// Light or dark as the desktop has it.
    static const Theme& ofSystem();
};

/// Typefaces by purpose: one family, sizes in pixels as designed for scale 1.
QFont bodyFont(int pixels = 13, QFont::Weight weight = QFont::Normal);
/// For figures that change: all digits have one width.
QFont figureFont(int pixels = 13, QFont::Weight weight = QFont::DemiBold);

}  // namespace headroom::app
