// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/measured_helper.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "app/studio/text/translation.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

MeasuredHelper::MeasuredHelper(const models::Field& field, QWidget* parent)
    : QWidget(parent),
      field_(field),
      cores_(new QLineEdit(QStringLiteral("4"))),
      busy_(new QLineEdit),
      rate_(new QLineEdit),
      note_(new QLabel) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(8, 4, 0, 4);
    form->setVerticalSpacing(4);
    busy_->setPlaceholderText(QStringLiteral("35 %"));
    rate_->setPlaceholderText(QStringLiteral("800/s"));
    const auto add = [&](const QString& title, QLineEdit* line) {
        line->setAccessibleName(title);
        form->addRow(title, line);
        connect(line, &QLineEdit::returnPressed, this, &MeasuredHelper::use);
    };
    add(tr("Cores"), cores_);
    add(tr("Busy"), busy_);
    add(tr("At"), rate_);
    auto* use = new QPushButton(tr("Use what I measured"));
    form->addRow(use);
    note_->setWordWrap(true);
    note_->setFont(bodyFont(10));
    form->addRow(note_);
    note_->hide();
    connect(use, &QPushButton::clicked, this, &MeasuredHelper::use);
}

void MeasuredHelper::use() {
    const QString text =
        QStringLiteral("from %1 cores %2 busy at %3")
            .arg(cores_->text().trimmed(), busy_->text().trimmed(), rate_->text().trimmed());
    const auto value = models::valueFromText(field_, text.toStdString());
    note_->setVisible(!value);
    if (value) {
        emit measured(*value);
        return;
    }
    QPalette palette = note_->palette();
    palette.setColor(QPalette::WindowText, Theme::current().bad);
    note_->setPalette(palette);
    note_->setText(translated(value.error()));
}

}  // namespace headroom::app
