// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/live_run.h"

#include <algorithm>
#include <chrono>

#include "models/simulate/system.h"

namespace headroom::app {

namespace {

using Clock = std::chrono::steady_clock;
using engine::Duration;
using engine::SimTime;

// A piece of work after which wishes are looked at: the window's patience is 50 ms.
constexpr auto kPiece = std::chrono::milliseconds(8);
// A view holds at least that much simulated time, unless that takes longer than a second.
constexpr Duration kWindow = Duration::milliseconds(200);
constexpr auto kBetweenViews = std::chrono::milliseconds(33);
constexpr auto kBetweenLooks = std::chrono::milliseconds(400);
// Requests that are followed: some for the eye, in our time, and never more than this at once.
constexpr double kTracesASecond = 80;
constexpr std::size_t kTracesAtOnce = 128;
constexpr auto kLongestBetweenViews = std::chrono::seconds(1);

double seconds(Clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

}  // namespace

/// Maps our time to simulated time, and learns how much can be simulated in a piece.
class LiveRun::Pace {
  public:
    /// From here on at this speed.
    void restart(double speed, SimTime now) {
        speed_ = speed;
        began_ = Clock::now();
        from_ = now;
    }
    double speed() const { return speed_; }
    /// How far to go next; not beyond what is due by now.
    SimTime nextStop(SimTime now) const {
        const SimTime piece = now + piece_;
        if (speed_ == kMaxSpeed) return piece;
        return std::min(piece, due());
    }
    bool isAhead(SimTime now) const { return speed_ != kMaxSpeed && now >= due(); }
    /// A piece took this long: the next is to take kPiece.
    void learn(Duration simulated, Clock::duration took) {
        const double ratio = seconds(kPiece) / std::max(seconds(took), 1e-6);
        const double next = static_cast<double>(simulated.ns()) * std::clamp(ratio, 0.25, 2.0);
        piece_ = Duration::nanoseconds(static_cast<std::int64_t>(std::clamp(next, 1e3, 60e9)));
    }
    /// Speeds since the last time it was asked.
    void measure(SimTime now, std::uint64_t events) {
        const auto wall = Clock::now();
        const double took = seconds(wall - lastWall_);
        if (took <= 0) return;
        timesRealTime = (now - lastTime_).toSeconds() / took;
        eventsPerSecond = static_cast<double>(events - lastEvents_) / took;
        lastWall_ = wall;
        lastTime_ = now;
        lastEvents_ = events;
    }
    double timesRealTime = 0;
    double eventsPerSecond = 0;

  private:
    SimTime due() const {
        const double passed = seconds(Clock::now() - began_) * speed_;
        return from_ + Duration::nanoseconds(static_cast<std::int64_t>(passed * 1e9));
    }

    double speed_ = 1;
    Clock::time_point began_ = Clock::now();
    SimTime from_;
    Duration piece_ = Duration::milliseconds(1);
    Clock::time_point lastWall_ = Clock::now();
    SimTime lastTime_;
    std::uint64_t lastEvents_ = 0;
};

LiveRun::LiveRun(models::ValidDesign design, models::Inputs inputs, std::uint64_t seed)
    : design_(std::move(design)),
      inputs_(std::move(inputs)),
      seed_(seed),
      view_(std::make_shared<LiveView>()),
      thread_([this] { work(); }) {}

LiveRun::~LiveRun() {
    end();
}

void LiveRun::end() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    wake_.notify_all();
}

void LiveRun::watchNode(std::string id) {
    const std::scoped_lock lock(mutex_);
    wishes_.watched = std::move(id);
    watched_.reset();
    wake_.notify_all();
}

std::vector<models::RequestTrace> LiveRun::takeSampled() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(sampled_, {});
}

void LiveRun::publishSampled(const std::vector<models::RequestTrace>& ended) {
    const std::scoped_lock lock(mutex_);
    const std::size_t all = sampled_.size() + ended.size();
    if (all > kTaken) {
        const std::size_t gone = std::min(sampled_.size(), all - kTaken);
        sampled_.erase(sampled_.begin(), sampled_.begin() + static_cast<std::ptrdiff_t>(gone));
    }
    const std::size_t kept = std::min(ended.size(), kTaken - sampled_.size());
    sampled_.insert(sampled_.end(), ended.end() - static_cast<std::ptrdiff_t>(kept), ended.end());
}

void LiveRun::play() {
    const std::scoped_lock lock(mutex_);
    wishes_.running = true;
    wake_.notify_all();
}
void LiveRun::pause() {
    const std::scoped_lock lock(mutex_);
    wishes_.running = false;
    wake_.notify_all();
}
void LiveRun::setSpeed(double speed) {
    const std::scoped_lock lock(mutex_);
    wishes_.speed = speed;
    wake_.notify_all();
}
void LiveRun::step(Duration by) {
    const std::scoped_lock lock(mutex_);
    wishes_.running = false;
    wishes_.steps += by;
    wake_.notify_all();
}
void LiveRun::post(models::Change change) {
    const std::scoped_lock lock(mutex_);
    wishes_.changes.push_back(std::move(change));
    wake_.notify_all();
}
std::shared_ptr<const LiveView> LiveRun::view() const {
    const std::scoped_lock lock(mutex_);
    return view_;
}
models::Scenario LiveRun::journal() const {
    const std::scoped_lock lock(mutex_);
    return journal_;
}

