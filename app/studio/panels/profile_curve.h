// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "models/describe/quantity.h"

namespace headroom::app {

/// A profile as a curve over time. Its levels are taken by their dots and dragged up and down.
class ProfileCurve : public QWidget {
    Q_OBJECT
  public:
    explicit ProfileCurve(QWidget* parent = nullptr);
    /// A profile without a shape of its own, constant or from a file, is not drawn.
    void show(const models::Profile& profile);
    /// Where the dots are, one a step.
    std::vector<QPointF> dots() const;

    QSize sizeHint() const override { return {200, 92}; }

  signals:
    /// The level of a step was dragged elsewhere, and let go.
    void edited(const headroom::models::Profile& profile);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

  private:
    QRectF plot() const;
    QPointF toPlot(double seconds, double level) const;

    models::Profile profile_;
    double seconds_ = 1;  ///< width of the drawing
    double highest_ = 1;  ///< level at its top
    int dragged_ = -1;
};

}  // namespace headroom::app
