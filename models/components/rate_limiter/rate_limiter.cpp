// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/rate_limiter/rate_limiter.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "models/algorithms/rate_limiting/token_bucket.h"
#include "models/components/channel.h"
#include "models/components/node_statistics.h"
#include "models/components/rate_limiter/settings.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::SimTime;

/// A bucket by the clock: its tokens are made up for one after the other, each in the time of one,
/// and while any is missing the bucket is at work. The level of tokens knows nothing of it, so the
/// two can be held against each other.
///
/// Source: virtual scheduling, the other form of the generic cell rate algorithm of ITU-T I.371.
class MakingUp {
  public:
    explicit MakingUp(SimTime now) : fullAt_(static_cast<double>(now.ns())) {}
    void take(SimTime now, double tokenNs) {
        const auto at = static_cast<double>(now.ns());
        fullAt_ = std::max(fullAt_, at) + tokenNs;
    }
    double left(SimTime now) const {
        return std::max(0.0, fullAt_ - static_cast<double>(now.ns()));
    }
    void setLeft(SimTime now, double ns) { fullAt_ = static_cast<double>(now.ns()) + ns; }

  private:
    double fullAt_;  // ns
};

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
        forEach([&](Bucket& bucket) { revise(bucket, 0); });
        all_ = newBucket();
        clients_.clear();
        buckets_.set(settings_.scope == LimitScope::All ? 1 : 0);
    }

    std::size_t instances() const override { return 1; }
    Service& instance(std::size_t) override { return *this; }

    void reconfigure(const Settings& settings) override {
        const LimitScope before = settings_.scope;
        settings_ = settings.as<RateLimiterSettings>();
        forEach([&](Bucket& bucket) {
            bucket.tokens.set(settings_.rate.perSecond, settings_.burst,
                              world_.simulation.now().ns());
            revise(bucket, missingNs(bucket));
        });
        if (settings_.scope != before) crashed(0);
    }

    Reply recall(Request& request, Operation operation, std::int64_t at) override {
        return channels_.front()->recall(request, operation, at);
    }

    Call<Reply> serve(RequestRef request, Operation operation) override {
        const SimTime arrival = statistics_.arrived();
        if (!take(bucketOf(*request), arrival)) {
            statistics_.refused();
            co_return Reply::error(429);
        }
        const Reply reply = co_await channels_.front()->call(request, operation);
        statistics_.completed(arrival);
        co_return reply;
    }

    void restartStatistics() override {
        statistics_.restart();
        tokens_.restart();
        busyBefore_ = busyEver();
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
        const double level = all_.tokens.tokens(world_.simulation.now().ns());
        const bool isAll = settings_.scope == LimitScope::All;
        sample.resources.push_back(buckets_.sample(
            Resource::Limiter, "tokens",
            isAll ? 1 - level / static_cast<double>(settings_.burst) : 0, busyEver() - busyBefore_,
            tokenNs() * static_cast<double>(statistics_.arrivals())));
        sampleChannels(sample);
    }
    std::optional<ComponentBalance> balance() override {
        ComponentBalance balance;
        statistics_.balance(balance);
        balance.addHost(host_);
        double missing = 0;
        forEach([&](Bucket& bucket) { missing += missingNs(bucket); });
        balance.work.push_back(tokens_.balance("tokens", std::llround(missing),
                                               std::llround(busyEver() - busyBefore_)));
        return balance;
    }

  private:
    struct Bucket {
        TokenBucket tokens;
        MakingUp clock;
    };

    Bucket newBucket() const {
        const SimTime now = world_.simulation.now();
        return {{settings_.rate.perSecond, settings_.burst, now.ns()}, MakingUp(now)};
    }
    template <class F>
    void forEach(F each) {
        each(all_);
        for (auto& [client, bucket] : clients_)
            each(bucket);
    }
    double tokenNs() const { return 1e12 / static_cast<double>(all_.tokens.milliRate()); }
    bool take(Bucket& bucket, SimTime now) {
        if (!bucket.tokens.take(now.ns())) return false;
        const double ns = tokenNs();
        bucket.clock.take(now, ns);
        begunNs_ += ns;
        tokens_.note(engine::Duration::nanoseconds(std::llround(ns)));
        return true;
    }
    /// Time until it is full, by its level.
    double missingNs(Bucket& bucket) const {
        const double level = bucket.tokens.tokens(world_.simulation.now().ns());
        return (static_cast<double>(settings_.burst) - level) * tokenNs();
    }
    /// Making up takes that long from here on, because of something from outside.
    void revise(Bucket& bucket, double ns) {
        const SimTime now = world_.simulation.now();
        const double more = ns - bucket.clock.left(now);
        begunNs_ += more;
        tokens_.revise(std::llround(more));
        bucket.clock.setLeft(now, ns);
    }
    /// Time that buckets have been made up for.
    double busyEver() {
        double left = 0;
        forEach([&](const Bucket& bucket) { left += bucket.clock.left(world_.simulation.now()); });
        return begunNs_ - left;
    }
    Bucket& bucketOf(const Request& request) {
        if (settings_.scope == LimitScope::All) return all_;
        const std::uint64_t client = (std::uint64_t{request.population} << 32) | request.client;
        const auto [place, isNew] = clients_.try_emplace(client, newBucket());
        if (isNew) buckets_.set(static_cast<std::int64_t>(clients_.size()));
        return place->second;
    }

    World& world_;
    RateLimiterSettings settings_;
    Bucket all_;
    std::unordered_map<std::uint64_t, Bucket> clients_;
    Units buckets_;
    Demand tokens_;
    double begunNs_ = 0;  // of all tokens taken
    double busyBefore_ = 0;
    NodeStatistics statistics_;
    Host host_;
};

}  // namespace

std::unique_ptr<Component> createRateLimiter(const Assembly& assembly) {
    return std::make_unique<RateLimiter>(assembly);
}

}  // namespace headroom::models
