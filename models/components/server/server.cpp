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

/// One instance: workers behind a bounded accept queue, and cores that the workers share.
class Instance final : public Service {
  public:
    Instance(World& world, const ServerSettings& settings, const Backends& backends,
             NodeStatistics& statistics, std::uint64_t hop)
        : world_(world), backends_(backends), statistics_(statistics), hop_(hop),
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

        const bool looksUp = costs.cacheable && backends_.cache != nullptr;
        if (looksUp) {
            const Reply cached = co_await backends_.cache->call(request, Operation::cacheGet);
            if (cached.complete) {
                visit.completed();
                co_return Reply::done(request->bytes);
            }
        }
        if (backends_.data != nullptr) {
            for (std::int64_t i = 0; i < costs.writes; ++i) {
                const Reply written = co_await backends_.data->call(request, Operation::write);
                if (!written.ok()) co_return written;
            }
            if (costs.readRows > 0) {
                const Reply rows = co_await backends_.data->call(request, Operation::read);
                if (!rows.ok()) co_return rows;
            }
        }
        for (Channel* service : backends_.services) {
            const Reply reply = co_await service->call(request, Operation::serve);
            if (!reply.ok()) co_return reply;
        }
        // What a cache that is down would have kept is served all the same.
        if (looksUp) co_await backends_.cache->call(request, Operation::cachePut);
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
    double busyCores(engine::SimTime now) {
        return shared_ ? shared_->busyOverTime().mean(now) : inTurn_->busyOverTime().mean(now);
    }
    double busyWorkers(engine::SimTime now) { return workers_.inUseOverTime().mean(now); }
    double waiting(engine::SimTime now) { return workers_.waitingOverTime().mean(now); }

  private:
    Duration cpuTime(const Request& request, const EndpointCosts& costs) const {
        auto draws = request.draws(world_.run, ask::cpu);
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
        : world_(assembly.world), settings_(assembly.settings<ServerSettings>()) {
        for (std::int64_t i = 0; i < settings_.instances; ++i) {
            instances_.emplace_back(world_, settings_, backends_, statistics_,
                                    assembly.nodeHash());
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
        for (Instance& instance : instances_) instance.restartStatistics(world_.simulation.now());
    }

    ComponentFigures figures() override {
        const auto now = world_.simulation.now();
        ComponentFigures figures = statistics_.figures();
        double cores = 0;
        double workers = 0;
        for (Instance& instance : instances_) {
            cores += instance.busyCores(now);
            workers += instance.busyWorkers(now);
            figures.queueMean += instance.waiting(now);
        }
        const auto n = static_cast<double>(settings_.instances);
        const double allCores = n * static_cast<double>(settings_.cores);
        const double allWorkers = n * static_cast<double>(settings_.workers);
        figures.resources.push_back({Resource::Cpu, "cpu", cores / allCores, allCores});
        figures.resources.push_back(
            {Resource::Connections, "workers", workers / allWorkers, allWorkers});
        return figures;
    }

  private:
    World& world_;
    const ServerSettings& settings_;
    Backends backends_;
    NodeStatistics statistics_;
    std::deque<Instance> instances_;
};

}  // namespace

std::unique_ptr<Component> createServer(const Assembly& assembly) {
    return std::make_unique<Server>(assembly);
}

}  // namespace headroom::models
