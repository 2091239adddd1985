// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/queue/queue.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "engine/process.h"
#include "models/components/channel.h"
#include "models/components/node_statistics.h"
#include "models/components/queue/settings.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::Process;
using engine::SimTime;

/// Messages wait in one line for the next place at any worker. A place is one of the jobs that an
/// instance wants at once; a message is handed out to a free one and stays here until its worker
/// has answered. If that fails it goes back to the head of the line. Messages are on disk: a crash
/// loses none.
class Queue final : public Component, public Service {
  public:
    explicit Queue(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<QueueSettings>()),
          hop_(assembly.nodeHash()),
          capacity_(settings_.capacity),
          inside_(world_.simulation.now()),
          waitingOverTime_(world_.simulation.now()) {}

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host* host(std::size_t) override { return &host_; }
    std::size_t instances() const override { return 1; }
    Service& instance(std::size_t) override { return *this; }

    void connect(std::vector<std::unique_ptr<Channel>> channels) override {
        Component::connect(std::move(channels));
        targetsChanged();
    }
    void targetsChanged() override {
        Component::targetsChanged();
        findPlaces();
        handOut();
    }
    void reconfigure(const Settings& settings) override {
        settings_ = settings.as<QueueSettings>();
        capacity_.set(settings_.capacity);
    }

    void retire() override {
        isRetired_ = true;
        Component::retire();
    }

    Reply recall(Request&, Operation, std::int64_t) override { return accepted(); }

    Call<Reply> serve(RequestRef request, Operation) override {
        const SimTime arrival = statistics_.arrived();
        if (inside_.level() >= settings_.capacity) {
            statistics_.refused();
            co_return Reply::unavailable();
        }
        inside_.change(arrival, 1);
        line_.push_back({request, arrival});
        waitingOverTime_.change(arrival, 1);
        handOut();
        co_return accepted();
    }

    void restartStatistics() override {
        const SimTime now = world_.simulation.now();
        statistics_.restart();
        capacity_.restart();
        inside_.restart(now);
        waitingOverTime_.restart(now);
        redelivered_ = 0;
        restartChannels();
    }
    ComponentFigures figures() override {
        ComponentFigures figures = statistics_.figures();
        figures.queueMean = waitingOverTime_.mean(world_.simulation.now());
        addResources(figures);
        figures.metrics.push_back({"messages", inside_.mean(world_.simulation.now())});
        figures.metrics.push_back({"redelivered", static_cast<double>(redelivered_)});
        return figures;
    }
    /// Messages stay when whoever brought them is gone.
    std::optional<ComponentBalance> balance() override {
        ComponentBalance balance;
        statistics_.balance(balance);
        balance.addHost(host_);
        for (const Message& message : line_)
            stays_.isThere(message.arrival);
        std::uint64_t atWorkers = 0;
        for (const auto& message : handedOut_) {
            if (!message) continue;
            stays_.isThere(message->arrival);
            ++atWorkers;
        }
        balance.inside += line_.size() + atWorkers;
        balance.stays.push_back(stays_.balance("messages", inside_));
        return balance;
    }
    void sample(ComponentSample& sample) override {
        statistics_.sample(sample);
        sample.resources.push_back(capacity_.sample(Resource::Queue, "messages", inside_));
        sample.queues.push_back({"messages", static_cast<double>(line_.size()),
                                 static_cast<double>(settings_.capacity)});
        sampleChannels(sample);
    }

  private:
    struct Message {
        RequestRef request;
        SimTime arrival;
    };
    /// An instance of a worker that wants one more job.
    struct Place {
        std::size_t worker;  ///< index into workers_
        std::size_t instance;
    };
    struct WorkerLink {
        Channel* channel;
        std::size_t instances = 0;
        std::int64_t wanted = 0;          ///< at each of them
        std::vector<std::int64_t> given;  ///< places of each instance, free or in use
    };

    static Reply accepted() { return {202, false, true, 0}; }

