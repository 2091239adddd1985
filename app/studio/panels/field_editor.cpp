// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/field_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/studio/panels/measured_helper.h"
#include "app/studio/panels/profile_curve.h"
#include "app/studio/panels/records_editor.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"
#include "models/describe/units.h"

namespace headroom::app {

namespace {

bool isUnset(const models::Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

QString textOf(const models::Field& field, const models::Value& value) {
    return isUnset(value) ? QString() : QString::fromStdString(models::toText(field, value));
}

}  // namespace

FieldEditor::FieldEditor(const models::Field& field, QWidget* parent)
    : QWidget(parent), field_(field), note_(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    if (field.quantity == models::Quantity::Records) {
        addRecords(*layout);
    } else if (field.quantity == models::Quantity::Boolean && !field.optional) {
        addCheck(*layout);
    } else if (!field.choices.empty()) {
        addChoice(*layout);
    } else {
        addLine(*layout);
    }
    note_->setWordWrap(true);
    note_->setFont(bodyFont(10));
    note_->hide();
    layout->addWidget(note_);
    if (field.demand) addMeasured(*layout);
    if (field.quantity != models::Quantity::Profile) return;
    curve_ = new ProfileCurve;
    layout->addWidget(curve_);
    connect(curve_, &ProfileCurve::edited, this,
            [this](const models::Profile& profile) { emit edited(models::Value(profile)); });
}

void FieldEditor::addRecords(QVBoxLayout& layout) {
    records_ = new RecordsEditor(translated(field_.title), field_.rowFields(), field_.newRow());
    connect(records_, &RecordsEditor::edited, this,
            [this](const models::Records& records) { emit edited(models::Value(records)); });
    layout.addWidget(records_);
    setFocusProxy(records_);
}

void FieldEditor::addCheck(QVBoxLayout& layout) {
    check_ = new QCheckBox;
    connect(check_, &QCheckBox::clicked, this, [this](bool on) { emit edited(models::Value(on)); });
    addWithReset(layout, check_);
}

void FieldEditor::addChoice(QVBoxLayout& layout) {
    combo_ = new QComboBox;
    combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo_->setMinimumContentsLength(8);
    if (field_.optional) combo_->addItem(tr("not set"), -1);
    for (std::size_t i = 0; i < field_.choices.size(); ++i) {
        combo_->addItem(translated(field_.choices[i].title), static_cast<int>(i));
        combo_->setItemData(combo_->count() - 1, translated(field_.choices[i].help),
                            Qt::ToolTipRole);
    }
    connect(combo_, &QComboBox::activated, this, [this] {
        const int index = combo_->currentData().toInt();
        emit edited(index < 0 ? models::Value{} : models::Value(models::Choice{index}));
    });
    addWithReset(layout, combo_);
}

void FieldEditor::addLine(QVBoxLayout& layout) {
    line_ = new QLineEdit;
    line_->setMinimumWidth(90);
    connect(line_, &QLineEdit::editingFinished, this, &FieldEditor::commitText);
    connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) {
        // Heard while typing, said only of what can be read: half a number is no mistake yet.
        const auto value = models::valueFromText(field_, text.toStdString());
        if (value) echo(*value);
    });
    addWithReset(layout, line_);
}

void FieldEditor::addWithReset(QVBoxLayout& layout, QWidget* editor) {
    const QString title = translated(field_.title);
    editor->setAccessibleName(title);
    editor->setAccessibleDescription(translated(field_.help));
    setFocusProxy(editor);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(editor, 1);
    reset_ = new QToolButton;
    reset_->setIcon(iconOf(QStringLiteral("reset"), Theme::current().faint));
    reset_->setIconSize({12, 12});
    reset_->setAutoRaise(true);
    const QString byDefault =
        field_.optional ? tr("not set")
                        : QString::fromStdString(models::toText(field_, field_.defaultValue));
    reset_->setToolTip(tr("Back to the default: %1").arg(byDefault));
    reset_->setAccessibleName(tr("Reset %1").arg(title));
    reset_->hide();
    row->addWidget(reset_);
    layout.addLayout(row);
    connect(reset_, &QToolButton::clicked, this, [this] {
        if (line_ != nullptr) line_->setModified(false);
        if (focusProxy() != nullptr) focusProxy()->setFocus(Qt::OtherFocusReason);
        emit edited(field_.defaultValue);
    });
}

