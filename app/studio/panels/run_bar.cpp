// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/run_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/studio/canvas/figures.h"
#include "app/studio/run/traffic_fields.h"
#include "app/studio/theme/figure_text.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

// The slider is logarithmic: from 1 to 1,000,000 requests per second.
constexpr int kSteps = 600;
constexpr double kDecades = 6;

double rateAt(int position) {
    const double rate = std::pow(10, kDecades * position / kSteps);
    // Two digits that count, so that what is chosen can be read and said.
    const double unit = std::pow(10, std::floor(std::log10(rate)) - 1);
    return std::round(rate / unit) * unit;
}
int positionOf(double rate) {
    return static_cast<int>(std::round(std::log10(std::clamp(rate, 1.0, 1e6)) / kDecades * kSteps));
}

/// The decades below the slider.
class DecadeScale : public QWidget {
  public:
    explicit DecadeScale(QWidget* parent = nullptr) : QWidget(parent) { setFixedHeight(14); }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setFont(bodyFont(10));
        painter.setPen(Theme::current().faint);
        const char* const labels[] = {"1", "10", "100", "1k", "10k", "100k", "1M"};
        const int inset = 8;
        for (int i = 0; i <= 6; ++i) {
            const int x = inset + (width() - 2 * inset) * i / 6;
            QRect box(x - 20, 0, 40, height());
            if (i == 0) box.moveLeft(0);
            if (i == 6) box.moveRight(width() - 1);
            painter.drawText(box,
                             i == 0 ? Qt::AlignLeft : (i == 6 ? Qt::AlignRight : Qt::AlignHCenter),
                             QString::fromLatin1(labels[i]));
        }
    }
};

QVBoxLayout* stacked(QWidget* above, QWidget* below) {
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(above);
    column->addWidget(below);
    return column;
}

void setColor(QLabel* label, const QColor& color) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

}  // namespace

RunBar::RunBar(Document& document, RunController& controller, QWidget* parent)
    : QWidget(parent),
      document_(document),
      controller_(controller),
      title_(new QLabel),
      play_(new QToolButton),
      stop_(new QToolButton),
      step_(new QToolButton),
      speed_(new QComboBox),
      clock_(new FigureLabel),
      pace_(new FigureLabel),
      trafficTitle_(new QLabel),
      traffic_(new FigureLabel),
      slider_(new QSlider(Qt::Horizontal)),
      keep_(new QToolButton),
      seed_(new QLabel),
      verdict_(new QLabel),
      measure_(new QPushButton) {
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(QStringLiteral("runBar"));
    setFocusProxy(play_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    title_->setFont(bodyFont(13, QFont::DemiBold));
    title_->setMinimumWidth(170);
    row->addWidget(title_);
    for (QToolButton* button : {play_, stop_, step_}) {
        button->setFixedSize(34, 28);
        button->setIconSize({16, 16});
        row->addWidget(button);
    }
    for (const double speed : {0.01, 0.1, 0.5, 1.0, 2.0, 10.0, 100.0, LiveRun::kMaxSpeed})
        speed_->addItem({}, speed);
    speed_->setCurrentIndex(3);
    row->addWidget(speed_);
    clock_->setFont(figureFont(16));
    clock_->setMinimumWidth(150);
    pace_->setFont(bodyFont(11));
    row->addLayout(stacked(clock_, pace_));
    row->addStretch(1);
    trafficTitle_->setFont(bodyFont(11));
    traffic_->setFont(figureFont(13));
    traffic_->setMinimumWidth(96);
    row->addLayout(stacked(trafficTitle_, traffic_));
    slider_->setRange(0, kSteps);
    slider_->setMinimumWidth(220);
    slider_->setMaximumWidth(420);
    slider_->setPageStep(kSteps / 24);
    row->addLayout(stacked(slider_, new DecadeScale), 3);
    row->addWidget(keep_);
    row->addStretch(1);
    seed_->setFont(bodyFont(11));
    verdict_->setFont(bodyFont(11, QFont::DemiBold));
    row->addLayout(stacked(seed_, verdict_));
    measure_->setProperty("primary", true);
    row->addWidget(measure_);

    connect(play_, &QToolButton::clicked, this, [this] {
        if (controller_.isPlaying()) return controller_.pause();
        if (!controller_.play()) emit refused();
    });
    connect(stop_, &QToolButton::clicked, &controller_, &RunController::stop);
    connect(step_, &QToolButton::clicked, this, [this] {
        if (!controller_.step()) emit refused();
    });
    connect(speed_, &QComboBox::activated, this,
            [this] { controller_.setSpeed(speed_->currentData().toDouble()); });
    connect(slider_, &QSlider::valueChanged, this, &RunBar::setTrafficFromSlider);
    connect(keep_, &QToolButton::clicked, this, [this] {
        const auto wanted = controller_.traffic();
        const double designed = controller_.designedTraffic();
        if (!wanted || designed <= 0) return;
        Edits edits;
        for (const models::Node& node : document_.design().nodes) {
            const models::Field* rate = rateField(*node.kind);
            if (rate == nullptr) continue;
            const models::Value value = rate->get(node.settings.data());
            if (const auto* now = std::get_if<models::Rate>(&value)) {
                edits.push_back(SetNodeValue{node.id, rate->key,
                                             models::Rate{now->perSecond * *wanted / designed}});
            }
        }
        controller_.setTraffic(std::nullopt);
        document_.push(tr("Make this the design's load"), std::move(edits));
    });
    connect(measure_, &QPushButton::clicked, this, [this] {
        if (!controller_.measure()) emit refused();
    });
    connect(&controller_, &RunController::stateChanged, this, &RunBar::showState);
    connect(&controller_, &RunController::viewChanged, this, &RunBar::showView);
    connect(&controller_, &RunController::measureChanged, this, &RunBar::showState);
    connect(&document_, &Document::changed, this, &RunBar::showState);
    connect(&document_, &Document::pathChanged, this, &RunBar::showTitle);
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this, &RunBar::showTitle);
    refresh();
}

