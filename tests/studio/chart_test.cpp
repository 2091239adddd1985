// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QFile>
#include <QImage>
#include <QSvgRenderer>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "app/studio/panels/chart_card.h"
#include "app/studio/panels/chart_legend.h"
#include "app/studio/panels/dashboard_panel.h"
#include "app/studio/shell/main_window.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

QString whole(double value) {
    return QString::number(value, 'f', 0);
}

/// Two lines of eleven points: 10 s and 20 s at the second 10.
QVector<ChartCard::Line> twoLines() {
    QVector<ChartCard::Line> lines{{QStringLiteral("one"), Qt::blue, Qt::SolidLine, {}},
                                   {QStringLiteral("two"), Qt::red, Qt::DashLine, {}}};
    for (int i = 0; i <= 10; ++i) {
        lines[0].points.append({static_cast<double>(i), static_cast<double>(i)});
        lines[1].points.append({static_cast<double>(i), 2.0 * i});
    }
    return lines;
}

QPoint pointAt(const ChartCard& card, double part) {
    const QRectF plot = card.plotArea();
    return QPointF(plot.left() + part * plot.width(), plot.center().y()).toPoint();
}

/// A run of some points, with a window around it.
struct Running {
    Running() {
        studio.window.resize(1600, 1000);
        studio.window.show();
        studio.document.load(
            QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json"));
        dashboard = studio.window.findChild<DashboardPanel*>();
        for (int i = 1; i <= 4; ++i) {
            studio.controller.step();
            if (!QTest::qWaitFor([&] { return points() >= static_cast<std::size_t>(i); }, 20'000))
                return;
        }
        dashboard->update(true);
    }
    std::size_t points() const { return studio.controller.history().points().size(); }

    Studio studio;
    DashboardPanel* dashboard = nullptr;
};

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ChartTest : public QObject {
    Q_OBJECT
  private slots:
    void the_crosshair_of_one_chart_is_that_of_all() {
        Running run;
        QCOMPARE(run.points(), std::size_t{4});
        ChartCard& first = run.dashboard->card(DashboardPanel::Throughput);
        ChartCard& other = run.dashboard->card(DashboardPanel::Latency);
        const QString before = other.reading();
        QTest::mouseMove(first.viewport(), pointAt(first, 0.5));
        QTRY_VERIFY(first.reading().contains(QStringLiteral("offered")));
        QVERIFY2(other.reading().contains(QStringLiteral("p99")), qPrintable(other.reading()));
        QVERIFY(other.reading() != before);
        QTest::mouseMove(first.viewport(), QPoint(1, 1));
        QTRY_COMPARE(other.reading(), before);
    }

    void a_stretch_of_time_that_is_dragged_is_shown_by_all_until_it_is_reset() {
        Running run;
        ChartCard& first = run.dashboard->card(DashboardPanel::Throughput);
        ChartCard& other = run.dashboard->card(DashboardPanel::Queues);
        const double from = first.from();
        const double to = first.to();
        QVERIFY(to > from);
        QTest::mousePress(first.viewport(), Qt::LeftButton, {}, pointAt(first, 0.25));
        QTest::mouseMove(first.viewport(), pointAt(first, 0.5));
        QTest::mouseRelease(first.viewport(), Qt::LeftButton, {}, pointAt(first, 0.75));
        // To the pixel.
        const double pixel = (to - from) / first.plotArea().width();
        for (const ChartCard* card : {&first, &other}) {
            QVERIFY(std::abs(card->from() - (from + 0.25 * (to - from))) <= pixel);
            QVERIFY(std::abs(card->to() - (from + 0.75 * (to - from))) <= pixel);
        }
        QTest::mouseDClick(first.viewport(), Qt::LeftButton, {}, pointAt(first, 0.5));
        QCOMPARE(other.from(), from);
        QCOMPARE(other.to(), to);
        // A click is no stretch.
        QTest::mouseClick(first.viewport(), Qt::LeftButton, {}, pointAt(first, 0.5));
        QCOMPARE(other.to(), to);
    }

    void a_name_in_the_legend_switches_its_line_wherever_it_stands() {
        ChartCard card(QStringLiteral("chart"), ChartCard::Scale::Linear, whole);
        card.resize(400, 260);
        card.show(twoLines(), 0, 10, QStringLiteral("now"));
        card.QWidget::show();
        auto buttons = card.legend().findChildren<QAbstractButton*>();
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QVERIFY(card.legend().isHidden(QStringLiteral("one")));
        QTest::mouseMove(card.viewport(), pointAt(card, 1));
        card.showCrosshair(10.0);
        QVERIFY(!card.reading().contains(QStringLiteral("one")));
        QVERIFY(card.reading().contains(QStringLiteral("two 20")));
        // The other way round: it is the name that is hidden, not the place.
        auto lines = twoLines();
        std::swap(lines[0], lines[1]);
        card.show(lines, 0, 10, {});
        QVERIFY(card.legend().isHidden(QStringLiteral("one")));
        QVERIFY(!card.legend().isHidden(QStringLiteral("two")));
        QVERIFY(!buttons[1]->isChecked());
        buttons[1]->setFocus();
        QTest::keyClick(buttons[1], Qt::Key_Space);
        QVERIFY(!card.legend().isHidden(QStringLiteral("one")));
    }

    void what_was_changed_and_what_was_promised_is_marked() {
        Running run;
        run.studio.document.push(QStringLiteral("app: 3 instances"),
                                 {SetNodeValue{"app", "instances", std::int64_t{3}}});
        QCOMPARE(run.studio.controller.history().marks().size(), std::size_t{1});
        run.dashboard->update(true);
        ChartCard& card = run.dashboard->card(DashboardPanel::Latency);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("latency.svg"));
        QVERIFY(!card.save(path));
        const QByteArray svg = contentOf(path);
        QVERIFY(svg.contains("app: 3 instances"));
        QVERIFY(!run.studio.document.design().objectives.empty());
        QVERIFY(svg.contains("objective p"));
    }

    void a_chart_is_saved_as_picture_drawing_and_values() {
        ChartCard card(QStringLiteral("Throughput"), ChartCard::Scale::Linear, whole);
        card.resize(420, 280);
        card.QWidget::show();
        card.show(twoLines(), 0, 10, QStringLiteral("now"));
        QTemporaryDir folder;
        const QString png = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(!card.save(png));
        const QImage image(png);
        QVERIFY(image.width() >= 2 * 380);
        int blue = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                blue += image.pixelColor(x, y) == QColor(Qt::blue) ? 1 : 0;
        }
        QVERIFY(blue > 20);
        const QString svg = folder.filePath(QStringLiteral("a.svg"));
        QVERIFY(!card.save(svg));
        QVERIFY(QSvgRenderer(svg).isValid());
        QVERIFY(contentOf(svg).contains("Throughput"));
        const QString csv = folder.filePath(QStringLiteral("a.csv"));
        QVERIFY(!card.save(csv));
        const QList<QByteArray> lines = contentOf(csv).split('\n');
        QCOMPARE(lines[0], QByteArray("Seconds,one,two\r"));
        QCOMPARE(lines[8], QByteArray("7,7,14\r"));
        QCOMPARE(lines.size(), 1 + 11 + 1);
    }

    void what_cannot_be_saved_is_said_and_leaves_the_file_as_it_was() {
        ChartCard card(QStringLiteral("chart"), ChartCard::Scale::Linear, whole);
        card.show(twoLines(), 0, 10, {});
        QTemporaryDir folder;
        QVERIFY(card.save(folder.filePath(QStringLiteral("a.xyz"))).has_value());
        QVERIFY(card.save(folder.filePath(QStringLiteral("no/folder/a.csv"))).has_value());
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("a.xyz"))));
    }

    void its_table_has_the_points_of_the_time_shown() {
        ChartCard card(QStringLiteral("chart"), ChartCard::Scale::Linear, whole);
        card.resize(400, 260);
        card.QWidget::show();
        card.show(twoLines(), 2, 6, {});
        card.showTable(true);
        auto* view = card.findChild<QTableView*>();
        QVERIFY(view->isVisible());
        QCOMPARE(view->model()->rowCount(), 5);
        QCOMPARE(view->model()->headerData(2, Qt::Horizontal).toString(), QStringLiteral("two"));
        QCOMPARE(view->model()->index(4, 2).data().toString(), QStringLiteral("12"));
        card.showTable(false);
        QVERIFY(!view->isVisible());
    }
};

HEADROOM_TEST(ChartTest);
#include "chart_test.moc"
