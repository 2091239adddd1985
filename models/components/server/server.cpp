// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/server.h"

#include <deque>
#include <optional>
#include <utility>

#include "engine/process.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "models/components/channel.h"
#include "models/components/contended_cores.h"
#include "models/components/node_statistics.h"
#include "models/components/server/bounded.h"
#include "models/components/server/request_plan.h"
#include "models/components/server/settings.h"
#include "models/topology/endpoint_calls.h"
#include "models/workload/workload.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::Duration;
using engine::Lease;
using engine::SimTime;

/// Told when an instance that takes no more requests has ended its last one.
class DrainWatch {
  public:
    virtual void drained() = 0;

  protected:
    ~DrainWatch() = default;
};

/// One instance: workers behind a bounded accept queue, and cores that the workers share.
class Instance final : public Service {
  public:
    Instance(World& world, const ServerSettings& settings, const Backends& backends, Shared& shared,
             std::uint64_t hop, std::size_t index, DrainWatch& watch)
        : world_(world),
          backends_(backends),
          node_(shared),
          watch_(watch),
          hop_(hop),
          index_(index),
          workers_(static_cast<std::uint32_t>(settings.workers),
                   static_cast<std::uint32_t>(settings.queue)) {
        makeCores(settings);
        if (Bounded::wanted(settings)) bounded_ = std::make_unique<Bounded>(settings);
    }

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host& host() { return host_; }
    /// It is asked for nothing more, or again.
    void setDraining(bool draining) {
        draining_ = draining;
        isEmpty_ = draining && host_.callsInside() == 0;
    }
    /// Whether its capacity counts.
    bool isThere() const { return !draining_ || (!isEmpty_ && host_.callsInside() > 0); }

    /// Work cannot change between disciplines half-way: who is inside fails as redesigned.
    void reconfigure(const ServerSettings& settings) {
        if (bounded_) bounded_->reconfigure(settings);
        if (settings.discipline != discipline_ ||
            isContended(settings) != (contended_ != nullptr)) {
            const bool wasUp = host_.isUp();
            faultDomain().remove();
            coresBeforeNs_ += static_cast<double>(busyCores().integral(world_.simulation.now()));
            makeCores(settings);
            if (wasUp) host_.reopen();
        }
        const auto cores = static_cast<std::uint32_t>(settings.cores);
        if (contended_) {
            contended_->setCores(cores);
            contended_->setLaw(lawOf(settings));
        } else if (shared_) {
            shared_->setCores(cores);
        } else {
            inTurn_->setServers(cores);
        }
        workers_.setUnits(static_cast<std::uint32_t>(settings.workers));
        workers_.setMostWaiting(static_cast<std::uint32_t>(settings.queue));
    }

    Call<Reply> serve(RequestRef request, Operation) override {
        return bounded_ ? serveBounded(request) : serveFreely(request);
    }

    void restartStatistics(engine::SimTime now) {
        coresBeforeNs_ = 0;
        workers_.inUseOverTime().restart(now);
        workers_.waitingOverTime().restart(now);
        if (bounded_) bounded_->restart();
        if (contended_) {
            contended_->restart();
        } else if (shared_) {
            shared_->busyOverTime().restart(now);
        } else {
            inTurn_->busyOverTime().restart(now);
            inTurn_->waitingOverTime().restart(now);
        }
    }
    double busyCoresNow() { return static_cast<double>(busyCores().level()); }
    double busyCoresNs(engine::SimTime now) {
        return coresBeforeNs_ + static_cast<double>(busyCores().integral(now));
    }
    /// Of which they got no work done, because they hindered each other.
    double lostCoresNs() { return contended_ ? contended_->lostNs() : 0.0; }
    const engine::TimeAverage& busyWorkers() { return workers_.inUseOverTime(); }
    const engine::TimeAverage& waiting() { return workers_.waitingOverTime(); }
    /// Those that have a worker and want a core that somebody else has.
    std::uint32_t wantingCores() const {
        if (contended_) return contended_->waiting();
        return shared_ ? shared_->jobs() - shared_->busy() : inTurn_->waiting();
    }

    const Bounded* bounded() const { return bounded_.get(); }
    void crashed() {
        if (bounded_ && bounded_->log) bounded_->log->crash();
    }

