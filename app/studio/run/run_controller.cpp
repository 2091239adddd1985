// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/run_controller.h"

#include <algorithm>

#include "app/studio/run/traffic_fields.h"

namespace headroom::app {

namespace {

constexpr int kFrameMs = 33;
const engine::Duration kStep = engine::Duration::milliseconds(200);

double numberOf(const models::Node& node, const models::Field* field) {
    if (field == nullptr) return 0;
    const models::Value value = field->get(node.settings.data());
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* rate = std::get_if<models::Rate>(&value)) return rate->perSecond;
    return 0;
}

/// What a run's load is multiplied by, and what it multiplies.
double scaleOf(const models::Node& node) {
    return numberOf(node, scaleField(*node.kind));
}
double rateOf(const models::Node& node) {
    return numberOf(node, rateField(*node.kind));
}

}  // namespace

RunController::RunController(Document& document, QObject* parent)
    : QObject(parent), document_(document) {
    connect(&document, &Document::changed, this, &RunController::takeOver);
    connect(&timer_, &QTimer::timeout, this, &RunController::pull);
    timer_.setInterval(kFrameMs);
}

RunController::~RunController() = default;

double RunController::designedTraffic() const {
    double sum = 0;
    for (const models::Node& node : document_.design().nodes) {
        sum += rateOf(node) * scaleOf(node);
    }
    return sum;
}

bool RunController::start() {
    if (!document_.validation().valid) return false;
    const models::ValidDesign& design = *document_.validation().valid;
    models::InputsLoading inputs = models::loadInputs(design);
    if (!inputs.inputs) return false;
    history_.clear();
    shown_.reset();
    live_ = std::make_unique<LiveRun>(design, std::move(*inputs.inputs),
                                      static_cast<std::uint64_t>(design.design().seed));
    live_->setSpeed(speed_);
    live_->watchNode(watched_);
    if (traffic_) applyTraffic();
    timer_.start();
    return true;
}

bool RunController::play() {
    if (!live_ && !start()) return false;
    isPlaying_ = true;
    live_->play();
    emit stateChanged();
    return true;
}

void RunController::pause() {
    if (!live_) return;
    isPlaying_ = false;
    live_->pause();
    emit stateChanged();
}

void RunController::stop() {
    if (!live_) return;
    live_->end();
    oldRuns_.push_back(std::move(live_));
    isPlaying_ = false;
    shown_.reset();
    emit stateChanged();
    emit viewChanged();
}

bool RunController::step() {
    if (!live_ && !start()) return false;
    isPlaying_ = false;
    live_->step(kStep);
    emit stateChanged();
    return true;
}

void RunController::setSpeed(double speed) {
    speed_ = speed;
    if (live_) live_->setSpeed(speed);
    emit stateChanged();
}

void RunController::setTraffic(std::optional<double> rps) {
    if (rps == traffic_) return;
    traffic_ = rps;
    applyTraffic();
    emit stateChanged();
}

double RunController::scaleFor(const models::Node& node) const {
    const double designed = designedTraffic();
    const double factor = traffic_ && designed > 0 ? *traffic_ / designed : 1;
    return scaleOf(node) * factor;
}

void RunController::applyTraffic() {
    if (!live_) return;
    for (const models::Node& node : document_.design().nodes) {
        const models::Field* scale = scaleField(*node.kind);
        if (scale == nullptr || rateOf(node) <= 0) continue;
        live_->post(models::SettingEdit{node.id, scale->key, scaleFor(node)});
    }
}

// A setting that may be changed while running is one edit; everything else goes over as the whole
// design, whose nodes keep what they are doing.
void RunController::takeOver(const Edits& edits) {
    if (edits.empty()) {  // another document
        stop();
        result_.reset();
        cancelMeasure();
        isResultOld_ = false;
        traffic_.reset();
        emit measureChanged();
        return;
    }
    if (std::ranges::none_of(edits, isSeenByRuns)) return;
    isMeasuredOld_ = true;
    if (result_ && !isResultOld_) {
        isResultOld_ = true;
        emit measureChanged();
    }
    if (!live_) return emit stateChanged();
    std::vector<models::Change> changes;
    bool isStructural = false;
    for (const Edit& edit : edits) {
        if (!isSeenByRuns(edit)) continue;
        const auto* set = std::get_if<SetNodeValue>(&edit);
        const models::Node* node = set != nullptr ? document_.design().findNode(set->id) : nullptr;
        const models::Field* field =
            node != nullptr ? models::findField(node->kind->fields, set->key) : nullptr;
        if (field == nullptr || !field->live) {
            isStructural = true;
            break;
        }
        changes.push_back(models::SettingEdit{set->id, set->key, set->value});
    }
    if (!document_.validation().valid) return;  // the run goes on with the last valid design
    if (isStructural) changes = {models::Redesign{*document_.validation().valid}};
    const double now =
        shown_ && shown_->snapshot ? shown_->snapshot->time.sinceStart().toSeconds() : 0.0;
    history_.mark(now, document_.step().toStdString());
    for (models::Change& change : changes)
        live_->post(std::move(change));
    if (traffic_) applyTraffic();
    emit stateChanged();
}

bool RunController::disturb(const models::Change& change, const QString& what) {
    if (!live_) return false;
    const double now =
        shown_ && shown_->snapshot ? shown_->snapshot->time.sinceStart().toSeconds() : 0.0;
    history_.mark(now, what.toStdString());
    live_->post(change);
    return true;
}

bool RunController::measure() {
    if (!document_.validation().valid) return false;
    const models::ValidDesign& design = *document_.validation().valid;
    models::InputsLoading inputs = models::loadInputs(design);
    if (!inputs.inputs) return false;
    models::RunOptions options = measureOptions_;
    options.seed = static_cast<std::uint64_t>(design.design().seed);
    options.target =
        design.design().targetUtilization ? design.design().targetUtilization->value : 1.0;
    options.slowest = 3;
    cancelMeasure();
    isMeasuredOld_ = false;
    measurement_ = std::make_unique<Measurement>(design, std::move(*inputs.inputs), options);
    timer_.start();
    emit measureBegan();
    emit measureChanged();
    return true;
}

void RunController::cancelMeasure() {
    if (!measurement_) return;
    measurement_->cancel();
    oldMeasurements_.push_back(std::move(measurement_));
    timer_.start();
    emit measureChanged();
}

void RunController::watchNode(const std::string& id) {
    watched_ = id;
    if (live_) live_->watchNode(id);
}

void RunController::retire() {
    std::erase_if(oldRuns_, [](const auto& each) { return each->isOver(); });
    std::erase_if(oldMeasurements_, [](const auto& each) { return each->isOver(); });
}

void RunController::pullMeasurement() {
    if (!measurement_) return;
    const bool isOver = measurement_->isOver();
    if (auto result = measurement_->result(); result && result != result_) {
        result_ = std::move(result);
        isResultOld_ = isMeasuredOld_;
        measuredDesign_ = measurement_->design();
        measuredOptions_ = measurement_->options();
    }
    if (isOver) measurement_.reset();
    emit measureChanged();
}

void RunController::pull() {
    if (live_) {
        const auto newest = live_->view();
        if (newest->snapshot && (!shown_ || newest->number > shown_->number)) {
            shown_ = newest;
            history_.add(*newest);
            if (newest->status == LiveView::Status::Failed) isPlaying_ = false;
            emit viewChanged();
        }
    }
    pullMeasurement();
    retire();
    if (!live_ && !measurement_ && oldRuns_.empty() && oldMeasurements_.empty()) timer_.stop();
}

}  // namespace headroom::app