    /// Makes the places what the workers want. Those no longer wanted go when they are free.
    void findPlaces() {
        for (WorkerLink& worker : workers_)
            worker.wanted = 0;
        for (const auto& channel : channels_) {
            auto worker = std::ranges::find(workers_, channel.get(), &WorkerLink::channel);
            if (worker == workers_.end()) {
                worker = workers_.insert(workers_.end(), WorkerLink{channel.get(), 0, 0, {}});
            }
            worker->instances = channel->targets();
            worker->wanted = wantedAt(*channel);
            if (worker->given.size() < worker->instances) worker->given.resize(worker->instances);
        }
        // One for each instance before any gets a second, so that they take turns.
        for (bool more = true; more;) {
            more = false;
            for (std::size_t w = 0; w < workers_.size(); ++w) {
                WorkerLink& worker = workers_[w];
                for (std::size_t i = 0; i < worker.instances; ++i) {
                    if (worker.given[i] >= worker.wanted) continue;
                    ++worker.given[i];
                    free_.push_back({w, i});
                    more = true;
                }
            }
        }
    }
    static std::int64_t wantedAt(const Channel& channel) {
        constexpr std::int64_t kMost = 1'000'000;  // of who says nothing
        return std::min(channel.target().wantedAtOnce(), kMost);
    }
    bool haveChanged() const {
        return std::ranges::any_of(workers_, [](const WorkerLink& w) {
            return w.wanted != 0 &&
                   (w.instances != w.channel->targets() || w.wanted != wantedAt(*w.channel));
        });
    }
    /// Whether a place that is free may be used; if not, it goes.
    bool keep(const Place& place) {
        WorkerLink& worker = workers_[place.worker];
        if (place.instance < worker.instances && worker.given[place.instance] <= worker.wanted) {
            return true;
        }
        --worker.given[place.instance];
        return false;
    }
    void handOut() {
        if (isRetired_) return;
        if (haveChanged()) findPlaces();
        while (!line_.empty() && !free_.empty()) {
            const Place place = free_.front();
            free_.pop_front();
            if (!keep(place)) continue;
            Message message = std::move(line_.front());
            line_.pop_front();
            waitingOverTime_.change(world_.simulation.now(), -1);
            world_.simulation.spawn(work(place, keepAside(std::move(message))));
        }
    }
    /// Puts it where it stays while a worker has it.
    std::uint32_t keepAside(Message message) {
        if (unused_.empty()) {
            unused_.push_back(static_cast<std::uint32_t>(handedOut_.size()));
            handedOut_.emplace_back();
        }
        const std::uint32_t slot = unused_.back();
        unused_.pop_back();
        handedOut_[slot].emplace(std::move(message));
        return slot;
    }
    Message takeBack(std::uint32_t slot) {
        unused_.push_back(slot);
        Message message = *std::move(handedOut_[slot]);
        handedOut_[slot].reset();
        return message;
    }
    Process work(Place place, std::uint32_t slot) {
        const SimTime begin = world_.simulation.now();
        const RequestRef request = handedOut_[slot]->request;
        Channel& channel = *workers_[place.worker].channel;
        const Reply reply = co_await channel.call(request, Operation::job, place.instance);
        if (reply.ok()) {
            const Message message = takeBack(slot);
            statistics_.waited(*message.request, hop_, begin - message.arrival);
            statistics_.completed(message.arrival);
            inside_.change(world_.simulation.now(), -1);
            stays_.left(message.arrival);
        } else {
            co_await engine::delay(settings_.redelivery);
            ++redelivered_;
            line_.push_front(takeBack(slot));
            waitingOverTime_.change(world_.simulation.now(), 1);
        }
        if (keep(place)) free_.push_back(place);
        handOut();
    }

    World& world_;
    QueueSettings settings_;
    std::uint64_t hop_;
    Units capacity_;
    engine::TimeAverage inside_;
    engine::TimeAverage waitingOverTime_;
    std::deque<Message> line_;
    std::deque<Place> free_;
    std::vector<WorkerLink> workers_;  // all there ever were
    bool isRetired_ = false;
    // Messages at workers, or waiting to be handed out again; empty ones are in unused_.
    std::vector<std::optional<Message>> handedOut_;
    std::vector<std::uint32_t> unused_;
    Stays stays_;
    std::uint64_t redelivered_ = 0;
    NodeStatistics statistics_;
    Host host_;
};

}  // namespace

std::unique_ptr<Component> createQueue(const Assembly& assembly) {
    return std::make_unique<Queue>(assembly);
}

}  // namespace headroom::models
