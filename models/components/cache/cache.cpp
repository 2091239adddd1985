// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/cache/cache.h"

#include <limits>

#include "engine/wait/fifo_station.h"
#include "models/algorithms/caching/lru.h"
#include "models/components/cache/settings.h"
#include "models/components/channel.h"
#include "models/components/node_statistics.h"
#include "models/describe/sampler.h"
#include "models/workload/workload.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::Duration;
using engine::SimTime;

/// A store of objects by key that forgets the least recently used. With a link to data it reads
/// through: on a miss it fetches, keeps and answers.
class Cache final : public Component, public Service {
  public:
    explicit Cache(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<CacheSettings>()),
          lookup_(samplerOf(settings_.lookup)),
          hop_(assembly.nodeHash()),
          cpu_(static_cast<std::uint32_t>(settings_.cores)),
          cores_(settings_.cores),
          store_(settings_.capacity.count, mostEntries()) {}

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host* host(std::size_t) override { return &host_; }
    void crashed(std::size_t) override { flush(); }
    void flush() override {
        // Its count of evictions begins at zero again; those of this window stay counted.
        evictionsBefore_ -= store_.evictions();
        store_ = LruCache(settings_.capacity.count, mostEntries());
    }

    void reconfigure(const Settings& settings) override {
        settings_ = settings.as<CacheSettings>();
        lookup_ = samplerOf(settings_.lookup);
        cpu_.setServers(static_cast<std::uint32_t>(settings_.cores));
        cores_.set(settings_.cores);
        store_.setMost(settings_.capacity.count, mostEntries());
    }

    Reply recall(Request& request, Operation operation, std::int64_t at) override {
        if (operation == Operation::cachePut) {
            keep(request, at);
            return Reply::done();
        }
        ++recalled_.lookups;
        if (store_.get(request.cacheKey(), at)) {
            ++recalled_.hits;
            return Reply::found(request.bytes);
        }
        if (channels_.empty()) return Reply::missed();
        const Reply fetched = channels_.front()->recall(request, Operation::read, at);
        if (fetched.ok()) keep(request, at);
        return fetched;
    }
    std::optional<Recalled> recalled() const override {
        if (settings_.start == CacheStart::Cold) return std::nullopt;
        return recalled_;
    }
    std::shared_ptr<const void> memory(std::int64_t at) const override {
        auto copy = std::make_shared<LruCache>(store_);
        copy->moveClock(-at);
        return copy;
    }
    void remember(const std::shared_ptr<const void>& memory) override {
        store_ = *static_cast<const LruCache*>(memory.get());
    }

    std::size_t instances() const override { return 1; }
    Service& instance(std::size_t) override { return *this; }

    Call<Reply> serve(RequestRef request, Operation operation) override {
        const SimTime arrival = statistics_.arrived();
        const Duration work = lookupTime(*request, operation);
        demand_.note(work);
        co_await cpu_.use(work);
        statistics_.waited(*request, hop_, world_.simulation.now() - arrival - work);

        if (operation == Operation::cachePut) {
            keep(*request, world_.simulation.now().ns());
            statistics_.completed(arrival);
            co_return Reply::done();
        }
        ++lookups_;
        if (store_.get(request->cacheKey(), world_.simulation.now().ns())) {
            ++hits_;
            statistics_.completed(arrival);
            co_return Reply::found(request->bytes);
        }
        if (channels_.empty()) {
            statistics_.completed(arrival);
            co_return Reply::missed();
        }
        const Reply fetched = co_await channels_.front()->call(request, Operation::read);
        if (fetched.ok()) keep(*request, world_.simulation.now().ns());
        statistics_.completed(arrival);
        co_return fetched;
    }

    void restartStatistics() override {
        const auto now = world_.simulation.now();
        statistics_.restart();
        lookups_ = hits_ = 0;
        evictionsBefore_ = store_.evictions();
        cpu_.busyOverTime().restart(now);
        cpu_.waitingOverTime().restart(now);
        cores_.restart();
        demand_.restart();
        restartChannels();
    }

    ComponentFigures figures() override {
        const auto now = world_.simulation.now();
        ComponentFigures figures = statistics_.figures();
        figures.queueMean = cpu_.waitingOverTime().mean(now);
        addResources(figures);
        figures.metrics.push_back(
            {"hitRatio",
             lookups_ == 0 ? 0.0 : static_cast<double>(hits_) / static_cast<double>(lookups_)});
        figures.metrics.push_back({"entries", static_cast<double>(store_.entries())});
        figures.metrics.push_back(
            {"evictions", static_cast<double>(store_.evictions() - evictionsBefore_)});
        return figures;
    }

    void sample(ComponentSample& sample) override {
        statistics_.sample(sample);
        sample.resources.push_back(
            cores_.sample(Resource::Cpu, "cpu", cpu_.busyOverTime(), demand_.ns()));
        ResourceSample memory{Resource::Memory, "memory", static_cast<double>(store_.bytes()),
                              static_cast<double>(settings_.capacity.count)};
        memory.isKept = true;
        sample.resources.push_back(memory);
        sample.queues.push_back({"cpu", static_cast<double>(cpu_.waiting())});
        sample.ratios.push_back({"hitRatio", hits_, lookups_});
        sampleChannels(sample);
    }

    std::optional<ComponentBalance> balance() override {
        ComponentBalance balance;
        statistics_.balance(balance);
        balance.addHost(host_);
        balance.work.push_back(demand_.balance("cpu", cpu_));
        return balance;
    }

  private:
    Duration lookupTime(const Request& request, Operation operation) const {
        const auto place = static_cast<std::uint32_t>(hop_) + static_cast<std::uint32_t>(operation);
        auto draws = request.draws(world_.run, ask::lookup, place);
        return Duration::fromNanoseconds(lookup_.sample(draws));
    }
    void keep(const Request& request, std::int64_t at) {
        const std::int64_t fresh = world_.workload.endpoint(request.endpoint).freshForNs;
        const auto expires = engine::SimTime::atNanoseconds(at) + Duration::nanoseconds(fresh);
        store_.put(request.cacheKey(), request.bytes, expires.ns());
    }
    std::uint64_t mostEntries() const {
        return settings_.entries ? static_cast<std::uint64_t>(*settings_.entries)
                                 : std::numeric_limits<std::uint64_t>::max();
    }

    World& world_;
    CacheSettings settings_;
    engine::Distribution lookup_;
    std::uint64_t hop_;
    engine::FifoStation cpu_;
    Units cores_;
    Demand demand_;  // on the cores
    LruCache store_;
    std::uint64_t lookups_ = 0;
    std::uint64_t hits_ = 0;
    std::uint64_t evictionsBefore_ = 0;
    Recalled recalled_;
    NodeStatistics statistics_;
    Host host_;
};

}  // namespace

std::unique_ptr<Component> createCache(const Assembly& assembly) {
    return std::make_unique<Cache>(assembly);
}

}  // namespace headroom::models
