// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyleFactory>

namespace headroom::app {

namespace {

const Theme* theCurrent = nullptr;

QPalette paletteOf(const Theme& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.panel);
    p.setColor(QPalette::AlternateBase, t.field);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.faint);
    p.setColor(QPalette::Button, t.panel);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::ToolTipBase, t.panel);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::Light, t.panel);
    p.setColor(QPalette::Midlight, t.field);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.line);
    p.setColor(QPalette::Shadow, t.isDark ? QColor(0, 0, 0) : t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.faint);
    return p;
}

// %1 panel, %2 line, %3 field, %4 text, %5 soft, %6 accent, %7 soft accent, %8 window, %9 bad, %10
// light or dark
const char* const kStyleSheet = R"(
QMainWindow, QMainWindow::separator { background: %8; }
QMainWindow::separator { width: 1px; height: 1px; background: %2; }
QDockWidget { color: %5; font-size: 11px; }
QDockWidget > QWidget { background: %1; }
QToolTip { background: %1; color: %4; border: 1px solid %2; padding: 4px 6px; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {
    background: %3; color: %4; border: 1px solid %2; border-radius: 6px; padding: 3px 8px;
    min-height: 20px; selection-background-color: %6;
}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: %6; }
QLineEdit[invalid="true"] { border-color: %9; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/chevron-%10.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: %1; border: 1px solid %2; selection-background-color: %7;
    selection-color: %4; outline: none; }
QPushButton, QToolButton {
    background: %1; color: %4; border: 1px solid %2; border-radius: 6px; padding: 4px 12px;
}
QToolButton { padding: 4px 6px; }
QToolButton[autoRaise="true"] { border: none; background: transparent; padding: 2px 4px;
    color: %6; }
QToolButton:disabled, QPushButton:disabled { color: %2; }
QPushButton:hover, QToolButton:hover { background: %3; }
QPushButton:checked, QToolButton:checked { background: %6; border-color: %6; }
QPushButton:focus, QToolButton:focus { border-color: %6; }
QPushButton[primary="true"] { background: %6; color: white; border-color: %6; font-weight: 600; }
QScrollArea, QScrollArea > QWidget > QWidget { background: %1; border: none; }
QTreeView, QListView, QTableView { background: %1; border: none; outline: none; }
QTreeView::item, QListView::item { padding: 3px 4px; border-radius: 6px; }
QTreeView::item:selected, QListView::item:selected { background: %7; color: %4; }
QTreeView::item:hover:!selected, QListView::item:hover:!selected { background: %3; }
QTableView { border: 1px solid %2; border-radius: 6px; }
QTableView::item { padding: 2px 6px; color: %4; border: none; }
QTableView#figures { border: none; }
QTableView#figures::item { padding: 0; }
QTableView::item:selected { background: %7; color: %4; }
QTableView QLineEdit { border-radius: 0; padding: 0 5px; min-height: 18px; }
QHeaderView { background: %1; }
QHeaderView::section { background: %1; color: %5; border: none; border-bottom: 1px solid %2;
    padding: 4px 6px; font-size: 11px; }
QTabBar { background: %1; }
QTabBar::tab { color: %5; padding: 6px 10px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: %6; border-bottom-color: %6; font-weight: 600; }
QTabWidget::pane { border: none; border-top: 1px solid %2; }
QStatusBar { background: %8; color: %5; border-top: 1px solid %2; }
QStatusBar::item { border: none; }
QMenuBar { background: %1; color: %4; }
QMenuBar::item:selected, QMenu::item:selected { background: %7; color: %4; border-radius: 4px; }
QMenu { background: %1; color: %4; border: 1px solid %2; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; }
QMenu::separator { height: 1px; background: %2; margin: 4px 8px; }
QSlider::groove:horizontal { height: 4px; background: %2; border-radius: 2px; }
QSlider::sub-page:horizontal { background: %6; border-radius: 2px; }
QSlider::handle:horizontal { background: %1; border: 3px solid %6; width: 12px; height: 12px;
    margin: -7px 0; border-radius: 9px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: %2; border-radius: 4px; min-height: 24px; margin: 1px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: %2; border-radius: 4px; min-width: 24px; margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

}  // namespace

QColor Theme::ofUse(double utilization) const {
    if (utilization >= 0.9) return bad;
    return utilization >= 0.7 ? warn : good;
}

const Theme& Theme::light() {
    static const Theme theme = {.isDark = false,
                                .window = "#F6F7F9",
                                .panel = "#FFFFFF",
                                .canvas = "#F1F3F6",
                                .line = "#DDE2E9",
                                .field = "#F4F6F8",
                                .text = "#1B2430",
                                .soft = "#5B6776",
                                .faint = "#8D98A6",
                                .accent = "#2F5FDE",
                                .softAccent = "#E4ECFE",
                                .onAccent = "#FFFFFF",
                                .good = "#1F8A5B",
                                .warn = "#C77700",
                                .bad = "#C8372D",
                                .p50 = "#56B4E9",
                                .p95 = "#E69F00",
                                .p99 = "#D55E00",
                                .offered = "#8D98A6",
                                .served = "#009E73",
                                .failed = "#D55E00"};
    return theme;
}

const Theme& Theme::dark() {
    static const Theme theme = {.isDark = true,
                                .window = "#15181D",
                                .panel = "#1D2128",
                                .canvas = "#171A20",
                                .line = "#2C333D",
                                .field = "#252B34",
                                .text = "#E7EBF0",
                                .soft = "#A3AFBD",
                                .faint = "#75818F",
                                .accent = "#7AA2FF",
                                .softAccent = "#26314A",
                                .onAccent = "#15181D",
                                .good = "#4CC38A",
                                .warn = "#F0A63A",
                                .bad = "#FF7A6B",
                                .p50 = "#56B4E9",
                                .p95 = "#E69F00",
                                .p99 = "#D55E00",
                                .offered = "#8D98A6",
                                .served = "#009E73",
                                .failed = "#D55E00"};
    return theme;
}

const Theme& Theme::current() {
    return theCurrent != nullptr ? *theCurrent : light();
}

const Theme& Theme::ofSystem() {
    // Before 6.5 Qt does not say it; the palette that the platform begins with does.
    const QPalette palette;
    const bool isDark = palette.color(QPalette::WindowText).lightness() >
                        palette.color(QPalette::Window).lightness();
    return isDark ? dark() : light();
}

void Theme::use(QApplication& application, const Theme& theme) {
    theCurrent = &theme;
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(theme));
    application.setFont(bodyFont());
    application.setStyleSheet(
        QString::fromLatin1(kStyleSheet)
            .arg(theme.panel.name(), theme.line.name(), theme.field.name(), theme.text.name(),
                 theme.soft.name(), theme.accent.name(), theme.softAccent.name(),
                 theme.window.name(), theme.bad.name(),
                 theme.isDark ? QStringLiteral("dark") : QStringLiteral("light")));
}

QFont bodyFont(int pixels, QFont::Weight weight) {
    static const QString family = [] {
        const QStringList all = QFontDatabase::families();
        for (const char* wish : {"Inter", "Inter Variable", "Noto Sans", "DejaVu Sans"}) {
            if (all.contains(QLatin1String(wish))) return QString::fromLatin1(wish);
        }
        return QFont().family();
    }();
    QFont font(family);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QFont figureFont(int pixels, QFont::Weight weight) {
    // Not all families have digits of one width: drawFigures() gives it to them.
    return bodyFont(pixels, weight);
}

}  // namespace headroom::app
