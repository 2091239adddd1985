// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QVector>
#include <QWidget>
#include <functional>
#include <optional>

#include "app/studio/panels/value_table.h"

class QAbstractAxis;
class QChart;
class QChartView;
class QGraphicsLineItem;
class QGraphicsRectItem;
class QGraphicsSimpleTextItem;
class QLabel;
class QLineSeries;
class QMenu;
class QMouseEvent;
class QStackedLayout;
class QTableView;
class QToolButton;
class QValueAxis;

namespace headroom::app {

class ChartLegend;

/// The one way charts are drawn in the studio: title and current value above, a light grid, lines
/// over simulated seconds, a legend that switches lines, a crosshair and a range of time that all
/// charts share, a table of the same for who cannot see it, and all of it as a file.
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
        QVector<QPointF> points;  ///< seconds, value; in order; below 0: nothing is known
    };
    struct Mark {
        double seconds = 0;
        QString text;
    };
    /// Fills everything; the range of time is the same in all charts.
    void show(const QVector<Line>& lines, double fromSeconds, double toSeconds,
              const QString& current);
    void setTitle(const QString& title);
    void setMarks(const QVector<Mark>& marks);
    /// A value that was promised, as a dashed line.
    void setObjective(std::optional<double> value, const QString& text);
    /// At least this is the end of the axis, such as 1 for a share.
    void setLeastTop(double value) { leastTop_ = value; }
    void showCrosshair(std::optional<double> seconds);
    void showTable(bool shown);
    bool isTableShown() const;
    void applyTheme();

    QString title() const;
    /// What stands above on the right: the current value, or what the crosshair meets.
    QString reading() const;
    ChartLegend& legend() { return *legend_; }
    const QVector<Line>& lines() const { return lines_; }
    /// The part of the view that lines are drawn in, in the viewport's pixels.
    QRectF plotArea() const;
    QWidget* viewport() const;
    double from() const;
    double to() const;

    /// Writes it as a file, whole or not at all: a picture (.png at twice the size, .svg) or the
    /// values of its lines (.csv, RFC 4180). The error says what went wrong.
    std::optional<QString> save(const QString& path);
    /// Seconds, and a column a line, of the time that is shown.
    Table table() const;

  signals:
    void hovered(std::optional<double> seconds);
    /// A stretch of time was marked with the mouse.
    void rangeChosen(double fromSeconds, double toSeconds);
    /// All of it again.
    void rangeReset();

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeMenu();
    void mouse(const QMouseEvent& event);
    void setRange(double low, double high);
    void placePlot();
    void placeOverlays();
    void placeTicks();
    void placeMarks();
    void placeGrid(int index, double value);
    void placeLabel(int index, const QString& text, const QPointF& at, Qt::Alignment alignment);
    double xOf(double seconds) const;
    double yOf(double value) const;
    double secondsAt(double x) const;
    QString readingAt(double seconds) const;
    void paintPicture(QPainter& painter);
    void saveAs();

    Scale scale_;
    Format format_;
    QLabel* title_;
    QLabel* current_;
    QToolButton* more_;
    QStackedLayout* stack_;
    QChart* chart_;
    QChartView* view_;
    ChartLegend* legend_;
    ValueTable* table_;
    QTableView* tableView_;
    QValueAxis* time_;
    QAbstractAxis* value_;
    QVector<QLineSeries*> series_;
    QVector<Line> lines_;
    QVector<Mark> marks_;
    QVector<QGraphicsLineItem*> markLines_;
    QVector<QGraphicsSimpleTextItem*> markTexts_;
    QVector<QGraphicsSimpleTextItem*> labels_;
    QVector<QGraphicsLineItem*> grid_;
    QGraphicsLineItem* objectiveLine_;
    QGraphicsSimpleTextItem* objectiveText_;
    QGraphicsLineItem* cross_;
    QGraphicsRectItem* chosen_;
    std::optional<double> dragFrom_;  // pixels
    std::optional<double> objective_;
    std::optional<double> crossAt_;
    double leastTop_ = 0;
    double top_ = 0;
    double bottom_ = 0;
    QString currentText_;
};

}  // namespace headroom::app
