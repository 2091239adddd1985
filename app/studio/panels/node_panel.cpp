// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/node_panel.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include "app/studio/canvas/figures.h"
#include "app/studio/panels/card_grid.h"
#include "app/studio/panels/node_pictures.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

NodePanel::NodePanel(RunController& controller, QWidget* parent)
    : QWidget(parent),
      controller_(controller),
      title_(new QLabel),
      nothing_(new QLabel),
      grid_(new CardGrid(280, 0)) {
    setObjectName(QStringLiteral("nodePanel"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(0);
    title_->setFont(bodyFont(12));
    title_->setContentsMargins(14, 0, 14, 0);
    nothing_->setAlignment(Qt::AlignCenter);
    nothing_->setWordWrap(true);
    layout->addWidget(title_);
    layout->addWidget(nothing_, 1);
    layout->addWidget(grid_, 1);
    add(new HistogramPicture, 1);
    add(new WaterfallPicture, 1);
    add(new SharePicture, 1);
    add(new InstancePicture, 1);
    connect(&controller_, &RunController::viewChanged, this, &NodePanel::showFigures);
    refresh();
}

void NodePanel::add(NodePicture* picture, int span) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("pictureCard"));
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(2);
    auto* title = new QLabel;
    title->setFont(bodyFont(12, QFont::DemiBold));
    layout->addWidget(title);
    layout->addWidget(picture, 1);
    pictures_.push_back({title, picture});
    grid_->add(frame, span);
}

void NodePanel::refresh() {
    const Theme& theme = Theme::current();
    setStyleSheet(
        QStringLiteral("#nodePanel { background: %1; }"
                       "#pictureCard { background: %2; border: 1px solid %3; border-radius: 8px; }"
                       "QLabel { color: %4; background: transparent; }")
            .arg(theme.window.name(), theme.panel.name(), theme.line.name(), theme.text.name()));
    nothing_->setStyleSheet(QStringLiteral("color: %1;").arg(theme.soft.name()));
    grid_->applyTheme();
    const QStringList titles{tr("Time there"), tr("Slow requests that came by, a sample"),
                             tr("Wait against work"), tr("Calls by instance")};
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        pictures_[i].title->setText(titles[static_cast<int>(i)]);
        pictures_[i].picture->setAccessibleName(titles[static_cast<int>(i)]);
    }
    showFigures();
}

void NodePanel::open(const std::string& id) {
    if (id == node_) return;
    node_ = id;
    figures_.reset();
    watch();
    showFigures();
}

void NodePanel::watch() {
    controller_.watchNode(isVisible() ? node_ : std::string());
}

void NodePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    watch();
    showFigures();
}

void NodePanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    watch();
}

void NodePanel::showFigures() {
    const auto view = controller_.view();
    const auto seen = view ? view->watched : nullptr;
    if (seen != nullptr && seen->node == node_) {
        if (seen == figures_) return;
        figures_ = seen;
    } else if (view == nullptr) {
        figures_.reset();
    }
    const QString id = QString::fromStdString(node_);
    nothing_->setText(node_.empty() ? tr("Select a component to look closer at it while it runs.")
                                    : tr("Run it to look closer at %1.").arg(id));
    nothing_->setVisible(figures_ == nullptr);
    grid_->setVisible(figures_ != nullptr);
    title_->setVisible(figures_ != nullptr);
    for (const Picture& each : pictures_)
        each.picture->show(figures_);
    if (figures_ == nullptr) return;
    title_->setText(tr("<b>%1</b>, %2 requests in the last %3")
                        .arg(id.toHtmlEscaped(),
                             shortNumber(static_cast<double>(figures_->inside.count())),
                             shortLatency(figures_->seconds * 1e3)));
}

}  // namespace headroom::app
