// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/verdict_bar.h"

#include <QHBoxLayout>
#include <QLabel>

#include "app/studio/canvas/figures.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

VerdictBar::VerdictBar(const Document& document, const RunController& controller, QWidget* parent)
    : QWidget(parent),
      document_(document),
      controller_(controller),
      mark_(new QLabel(QStringLiteral("\u25cf"))),
      sentence_(new QLabel),
      aside_(new QLabel) {
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(QStringLiteral("verdict"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 14, 8);
    row->setSpacing(10);
    sentence_->setFont(bodyFont(13, QFont::DemiBold));
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(mark_);
    row->addWidget(sentence_, 1);
    row->addWidget(aside_);
    refresh();
}

void VerdictBar::refresh() {
    const Theme& theme = Theme::current();
    setStyleSheet(QStringLiteral("#verdict { background: %1; border-top: 1px solid %2; }"
                                 "QLabel { background: transparent; }")
                      .arg(theme.panel.name(), theme.line.name()));
    aside_->setStyleSheet(QStringLiteral("color: %1;").arg(theme.accent.name()));
    aside_->clear();
    mark_->setStyleSheet(QStringLiteral("color: %1;").arg(theme.faint.name()));
    bottleneck_.clear();
    const auto result = controller_.result();
    if (result && !controller_.isResultOld()) return showMeasured(*result);
    const auto view = controller_.view();
    if (view && view->snapshot && view->snapshot->window > engine::Duration::zero() && view->nodes)
        return showSeen(*view);
    if (!document_.validation().valid && !document_.design().nodes.empty()) {
        sentence_->setText(tr("This cannot run yet: see the problems."));
        mark_->setStyleSheet(QStringLiteral("color: %1;").arg(theme.warn.name()));
        return;
    }
    sentence_->setText(tr("Run it to watch, measure it to know."));
}

void VerdictBar::showMeasured(const models::RunResult& result) {
    const Theme& theme = Theme::current();
    if (result.bottleneck) {
        // What gives way first as traffic grows is none at this load.
        const bool isNow = result.bottleneck->confirmed && result.bottleneck->load <= 1;
        if (isNow) bottleneck_ = result.bottleneck->at.component;
        sentence_->setText(translated(result.bottleneck->sentence));
        mark_->setStyleSheet(
            QStringLiteral("color: %1;").arg((isNow ? theme.bad : theme.good).name()));
    } else {
        sentence_->setText(tr("Nothing was found that holds it back."));
    }
    if (result.headroom) {
        aside_->setText(
            tr("It takes %1 times this load").arg(shortNumber(result.headroom->factor)));
    }
}

void VerdictBar::showSeen(const LiveView& view) {
    const Theme& theme = Theme::current();
    const models::Snapshot& snapshot = *view.snapshot;
    const models::ResourceSnapshot* busiest = nullptr;
    std::size_t at = 0;
    for (std::size_t i = 0; i < snapshot.components.size(); ++i) {
        const models::ComponentSnapshot& component = snapshot.components[i];
        for (std::uint32_t r = 0; r < component.resourceCount; ++r) {
            const auto& each = snapshot.resources[component.firstResource + r];
            // A store that is full is doing its work.
            if (each.isKept) continue;
            if (busiest != nullptr && each.utilization <= busiest->utilization) continue;
            busiest = &each;
            at = i;
        }
    }
    if (busiest == nullptr || at >= view.nodes->size())
        return sentence_->setText(tr("Nothing is busy."));
    const double use = static_cast<double>(busiest->utilization);
    const QString id = QString::fromStdString((*view.nodes)[at]);
    mark_->setStyleSheet(QStringLiteral("color: %1;").arg(theme.ofUse(use).name()));
    if (use >= 0.9) {
        bottleneck_ = (*view.nodes)[at];
        sentence_->setText(
            tr("%1 runs out of %2 at %3 req/s: %4 in use, %5 waiting there.")
                .arg(id, resourceTitle(busiest->resource), shortNumber(snapshot.offeredRps),
                     shortShare(use),
                     shortNumber(static_cast<double>(snapshot.components[at].waiting))));
    } else {
        sentence_->setText(tr("%1 is the busiest: %2 in use to %3 at %4 req/s.")
                               .arg(id, resourceTitle(busiest->resource), shortShare(use),
                                    shortNumber(snapshot.offeredRps)));
    }
    aside_->setText(tr("seen in the last %1").arg(shortLatency(snapshot.window.toSeconds() * 1e3)));
}

}  // namespace headroom::app
