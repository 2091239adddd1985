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
        for (const auto& channel : channels_) {
            for (std::size_t i = 0; i < channel->targets(); ++i) {
                targets_.push_back({channel.get(), i});
            }
        }
        if (settings_.algorithm == BalancingAlgorithm::LeastConnections) {
            choice_.emplace<LeastConnections>(targets_.size());
        } else {
            choice_.emplace<RoundRobin>(targets_.size());
        }
    }

    Call<Reply> serve(RequestRef request, Operation operation) override {
        const SimTime arrival = statistics_.arrived();
        const Duration work = cost(*request);
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
        sample.resources.push_back(cores_.sample(Resource::Cpu, "cpu", cpu_.busyOverTime()));
        sample.queues.push_back({"cpu", static_cast<double>(cpu_.waiting())});
    }

  private:
    struct Target {
        Channel* channel;
        std::size_t instance;
    };

    /// A connection to a target, counted while it is open.
    class Connection {
      public:
        Connection(LoadBalancer& balancer, std::size_t target)
            : balancer_(balancer), target_(target) {
            if (auto* least = std::get_if<LeastConnections>(&balancer_.choice_)) {
                least->open(target_);
            }
        }
        Connection(const Connection&) = delete;
        Connection& operator=(const Connection&) = delete;
        ~Connection() {
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
        if (auto* turn = std::get_if<RoundRobin>(&choice_)) return turn->choose();
        return std::get<LeastConnections>(choice_).choose();
    }

    Duration cost(const Request& request) const {
        auto draws = request.draws(world_.run, ask::balancing, static_cast<std::uint32_t>(hop_));
        return Duration::fromNanoseconds(cost_.sample(draws));
    }

    World& world_;
    const LoadBalancerSettings& settings_;
    engine::Distribution cost_;
    std::uint64_t hop_;
    engine::FifoStation cpu_;
    Units cores_;
    std::vector<Target> targets_;
    std::variant<RoundRobin, LeastConnections> choice_ = RoundRobin(1);
    NodeStatistics statistics_;
};

}  // namespace

std::unique_ptr<Component> createLoadBalancer(const Assembly& assembly) {
    return std::make_unique<LoadBalancer>(assembly);
}

}  // namespace headroom::models
