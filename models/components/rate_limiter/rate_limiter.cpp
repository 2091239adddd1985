// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/rate_limiter/rate_limiter.h"

#include <unordered_map>

#include "models/algorithms/rate_limiting/token_bucket.h"
#include "models/components/channel.h"
#include "models/components/node_statistics.h"
#include "models/components/rate_limiter/settings.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::SimTime;

/// Passes a request on if it finds a token, and takes no time.
class RateLimiter final : public Component, public Service {
  public:
    explicit RateLimiter(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<RateLimiterSettings>()),
          all_(newBucket()),
          buckets_(settings_.scope == LimitScope::All ? 1 : 0) {}

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host* host(std::size_t) override { return &host_; }
    /// It comes back with full buckets.
    void crashed(std::size_t) override {
        all_ = newBucket();
        clients_.clear();
        buckets_.set(settings_.scope == LimitScope::All ? 1 : 0);
    }

    std::size_t instances() const override { return 1; }
    Service& instance(std::size_t) override { return *this; }

    void reconfigure(const Settings& settings) override {
        const LimitScope before = settings_.scope;
        settings_ = settings.as<RateLimiterSettings>();
        const std::int64_t now = world_.simulation.now().ns();
        all_.set(settings_.rate.perSecond, settings_.burst, now);
        for (auto& [client, bucket] : clients_)
            bucket.set(settings_.rate.perSecond, settings_.burst, now);
        if (settings_.scope != before) crashed(0);
    }

    Reply recall(Request& request, Operation operation, std::int64_t at) override {
        return channels_.front()->recall(request, operation, at);
    }

    Call<Reply> serve(RequestRef request, Operation operation) override {
        const SimTime arrival = statistics_.arrived();
        if (!bucketOf(*request).take(arrival.ns())) {
            statistics_.refused();
            co_return Reply::error(429);
        }
        ++taken_;
        const Reply reply = co_await channels_.front()->call(request, operation);
        statistics_.completed(arrival);
        co_return reply;
    }

    void restartStatistics() override {
        statistics_.restart();
        taken_ = 0;
        buckets_.restart();
        restartChannels();
    }
    ComponentFigures figures() override {
        ComponentFigures figures = statistics_.figures();
        addResources(figures);
        return figures;
    }
    /// The unit is one bucket, in use while its tokens are being made up for.
    void sample(ComponentSample& sample) override {
        statistics_.sample(sample);
        const double tokenNs = 1e12 / static_cast<double>(all_.milliRate());
        const double level = all_.tokens(world_.simulation.now().ns());
        const bool isAll = settings_.scope == LimitScope::All;
        sample.resources.push_back(
            buckets_.sample(Resource::Limiter, "tokens",
                            isAll ? 1 - level / static_cast<double>(settings_.burst) : 0,
                            tokenNs * static_cast<double>(taken_),
                            tokenNs * static_cast<double>(statistics_.figures().arrivals)));
        sampleChannels(sample);
    }

  private:
    TokenBucket newBucket() const {
        return {settings_.rate.perSecond, settings_.burst, world_.simulation.now().ns()};
    }
    TokenBucket& bucketOf(const Request& request) {
        if (settings_.scope == LimitScope::All) return all_;
        const std::uint64_t client = (std::uint64_t{request.population} << 32) | request.client;
        const auto [place, isNew] = clients_.try_emplace(client, newBucket());
        if (isNew) buckets_.set(static_cast<std::int64_t>(clients_.size()));
        return place->second;
    }

    World& world_;
    RateLimiterSettings settings_;
    TokenBucket all_;
    std::unordered_map<std::uint64_t, TokenBucket> clients_;
    Units buckets_;
    std::uint64_t taken_ = 0;
    NodeStatistics statistics_;
    Host host_;
};

}  // namespace

std::unique_ptr<Component> createRateLimiter(const Assembly& assembly) {
    return std::make_unique<RateLimiter>(assembly);
}

}  // namespace headroom::models