void LiveRun::make(models::System& system, const std::vector<models::Change>& changes) {
    for (const models::Change& change : changes) {
        if (models::checkChange(system.design(), change)) continue;
        const Duration at = models::wholeMillisecond(system.now().sinceStart());
        system.runUntil(SimTime::zero() + at);
        system.apply(change);
        const std::scoped_lock lock(mutex_);
        journal_ = system.journal();
    }
}

void LiveRun::publish(models::System& system, LiveView::Status status, const Pace& pace,
                      bool hasChanged, engine::RunEnd end) {
    auto view = std::make_shared<LiveView>();
    view->status = status;
    view->end = end;
    // Pausing is not a window in which nothing happened.
    const auto before = this->view();
    const bool isSame = before->snapshot && before->snapshot->time == system.now() && !hasChanged;
    view->snapshot = isSame ? before->snapshot : system.snapshot();
    view->timesRealTime = pace.timesRealTime;
    view->eventsPerSecond = pace.eventsPerSecond;
    auto nodes = std::make_shared<std::vector<std::string>>();
    for (const models::Node& node : system.design().nodes)
        nodes->push_back(node.id);
    view->nodes = std::move(nodes);
    const std::scoped_lock lock(mutex_);
    view->watched = watched_;
    view->number = view_->number + 1;
    view_ = std::move(view);
}

void LiveRun::work() {
    simulate();
    isOver_ = true;
}

void LiveRun::simulate() {
    models::Tracer tracer({});
    tracer.sample(1, kTracesAtOnce, SimTime::zero());
    NodeWatch watch;
    models::SystemOptions options;
    options.key = {seed_, 0};
    options.cancel = &stop_;
    options.warm = models::warmMemory(design_, inputs_, seed_, &stop_);
    if (stop_) return;
    options.tracer = &tracer;
    models::System system(design_, inputs_, options);
    system.watch();
    Pace pace;
    Clock::time_point lastView = Clock::now();
    Clock::time_point lastLook;
    SimTime lastTime;
    bool wasRunning = false;
    Duration steps;
    while (!stop_) {
        Wishes wishes;
        {
            std::unique_lock lock(mutex_);
            const auto hasSomethingToDo = [&] {
                return stop_ || wishes_.running != wasRunning || !wishes_.changes.empty() ||
                       wishes_.watched != watch.node() || wishes_.steps > Duration::zero() ||
                       wishes_.speed != pace.speed();
            };
            if (!wasRunning && steps <= Duration::zero()) {
                wake_.wait(lock, hasSomethingToDo);
            } else if (pace.isAhead(system.now())) {
                wake_.wait_for(lock, std::chrono::milliseconds(4), hasSomethingToDo);
            }
            wishes = wishes_;
            wishes_.changes.clear();
            wishes_.steps = Duration::zero();
        }
        if (stop_) return;
        if (wishes.running != wasRunning || wishes.speed != pace.speed()) {
            pace.restart(wishes.speed, system.now());
        }
        const bool hasStopped = wasRunning && !wishes.running;
        wasRunning = wishes.running;
        steps += wishes.steps;
        make(system, wishes.changes);
        const SimTime from = system.now();
        SimTime until = wasRunning ? pace.nextStop(from) : from;
        if (steps > Duration::zero()) until = from + std::min(steps, kWindow);
        engine::RunEnd end = engine::RunEnd::reached;
        if (until > from) {
            const auto began = Clock::now();
            end = system.runUntil(until);
            pace.learn(until - from, Clock::now() - began);
        }
        if (stop_) return;
        if (end == engine::RunEnd::memory || end == engine::RunEnd::stuck) {
            pace.measure(system.now(), system.events());
            publish(system, LiveView::Status::Failed, pace, false, end);
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stop_.load(); });
            return;
        }
        const bool isStepDone =
            steps > Duration::zero() && (steps = steps - (until - from), steps <= Duration::zero());
        const auto sinceView = Clock::now() - lastView;
        const bool isDue = (sinceView >= kBetweenViews && system.now() - lastTime >= kWindow) ||
                           (sinceView >= kLongestBetweenViews && system.now() > lastTime);
        const bool isOpened = wishes.watched != watch.node();
        if (isDue || hasStopped || isStepDone || isOpened || !wishes.changes.empty()) {
            if (system.now() > lastTime) pace.measure(system.now(), system.events());
            const std::vector<models::RequestTrace> ended = tracer.takeEnded();
            publishSampled(ended);
            if (watch.node() != wishes.watched) {
                watch.open(wishes.watched);
                lastLook = {};
            }
            watch.add(ended);
            if (!wishes.watched.empty() && Clock::now() - lastLook >= kBetweenLooks) {
                auto figures = watch.look(system);
                lastLook = Clock::now();
                const std::scoped_lock lock(mutex_);
                // It may be another node's turn by now.
                if (wishes_.watched == wishes.watched) watched_ = std::move(figures);
            }
            publish(system, wasRunning ? LiveView::Status::Running : LiveView::Status::Paused, pace,
                    !wishes.changes.empty());
            const auto view = this->view();
            const double perSecond = view->snapshot->offeredRps * view->timesRealTime;
            tracer.sample(perSecond > 0 ? kTracesASecond / perSecond : 1, kTracesAtOnce,
                          system.now());
            lastView = Clock::now();
            lastTime = system.now();
        }
    }
}

}  // namespace headroom::app