  private:
    Call<Reply> serveFreely(RequestRef request) {
        const SimTime arrival = node_.statistics.arrived();
        const Lease worker = co_await workers_.acquire();
        if (!worker) {
            node_.statistics.refused();
            if (draining_) [[unlikely]]
                leave();
            co_return Reply::unavailable();
        }
        node_.statistics.waited(*request, hop_, world_.simulation.now() - arrival);

        co_await compute(*request);
        Progress progress;
        while (progress.next(plan(*request))) {
            const Reply reply = co_await makeStep(request, progress);
            progress.note(reply);
        }
        if (draining_) [[unlikely]]
            leave();
        if (progress.hasFailed()) co_return progress.failure();
        node_.statistics.completed(arrival);
        co_return Reply::done(request->bytes);
    }

    // The same through a network interface, into a memory and with a log. A coroutine of its own,
    // because all that a frame could need takes room in it whether it is needed or not.
    Call<Reply> serveBounded(RequestRef request) {
        const SimTime arrival = node_.statistics.arrived();
        if (bounded_->in) co_await bounded_->in->send(bounded_->requestBytes);
        const SimTime received = world_.simulation.now();
        const Lease worker = co_await workers_.acquire();
        if (!worker || isMemoryFull()) {
            node_.statistics.refused();
            if (worker && bounded_->memoryFull == MemoryFull::Restart) {
                world_.simulation.spawn(kill(*this));
                co_await engine::delay(Duration::zero());  // it does not live to see the end
            }
            if (worker) ++node_.memoryRefused;
            if (draining_) leave();
            co_return Reply::unavailable();
        }
        node_.statistics.waited(*request, hop_, world_.simulation.now() - received);

        co_await compute(*request);
        Progress progress;
        while (progress.next(plan(*request))) {
            if (bounded_->out) co_await bounded_->out->send(bytesAsking(*request, progress));
            const Reply reply = co_await makeStep(request, progress);
            if (bounded_->in) co_await bounded_->in->send(reply.bytes);
            progress.note(reply);
        }
        if (bounded_->log) {
            const auto wait = bounded_->log->write(bounded_->logLines);
            if (wait && *wait > Duration::zero()) co_await engine::delay(*wait);
        }
        const std::uint32_t bytes = progress.hasFailed() ? 0 : request->bytes;
        if (bounded_->out) co_await bounded_->out->send(bytes);
        if (draining_) leave();
        if (progress.hasFailed()) co_return progress.failure();
        node_.statistics.completed(arrival);
        co_return Reply::done(bytes);
    }
    /// What is left with a cache goes there whole.
    std::uint64_t bytesAsking(const Request& request, const Progress& progress) const {
        const bool isPut = progress.step(plan(request)).operation == Operation::cachePut;
        return bounded_->requestBytes + (isPut ? request.bytes : 0);
    }
    /// Counting whoever has just got a worker.
    bool isMemoryFull() const { return workers_.inUse() > bounded_->mostServed; }
    /// From the event loop, because the request for which there was no room runs inside.
    static engine::Process kill(Instance& instance) {
        co_await engine::delay(Duration::zero());
        if (!instance.host_.isUp()) co_return;
        ++instance.node_.memoryKills;
        instance.host_.crash(instance.bounded_->restartTime);
        instance.crashed();
        instance.watch_.drained();
    }
    /// Called by who goes next: is it the last?
    void leave() {
        if (host_.callsInside() > 1) return;
        isEmpty_ = true;
        watch_.drained();
    }
    const engine::TimeAverage& busyCores() {
        if (contended_) return contended_->busyOverTime();
        return shared_ ? shared_->busyOverTime() : inTurn_->busyOverTime();
    }
    void makeCores(const ServerSettings& settings) {
        const auto cores = static_cast<std::uint32_t>(settings.cores);
        discipline_ = settings.discipline;
        contended_.reset();
        if (isContended(settings)) {
            shared_.reset();
            inTurn_.reset();
            contended_ = std::make_unique<ContendedCores>(cores,
                                                          discipline_ == Discipline::Fifo
                                                              ? ContendedCores::Order::inTurn
                                                              : ContendedCores::Order::shared,
                                                          lawOf(settings));
        } else if (discipline_ == Discipline::Fifo) {
            shared_.reset();
            inTurn_.emplace(cores);
        } else {
            inTurn_.reset();
            shared_.emplace(cores);
        }
    }
    const EndpointCosts& costs(const Request& request) const {
        return world_.workload.endpoint(request.endpoint);
    }
    Plan plan(const Request& request) const {
        return {backends_, costs(request), request, world_.run};
    }
    Call<Reply> makeStep(const RequestRef& request, const Progress& progress) {
        const Step step = progress.step(plan(*request));
        if (!step.together.empty()) [[unlikely]]
            return together(index_, request, step.together, world_.run);
        return step.channel->callFrom(index_, request, step.operation);
    }
    // By how many servers there were before, not by which this is: whoever the load balancer
    // chooses finds the same work, and a service behind this server finds work of its own.
    engine::Station::Use compute(Request& request) {
        auto draws = request.draws(world_.run, ask::cpu, request.servers++);
        const auto work = Duration::fromNanoseconds(costs(request).cpu.sample(draws));
        NodeStatistics::working(request, hop_, work);
        node_.cpu.note(work);
        return cores().use(work);
    }
    engine::Station& cores() {
        if (contended_) return *contended_;
        if (shared_) return *shared_;
        return *inTurn_;
    }

