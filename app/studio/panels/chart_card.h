// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QVector>
#include <QWidget>
#include <functional>
#include <optional>

class QChart;
class QChartView;
class QGraphicsLineItem;
class QGraphicsSimpleTextItem;
class QLabel;
class QLineSeries;
class QValueAxis;
class QAbstractAxis;

namespace headroom::app {

/// The one way charts are drawn in the studio: title and current value above, a light grid, lines
/// over simulated seconds, a legend that switches lines, a crosshair that all charts share.
class ChartCard : public QWidget {
    Q_OBJECT
  public:
    enum class Scale { Linear, Logarithmic };
    using Format = std::function<QString(double)>;
    ChartCard(const QString& title, Scale scale, Format format, QWidget* parent = nullptr);

    struct Line {
        QString name;
        QColor color;
        Qt::PenStyle style = Qt::SolidLine;
        QVector<QPointF> points;  ///< seconds, value; in order
    };
    struct Mark {
        double seconds = 0;
        QString text;
    };
    /// Fills everything; the range of time is the same in all charts.
    void show(const QVector<Line>& lines, double fromSeconds, double toSeconds,
              const QString& current);
    void setMarks(const QVector<Mark>& marks);
    /// A value that was promised, as a dashed line.
    void setObjective(std::optional<double> value, const QString& text);
    /// At least this is the end of the axis, such as 1 for a share.
    void setLeastTop(double value) { leastTop_ = value; }
    void showCrosshair(std::optional<double> seconds);
    void applyTheme();

  signals:
    void hovered(std::optional<double> seconds);

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void setRange(double low, double high);
    void placeOverlays();
    QString readingAt(double seconds) const;

    Scale scale_;
    Format format_;
    QLabel* title_;
    QLabel* current_;
    QChart* chart_;
    QChartView* view_;
    QValueAxis* time_;
    QAbstractAxis* value_;
    QVector<QLineSeries*> series_;
    QVector<Line> lines_;
    QVector<Mark> marks_;
    QVector<QGraphicsLineItem*> markLines_;
    QVector<QGraphicsSimpleTextItem*> markTexts_;
    QGraphicsLineItem* objectiveLine_;
    QGraphicsSimpleTextItem* objectiveText_;
    QGraphicsLineItem* cross_;
    std::optional<double> objective_;
    std::optional<double> crossAt_;
    double leastTop_ = 0;
    double top_ = 0;
    double bottom_ = 0;
    QString currentText_;
};

}  // namespace headroom::app
