// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

class QPainter;

namespace headroom::app {

/// Figures that change in one typeface with the rest: every digit takes the width of the widest,
/// so that nothing jumps, whatever the typeface makes of them.
qreal figureWidth(const QFont& font, const QString& text);
/// In the painter's font and pen; left, right or centred, in the middle of the height.
void drawFigures(QPainter& painter, const QRectF& into, Qt::Alignment alignment,
                 const QString& text);

/// A label for such figures.
class FigureLabel : public QLabel {
  public:
    using QLabel::QLabel;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace headroom::app
