// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/users.h"

#include <algorithm>
#include <limits>

#include "engine/process.h"
#include "models/components/channel.h"
#include "models/components/users/settings.h"
#include "models/simulate/recorder.h"
#include "models/workload/workload.h"

namespace headroom::models {

namespace {

using engine::Process;

/// People and programs out there: requests arrive whether or not earlier ones have been answered.
class Users final : public Component {
  public:
    explicit Users(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<UsersSettings>()),
          node_(assembly.node),
          population_(static_cast<std::uint32_t>(assembly.nodeHash())),
          arrivalDraws_(engine::Draws::forNode(world_.run, assembly.nodeHash(), ask::arrivals)) {}

    void start() override {
        world_.recorder.sourceBegan();
        world_.simulation.spawn(settings_.log.empty() ? arrive() : replay());
    }

  private:
    /// A unit-rate process stretched by the rate: at twice the rate the same requests come at half
    /// the distances. Fractions of a nanosecond are carried over, so the rate is exact.
    Process arrive() {
        const double meanGapNs = 1e9 / settings_.rate->perSecond;
        const bool poisson = settings_.arrivals == Arrivals::Poisson;
        double fraction = 0;
        for (std::uint64_t number = 0;; ++number) {
            const double gap = poisson ? exponentialGap() : 1.0;
            const double ns = gap * meanGapNs + fraction;
            const auto whole = static_cast<std::int64_t>(ns);
            fraction = ns - static_cast<double>(whole);
            co_await engine::delay(engine::Duration::nanoseconds(whole));
            world_.simulation.spawn(visit(draw(number)));
        }
    }

    Process replay() {
        const AccessLog& log = world_.workload.log(node_);
        const std::uint32_t first = world_.workload.firstOfLog(node_);
        const engine::SimTime begin = world_.simulation.now();
        std::uint64_t number = 0;
        for (const LogArrival& arrival : log.arrivals) {
            const auto at = begin + engine::Duration::fromNanoseconds(
                                        static_cast<double>(arrival.offsetNs) / settings_.speed);
            if (at > world_.simulation.now()) co_await engine::delay(at - world_.simulation.now());
            RequestRef request = blank(number++);
            request->endpoint = first + arrival.endpoint;
            request->object = arrival.object;
            request->client = arrival.client;
            request->bytes = static_cast<std::uint32_t>(
                std::min<std::uint64_t>(arrival.bytes, std::numeric_limits<std::uint32_t>::max()));
            world_.simulation.spawn(visit(std::move(request)));
        }
        world_.recorder.sourceEnded();
    }

    Process visit(RequestRef request) {
        world_.recorder.began();
        const Reply reply = co_await channels_.front()->call(request, Operation::serve);
        world_.recorder.ended(*request, reply);
    }

    RequestRef blank(std::uint64_t number) {
        RequestRef request = RequestRef::make();
        request->number = number;
        request->population = population_;
        request->born = world_.simulation.now();
        return request;
    }

    RequestRef draw(std::uint64_t number) {
        RequestRef request = blank(number);
        auto endpoint = request->draws(world_.run, ask::endpoint);
        request->endpoint = world_.workload.choose(endpoint);
        const EndpointCosts& costs = world_.workload.endpoint(request->endpoint);
        auto object = request->draws(world_.run, ask::object);
        request->object = costs.objects.sample(object);
        auto client = request->draws(world_.run, ask::client);
        request->client =
            static_cast<std::uint32_t>(client.below(static_cast<std::uint64_t>(settings_.clients)));
        request->bytes = costs.responseBytes;
        return request;
    }

    double exponentialGap() { return unitGap_.sample(arrivalDraws_); }

    World& world_;
    const UsersSettings& settings_;
    std::size_t node_;
    std::uint32_t population_;
    engine::Draws arrivalDraws_;
    engine::Distribution unitGap_ = *engine::Distribution::exponential(1.0);
};

}  // namespace

std::unique_ptr<Component> createUsers(const Assembly& assembly) {
    return std::make_unique<Users>(assembly);
}

}  // namespace headroom::models
