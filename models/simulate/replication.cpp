// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/replication.h"

#include <algorithm>

namespace headroom::models {

namespace {

using engine::Duration;
using engine::SimTime;

constexpr std::int64_t kSlices = 200;
constexpr std::int64_t kBacklogSteps = 64;
// A replay that does not end has its last window go on.
constexpr std::size_t kMostWindows = 240;

bool hasFailed(engine::RunEnd end) {
    return end == engine::RunEnd::memory || end == engine::RunEnd::stuck;
}

/// Runs a system from one planned instant to the next, in slices, so that somebody can look in from
/// outside; a slice changes nothing.
class Driver {
  public:
    Driver(System& system, const ReplicationPlan& plan, const std::atomic<bool>* cancel,
           const std::function<void(double)>& progress)
        : system_(system),
          plan_(plan),
          cancel_(cancel),
          progress_(progress),
          all_(plan.warmup + plan.measured),
          nextWindow_(plan.window > Duration::zero() ? SimTime::zero() + plan.window
                                                     : SimTime::max()) {
        if (plan.window > Duration::zero()) system_.watch();
    }

    /// As far as that, with the changes and windows on the way. false: the run is over.
    bool runTo(SimTime until) {
        for (;;) {
            const SimTime change = nextChange_ < plan_.scenario.size()
                                       ? SimTime::zero() + plan_.scenario[nextChange_].at
                                       : SimTime::max();
            const SimTime stop = std::min({until, change, nextWindow_});
            if (stop > system_.now() && !runSlices(stop)) return false;
            if (stop == nextWindow_) closeWindow();
            while (nextChange_ < plan_.scenario.size() &&
                   SimTime::zero() + plan_.scenario[nextChange_].at <= system_.now()) {
                system_.apply(plan_.scenario[nextChange_++].change);
            }
            if (stop == until) return true;
        }
    }

    /// The window that is open at the end.
    void closeLast() {
        if (plan_.window > Duration::zero() &&
            (windows.empty() || windows.back()->time < system_.now())) {
            windows.push_back(system_.snapshot());
        }
    }
    bool isCancelled() const {
        return cancel_ != nullptr && cancel_->load(std::memory_order_relaxed);
    }

    engine::RunEnd end = engine::RunEnd::reached;
    std::vector<std::shared_ptr<const Snapshot>> windows;

  private:
    bool runSlices(SimTime stop) {
        const Duration slice = std::max(Duration::nanoseconds(1), all_ / kSlices);
        while (system_.now() < stop) {
            end = system_.runUntil(std::min(stop, system_.now() + slice));
            if (end != engine::RunEnd::reached && end != engine::RunEnd::exhausted) return false;
            if (isCancelled()) return false;
            if (progress_) progress_(system_.now().sinceStart() / all_);
        }
        return true;
    }
    void closeWindow() {
        windows.push_back(system_.snapshot());
        nextWindow_ =
            windows.size() + 1 < kMostWindows ? nextWindow_ + plan_.window : SimTime::max();
    }

    System& system_;
    const ReplicationPlan& plan_;
    const std::atomic<bool>* cancel_;
    const std::function<void(double)>& progress_;
    Duration all_;
    SimTime nextWindow_;
    std::size_t nextChange_ = 0;
};

/// Looks at the queues kBacklogSteps times, one step apart.
void watchBacklogs(System& system, Driver& driver, Duration step,
                   std::vector<Increments>& backlogs) {
    ComponentSample sample;
    std::vector<double> before;
    for (std::int64_t look = 0; look <= kBacklogSteps; ++look) {
        if (look != 0 && !driver.runTo(system.now() + step)) return;
        std::size_t queue = 0;
        for (std::size_t node = 0; node < system.nodes(); ++node) {
            system.sample(node, sample);
            for (const QueueSample& q : sample.queues) {
                if (look == 0) {
                    before.push_back(0);
                    backlogs.emplace_back();
                } else {
                    backlogs[queue].add(q.waiting - before[queue]);
                }
                before[queue++] = q.waiting;
            }
        }
    }
}

ComponentSummary summaryOf(ComponentFigures&& figures) {
    ComponentSummary summary{figures.wait.mean(), figures.inside.mean(), std::move(figures)};
    summary.figures.wait = {};
    summary.figures.inside = {};
    return summary;
}

}  // namespace

Duration backlogStep(Duration measured) {
    return measured / (2 * kBacklogSteps);
}

Replication runReplication(const ValidDesign& design, const Inputs& inputs,
                           const ReplicationPlan& plan, const std::atomic<bool>* cancel,
                           const std::function<void(double)>& progress) {
    System system(design, inputs, plan.system);
    Driver driver(system, plan, cancel, progress);
    Replication result;
    std::uint64_t begunBefore = 0;
    const SimTime end = SimTime::zero() + plan.warmup + plan.measured;
    bool goesOn = true;
    if (plan.warmup > Duration::zero()) {
        goesOn = driver.runTo(SimTime::zero() + plan.warmup);
        begunBefore = system.recorder().begun();
        if (goesOn) system.restartStatistics();
    }
    Audit audit;
    audit.begin(system);
    if (goesOn && plan.watchesBacklogs) {
        const Duration step = backlogStep(plan.measured);
        goesOn = driver.runTo(end - step * kBacklogSteps);
        if (goesOn) watchBacklogs(system, driver, step, result.backlogs);
        goesOn = goesOn && !driver.isCancelled() && !hasFailed(driver.end);
    }
    if (goesOn) driver.runTo(end);
    driver.closeLast();
    result.end = driver.end;
    result.windows = std::move(driver.windows);
    result.cancelled = driver.isCancelled();
    result.seconds = std::max(0.0, (system.now().sinceStart() - plan.warmup).toSeconds());

    result.audit = audit.end(system);
    const Recorder& recorder = system.recorder();
    result.offered = recorder.begun();
    result.begun = begunBefore + recorder.begun();
    result.events = system.events();
    result.fingerprint = recorder.fingerprint();
    result.total = RequestSummary(recorder.total());
    for (const RequestCounts& counts : recorder.endpoints())
        result.endpoints.emplace_back(counts);
    for (std::size_t i = 0; i < system.nodes(); ++i)
        result.components.push_back(summaryOf(system.figures(i)));
    for (const SlowestRequests& slowest : system.notes().slowest) {
        const std::vector<RequestEnd> ends = slowest.sorted();
        result.slowest.insert(result.slowest.end(), ends.begin(), ends.end());
    }
    for (const StatedObjective& stated : plan.objectives)
        result.objectives.push_back(sample(stated, recorder, result.seconds));
    return result;
}

}  // namespace headroom::models
