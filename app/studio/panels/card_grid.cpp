// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/card_grid.h"

#include <QGridLayout>
#include <algorithm>

#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr int kGap = 10;

/// Before a window is shown nothing in it is visible; only who was told to hide is left out.
bool isLeftOut(const QWidget& card) {
    return card.isHidden() && card.testAttribute(Qt::WA_WState_ExplicitShowHide);
}

}  // namespace

CardGrid::CardGrid(int leastWidth, int leastHeight, QWidget* parent)
    : QScrollArea(parent),
      leastWidth_(leastWidth),
      leastHeight_(leastHeight),
      grid_(new QGridLayout) {
    auto* inside = new QWidget;
    inside->setObjectName(QStringLiteral("cards"));
    grid_->setContentsMargins(12, 8, 12, 10);
    grid_->setSpacing(kGap);
    inside->setLayout(grid_);
    setWidget(inside);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    applyTheme();
}

void CardGrid::applyTheme() {
    setStyleSheet(QStringLiteral("CardGrid, #cards { background: %1; border: none; }")
                      .arg(Theme::current().window.name()));
}

void CardGrid::add(QWidget* card, int span) {
    card->setParent(widget());
    cards_.append({card, span});
    columns_ = 0;
}

void CardGrid::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrange();
}

void CardGrid::arrange() {
    const int width = viewport()->width() - 24 + kGap;
    const int before = columns_;
    int places = 0;
    for (const Card& card : cards_)
        places += isLeftOut(*card.widget) ? 0 : card.span;
    columns_ = std::clamp(width / (leastWidth_ + kGap), 1, std::max(places, 1));
    while (grid_->count() > 0)
        delete grid_->takeAt(0);
    int row = 0;
    int column = 0;
    for (const Card& card : cards_) {
        if (isLeftOut(*card.widget)) continue;
        const int span = std::min(card.span, columns_);
        if (column + span > columns_) {
            ++row;
            column = 0;
        }
        grid_->addWidget(card.widget, row, column, 1, span);
        column += span;
    }
    for (int i = 0; i < std::max(before, columns_); ++i)
        grid_->setColumnStretch(i, i < columns_ ? 1 : 0);
    for (int i = 0; i < grid_->rowCount(); ++i)
        grid_->setRowMinimumHeight(i, i <= row ? leastHeight_ : 0);
}

}  // namespace headroom::app
