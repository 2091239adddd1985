// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/server.h"

#include <deque>
#include <optional>
#include <utility>

#include "engine/fault_domain.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "models/components/channel.h"
#include "models/components/node_statistics.h"
#include "models/components/server/settings.h"
#include "models/workload/workload.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::Duration;
using engine::Lease;
using engine::SimTime;

/// What a server's links lead to.
struct Backends {
    Channel* cache = nullptr;
    Channel* data = nullptr;
    std::vector<Channel*> services;
};

/// One thing to ask a backend for.
struct Step {
    Channel* channel;
    Operation operation;
};

/// What an endpoint asks of the backends, one after the other: the cache first, which may answer;
/// then writes, a read, other services; and what was found is left with the cache.
struct Plan {
    enum class Stage : std::uint8_t { lookUp, write, read, services, keep, end };

    const Backends& backends;
    const EndpointCosts& costs;

    std::size_t stepsIn(Stage stage) const {
        const bool cached = costs.cacheable && backends.cache != nullptr;
        switch (stage) {
            case Stage::lookUp:
            case Stage::keep:
                return cached ? 1 : 0;
            case Stage::write:
                return backends.data != nullptr ? static_cast<std::size_t>(costs.writes) : 0;
            case Stage::read:
                return backends.data != nullptr && costs.readRows > 0 ? 1 : 0;
            case Stage::services:
                return backends.services.size();
            case Stage::end:
                break;
        }
        return 0;
    }
    Step step(Stage stage, std::size_t i) const {
        switch (stage) {
            case Stage::lookUp:
                return {backends.cache, Operation::cacheGet};
            case Stage::write:
                return {backends.data, Operation::write};
            case Stage::read:
                return {backends.data, Operation::read};
            case Stage::keep:
                return {backends.cache, Operation::cachePut};
            case Stage::services:
            case Stage::end:
                break;
        }
        return {backends.services[i], Operation::serve};
    }
};

/// How far a request has come in its plan. The plan stands apart, because all that is kept here
/// takes room in every request's frame.
class Progress {
  public:
    /// Finds the next step, if there is one.
    bool next(const Plan& plan) {
        while (stage_ != Plan::Stage::end && made_ >= plan.stepsIn(stage_)) {
            stage_ = static_cast<Plan::Stage>(static_cast<int>(stage_) + 1);
            made_ = 0;
        }
        return stage_ != Plan::Stage::end;
    }
    /// Precondition: next() has found one.
    Step step(const Plan& plan) const { return plan.step(stage_, made_); }
    /// The reply to that step.
    void note(const Reply& reply) {
        ++made_;
        if (stage_ == Plan::Stage::lookUp) {
            if (reply.complete) stage_ = Plan::Stage::end;
        } else if (stage_ != Plan::Stage::keep && !reply.ok()) {
            // A cache that is down keeps nobody from being served; another backend does.
            failure_ = reply.status;
            stage_ = Plan::Stage::end;
        }
    }
    bool hasFailed() const { return failure_ != 0; }
    Reply failure() const { return Reply::error(failure_); }

  private:
    std::uint32_t made_ = 0;  // steps of this stage
    std::uint16_t failure_ = 0;
    Plan::Stage stage_ = Plan::Stage::lookUp;
};

/// One instance: workers behind a bounded accept queue, and cores that the workers share.
class Instance final : public Service {
  public:
    Instance(World& world, const ServerSettings& settings, const Backends& backends,
             NodeStatistics& statistics, std::uint64_t hop)
        : world_(world),
          backends_(backends),
          statistics_(statistics),
          hop_(hop),
          workers_(static_cast<std::uint32_t>(settings.workers),
                   static_cast<std::uint32_t>(settings.queue)) {
        const auto cores = static_cast<std::uint32_t>(settings.cores);
        if (settings.discipline == Discipline::Fifo) {
            inTurn_.emplace(cores);
        } else {
            shared_.emplace(cores);
        }
    }

    engine::FaultDomain& faultDomain() { return domain_; }

    Call<Reply> serve(RequestRef request, Operation) override {
        const SimTime arrival = statistics_.arrived();
        const Lease worker = co_await workers_.acquire();
        if (!worker) {
            statistics_.refused();
            co_return Reply::unavailable();
        }
        statistics_.waited(*request, hop_, world_.simulation.now() - arrival);

        co_await compute(*request);
        Progress progress;
        while (progress.next(plan(*request))) {
            const Reply reply = co_await makeStep(request, progress);
            progress.note(reply);
        }
        if (progress.hasFailed()) co_return progress.failure();
        statistics_.completed(arrival);
        co_return Reply::done(request->bytes);
    }

