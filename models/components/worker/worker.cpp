// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/worker/worker.h"

#include <deque>

#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "models/components/channel.h"
#include "models/components/node_statistics.h"
#include "models/components/worker/settings.h"
#include "models/describe/sampler.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::Duration;
using engine::Lease;
using engine::SimTime;

/// Times that were added up, in ms.
struct MeanMs {
    double sum = 0;
    std::uint64_t count = 0;

    void add(Duration time) {
        sum += static_cast<double>(time.ns()) * 1e-6;
        ++count;
    }
    double mean() const { return count == 0 ? 0.0 : sum / static_cast<double>(count); }
};

/// What the instances of one worker have in common.
struct Jobs {
    World& world;
    engine::Distribution cpu;
    std::uint64_t hop;
    NodeStatistics statistics;
    Demand demand;
    MeanMs lag;
    MeanMs age;

    void restart() {
        statistics.restart();
        demand.restart();
        lag = age = {};
    }
};

/// One instance: so many jobs at once on its cores. Queues give it no more than it wants, but
/// several may.
class Instance final : public Service {
  public:
    Instance(Jobs& jobs, const WorkerSettings& settings)
        : jobs_(jobs),
          places_(static_cast<std::uint32_t>(settings.concurrency)),
          cores_(static_cast<std::uint32_t>(settings.cores)) {}

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host& host() { return host_; }
    void reconfigure(const WorkerSettings& settings) {
        places_.setUnits(static_cast<std::uint32_t>(settings.concurrency));
        cores_.setCores(static_cast<std::uint32_t>(settings.cores));
    }

    Call<Reply> serve(RequestRef request, Operation) override {
        const SimTime arrival = jobs_.statistics.arrived();
        const Lease place = co_await places_.acquire();
        const SimTime begin = jobs_.world.simulation.now();
        jobs_.statistics.waited(*request, jobs_.hop, begin - arrival);
        jobs_.lag.add(begin - request->born);
        auto draws =
            request->draws(jobs_.world.run, ask::job, static_cast<std::uint32_t>(jobs_.hop));
        const Duration work = Duration::fromNanoseconds(jobs_.cpu.sample(draws));
        jobs_.demand.note(work);
        co_await cores_.use(work);
        jobs_.age.add(jobs_.world.simulation.now() - request->born);
        jobs_.statistics.completed(arrival);
        co_return Reply::done();
    }

    engine::Resource& places() { return places_; }
    engine::ProcessorSharing& cores() { return cores_; }

  private:
    Jobs& jobs_;
    engine::Resource places_;
    engine::ProcessorSharing cores_;
    Host host_;
};

class Worker final : public Component {
  public:
    explicit Worker(const Assembly& assembly)
        : settings_(assembly.settings<WorkerSettings>()),
          jobs_{assembly.world, samplerOf(settings_.cpu), assembly.nodeHash(), {}, {}, {}, {}},
          cores_(settings_.instances * settings_.cores),
          places_(settings_.instances * settings_.concurrency) {
        addInstances();
    }

    std::size_t instances() const override { return static_cast<std::size_t>(settings_.instances); }
    Service& instance(std::size_t i) override { return instances_[i]; }
    Host* host(std::size_t i) override { return &instances_[i].host(); }
    std::int64_t wantedAtOnce() const override { return settings_.concurrency; }
    void retire() override {
        for (Instance& instance : instances_)
            instance.host().remove();
    }

    /// Instances beyond the number set end the jobs they have and get no more.
    void reconfigure(const Settings& settings) override {
        settings_ = settings.as<WorkerSettings>();
        jobs_.cpu = samplerOf(settings_.cpu);
        addInstances();
        for (Instance& instance : instances_)
            instance.reconfigure(settings_);
        cores_.set(settings_.instances * settings_.cores);
        places_.set(settings_.instances * settings_.concurrency);
    }

    void restartStatistics() override {
        const SimTime now = jobs_.world.simulation.now();
        jobs_.restart();
        cores_.restart();
        places_.restart();
        restartChannels();
        for (Instance& instance : instances_) {
            instance.places().inUseOverTime().restart(now);
            instance.places().waitingOverTime().restart(now);
            instance.cores().busyOverTime().restart(now);
        }
    }

    ComponentFigures figures() override {
        const SimTime now = jobs_.world.simulation.now();
        ComponentFigures figures = jobs_.statistics.figures();
        for (Instance& instance : instances_)
            figures.queueMean += instance.places().waitingOverTime().mean(now);
        addResources(figures);
        figures.metrics.push_back({"lagMs", jobs_.lag.mean()});
        figures.metrics.push_back({"ageMs", jobs_.age.mean()});
        return figures;
    }

    std::optional<ComponentBalance> balance() override {
        ComponentBalance balance;
        jobs_.statistics.balance(balance);
        engine::Int128 pending = 0;
        engine::Int128 busy = 0;
        for (Instance& instance : instances_) {
            balance.addHost(instance.host());
            pending += instance.cores().pendingWorkNs();
            busy += instance.cores().busyOverTime().integral(jobs_.world.simulation.now());
        }
        balance.work.push_back(jobs_.demand.balance("cpu", pending, busy));
        return balance;
    }

    void sample(ComponentSample& sample) override {
        const SimTime now = jobs_.world.simulation.now();
        jobs_.statistics.sample(sample);
        double busy = 0;
        double busyNs = 0;
        double held = 0;
        double heldNs = 0;
        QueueSample waiting{"places", 0};
        for (Instance& instance : instances_) {
            busy += instance.cores().busy();
            busyNs += static_cast<double>(instance.cores().busyOverTime().integral(now));
            held += instance.places().inUse();
            heldNs += static_cast<double>(instance.places().inUseOverTime().integral(now));
            waiting.waiting += instance.places().waiting();
        }
        sample.resources.push_back(
            cores_.sample(Resource::Cpu, "cpu", busy, busyNs, jobs_.demand.ns()));
        sample.resources.push_back(places_.sample(Resource::Connections, "places", held, heldNs));
        sample.queues.push_back(waiting);
        sampleChannels(sample);
    }

  private:
    void addInstances() {
        while (instances_.size() < instances())
            instances_.emplace_back(jobs_, settings_);
    }

    WorkerSettings settings_;
    Jobs jobs_;
    Units cores_;   // of all instances
    Units places_;  // of all instances
    std::deque<Instance> instances_;
};

}  // namespace

std::unique_ptr<Component> createWorker(const Assembly& assembly) {
    return std::make_unique<Worker>(assembly);
}

}  // namespace headroom::models