void RunBar::refresh() {
    const Theme& theme = Theme::current();
    setStyleSheet(QStringLiteral("#runBar { background: %1; border-bottom: 1px solid %2; }")
                      .arg(theme.panel.name(), theme.line.name()));
    stop_->setIcon(iconOf(QStringLiteral("stop"), theme.text));
    stop_->setToolTip(tr("Stop"));
    stop_->setAccessibleName(tr("Stop"));
    step_->setIcon(iconOf(QStringLiteral("step"), theme.text));
    step_->setToolTip(tr("Step: 200 ms of simulated time"));
    step_->setAccessibleName(tr("Step"));
    for (int i = 0; i < speed_->count(); ++i) {
        const double speed = speed_->itemData(i).toDouble();
        QString text = tr("Speed max");
        if (speed == 1)
            text = tr("Real time");
        else if (speed != LiveRun::kMaxSpeed)
            text = tr("Speed %1\u00d7").arg(speed);
        speed_->setItemText(i, text);
    }
    speed_->setAccessibleName(tr("Speed"));
    trafficTitle_->setText(tr("Traffic"));
    slider_->setAccessibleName(tr("Traffic, requests per second"));
    slider_->setToolTip(tr("How much traffic the run gets; the design keeps its own rate"));
    keep_->setText(tr("Keep"));
    keep_->setToolTip(tr("Make this the design's load"));
    setColor(pace_, theme.soft);
    setColor(trafficTitle_, theme.soft);
    setColor(seed_, theme.soft);
    showTitle();
    showState();
    showView();
}

void RunBar::showTitle() {
    const QString name = QString::fromStdString(document_.design().name);
    const QString shown = (name.isEmpty() ? tr("Untitled") : name).toHtmlEscaped();
    title_->setText(document_.isChanged()
                        ? shown +
                              QStringLiteral(" <span style='color:%1;font-weight:400'> %2</span>")
                                  .arg(Theme::current().faint.name(), tr("\u2014 edited"))
                        : shown);
}

void RunBar::showState() {
    const Theme& theme = Theme::current();
    const bool playing = controller_.isPlaying();
    play_->setChecked(playing);
    play_->setIcon(
        iconOf(playing ? QStringLiteral("pause") : QStringLiteral("play"), theme.accent));
    play_->setToolTip(playing ? tr("Pause (F5)") : tr("Run (F5)"));
    play_->setAccessibleName(playing ? tr("Pause") : tr("Run"));
    stop_->setEnabled(controller_.isStarted());
    const double designed = controller_.designedTraffic();
    const double rate = controller_.traffic().value_or(designed);
    traffic_->setText(designed > 0 ? tr("%1 req/s").arg(shortNumber(rate)) : tr("as given"));
    slider_->setEnabled(designed > 0);
    keep_->setVisible(controller_.traffic().has_value());
    const QSignalBlocker quiet(slider_);
    slider_->setValue(positionOf(rate));
    showTitle();
    seed_->setText(tr("seed %1").arg(document_.design().seed));
    measure_->setEnabled(!controller_.isMeasuring() && document_.validation().valid.has_value());
    if (controller_.isMeasuring()) {
        measure_->setText(tr("Measuring \u2026"));
        verdict_->setText(shortShare(controller_.measureProgress().part));
        return setColor(verdict_, theme.soft);
    }
    measure_->setText(tr("Measure"));
    const auto result = controller_.result();
    if (!result || !result->audit) return verdict_->clear();
    verdict_->setText(controller_.isResultOld()
                          ? tr("measured before the last change")
                          : (result->audit->passed ? tr("audit passed") : tr("audit failed")));
    setColor(verdict_, controller_.isResultOld()
                           ? theme.faint
                           : (result->audit->passed ? theme.good : theme.bad));
}

void RunBar::showView() {
    const auto view = controller_.view();
    if (!view || !view->snapshot) {
        clock_->setText(clockText(0));
        pace_->setText(controller_.isStarted() ? tr("starting") : tr("not running"));
        return;
    }
    clock_->setText(clockText(view->snapshot->time.sinceStart().toSeconds()));
    if (view->status == LiveView::Status::Failed)
        return pace_->setText(view->end == engine::RunEnd::memory
                                  ? tr("Ended: the requests in flight need too much memory")
                                  : tr("Ended: time does not go on here"));
    pace_->setText(tr("%1\u00d7 real time \u00b7 %2 events/s")
                       .arg(shortNumber(view->timesRealTime), shortNumber(view->eventsPerSecond)));
}

void RunBar::setTrafficFromSlider(int position) {
    const double rate = rateAt(position);
    controller_.setTraffic(rate);
}

}  // namespace headroom::app
