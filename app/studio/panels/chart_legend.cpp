// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/chart_legend.h"

#include <QAbstractButton>
#include <QPainter>

#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr int kSwatch = 16;
constexpr int kGap = 8;
constexpr int kRow = 17;

/// A stroke of the line, and its name.
class LegendButton : public QAbstractButton {
  public:
    LegendButton() {
        setCheckable(true);
        setChecked(true);
        setCursor(Qt::PointingHandCursor);
    }
    void setEntry(const ChartLegend::Entry& entry) {
        entry_ = entry;
        setText(entry.name);
        setAccessibleName(entry.name);
        setToolTip(entry.name);
        update();
    }
    QSize sizeHint() const override {
        const QFontMetrics metrics(bodyFont(11));
        return {kSwatch + 6 + metrics.horizontalAdvance(entry_.name) + 2, kRow};
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int middle = height() / 2;
        painter.setPen(QPen(isChecked() ? entry_.color : theme.line, 2, entry_.style));
        painter.drawLine(0, middle, kSwatch, middle);
        painter.setFont(bodyFont(11));
        painter.setPen(isChecked() ? theme.soft : theme.faint);
        const QRect box(kSwatch + 6, 0, width() - kSwatch - 6, height());
        const QString name =
            painter.fontMetrics().elidedText(entry_.name, Qt::ElideMiddle, box.width());
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, name);
        if (!isChecked())
            painter.drawLine(box.left(), middle,
                             box.left() + painter.fontMetrics().horizontalAdvance(name), middle);
        if (!hasFocus()) return;
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }

  private:
    ChartLegend::Entry entry_;
};

}  // namespace

ChartLegend::ChartLegend(QWidget* parent) : QWidget(parent) {
    setFixedHeight(kRow);
}

void ChartLegend::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ChartLegend::arrange() {
    int all = 0;
    for (int i = 0; i < entries_.size(); ++i)
        all += buttons_[i]->sizeHint().width() + kGap;
    const int count = static_cast<int>(entries_.size());
    const bool isOneRow = all - kGap <= width() || count < 2;
    const int perRow = isOneRow ? count : (count + 1) / 2;
    const int most = perRow > 0 ? (width() - kGap * (perRow - 1)) / perRow : width();
    int x = 0;
    for (int i = 0; i < count; ++i) {
        if (i == perRow) x = 0;
        const int wide = buttons_[i]->sizeHint().width();
        // In two rows they stand below one another.
        const int given = isOneRow ? wide : most;
        buttons_[i]->setGeometry(x, i < perRow ? 0 : kRow, given, kRow);
        x += given + kGap;
    }
    setFixedHeight(isOneRow ? kRow : 2 * kRow);
}

void ChartLegend::show(const QVector<Entry>& entries) {
    if (entries == entries_) return;
    entries_ = entries;
    while (buttons_.size() < entries.size()) {
        auto* button = new LegendButton;
        button->setParent(this);
        buttons_.append(button);
        connect(button, &QAbstractButton::toggled, this, [this, button](bool isOn) {
            if (isOn)
                hidden_.remove(button->text());
            else
                hidden_.insert(button->text());
            emit toggled();
        });
    }
    for (int i = 0; i < buttons_.size(); ++i) {
        buttons_[i]->setVisible(i < entries.size());
        if (i >= entries.size()) continue;
        const QSignalBlocker quiet(buttons_[i]);
        static_cast<LegendButton*>(buttons_[i])->setEntry(entries[i]);
        buttons_[i]->setChecked(!hidden_.contains(entries[i].name));
    }
    arrange();
}

}  // namespace headroom::app
