// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/records_editor.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/studio/panels/field_editor.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr int kMostRowsSeen = 6;

}  // namespace

RecordsEditor::RecordsEditor(const QString& title, const models::FieldList& fields,
                             models::Settings fresh, QWidget* parent)
    : QWidget(parent),
      title_(title),
      model_(new RecordsModel(fields, std::move(fresh), this)),
      table_(new QTableView),
      note_(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    table_->setModel(model_);
    table_->setAccessibleName(title);
    table_->setTabKeyNavigation(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(26);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    layout->addWidget(table_);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    add_ = button(QStringLiteral("add"), tr("Add to %1").arg(title));
    erase_ = button(QStringLiteral("remove"), tr("Remove from %1").arg(title));
    up_ = button(QStringLiteral("up"), tr("Move up in %1").arg(title));
    down_ = button(QStringLiteral("down"), tr("Move down in %1").arg(title));
    for (QToolButton* each : {add_, erase_, up_, down_})
        row->addWidget(each);
    row->addStretch(1);
    layout->addLayout(row);
    note_->setWordWrap(true);
    note_->setFont(bodyFont(10));
    note_->hide();
    layout->addWidget(note_);

    connect(add_, &QToolButton::clicked, this, &RecordsEditor::add);
    connect(erase_, &QToolButton::clicked, this, [this] {
        const int at = table_->currentIndex().row();
        model_->erase(at);
        choose(std::min(at, model_->rowCount() - 1));
    });
    connect(up_, &QToolButton::clicked, this, [this] {
        const int at = table_->currentIndex().row();
        if (model_->shift(at, -1)) choose(at - 1);
    });
    connect(down_, &QToolButton::clicked, this, [this] {
        const int at = table_->currentIndex().row();
        if (model_->shift(at, 1)) choose(at + 1);
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecordsEditor::buildForm);
    connect(model_, &QAbstractItemModel::modelReset, this, &RecordsEditor::buildForm);
    connect(model_, &QAbstractItemModel::dataChanged, this, &RecordsEditor::showForm);
    connect(model_, &QAbstractItemModel::rowsInserted, this, &RecordsEditor::fitHeight);
    connect(model_, &QAbstractItemModel::rowsRemoved, this, &RecordsEditor::fitHeight);
    connect(model_, &RecordsModel::edited, this, [this](const models::Records& records) {
        note_->hide();
        emit edited(records);
    });
    connect(model_, &RecordsModel::refused, this, [this](const QString& reason) {
        QPalette palette = note_->palette();
        palette.setColor(QPalette::WindowText, Theme::current().bad);
        note_->setPalette(palette);
        note_->setText(reason);
        note_->show();
    });
    fitHeight();
    enable();
}

QToolButton* RecordsEditor::button(const QString& icon, const QString& name) {
    auto* made = new QToolButton;
    made->setIcon(iconOf(icon, Theme::current().soft));
    made->setIconSize({14, 14});
    made->setAccessibleName(name);
    made->setToolTip(name);
    return made;
}

void RecordsEditor::show(models::Records records) {
    const int at = table_->currentIndex().row();
    model_->show(std::move(records));
    if (!table_->currentIndex().isValid() && at >= 0) choose(std::min(at, model_->rowCount() - 1));
    fitHeight();
    enable();
}

void RecordsEditor::add() {
    choose(model_->add());
    if (!editors_.empty()) editors_.front()->setFocus(Qt::OtherFocusReason);
}

void RecordsEditor::choose(int row) {
    table_->setCurrentIndex(row < 0 ? QModelIndex() : model_->index(row, 0));
    enable();
}

// Of each row all fields, by the same editors as everywhere: a row may hold rows of its own.
void RecordsEditor::buildForm() {
    fitHeight();
    enable();
    editors_.clear();
    if (form_ != nullptr) {
        form_->hide();
        form_->deleteLater();  // one of its editors may be the reason for all this
        form_ = nullptr;
    }
    const int row = table_->currentIndex().row();
    if (row < 0 || row >= model_->rowCount()) return;
    form_ = new QWidget;
    auto* rows = new QFormLayout(form_);
    rows->setContentsMargins(10, 4, 0, 4);
    rows->setHorizontalSpacing(10);
    rows->setVerticalSpacing(6);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (const models::Field& field : model_->fields()) {
        auto* editor = new FieldEditor(field);
        auto* label = new QLabel(translated(field.title));
        label->setFixedWidth(94);
        label->setWordWrap(true);
        label->setToolTip(translated(field.help));
        editor->setToolTip(translated(field.help));
        label->setBuddy(editor);
        if (field.quantity == models::Quantity::Records) {
            rows->addRow(label);
            rows->addRow(editor);
        } else {
            rows->addRow(label, editor);
        }
        connect(editor, &FieldEditor::edited, this, [this, &field](const models::Value& value) {
            const int at = table_->currentIndex().row();
            if (at >= 0) model_->write(at, field, value);
        });
        editors_.push_back(editor);
    }
    layout()->addWidget(form_);
    showForm();
}

void RecordsEditor::showForm() {
    const int row = table_->currentIndex().row();
    if (row < 0 || row >= model_->rowCount()) return;
    const models::Settings& shown = model_->records().rows[static_cast<std::size_t>(row)];
    for (FieldEditor* editor : editors_)
        editor->show(editor->field().get(shown.data()));
}

void RecordsEditor::fitHeight() {
    const int rows = std::clamp(model_->rowCount(), 0, kMostRowsSeen);
    table_->setVisible(rows > 0);
    // Who is led here by Tab would be stuck at what cannot be seen.
    setFocusProxy(rows > 0 ? static_cast<QWidget*>(table_) : add_);
    table_->setFixedHeight(30 + rows * 26 + 12);
}

void RecordsEditor::enable() {
    const int at = table_->currentIndex().row();
    erase_->setEnabled(at >= 0);
    up_->setEnabled(at > 0);
    down_->setEnabled(at >= 0 && at + 1 < model_->rowCount());
}

}  // namespace headroom::app
