// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/users.h"

#include <algorithm>
#include <limits>

#include "engine/alarm.h"
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
          arrivalDraws_(engine::Draws::forNode(world_.run, assembly.nodeHash(), ask::arrivals)),
          alarm_(&onAlarm, this) {}

    void start() override {
        world_.recorder.sourceBegan();
        if (settings_.log.empty()) {
            setNext(0, nextGap());
        } else {
            world_.simulation.spawn(replay());
        }
    }

    /// What is left of the way to the next request is stretched like all others.
    void reconfigure(const Settings& settings) override {
        const UsersSettings before = settings_;
        settings_ = settings.as<UsersSettings>();
        const engine::SimTime now = world_.simulation.now();
        if (settings_.rate && before.rate && settings_.rate != before.rate && !retired_) {
            const double left = static_cast<double>((next_ - now).ns()) + fraction_;
            passed_.push_back(next_);
            fraction_ = 0;
            setNext(left * (before.rate->perSecond / settings_.rate->perSecond), 0);
        }
        if (settings_.speed != before.speed) {
            clockOffset_ += (now - clockBegin_).toSeconds() * 1e9 * before.speed;
            clockBegin_ = now;
        }
    }
    void retire() override {
        if (!retired_ && settings_.log.empty()) world_.recorder.sourceEnded();
        retired_ = true;
    }

    Reply recall(Request& request, Operation operation, std::int64_t at) override {
        return channels_.front()->recall(request, operation, at);
    }
    double rateBefore() const override {
        return settings_.log.empty() ? settings_.rate->perSecond : 0.0;
    }
    std::optional<RequestRef> requestBefore(std::uint64_t n) override {
        if (!settings_.log.empty()) return std::nullopt;
        return draw(kBefore + n);
    }

  private:
    /// Requests from before the run have numbers that none in it gets.
    static constexpr std::uint64_t kBefore = std::uint64_t{1} << 47;

    /// A unit-rate process stretched by the rate: at twice the rate the same requests come at half
    /// the distances. Fractions of a nanosecond are carried over, so the rate is exact.
    double nextGap() {
        return settings_.arrivals == Arrivals::Poisson ? unitGap_.sample(arrivalDraws_) : 1.0;
    }
    /// The next request comes after `ns` and `gap` unit gaps.
    void setNext(double ns, double gap) {
        const double all = gap == 0 ? ns : gap * (1e9 / settings_.rate->perSecond) + fraction_;
        const auto whole = static_cast<std::int64_t>(all);
        fraction_ = all - static_cast<double>(whole);
        next_ = world_.simulation.now() + engine::Duration::nanoseconds(whole);
        alarm_.set(next_);
    }
    static void onAlarm(void* self) { static_cast<Users*>(self)->arrive(); }
    void arrive() {
        const engine::SimTime now = world_.simulation.now();
        // An instant that was set before the rate changed.
        if (const auto old = std::ranges::find(passed_, now); old != passed_.end()) {
            passed_.erase(old);
            return;
        }
        if (retired_) return;
        world_.simulation.spawn(visit(draw(number_++)));
        setNext(0, nextGap());
    }

    Process replay() {
        const AccessLog& log = world_.workload.log(node_);
        const std::uint32_t first = world_.workload.firstOfLog(node_);
        clockBegin_ = world_.simulation.now();
        std::uint64_t number = 0;
        for (const LogArrival& arrival : log.arrivals) {
            const double offset = static_cast<double>(arrival.offsetNs) - clockOffset_;
            const auto at =
                clockBegin_ + engine::Duration::fromNanoseconds(offset / settings_.speed);
            if (at > world_.simulation.now()) co_await engine::delay(at - world_.simulation.now());
            if (retired_) break;
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

    World& world_;
    UsersSettings settings_;
    std::size_t node_;
    std::uint32_t population_;
    engine::Draws arrivalDraws_;
    engine::Distribution unitGap_ = *engine::Distribution::exponential(1.0);
    std::uint64_t number_ = 0;  // of the next request
    double fraction_ = 0;       // of a nanosecond, carried over
    engine::SimTime next_;
    std::vector<engine::SimTime> passed_;  // still set, no longer meant
    engine::SimTime clockBegin_;           // a log's clock stood at the offset (ns) then
    double clockOffset_ = 0;
    bool retired_ = false;
    engine::Alarm alarm_;
};

}  // namespace

std::unique_ptr<Component> createUsers(const Assembly& assembly) {
    return std::make_unique<Users>(assembly);
}

}  // namespace headroom::models