    void restartStatistics(engine::SimTime now) {
        workers_.inUseOverTime().restart(now);
        workers_.waitingOverTime().restart(now);
        if (shared_) {
            shared_->busyOverTime().restart(now);
        } else {
            inTurn_->busyOverTime().restart(now);
            inTurn_->waitingOverTime().restart(now);
        }
    }
    const engine::TimeAverage& busyCores() {
        return shared_ ? shared_->busyOverTime() : inTurn_->busyOverTime();
    }
    const engine::TimeAverage& busyWorkers() { return workers_.inUseOverTime(); }
    const engine::TimeAverage& waiting() { return workers_.waitingOverTime(); }
    /// Those that have a worker and want a core that somebody else has.
    std::uint32_t wantingCores() const {
        return shared_ ? shared_->jobs() - shared_->busy() : inTurn_->waiting();
    }

  private:
    const EndpointCosts& costs(const Request& request) const {
        return world_.workload.endpoint(request.endpoint);
    }
    Plan plan(const Request& request) const { return {backends_, costs(request)}; }
    Call<Reply> makeStep(const RequestRef& request, const Progress& progress) {
        const Step step = progress.step(plan(*request));
        return step.channel->call(request, step.operation);
    }
    // By how many servers there were before, not by which this is: whoever the load balancer
    // chooses finds the same work, and a service behind this server finds work of its own.
    engine::Station::Use compute(Request& request) {
        auto draws = request.draws(world_.run, ask::cpu, request.servers++);
        return cores().use(Duration::fromNanoseconds(costs(request).cpu.sample(draws)));
    }
    engine::Station& cores() {
        if (shared_) return *shared_;
        return *inTurn_;
    }

    World& world_;
    const Backends& backends_;
    NodeStatistics& statistics_;
    std::uint64_t hop_;
    engine::Resource workers_;
    std::optional<engine::FifoStation> inTurn_;
    std::optional<engine::ProcessorSharing> shared_;
    // Last, so that it goes first: destroying it ends the calls that use what stands above.
    engine::FaultDomain domain_;
};

class Server final : public Component {
  public:
    explicit Server(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<ServerSettings>()),
          cores_(settings_.instances * settings_.cores),
          workers_(settings_.instances * settings_.workers) {
        for (std::int64_t i = 0; i < settings_.instances; ++i) {
            instances_.emplace_back(world_, settings_, backends_, statistics_, assembly.nodeHash());
        }
    }

    std::size_t instances() const override { return instances_.size(); }
    Service& instance(std::size_t i) override { return instances_[i]; }

    void connect(std::vector<std::unique_ptr<Channel>> channels) override {
        Component::connect(std::move(channels));
        for (const auto& channel : channels_) {
            switch (channel->role()) {
                case LinkRole::Cache:
                    if (backends_.cache == nullptr) backends_.cache = channel.get();
                    break;
                case LinkRole::Data:
                    if (backends_.data == nullptr) backends_.data = channel.get();
                    break;
                case LinkRole::Requests:
                    backends_.services.push_back(channel.get());
                    break;
            }
        }
    }

    void restartStatistics() override {
        statistics_.restart();
        cores_.restart();
        workers_.restart();
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
        QueueSample cpu{"cpu", 0, static_cast<double>(workers_.count())};
        for (Instance& instance : instances_) {
            cores.add(instance.busyCores(), now);
            workers.add(instance.busyWorkers(), now);
            accept.waiting += static_cast<double>(instance.waiting().level());
            cpu.waiting += instance.wantingCores();
        }
        sample.resources.push_back(cores_.sample(Resource::Cpu, "cpu", cores.level, cores.ns));
        sample.resources.push_back(
            workers_.sample(Resource::Connections, "workers", workers.level, workers.ns));
        sample.queues.push_back(accept);
        sample.queues.push_back(cpu);
    }

  private:
    /// A level over all instances, and its integral.
    struct Busy {
        double level = 0;
        double ns = 0;
        void add(const engine::TimeAverage& one, engine::SimTime now) {
            level += static_cast<double>(one.level());
            ns += static_cast<double>(one.integral(now));
        }
    };

    World& world_;
    const ServerSettings& settings_;
    Units cores_;    // of all instances
    Units workers_;  // of all instances
    Backends backends_;
    NodeStatistics statistics_;
    std::deque<Instance> instances_;
};

}  // namespace

std::unique_ptr<Component> createServer(const Assembly& assembly) {
    return std::make_unique<Server>(assembly);
}

}  // namespace headroom::models
