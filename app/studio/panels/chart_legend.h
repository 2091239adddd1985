// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QSet>
#include <QVector>
#include <QWidget>

class QAbstractButton;

namespace headroom::app {

/// The names of a chart's lines, each a switch that hides its line; by mouse and by keyboard.
class ChartLegend : public QWidget {
    Q_OBJECT
  public:
    struct Entry {
        QString name;
        QColor color;
        Qt::PenStyle style = Qt::SolidLine;
        bool operator==(const Entry&) const = default;
    };
    explicit ChartLegend(QWidget* parent = nullptr);

    void show(const QVector<Entry>& entries);
    /// By name: lines come and go, what was hidden stays hidden.
    bool isHidden(const QString& name) const { return hidden_.contains(name); }
    const QVector<Entry>& entries() const { return entries_; }

  signals:
    void toggled();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    /// Side by side, in two rows where one is too narrow.
    void arrange();

    QVector<Entry> entries_;
    QVector<QAbstractButton*> buttons_;
    QSet<QString> hidden_;
};

}  // namespace headroom::app