void FieldEditor::addMeasured(QVBoxLayout& layout) {
    auto* open = new QToolButton;
    open->setText(tr("From what I measured \u2026"));
    open->setAutoRaise(true);
    open->setCheckable(true);
    open->setFont(bodyFont(11));
    auto* helper = new MeasuredHelper(field_);
    helper->hide();
    layout.addWidget(open);
    layout.addWidget(helper);
    connect(open, &QToolButton::toggled, helper, &QWidget::setVisible);
    connect(helper, &MeasuredHelper::measured, this, [this, open](const models::Value& value) {
        open->setChecked(false);
        emit edited(value);
    });
}

void FieldEditor::offerReset() {
    if (reset_ == nullptr) return;
    reset_->setVisible(!field_.required && (isMixed_ || value_ != field_.defaultValue));
}

void FieldEditor::show(const models::Value& value, bool mixed) {
    value_ = value;
    isMixed_ = mixed;
    if (records_ != nullptr) {
        const auto* records = std::get_if<models::Records>(&value);
        return records_->show(records != nullptr ? *records : models::Records{});
    }
    say({}, false);
    offerReset();
    if (curve_ != nullptr) {
        const auto* profile = std::get_if<models::Profile>(&value);
        curve_->show(profile != nullptr && !mixed ? *profile : models::Profile{});
    }
    if (check_ != nullptr) {
        check_->setTristate(mixed);
        if (mixed)
            check_->setCheckState(Qt::PartiallyChecked);
        else
            check_->setChecked(std::get<bool>(value));
    } else if (combo_ != nullptr) {
        const auto* choice = std::get_if<models::Choice>(&value);
        combo_->setCurrentIndex(mixed ? -1 : combo_->findData(choice ? choice->index : -1));
    } else {
        line_->setPlaceholderText(mixed ? tr("several values") : tr("not set"));
        if (!line_->hasFocus() || !line_->isModified())
            line_->setText(mixed ? QString() : textOf(field_, value));
        line_->setModified(false);
        line_->setCursorPosition(0);
    }
}

void FieldEditor::commit() {
    if (line_ != nullptr) commitText();
}

void FieldEditor::commitText() {
    if (!line_->isModified()) return;
    const QString text = line_->text().trimmed();
    if (text.isEmpty() && isMixed_) return;
    if (text.isEmpty() && field_.optional) {
        line_->setModified(false);
        say({}, false);
        return emit edited(models::Value{});
    }
    const auto value = models::valueFromText(field_, text.toStdString());
    if (!value) return say(translated(value.error()), true);
    line_->setModified(false);
    say({}, false);
    line_->setText(textOf(field_, *value));
    if (*value != value_ || isMixed_) emit edited(*value);
}

void FieldEditor::echo(const models::Value& value) {
    const QString read = textOf(field_, value);
    say(read == line_->text().trimmed() ? QString() : QStringLiteral("= ") + read, false);
}

void FieldEditor::say(const QString& text, bool isProblem) {
    const Theme& theme = Theme::current();
    note_->setText(text);
    note_->setVisible(!text.isEmpty());
    QPalette palette = note_->palette();
    palette.setColor(QPalette::WindowText, isProblem ? theme.bad : theme.faint);
    note_->setPalette(palette);
    if (line_ == nullptr || line_->property("invalid").toBool() == isProblem) return;
    line_->setProperty("invalid", isProblem);
    line_->style()->unpolish(line_);
    line_->style()->polish(line_);
}

}  // namespace headroom::app
