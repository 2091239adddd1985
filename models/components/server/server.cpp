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

/// What a server's links lead to.
struct Backends {
    Channel* cache = nullptr;
    Channel* data = nullptr;
    std::vector<Channel*> services;
};

/// One thing to ask a backend for.
struct Step {
    Channel* channel = nullptr;
    Operation operation = Operation::serve;
    explicit operator bool() const { return channel != nullptr; }
};

/// What an endpoint asks of the backends, one after the other: the cache first, which may answer;
/// then writes, a read, other services; and what was found is left with the cache. A plan instead
/// of a sequence of calls, because each place that calls takes room in every request's frame.
class Steps {
  public:
    Steps(const Backends& backends, const EndpointCosts& costs)
        : backends_(backends), costs_(costs) {}

    /// The next step, given the reply to the one before; empty at the end.
    Step next(const Reply& last) {
        if (asked_ == Asked::cache && last.complete) return end();
        if (asked_ == Asked::backend && !last.ok()) {
            failed_ = true;
            return end();
        }
        const bool cached = costs_.cacheable && backends_.cache != nullptr;
        for (;;) {
            const std::uint32_t i = place_++;
            switch (stage_) {
                case Stage::lookUp:
                    if (cached && i == 0) {
                        asked_ = Asked::cache;
                        return {backends_.cache, Operation::cacheGet};
                    }
                    break;
                case Stage::write:
                    if (backends_.data != nullptr && i < costs_.writes) {
                        return backend(backends_.data, Operation::write);
                    }
                    break;
                case Stage::read:
                    if (backends_.data != nullptr && costs_.readRows > 0 && i == 0) {
                        return backend(backends_.data, Operation::read);
                    }
                    break;
                case Stage::services:
                    if (i < backends_.services.size()) {
                        return backend(backends_.services[i], Operation::serve);
                    }
                    break;
                case Stage::keep:
                    // A cache that is down keeps nobody from being served.
                    if (cached && i == 0) {
                        asked_ = Asked::nothing;
                        return {backends_.cache, Operation::cachePut};
                    }
                    break;
                case Stage::end:
                    return {};
            }
            stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1);
            place_ = 0;
        }
    }
    bool failed() const { return failed_; }

  private:
    enum class Stage : std::uint8_t { lookUp, write, read, services, keep, end };
    enum class Asked : std::uint8_t { nothing, cache, backend };

    Step backend(Channel* channel, Operation operation) {
        asked_ = Asked::backend;
        return {channel, operation};
    }
    Step end() {
        stage_ = Stage::end;
        return {};
    }

    const Backends& backends_;
    const EndpointCosts& costs_;
    std::uint32_t place_ = 0;
    Stage stage_ = Stage::lookUp;
    Asked asked_ = Asked::nothing;
    bool failed_ = false;
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
        NodeStatistics::Visit visit(statistics_);
        const Lease worker = co_await workers_.acquire();
        if (!worker) {
            visit.refused();
            co_return Reply::unavailable();
        }
        const Duration waited = world_.simulation.now() - visit.arrived();
        visit.waited(waited);
        request->trail.add(hop_, waited);

        const EndpointCosts& costs = world_.workload.endpoint(request->endpoint);
        const Duration work = cpuTime(*request, costs);
        if (shared_) {
            co_await shared_->use(work);
        } else {
            co_await inTurn_->use(work);
        }

        Steps steps(backends_, costs);
        Reply reply;
        while (const Step step = steps.next(reply)) {
            reply = co_await step.channel->call(request, step.operation);
        }
        if (steps.failed()) co_return reply;
        visit.completed();
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
    // By how many servers there were before, not by which this is: whoever the load balancer
    // chooses finds the same work, and a service behind this server finds work of its own.
    Duration cpuTime(Request& request, const EndpointCosts& costs) const {
        auto draws = request.draws(world_.run, ask::cpu, request.servers++);
        return Duration::fromNanoseconds(costs.cpu.sample(draws));
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
