// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/results_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/studio/canvas/figures.h"
#include "app/studio/panels/card_grid.h"
#include "app/studio/panels/result_tables.h"
#include "app/studio/run/command_twin.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr int kLeastCard = 300;

QLabel* paragraph(int pixels, QFont::Weight weight = QFont::Normal) {
    auto* label = new QLabel;
    label->setFont(bodyFont(pixels, weight));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

ResultsPanel::ResultsPanel(Document& document, RunController& controller, QWidget* parent)
    : QWidget(parent),
      document_(document),
      controller_(controller),
      scope_(paragraph(11)),
      ending_(paragraph(12, QFont::DemiBold)),
      progressRow_(new QWidget),
      progress_(new QProgressBar),
      stage_(new QLabel),
      cancel_(new QPushButton),
      nothing_(paragraph(13)),
      content_(new QWidget),
      fade_(new QGraphicsOpacityEffect(content_)),
      sentence_(paragraph(13, QFont::DemiBold)),
      remedy_(paragraph(12)),
      headroom_(paragraph(12)),
      command_(new QLineEdit),
      copy_(new QToolButton),
      unsaid_(paragraph(11)),
      grid_(new CardGrid(kLeastCard, 0)) {
    setObjectName(QStringLiteral("results"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);

    auto* bar = new QHBoxLayout(progressRow_);
    bar->setContentsMargins(14, 2, 14, 2);
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setFixedHeight(6);
    progress_->setMaximumWidth(260);
    stage_->setFont(bodyFont(12));
    bar->addWidget(progress_, 1);
    bar->addWidget(stage_, 2);
    bar->addWidget(cancel_);
    layout->addWidget(progressRow_);
    nothing_->setAlignment(Qt::AlignCenter);
    layout->addWidget(nothing_, 1);

    auto* inside = new QVBoxLayout(content_);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(2);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(14, 0, 14, 0);
    head->setSpacing(2);
    head->addWidget(scope_);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    command_->setReadOnly(true);
    command_->setFont(bodyFont(11));
    command_->setFixedHeight(26);
    copy_->setFixedHeight(26);
    row->addWidget(command_, 1);
    row->addWidget(unsaid_, 1);
    row->addWidget(copy_);
    head->addLayout(row);
    inside->addLayout(head);
    inside->addWidget(grid_, 1);
    content_->setGraphicsEffect(fade_);
    layout->addWidget(content_, 1);

    auto* verdict = new QFrame;
    verdict->setObjectName(QStringLiteral("resultCard"));
    auto* says = new QVBoxLayout(verdict);
    says->setContentsMargins(12, 8, 12, 8);
    says->setSpacing(6);
    for (QLabel* label : {ending_, sentence_, headroom_, remedy_})
        says->addWidget(label);
    says->addStretch(1);

    addCard(figureTable, 1);
    grid_->add(verdict, 1);
    addCard(componentTable, 2);
    addCard(objectiveTable, 1);
    addCard(statusTable, 1);
    addCard(endpointTable, 1);
    addCard(lossTable, 1);
    addCard(auditTable, 1);

    connect(cancel_, &QPushButton::clicked, &controller_, &RunController::cancelMeasure);
    connect(copy_, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(command_->text()); });
    connect(&controller_, &RunController::measureChanged, this, &ResultsPanel::showState);
    connect(&document_, &Document::pathChanged, this, &ResultsPanel::showCommand);
    refresh();
}

void ResultsPanel::addCard(Table (*make)(const models::RunResult&), int span) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("resultCard"));
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(8, 4, 8, 6);
    layout->setSpacing(0);
    auto* model = new ValueTable(this);
    QTableView* view = tableView(*model, tr("Results"));
    connect(model, &QAbstractItemModel::modelReset, view, [model, view] {
        // What is in the first column says what the table is about.
        const QString about = model->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString();
        if (!about.isEmpty()) view->setAccessibleName(about);
    });
    layout->addWidget(view);
    layout->addStretch(1);
    cards_.push_back({frame, model, make});
    grid_->add(frame, span);
}

QString ResultsPanel::command() const {
    return command_->text();
}

