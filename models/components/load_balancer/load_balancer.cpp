// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/load_balancer/load_balancer.h"

#include <utility>
#include <variant>

#include "engine/wait/fifo_station.h"
#include "models/algorithms/balancing/least_connections.h"
#include "models/algorithms/balancing/round_robin.h"
#include "models/components/channel.h"
#include "models/components/load_balancer/settings.h"
#include "models/components/node_statistics.h"
#include "models/describe/sampler.h"

namespace headroom::models {

namespace {

using engine::Call;
using engine::Duration;
using engine::SimTime;

/// Passes each request on to one of the instances behind it and the reply back.
class LoadBalancer final : public Component, public Service {
  public:
    explicit LoadBalancer(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<LoadBalancerSettings>()),
          cost_(samplerOf(settings_.cpu)),
          hop_(assembly.nodeHash()),
          cpu_(static_cast<std::uint32_t>(settings_.cores)),
          cores_(settings_.cores) {}

    std::size_t instances() const override { return 1; }
    Service& instance(std::size_t) override { return *this; }

    void connect(std::vector<std::unique_ptr<Channel>> channels) override {
        Component::connect(std::move(channels));
        targetsChanged();
    }

    /// Targets keep their places for ever, because connections know them by these; those that are
    /// no longer there are only not chosen any more.
    void targetsChanged() override {
        active_.clear();
        for (const auto& channel : channels_) {
            channel->targetsChanged();
            std::vector<std::uint32_t>& places = placesOf(channel.get());
            while (places.size() < channel->targets()) {
                places.push_back(static_cast<std::uint32_t>(targets_.size()));
                targets_.push_back({channel.get(), places.size() - 1});
            }
            active_.insert(active_.end(), places.begin(),
                           places.begin() + static_cast<std::ptrdiff_t>(channel->targets()));
        }
        prepareChoice();
    }

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host* host(std::size_t) override { return &host_; }

    void reconfigure(const Settings& settings) override {
        const BalancingAlgorithm before = settings_.algorithm;
        settings_ = settings.as<LoadBalancerSettings>();
        cost_ = samplerOf(settings_.cpu);
        cpu_.setServers(static_cast<std::uint32_t>(settings_.cores));
        cores_.set(settings_.cores);
        if (settings_.algorithm != before) prepareChoice();
    }

    Reply recall(Request& request, Operation operation, std::int64_t at) override {
        recallTurn_.setTargets(active_.size());
        return targets_[active_[recallTurn_.choose()]].channel->recall(request, operation, at);
    }

    Call<Reply> serve(RequestRef request, Operation operation) override {
        const SimTime arrival = statistics_.arrived();
        const Duration work = cost(*request);
        demand_.note(work);
        co_await cpu_.use(work);
        statistics_.waited(*request, hop_, world_.simulation.now() - arrival - work);

        const Connection connection(*this, choose());
        const Reply reply = co_await forward(request, operation, connection.target());
        statistics_.completed(arrival);
        co_return reply;
    }

    void restartStatistics() override {
        const auto now = world_.simulation.now();
        statistics_.restart();
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
        return figures;
    }

    void sample(ComponentSample& sample) override {
        statistics_.sample(sample);
        sample.resources.push_back(
            cores_.sample(Resource::Cpu, "cpu", cpu_.busyOverTime(), demand_.ns()));
        sample.queues.push_back({"cpu", static_cast<double>(cpu_.waiting())});
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
    struct Target {
        Channel* channel;
        std::size_t instance;
        std::uint32_t connections = 0;
    };

    /// A connection to a target, counted while it is open.
    class Connection {
      public:
        Connection(LoadBalancer& balancer, std::size_t target)
            : balancer_(balancer), target_(target) {
            ++balancer_.targets_[target_].connections;
            if (auto* least = std::get_if<LeastConnections>(&balancer_.choice_)) {
                least->open(target_);
            }
        }
        Connection(const Connection&) = delete;
        Connection& operator=(const Connection&) = delete;
        ~Connection() {
            --balancer_.targets_[target_].connections;
            if (auto* least = std::get_if<LeastConnections>(&balancer_.choice_)) {
                least->close(target_);
            }
        }
        std::size_t target() const { return target_; }

      private:
        LoadBalancer& balancer_;
        std::size_t target_;
    };

    Call<Reply> forward(const RequestRef& request, Operation operation, std::size_t to) {
        return targets_[to].channel->call(request, operation, targets_[to].instance);
    }

    std::size_t choose() {
        if (auto* turn = std::get_if<RoundRobin>(&choice_)) return active_[turn->choose()];
        return std::get<LeastConnections>(choice_).choose();
    }

    /// The algorithm set, over the targets that are there.
    void prepareChoice() {
        if (settings_.algorithm == BalancingAlgorithm::RoundRobin) {
            if (auto* turn = std::get_if<RoundRobin>(&choice_)) {
                turn->setTargets(active_.size());
            } else {
                choice_.emplace<RoundRobin>(active_.size());
            }
            return;
        }
        auto* least = std::get_if<LeastConnections>(&choice_);
        if (least == nullptr) {
            least = &choice_.emplace<LeastConnections>(targets_.size());
            for (std::size_t i = 0; i < targets_.size(); ++i) {
                for (std::uint32_t c = 0; c < targets_[i].connections; ++c)
                    least->open(i);
            }
        }
        while (least->targets() < targets_.size())
            least->add();
        std::vector<bool> isActive(targets_.size(), false);
        for (const std::uint32_t i : active_)
            isActive[i] = true;
        // First on, then off: one has to be on at any time.
        for (const bool on : {true, false}) {
            for (std::size_t i = 0; i < targets_.size(); ++i) {
                if (isActive[i] == on) least->setOn(i, on);
            }
        }
    }

    std::vector<std::uint32_t>& placesOf(const Channel* channel) {
        for (auto& [known, places] : places_) {
            if (known == channel) return places;
        }
        return places_.emplace_back(channel, std::vector<std::uint32_t>{}).second;
    }

    Duration cost(const Request& request) const {
        auto draws = request.draws(world_.run, ask::balancing, static_cast<std::uint32_t>(hop_));
        return Duration::fromNanoseconds(cost_.sample(draws));
    }

    World& world_;
    LoadBalancerSettings settings_;
    engine::Distribution cost_;
    std::uint64_t hop_;
    engine::FifoStation cpu_;
    Units cores_;
    Demand demand_;                // on the cores
    std::vector<Target> targets_;  // all there ever were
    std::vector<std::pair<const Channel*, std::vector<std::uint32_t>>> places_;  // in targets_
    std::vector<std::uint32_t> active_;                                          // in targets_
    std::variant<RoundRobin, LeastConnections> choice_ = RoundRobin(1);
    RoundRobin recallTurn_ = RoundRobin(1);
    NodeStatistics statistics_;
    Host host_;
};

}  // namespace

std::unique_ptr<Component> createLoadBalancer(const Assembly& assembly) {
    return std::make_unique<LoadBalancer>(assembly);
}

}  // namespace headroom::models
