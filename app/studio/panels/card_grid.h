// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QVector>

class QGridLayout;

namespace headroom::app {

/// Cards side by side, as many in a row as fit, and a scroll bar where they need more height than
/// there is.
class CardGrid : public QScrollArea {
    Q_OBJECT
  public:
    /// Widths below which a card is not drawn, and the height a row has at least.
    CardGrid(int leastWidth, int leastHeight, QWidget* parent = nullptr);
    /// `span`: how many columns it takes where there are as many.
    void add(QWidget* card, int span = 1);
    int columns() const { return columns_; }
    /// What is not visible takes no place; to be called after cards were hidden or shown.
    void arrange();
    void applyTheme();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Card {
        QWidget* widget;
        int span;
    };
    int leastWidth_;
    int leastHeight_;
    int columns_ = 0;
    QGridLayout* grid_;
    QVector<Card> cards_;
};

}  // namespace headroom::app