    World& world_;
    const Backends& backends_;
    Shared& node_;
    DrainWatch& watch_;
    bool draining_ = false;
    bool isEmpty_ = false;  // draining, and the last one is on its way out
    std::uint64_t hop_;
    std::size_t index_;
    engine::Resource workers_;
    Discipline discipline_ = Discipline::ProcessorSharing;
    std::optional<engine::FifoStation> inTurn_;
    std::optional<engine::ProcessorSharing> shared_;
    std::unique_ptr<ContendedCores> contended_;  // instead of either
    std::unique_ptr<Bounded> bounded_;
    double coresBeforeNs_ = 0;  // busy before the discipline changed
    Host host_;
};

class Server final : public Component, public DrainWatch {
  public:
    explicit Server(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<ServerSettings>()),
          there_(settings_.instances),
          cores_(settings_.instances * settings_.cores),
          workerUnits_(settings_.instances * settings_.workers),
          hop_(assembly.nodeHash()) {
        addInstances();
    }

    std::size_t instances() const override { return static_cast<std::size_t>(settings_.instances); }
    Host* host(std::size_t i) override { return &instances_[i].host(); }
    void retire() override {
        for (Instance& instance : instances_)
            instance.host().remove();
    }

    /// Instances beyond the number set are asked for nothing more and finish what they have; more
    /// are wanted later, the same ones come back.
    void reconfigure(const Settings& settings) override {
        settings_ = settings.as<ServerSettings>();
        addInstances();
        for (std::size_t i = 0; i < instances_.size(); ++i) {
            instances_[i].reconfigure(settings_);
            instances_[i].setDraining(i >= instances());
        }
        drained();
    }
    void crashed(std::size_t i) override {
        instances_[i].crashed();
        drained();
    }

    Reply recall(Request& request, Operation, std::int64_t at) override {
        const Plan plan{backends_, world_.workload.endpoint(request.endpoint), request, world_.run};
        Progress progress;
        while (progress.next(plan)) {
            const Step step = progress.step(plan);
            if (step.together.empty()) {
                progress.note(step.channel->recall(request, step.operation, at));
                continue;
            }
            for (const ServiceCall& call : step.together) {
                if (call.isMade(request, world_.run)) {
                    call.channel->recall(request, step.operation, at);
                }
            }
            progress.note(Reply::done());
        }
        return progress.hasFailed() ? progress.failure() : Reply::done(request.bytes);
    }

    Service& instance(std::size_t i) override { return instances_[i]; }

    void connect(std::vector<std::unique_ptr<Channel>> channels) override {
        Component::connect(std::move(channels));
        backends_ = {};
        for (const auto& channel : channels_) {
            switch (channel->role()) {
                case LinkRole::Cache:
                    if (backends_.cache == nullptr) backends_.cache = channel.get();
                    break;
                case LinkRole::Data:
                    if (backends_.data == nullptr) backends_.data = channel.get();
                    break;
                case LinkRole::Requests:
                    break;
                case LinkRole::Jobs:
                    break;  // workers are asked by queues only
            }
        }
        planCalls();
    }

    void restartStatistics() override {
        shared_.restart();
        restartChannels();
        cores_.restart();
        workerUnits_.restart();
        there_.restart();
        for (Instance& instance : instances_)
            instance.restartStatistics(world_.simulation.now());
    }

