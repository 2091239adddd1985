// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/server.h"

#include <cmath>
#include <deque>
#include <optional>
#include <utility>

#include "models/components/channel.h"
#include "models/components/node_statistics.h"
#include "models/components/server/bounded.h"
#include "models/components/server/instance.h"
#include "models/components/server/request_plan.h"
#include "models/components/server/settings.h"
#include "models/topology/endpoint_calls.h"
#include "models/workload/workload.h"

namespace headroom::models {

namespace {

class Server final : public Component, public DrainWatch {
  public:
    explicit Server(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<ServerSettings>()),
          cores_(settings_.instances * settings_.cores),
          workerUnits_(settings_.instances * settings_.workers),
          hop_(assembly.nodeHash()) {
        addInstances();
        bounded_.set(settings_, settings_.instances, 0);
    }

    std::size_t instances() const override { return static_cast<std::size_t>(settings_.instances); }
    Host* host(std::size_t i) override { return &instances_[i].host(); }
    void retire() override {
        for (ServerInstance& instance : instances_)
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
        bounded_.restart();
        for (ServerInstance& instance : instances_)
            instance.restartStatistics(world_.simulation.now());
    }

    ComponentFigures figures() override {
        const auto now = world_.simulation.now();
        ComponentFigures figures = shared_.statistics.figures();
        std::uint64_t dropped = 0;
        std::uint64_t blocked = 0;
        for (ServerInstance& instance : instances_) {
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
        if (bounded_.hadMemory()) {
            count("memoryRefused", shared_.memoryRefused);
            count("memoryKills", shared_.memoryKills);
        }
        if (bounded_.hadLog()) {
            count("logDropped", dropped);
            count("logBlocked", blocked);
        }
        addPoolTimeouts(figures);
        return figures;
    }

    std::optional<ComponentBalance> balance() override {
        ComponentBalance balance;
        shared_.statistics.balance(balance);
        engine::Int128 pending = 0;
        engine::Int128 busy = 0;
        for (ServerInstance& instance : instances_) {
            balance.addHost(instance.host());
            pending += instance.pendingWorkNs();
            // Cores that hinder each other are busy for longer than was drawn for them.
            busy += instance.exactBusyNs(world_.simulation.now()) -
                    std::llround(instance.lostCoresNs());
        }
        balance.work.push_back(shared_.cpu.balance("cpu", pending, busy));
        return balance;
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
        for (ServerInstance& instance : instances_) {
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
                    // By row and turn, not by place in the list: rows that are made more often
                    // leave the calls of others what they are.
                    const auto index =
                        static_cast<std::uint32_t>(call.row << 16) + static_cast<std::uint32_t>(k);
                    services.add({channels_[call.wire].get(), call.probability, place, index},
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
    void sampleBounded(ComponentSample& sample, double workers, double workersNs) {
        if (!bounded_.hadAny()) return;
        BoundedUse use;
        for (const ServerInstance& instance : instances_) {
            if (instance.bounded() != nullptr) use.add(*instance.bounded());
        }
        use.sample(bounded_, workers, workersNs, sample);
    }
    double busyWorkersNs() {
        const auto now = world_.simulation.now();
        double ns = 0;
        for (ServerInstance& instance : instances_)
            ns += static_cast<double>(instance.busyWorkers().integral(now));
        return ns;
    }
    /// What is there: the instances set, and those that still finish what they have.
    void drained() override {
        std::int64_t there = 0;
        for (const ServerInstance& instance : instances_)
            there += instance.isThere() ? 1 : 0;
        bounded_.set(settings_, there, busyWorkersNs());
        cores_.set(there * settings_.cores);
        workerUnits_.set(there * settings_.workers);
    }

    World& world_;
    ServerSettings settings_;
    Units cores_;           // of all instances
    Units workerUnits_;     // of all instances
    BoundedUnits bounded_;  // likewise
    std::uint64_t hop_;
    Backends backends_;
    Shared shared_;
    std::deque<ServerInstance> instances_;
};

}  // namespace

std::unique_ptr<Component> createServer(const Assembly& assembly) {
    return std::make_unique<Server>(assembly);
}

}  // namespace headroom::models
