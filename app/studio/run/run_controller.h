// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "app/studio/document/document.h"
#include "app/studio/run/history.h"
#include "app/studio/run/live_run.h"
#include "app/studio/run/measurement.h"

namespace headroom::app {

/// What is done with a document's design: watched live, and measured. Takes the document's changes
/// to the running system, and the newest view to whoever shows it, 30 times a second at most.
class RunController : public QObject {
    Q_OBJECT
  public:
    explicit RunController(Document& document, QObject* parent = nullptr);
    ~RunController() override;

    bool isStarted() const { return live_ != nullptr; }
    bool isPlaying() const { return isPlaying_; }
    double speed() const { return speed_; }
    /// Begins anew if nothing runs. False: the design cannot run; the document's problems say why.
    bool play();
    void pause();
    void stop();
    bool step();
    void setSpeed(double speed);
    /// Requests per second of all open loads together, for the run alone; nothing: as designed.
    void setTraffic(std::optional<double> rps);
    std::optional<double> traffic() const { return traffic_; }
    /// What the design asks for; 0 if nobody has a rate.
    double designedTraffic() const;

    /// How long and how precisely is measured; seed, target and waterfalls are seen to.
    void setMeasureOptions(models::RunOptions options) { measureOptions_ = std::move(options); }
    /// Something happens to the run alone: a crash, a flush. It is in the journal, and marked on
    /// the curves as `what`. False: nothing runs.
    bool disturb(const models::Change& change, const QString& what);

    /// Runs replications of the design as it is now.
    bool measure();
    /// Ends it and keeps the result before, if there is one.
    void cancelMeasure();
    bool isMeasuring() const { return measurement_ != nullptr; }
    Measurement::Progress measureProgress() const {
        return measurement_ ? measurement_->progress() : Measurement::Progress{};
    }
    /// The last result, and whether the design is another by now.
    std::shared_ptr<const models::RunResult> result() const { return result_; }
    bool isResultOld() const { return isResultOld_; }
    /// What was measured, and how. Precondition: there is a result.
    const models::ValidDesign& measuredDesign() const { return *measuredDesign_; }
    const models::RunOptions& measuredOptions() const { return measuredOptions_; }

    const History& history() const { return history_; }
    std::shared_ptr<const LiveView> view() const { return shown_; }
    /// Looks closer at this node while it runs; empty: at none.
    void watchNode(const std::string& id);
    /// Requests that ended of late, a sample, with their hops; each is given once.
    std::vector<models::RequestTrace> takeSampled() {
        return live_ ? live_->takeSampled() : std::vector<models::RequestTrace>{};
    }
    models::Scenario journal() const { return live_ ? live_->journal() : models::Scenario{}; }

  signals:
    void stateChanged();
    /// There is a newer view, or none any more.
    void viewChanged();
    void measureChanged();
    void measureBegan();

  private:
    bool start();
    void pull();
    void pullMeasurement();
    void retire();
    void takeOver(const Edits& edits);
    void applyTraffic();
    double scaleFor(const models::Node& node) const;

    Document& document_;
    std::unique_ptr<LiveRun> live_;
    std::unique_ptr<Measurement> measurement_;
    std::shared_ptr<const LiveView> shown_;
    // They have been asked to end; nobody waits for them.
    std::vector<std::unique_ptr<LiveRun>> oldRuns_;
    std::vector<std::unique_ptr<Measurement>> oldMeasurements_;
    std::shared_ptr<const models::RunResult> result_;
    models::RunOptions measureOptions_;
    std::optional<models::ValidDesign> measuredDesign_;
    models::RunOptions measuredOptions_;
    std::string watched_;
    History history_;
    QTimer timer_;
    double speed_ = 1;
    std::optional<double> traffic_;
    bool isPlaying_ = false;
    bool isResultOld_ = false;
    bool isMeasuredOld_ = false;  // of what is being measured
};

}  // namespace headroom::app
