// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/theme/figure_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace headroom::app {

namespace {

qreal digitWidth(const QFontMetricsF& metrics) {
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

/// Calls `each` with a piece of text, the width it gets, and whether it is a digit.
template <class Each>
void forPieces(const QString& text, const QFontMetricsF& metrics, Each each) {
    const qreal digit = digitWidth(metrics);
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] >= QLatin1Char('0') && text[i] <= QLatin1Char('9')) {
            each(QStringView(text).mid(i++, 1), digit, true);
            continue;
        }
        const qsizetype begin = i;
        while (i < text.size() && (text[i] < QLatin1Char('0') || text[i] > QLatin1Char('9')))
            ++i;
        const QStringView piece = QStringView(text).mid(begin, i - begin);
        each(piece, metrics.horizontalAdvance(piece.toString()), false);
    }
}

}  // namespace

qreal figureWidth(const QFont& font, const QString& text) {
    qreal width = 0;
    forPieces(text, QFontMetricsF(font), [&](QStringView, qreal wide, bool) { width += wide; });
    return width;
}

void drawFigures(QPainter& painter, const QRectF& into, Qt::Alignment alignment,
                 const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const qreal width = figureWidth(painter.font(), text);
    qreal x = into.left();
    if (alignment & Qt::AlignRight) x = into.right() - width;
    if (alignment & Qt::AlignHCenter) x = into.center().x() - width / 2;
    const qreal baseline = into.top() + (into.height() - metrics.height()) / 2 + metrics.ascent();
    forPieces(text, metrics, [&](QStringView piece, qreal wide, bool isDigit) {
        const QString drawn = piece.toString();
        const qreal inside = isDigit ? (wide - metrics.horizontalAdvance(drawn)) / 2 : 0;
        painter.drawText(QPointF(x + inside, baseline), drawn);
        x += wide;
    });
}

QSize FigureLabel::sizeHint() const {
    const QFontMetricsF metrics(font());
    return {std::max(minimumWidth(), static_cast<int>(std::ceil(figureWidth(font(), text())))),
            static_cast<int>(std::ceil(metrics.height()))};
}

void FigureLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::WindowText));
    drawFigures(painter, contentsRect(), alignment(), text());
}

}  // namespace headroom::app
