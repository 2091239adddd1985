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

    /// Runs replications of the design as it is now.
    bool measure();
    bool isMeasuring() const { return measurement_ && !result_; }
    double measureProgress() const { return measurement_ ? measurement_->progress() : 0; }
    /// The last result, and whether the design is another by now.
    std::shared_ptr<const models::RunResult> result() const { return result_; }
    bool isResultOld() const { return isResultOld_; }

    const History& history() const { return history_; }
    std::shared_ptr<const LiveView> view() const { return shown_; }
    models::Scenario journal() const { return live_ ? live_->journal() : models::Scenario{}; }

  signals:
    void stateChanged();
    /// There is a newer view, or none any more.
    void viewChanged();
    void measureChanged();

  private:
    bool start();
    void pull();
    void takeOver(const Edits& edits);
    void applyTraffic();
    double scaleFor(const models::Node& node) const;

    Document& document_;
    std::unique_ptr<LiveRun> live_;
    std::unique_ptr<Measurement> measurement_;
    std::shared_ptr<const LiveView> shown_;
    std::shared_ptr<const models::RunResult> result_;
    History history_;
    QTimer timer_;
    double speed_ = 1;
    std::optional<double> traffic_;
    bool isPlaying_ = false;
    bool isResultOld_ = false;
};

}  // namespace headroom::app
