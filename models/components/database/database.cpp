// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/database/database.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "engine/wait/fifo_station.h"
#include "engine/wait/resource.h"
#include "models/components/channel.h"
#include "models/components/database/settings.h"
#include "models/components/database/storage.h"
#include "models/components/node_statistics.h"
#include "models/describe/sampler.h"
#include "models/workload/workload.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::Duration;
using engine::Lease;
using engine::SimTime;

/// Answers queries over a bounded number of connections; its cores take them in turn.
class Database final : public Component, public Service {
  public:
    explicit Database(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<DatabaseSettings>()),
          query_(samplerOf(settings_.query)),
          write_(samplerOf(settings_.write)),
          hop_(assembly.nodeHash()),
          connections_(static_cast<std::uint32_t>(settings_.maxConnections),
                       static_cast<std::uint32_t>(settings_.queue)),
          cpu_(static_cast<std::uint32_t>(settings_.cores)),
          cores_(settings_.cores),
          places_(settings_.maxConnections) {
        store();
    }

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host* host(std::size_t) override { return &host_; }

    void reconfigure(const Settings& settings) override {
        settings_ = settings.as<DatabaseSettings>();
        query_ = samplerOf(settings_.query);
        write_ = samplerOf(settings_.write);
        connections_.setUnits(static_cast<std::uint32_t>(settings_.maxConnections));
        connections_.setMostWaiting(static_cast<std::uint32_t>(settings_.queue));
        cpu_.setServers(static_cast<std::uint32_t>(settings_.cores));
        cores_.set(settings_.cores);
        places_.set(settings_.maxConnections);
        store();
    }

    std::size_t instances() const override { return 1; }
    Service& instance(std::size_t) override { return *this; }

    Call<Reply> serve(RequestRef request, Operation operation) override {
        return isStored_ ? serveStored(request, operation) : serveFromMemory(request, operation);
    }

    Call<Reply> serveFromMemory(RequestRef request, Operation operation) {
        const SimTime arrival = statistics_.arrived();
        const Lease connection = co_await connections_.acquire();
        if (!connection) {
            statistics_.refused();
            co_return Reply::unavailable();
        }
        const Duration work = demand_.note(cost(*request, operation));
        co_await cpu_.use(work);
        statistics_.waited(*request, hop_, world_.simulation.now() - arrival - work);
        statistics_.completed(arrival);
        co_return Reply::done(operation == Operation::write ? 0 : request->bytes);
    }

    // The same with a disk, a log that is flushed and locks. A row is locked until the write is in
    // the log, as in every database that keeps transactions apart.
    Call<Reply> serveStored(RequestRef request, Operation operation) {
        const SimTime arrival = statistics_.arrived();
        const Lease connection = co_await connections_.acquire();
        if (!connection) {
            statistics_.refused();
            co_return Reply::unavailable();
        }
        const std::uint32_t place = placeOf(*request);
        Duration work = cost(*request, operation);
        if (operation == Operation::write) {
            engine::Resource* row = storage_->hotRow(chance(*request, ask::hotRow, place));
            std::optional<Lease> lock;
            if (row != nullptr) lock.emplace(co_await row->acquire());
            co_await cpu_.use(demand_.note(work));
            if (storage_->isFlushed()) {
                const SimTime done = world_.simulation.now();
                co_await storage_->commit();
                work = work + (world_.simulation.now() - done);
            }
        } else {
            co_await cpu_.use(demand_.note(work));
            const std::int64_t pages =
                storage_->pagesMissing(world_.workload.endpoint(request->endpoint).readRows,
                                       chance(*request, ask::pages, place));
            if (pages > 0 && storage_->hasDisk()) {
                const std::uint64_t bytes =
                    static_cast<std::uint64_t>(pages) * storage_->pageBytes();
                work = work + Duration::fromNanoseconds(storage_->diskNs(pages, bytes));
                co_await storage_->read(pages);
            }
        }
        const Duration lost = world_.simulation.now() - arrival - work;
        statistics_.waited(*request, hop_, std::max(Duration::zero(), lost));
        statistics_.completed(arrival);
        co_return Reply::done(operation == Operation::write ? 0 : request->bytes);
    }

    void restartStatistics() override {
        const auto now = world_.simulation.now();
        statistics_.restart();
        connections_.inUseOverTime().restart(now);
        connections_.waitingOverTime().restart(now);
        cpu_.busyOverTime().restart(now);
        cpu_.waitingOverTime().restart(now);
        cores_.restart();
        places_.restart();
        demand_.restart();
        if (storage_) storage_->restart();
    }

    ComponentFigures figures() override {
        const auto now = world_.simulation.now();
        ComponentFigures figures = statistics_.figures();
        figures.queueMean =
            connections_.waitingOverTime().mean(now) + cpu_.waitingOverTime().mean(now);
        if (storage_) figures.queueMean += storage_->queueMean(now);
        addResources(figures);
        if (storage_) storage_->figures(figures);
        return figures;
    }

    void sample(ComponentSample& sample) override {
        statistics_.sample(sample);
        sample.resources.push_back(
            cores_.sample(Resource::Cpu, "cpu", cpu_.busyOverTime(), demand_.ns()));
        sample.resources.push_back(
            places_.sample(Resource::Connections, "connections", connections_.inUseOverTime()));
        sample.queues.push_back({"connections", static_cast<double>(connections_.waiting()),
                                 static_cast<double>(settings_.queue)});
        sample.queues.push_back({"cpu", static_cast<double>(cpu_.waiting()),
                                 static_cast<double>(settings_.maxConnections)});
        if (storage_) storage_->sample(sample);
    }

    std::optional<ComponentBalance> balance() override {
        ComponentBalance balance;
        statistics_.balance(balance);
        balance.addHost(host_);
        balance.work.push_back(demand_.balance("cpu", cpu_));
        return balance;
    }

  private:
    /// Who is inside goes on as it came.
    void store() {
        isStored_ = Storage::wanted(settings_);
        if (storage_) {
            storage_->reconfigure(settings_);
        } else if (isStored_) {
            storage_ = std::make_unique<Storage>(settings_);
        }
    }
    /// Where the next step of a request draws.
    std::uint32_t placeOf(const Request& request) const {
        return static_cast<std::uint32_t>(hop_) + 0x9e37'79b9U * request.steps;
    }
    double chance(const Request& request, engine::Purpose question, std::uint32_t place) const {
        auto draws = request.draws(world_.run, question, place);
        return draws.unit();
    }
    Duration cost(Request& request, Operation operation) {
        const std::uint32_t place = placeOf(request);
        ++request.steps;
        if (operation == Operation::write) {
            auto draws = request.draws(world_.run, ask::write, place);
            return Duration::fromNanoseconds(write_.sample(draws));
        }
        auto draws = request.draws(world_.run, ask::query, place);
        const std::int64_t rows = world_.workload.endpoint(request.endpoint).readRows;
        return Duration::fromNanoseconds(query_.sample(draws)) + settings_.row * rows;
    }

    World& world_;
    DatabaseSettings settings_;
    engine::Distribution query_;
    engine::Distribution write_;
    std::uint64_t hop_;
    engine::Resource connections_;
    engine::FifoStation cpu_;
    Units cores_;
    Units places_;   // for connections
    Demand demand_;  // on the cores
    bool isStored_ = false;
    std::unique_ptr<Storage> storage_;  // once it was bounded
    NodeStatistics statistics_;
    Host host_;
};

}  // namespace

std::unique_ptr<Component> createDatabase(const Assembly& assembly) {
    return std::make_unique<Database>(assembly);
}

}  // namespace headroom::models