void ResultsPanel::refresh() {
    const Theme& theme = Theme::current();
    setStyleSheet(
        QStringLiteral("#results { background: %1; }"
                       "#resultCard { background: %2; border: 1px solid %3; border-radius: 8px; }"
                       "QTableView, QHeaderView, QHeaderView::section { background: %2; }"
                       "QHeaderView::section { color: %4; border: none; padding: 2px 6px; "
                       "font-weight: 600; }"
                       "QLabel { color: %5; background: transparent; }")
            .arg(theme.window.name(), theme.panel.name(), theme.line.name(), theme.soft.name(),
                 theme.text.name()));
    for (QLabel* label : {scope_, unsaid_, nothing_})
        label->setStyleSheet(QStringLiteral("color: %1;").arg(theme.soft.name()));
    ending_->setStyleSheet(QStringLiteral("color: %1;").arg(theme.warn.name()));
    grid_->applyTheme();
    cancel_->setText(tr("Cancel"));
    copy_->setText(tr("Copy"));
    copy_->setToolTip(tr("Copy the command that repeats this"));
    command_->setAccessibleName(tr("Command that repeats this"));
    nothing_->setText(
        tr("Measure (F7) runs the design again and again until its figures are precise: latency "
           "with intervals, what gives way first, and how much more it takes."));
    shown_.reset();
    showState();
}

void ResultsPanel::showState() {
    const auto result = controller_.result();
    progressRow_->setVisible(controller_.isMeasuring());
    if (controller_.isMeasuring()) showProgress();
    nothing_->setVisible(result == nullptr);
    content_->setVisible(result != nullptr);
    if (result == nullptr) {
        shown_.reset();
        return command_->clear();
    }
    if (result == shown_ && controller_.isResultOld() == isShownOld_) return;
    shown_ = result;
    isShownOld_ = controller_.isResultOld();
    showResult();
    showCommand();
}

void ResultsPanel::showProgress() {
    const Measurement::Progress at = controller_.measureProgress();
    progress_->setValue(static_cast<int>(at.part * 1000));
    using Stage = Measurement::Progress::Stage;
    QString stage;
    switch (at.stage) {
        case Stage::WarmUp:
            stage = tr("Looking for the end of the warm-up");
            break;
        case Stage::Replications:
            stage = tr("Replication %1 of at most %2").arg(at.replication).arg(at.most);
            if (at.leftSeconds > 0)
                stage += QStringLiteral(" \u00b7 ") +
                         tr("at most %1 left").arg(shortLatency(at.leftSeconds * 1e3));
            break;
        case Stage::Bottleneck:
        case Stage::Done:
            stage = tr("Figures are there; looking for the bottleneck");
            break;
    }
    stage_->setText(stage);
}

void ResultsPanel::showResult() {
    const models::RunResult& result = *shown_;
    fade_->setOpacity(isShownOld_ ? 0.45 : 1);
    fade_->setEnabled(isShownOld_);
    scope_->setText(isShownOld_ ? tr("The design has changed since: this is of the one before. %1")
                                      .arg(scopeText(result))
                                : scopeText(result));
    const QString ending = endingText(result);
    ending_->setText(ending);
    ending_->setVisible(!ending.isEmpty());
    QString remedy;
    if (result.bottleneck) {
        sentence_->setText(translated(result.bottleneck->sentence));
        QStringList parts;
        if (const QString more = remedyText(*result.bottleneck); !more.isEmpty())
            parts << tr("Try %1").arg(more);
        for (const models::PassedOver& each : result.bottleneck->passedOver)
            parts << translated(each.sentence);
        if (!result.bottleneck->note.empty()) parts << translated(result.bottleneck->note);
        remedy = parts.join(QLatin1Char('\n'));
    }
    sentence_->setVisible(result.bottleneck.has_value());
    remedy_->setText(remedy);
    remedy_->setVisible(!remedy.isEmpty());
    const QString headroom = headroomText(result);
    headroom_->setText(headroom);
    headroom_->setVisible(!headroom.isEmpty());
    for (const ResultCard& card : cards_) {
        Table table = card.make(result);
        card.frame->setVisible(!table.rows.isEmpty());
        card.model->show(std::move(table));
    }
    grid_->arrange();
}

void ResultsPanel::showCommand() {
    if (!shown_) return;
    const auto words = commandFor(controller_.measuredDesign(), document_.path().toStdString(),
                                  controller_.measuredOptions());
    command_->setText(words ? QString::fromStdString(shellText(*words)) : QString());
    command_->setCursorPosition(0);
    command_->setVisible(words.has_value());
    copy_->setVisible(words.has_value());
    unsaid_->setText(
        tr("Saved as it was measured, the design would have a command here that "
           "repeats this."));
    unsaid_->setVisible(!words);
}

}  // namespace headroom::app