    ComponentFigures figures() override {
        const auto now = world_.simulation.now();
        ComponentFigures figures = shared_.statistics.figures();
        std::uint64_t dropped = 0;
        std::uint64_t blocked = 0;
        for (Instance& instance : instances_) {
            figures.queueMean += instance.waiting().mean(now);
            const Bounded* bounded = instance.bounded();
            if (bounded == nullptr || !bounded->log) continue;
            dropped += bounded->log->dropped();
            blocked += bounded->log->blocked();
        }
        addResources(figures);
        const auto count = [&](const char* key, std::uint64_t n) {
            figures.metrics.push_back({key, static_cast<double>(n)});
        };
        if (settings_.memory) {
            count("memoryRefused", shared_.memoryRefused);
            count("memoryKills", shared_.memoryKills);
        }
        if (settings_.logLines > 0) {
            count("logDropped", dropped);
            count("logBlocked", blocked);
        }
        addPoolTimeouts(figures);
        return figures;
    }

    void sample(ComponentSample& sample) override {
        shared_.statistics.sample(sample);
        const auto now = world_.simulation.now();
        Busy cores;
        double lost = 0;
        Busy workers;
        QueueSample accept{"workers", 0,
                           static_cast<double>(settings_.instances * settings_.queue)};
        QueueSample cpu{"cpu", 0, static_cast<double>(workerUnits_.count())};
        for (Instance& instance : instances_) {
            cores.level += instance.busyCoresNow();
            cores.ns += instance.busyCoresNs(now);
            lost += instance.lostCoresNs();
            workers.level += static_cast<double>(instance.busyWorkers().level());
            workers.ns += static_cast<double>(instance.busyWorkers().integral(now));
            accept.waiting += static_cast<double>(instance.waiting().level());
            cpu.waiting += instance.wantingCores();
        }
        sample.resources.push_back(
            cores_.sample(Resource::Cpu, "cpu", cores.level, cores.ns, shared_.cpu.ns() + lost));
        sample.resources.push_back(
            workerUnits_.sample(Resource::Connections, "workers", workers.level, workers.ns));
        sample.queues.push_back(accept);
        sample.queues.push_back(cpu);
        sampleBounded(sample, workers.level, workers.ns);
        sampleChannels(sample);
    }

  private:
    /// The calls to services of every endpoint.
    void planCalls() {
        const Design& design = world_.design.design();
        for (std::uint32_t e = 0; e < world_.workload.endpoints(); ++e) {
            ServiceCalls& services = backends_.services.emplace_back();
            if (channels_.empty()) continue;
            const Endpoint* known = design.endpointFor(world_.workload.endpoint(e).name);
            bool joins = false;
            for (const PlannedCall& call :
                 plannedCalls(world_.design, channels_.front()->wire().from,
                              known != nullptr ? *known : Endpoint{})) {
                const auto place = static_cast<std::uint32_t>(hop_) ^ call.row;
                for (std::int64_t k = 0; k < call.times; ++k) {
                    services.add({channels_[call.wire].get(), call.probability, place},
                                 call.parallel, joins);
                    joins = call.parallel;
                }
            }
        }
    }
    /// A level over all instances, and its integral.
    struct Busy {
        double level = 0;
        double ns = 0;
    };
    void addInstances() {
        while (instances_.size() < instances()) {
            instances_.emplace_back(world_, settings_, backends_, shared_, hop_, instances_.size(),
                                    *this);
        }
    }
    void sampleBounded(ComponentSample& sample, double workers, double workersNs) const {
        if (!Bounded::wanted(settings_)) return;
        BoundedUse use;
        for (const Instance& instance : instances_)
            use.add(*instance.bounded());
        use.sample(settings_, there_, workers, workersNs, sample);
    }
    /// What is there: the instances set, and those that still finish what they have.
    void drained() override {
        std::int64_t there = 0;
        for (const Instance& instance : instances_)
            there += instance.isThere() ? 1 : 0;
        there_.set(there);
        cores_.set(there * settings_.cores);
        workerUnits_.set(there * settings_.workers);
    }

    World& world_;
    ServerSettings settings_;
    Units there_;        // instances
    Units cores_;        // of all instances
    Units workerUnits_;  // of all instances
    std::uint64_t hop_;
    Backends backends_;
    Shared shared_;
    std::deque<Instance> instances_;
};

}  // namespace

std::unique_ptr<Component> createServer(const Assembly& assembly) {
    return std::make_unique<Server>(assembly);
}

}  // namespace headroom::models
