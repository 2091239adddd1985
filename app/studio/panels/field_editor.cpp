// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/field_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

#include "app/studio/text/translation.h"
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
    QWidget* editor = nullptr;
    if (field.quantity == models::Quantity::Boolean && !field.optional) {
        editor = check_ = new QCheckBox;
        connect(check_, &QCheckBox::clicked, this,
                [this](bool on) { emit edited(models::Value(on)); });
    } else if (!field.choices.empty()) {
        editor = combo_ = new QComboBox;
        combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo_->setMinimumContentsLength(8);
        if (field.optional) combo_->addItem(tr("not set"), -1);
        for (std::size_t i = 0; i < field.choices.size(); ++i) {
            combo_->addItem(translated(field.choices[i].title), static_cast<int>(i));
            combo_->setItemData(combo_->count() - 1, translated(field.choices[i].help),
                                Qt::ToolTipRole);
        }
        connect(combo_, &QComboBox::activated, this, [this] {
            const int index = combo_->currentData().toInt();
            emit edited(index < 0 ? models::Value{} : models::Value(models::Choice{index}));
        });
    } else {
        editor = line_ = new QLineEdit;
        line_->setMinimumWidth(90);
        line_->setReadOnly(field.quantity == models::Quantity::Records);
        connect(line_, &QLineEdit::editingFinished, this, &FieldEditor::commitText);
        connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) {
            // Heard while typing, said only of what can be read: half a number is no mistake yet.
            const auto value = models::valueFromText(field_, text.toStdString());
            if (value) echo(*value);
        });
    }
    editor->setAccessibleName(translated(field.title));
    editor->setAccessibleDescription(translated(field.help));
    layout->addWidget(editor);
    setFocusProxy(editor);
    note_->setWordWrap(true);
    note_->setFont(bodyFont(10));
    note_->hide();
    layout->addWidget(note_);
}

void FieldEditor::show(const models::Value& value, bool mixed) {
    value_ = value;
    isMixed_ = mixed;
    say({}, false);
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
