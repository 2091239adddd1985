// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/server.h"

#include <deque>
#include <optional>
#include <utility>

#include "engine/wait/fifo_station.h"
#include "engine/wait/group.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "models/components/channel.h"
#include "models/components/node_statistics.h"
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

/// Several services at once: all answer, and the first of them that fails tells how. Who waits for
/// it may go; what was asked goes on for nobody.
Call<Reply> together(RequestRef request, std::span<const ServiceCall> calls, engine::RunKey run) {
    engine::Group<Call<Reply>> group(static_cast<std::uint32_t>(calls.size()));
    for (const ServiceCall& call : calls) {
        if (call.isMade(*request, run)) {
            group.add(call.channel->call(request, Operation::serve));
        }
    }
    co_await group.all();
    Reply all = Reply::done();
    for (std::uint32_t i = 0; i < group.size(); ++i) {
        const Reply reply = group.result(i);
        if (all.ok() && !reply.ok()) all = Reply::error(reply.status);
    }
    co_return all;
}

/// One instance: workers behind a bounded accept queue, and cores that the workers share.
class Instance final : public Service {
  public:
    Instance(World& world, const ServerSettings& settings, const Backends& backends,
             NodeStatistics& statistics, std::uint64_t hop, DrainWatch& watch)
        : world_(world),
          backends_(backends),
          statistics_(statistics),
          watch_(watch),
          hop_(hop),
          workers_(static_cast<std::uint32_t>(settings.workers),
                   static_cast<std::uint32_t>(settings.queue)) {
        makeCores(settings);
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
        const bool isShared = settings.discipline == Discipline::ProcessorSharing;
        if (isShared != shared_.has_value()) {
            const bool wasUp = host_.isUp();
            faultDomain().remove();
            coresBeforeNs_ += static_cast<double>(busyCores().integral(world_.simulation.now()));
            makeCores(settings);
            if (wasUp) host_.reopen();
        }
        const auto cores = static_cast<std::uint32_t>(settings.cores);
        if (shared_) {
            shared_->setCores(cores);
        } else {
            inTurn_->setServers(cores);
        }
        workers_.setUnits(static_cast<std::uint32_t>(settings.workers));
        workers_.setMostWaiting(static_cast<std::uint32_t>(settings.queue));
    }

    Call<Reply> serve(RequestRef request, Operation) override {
        const SimTime arrival = statistics_.arrived();
        const Lease worker = co_await workers_.acquire();
        if (!worker) {
            statistics_.refused();
            if (draining_) [[unlikely]]
                leave();
            co_return Reply::unavailable();
        }
        statistics_.waited(*request, hop_, world_.simulation.now() - arrival);

        co_await compute(*request);
        Progress progress;
        while (progress.next(plan(*request))) {
            const Reply reply = co_await makeStep(request, progress);
            progress.note(reply);
        }
        if (draining_) [[unlikely]]
            leave();
        if (progress.hasFailed()) co_return progress.failure();
        statistics_.completed(arrival);
        co_return Reply::done(request->bytes);
    }

