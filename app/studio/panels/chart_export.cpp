// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart is to others: where its plot is, a table, files.
#include <QBuffer>
#include <QChart>
#include <QChartView>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>
#include <QStackedLayout>
#include <QSvgGenerator>
#include <QTableView>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/figures.h"
#include "app/studio/panels/chart_card.h"
#include "app/studio/panels/chart_legend.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/theme.h"
#include "models/format/atomic_file.h"

namespace headroom::app {

namespace {

constexpr int kHead = 26;
constexpr int kFoot = 26;

QByteArray plain(double value) {
    return QByteArray::number(value, 'g', 10);
}

}  // namespace

void ChartCard::setTitle(const QString& title) {
    title_->setText(title);
    view_->setAccessibleName(title);
    tableView_->setAccessibleName(title);
}

QRectF ChartCard::plotArea() const {
    return chart_->plotArea();
}
QWidget* ChartCard::viewport() const {
    return view_->viewport();
}
double ChartCard::from() const {
    return time_->min();
}
double ChartCard::to() const {
    return time_->max();
}

void ChartCard::showTable(bool shown) {
    stack_->setCurrentIndex(shown ? 1 : 0);
    if (shown) table_->show(table());
}

bool ChartCard::isTableShown() const {
    return stack_->currentIndex() == 1;
}

QString ChartCard::readingAt(double seconds) const {
    QStringList parts{clockText(seconds)};
    for (const Line& line : lines_) {
        if (legend_->isHidden(line.name)) continue;
        const auto after = std::ranges::lower_bound(line.points, seconds, {}, &QPointF::x);
        if (after == line.points.end() || after->y() < 0) continue;
        parts << line.name + QLatin1Char(' ') + format_(after->y());
    }
    return parts.join(QStringLiteral("  "));
}

Table ChartCard::table() const {
    Table table;
    table.headers << tr("Seconds");
    for (const Line& line : lines_)
        table.headers << line.name;
    if (lines_.isEmpty()) return table;
    for (int i = 0; i < lines_[0].points.size(); ++i) {
        const double seconds = lines_[0].points[i].x();
        if (seconds < from() || seconds > to()) continue;
        QVector<Table::Cell> row;
        row.append({QLocale().toString(seconds, 'f', 1), seconds});
        for (const Line& line : lines_) {
            const double value = i < line.points.size() ? line.points[i].y() : -1;
            if (value < 0)
                row.append({QStringLiteral("\u2013")});
            else
                row.append({format_(value), value});
        }
        table.rows.append(std::move(row));
    }
    return table;
}

void ChartCard::paintPicture(QPainter& painter) {
    const Theme& theme = Theme::current();
    const QSize inner = view_->size();
    const QRect head(10, 0, inner.width() - 20, kHead);
    painter.fillRect(QRect(0, 0, inner.width(), inner.height() + kHead + kFoot), theme.panel);
    painter.setPen(theme.text);
    painter.setFont(bodyFont(13, QFont::DemiBold));
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, title());
    painter.setFont(figureFont(12, QFont::Normal));
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, currentText_);
    view_->render(&painter, QRectF(0, kHead, inner.width(), inner.height()));
    int x = 12;
    const int middle = kHead + inner.height() + kFoot / 2;
    painter.setFont(bodyFont(11));
    for (const Line& line : lines_) {
        if (legend_->isHidden(line.name)) continue;
        painter.setPen(QPen(line.color, 2, line.style));
        painter.drawLine(x, middle, x + 16, middle);
        painter.setPen(theme.soft);
        const int width = painter.fontMetrics().horizontalAdvance(line.name);
        painter.drawText(QRect(x + 22, middle - 10, width + 4, 20), Qt::AlignVCenter, line.name);
        x += 22 + width + 16;
    }
}

std::optional<QString> ChartCard::save(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QSize size(view_->width(), view_->height() + kHead + kFoot);
    QByteArray bytes;
    if (suffix == QLatin1String("csv")) {
        // For programs: all digits, a point, whatever the language of the window is.
        Table values = table();
        for (auto& row : values.rows) {
            for (Table::Cell& cell : row)
                cell.text =
                    std::isnan(cell.figure) ? QString() : QString::fromLatin1(plain(cell.figure));
        }
        bytes = csvOf(values).toUtf8();
    } else if (suffix == QLatin1String("svg")) {
        QBuffer buffer(&bytes);
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect({0, 0}, size));
        generator.setTitle(title());
        QPainter painter(&generator);
        paintPicture(painter);
        painter.end();
    } else if (suffix == QLatin1String("png")) {
        QImage image(size * 2, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(2);
        image.fill(Theme::current().panel);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paintPicture(painter);
        painter.end();
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
    } else {
        return tr("Charts are saved as .png, .svg or .csv.");
    }
    const auto problem = models::writeFileAtomically(
        path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (problem) return translated(*problem);
    return std::nullopt;
}

void ChartCard::saveAs() {
    QString path =
        QFileDialog::getSaveFileName(this, tr("Save the chart"), title() + QStringLiteral(".png"),
                                     tr("Picture (*.png);;Drawing (*.svg);;Values (*.csv)"));
    if (path.isEmpty()) return;
    if (const auto problem = save(path)) QMessageBox::warning(this, tr("Not saved"), *problem);
}

}  // namespace headroom::app