    void restartStatistics(engine::SimTime now) {
        coresBeforeNs_ = 0;
        workers_.inUseOverTime().restart(now);
        workers_.waitingOverTime().restart(now);
        if (shared_) {
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
    const engine::TimeAverage& busyWorkers() { return workers_.inUseOverTime(); }
    const engine::TimeAverage& waiting() { return workers_.waitingOverTime(); }
    /// Those that have a worker and want a core that somebody else has.
    std::uint32_t wantingCores() const {
        return shared_ ? shared_->jobs() - shared_->busy() : inTurn_->waiting();
    }

  private:
    /// Called by who goes next: is it the last?
    void leave() {
        if (host_.callsInside() > 1) return;
        isEmpty_ = true;
        watch_.drained();
    }
    const engine::TimeAverage& busyCores() {
        return shared_ ? shared_->busyOverTime() : inTurn_->busyOverTime();
    }
    void makeCores(const ServerSettings& settings) {
        const auto cores = static_cast<std::uint32_t>(settings.cores);
        if (settings.discipline == Discipline::Fifo) {
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
            return together(request, step.together, world_.run);
        return step.channel->call(request, step.operation);
    }
    // By how many servers there were before, not by which this is: whoever the load balancer
    // chooses finds the same work, and a service behind this server finds work of its own.
    engine::Station::Use compute(Request& request) {
        auto draws = request.draws(world_.run, ask::cpu, request.servers++);
        const auto work = Duration::fromNanoseconds(costs(request).cpu.sample(draws));
        NodeStatistics::working(request, hop_, work);
        return cores().use(work);
    }
    engine::Station& cores() {
        if (shared_) return *shared_;
        return *inTurn_;
    }

    World& world_;
    const Backends& backends_;
    NodeStatistics& statistics_;
    DrainWatch& watch_;
    bool draining_ = false;
    bool isEmpty_ = false;  // draining, and the last one is on its way out
    std::uint64_t hop_;
    engine::Resource workers_;
    std::optional<engine::FifoStation> inTurn_;
    std::optional<engine::ProcessorSharing> shared_;
    double coresBeforeNs_ = 0;  // busy before the discipline changed
    Host host_;
};

class Server final : public Component, public DrainWatch {
  public:
    explicit Server(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<ServerSettings>()),
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
    void crashed(std::size_t) override { drained(); }

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
            }
        }
        planCalls();
    }

    void restartStatistics() override {
        statistics_.restart();
        cores_.restart();
        workerUnits_.restart();
        for (Instance& instance : instances_)
            instance.restartStatistics(world_.simulation.now());
    }

    ComponentFigures figures() override {
        const auto now = world_.simulation.now();
        ComponentFigures figures = statistics_.figures();
        for (Instance& instance : instances_)
            figures.queueMean += instance.waiting().mean(now);
        addResources(figures);
        return figures;
    }

    void sample(ComponentSample& sample) override {
        statistics_.sample(sample);
        const auto now = world_.simulation.now();
        Busy cores;
        Busy workers;
        QueueSample accept{"workers", 0,
                           static_cast<double>(settings_.instances * settings_.queue)};
        QueueSample cpu{"cpu", 0, static_cast<double>(workerUnits_.count())};
        for (Instance& instance : instances_) {
            cores.level += instance.busyCoresNow();
            cores.ns += instance.busyCoresNs(now);
            workers.level += static_cast<double>(instance.busyWorkers().level());
            workers.ns += static_cast<double>(instance.busyWorkers().integral(now));
            accept.waiting += static_cast<double>(instance.waiting().level());
            cpu.waiting += instance.wantingCores();
        }
        sample.resources.push_back(cores_.sample(Resource::Cpu, "cpu", cores.level, cores.ns));
        sample.resources.push_back(
            workerUnits_.sample(Resource::Connections, "workers", workers.level, workers.ns));
        sample.queues.push_back(accept);
        sample.queues.push_back(cpu);
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
        while (instances_.size() < instances())
            instances_.emplace_back(world_, settings_, backends_, statistics_, hop_, *this);
    }
    /// What is there: the instances set, and those that still finish what they have.
    void drained() override {
        std::int64_t there = 0;
        for (const Instance& instance : instances_)
            there += instance.isThere() ? 1 : 0;
        cores_.set(there * settings_.cores);
        workerUnits_.set(there * settings_.workers);
    }

    World& world_;
    ServerSettings settings_;
    Units cores_;        // of all instances
    Units workerUnits_;  // of all instances
    std::uint64_t hop_;
    Backends backends_;
    NodeStatistics statistics_;
    std::deque<Instance> instances_;
};

}  // namespace

std::unique_ptr<Component> createServer(const Assembly& assembly) {
    return std::make_unique<Server>(assembly);
}

}  // namespace headroom::models
