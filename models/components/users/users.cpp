// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/users.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "engine/alarm.h"
#include "engine/process.h"
#include "engine/random/discrete.h"
#include "engine/random/math.h"
#include "engine/task.h"
#include "engine/timeouts.h"
#include "models/components/channel.h"
#include "models/components/users/journey.h"
#include "models/components/users/settings.h"
#include "models/describe/sampler.h"
#include "models/simulate/recorder.h"
#include "models/workload/arrival_clock.h"
#include "models/workload/workload.h"

namespace headroom::models {

namespace {

using engine::Process;

/// People and programs out there. An open load sends whether or not earlier requests have been
/// answered; in sessions and closed loads a user waits for one reply before the next request.
class Users final : public Component {
  public:
    explicit Users(const Assembly& assembly)
        : world_(assembly.world),
          settings_(assembly.settings<UsersSettings>()),
          node_(assembly.node),
          population_(static_cast<std::uint32_t>(assembly.nodeHash())),
          nodeHash_(assembly.nodeHash()),
          arrivalDraws_(engine::Draws::forNode(world_.run, nodeHash_, ask::arrivals)),
          batchDraws_(engine::Draws::forNode(world_.run, nodeHash_, ask::batches)),
          journey_(settings_.journey),
          alarm_(&onAlarm, this) {
        std::vector<double> shares;
        for (const ClientGroup& group : settings_.mix) {
            shares.push_back(group.share);
            const double bits = group.bandwidth ? group.bandwidth->bitsPerSecond : 0;
            ways_.push_back({samplerOf(group.latency), bits > 0 ? 8e9 / bits : 0});
        }
        if (!shares.empty()) mix_ = *engine::Discrete::fromWeights(shares);
        for (const JourneyStep& step : settings_.journey)
            journeyEndpoints_.push_back(world_.workload.find(step.endpoint).value_or(0));
        makeSamplers();
    }

    void start() override {
        world_.recorder.sourceBegan();
        if (settings_.load == Load::Closed) {
            inviteUsers();
        } else if (settings_.log.empty()) {
            clock_.emplace(world_.workload.curve(node_), world_.simulation.now());
            makeBursts();
            clock_->setRate(settings_.perSecond(), world_.simulation.now());
            goOn();
        } else {
            world_.simulation.spawn(replay());
        }
    }

    /// What is left of the way to the next request is stretched like all others.
    void reconfigure(const Settings& settings) override {
        const UsersSettings before = settings_;
        settings_ = settings.as<UsersSettings>();
        const engine::SimTime now = world_.simulation.now();
        makeSamplers();
        if (settings_.load == Load::Closed && !retired_) inviteUsers();
        const bool areOtherBursts = settings_.arrivals != before.arrivals ||
                                    settings_.burstFactor != before.burstFactor ||
                                    settings_.burstLength != before.burstLength ||
                                    settings_.burstPause != before.burstPause;
        const bool isOther = settings_.perSecond() != before.perSecond() || areOtherBursts;
        if (clock_ && isOther && !retired_ && !clock_->isOver()) {
            if (next_) passed_.push_back(*next_);
            clock_->setRate(settings_.perSecond(), now);
            if (areOtherBursts) {
                makeBursts();
                clock_->setRate(settings_.perSecond(), now);
            }
            setAlarm();
        }
        if (settings_.speed != before.speed) {
            clockOffset_ += (now - clockBegin_).toSeconds() * 1e9 * before.speed;
            clockBegin_ = now;
        }
    }
    void retire() override {
        const bool isOpen = settings_.load == Load::Closed || (clock_ && !clock_->isOver());
        if (!retired_ && isOpen) world_.recorder.sourceEnded();
        retired_ = true;
    }

    Reply recall(Request& request, Operation operation, std::int64_t at) override {
        return channels_.front()->recall(request, operation, at);
    }
    double rateBefore() const override {
        if (!settings_.log.empty()) return 0;
        if (settings_.load == Load::Closed) {
            constexpr double kServedNs = 1e6;  // a millisecond, where nobody thinks
            return 1e9 * static_cast<double>(settings_.users) / (think_.mean() + kServedNs);
        }
        const double each = settings_.load == Load::Sessions ? journey_.meanLength() : 1;
        const auto curve = world_.workload.curve(node_);
        if (curve == nullptr) return settings_.perSecond() * each;
        const double level = curve->at(0).from;
        return settings_.perSecond() * each * (level > 0 ? level : curve->highest());
    }
    std::optional<RequestRef> requestBefore(std::uint64_t n) override {
        if (!settings_.log.empty()) return std::nullopt;
        if (journey_.isEmpty()) return draw(kBefore + n);
        RequestRef request = drawStep(kBefore + n, stepBefore_);
        stepBefore_ =
            journey_.after(stepBefore_, request->draws(world_.run, ask::journey)).value_or(0);
        return request;
    }

    void restartStatistics() override { requests_ = retries_ = givenUp_ = 0; }
    ComponentFigures figures() override {
        ComponentFigures figures;
        const auto requests = static_cast<double>(requests_);
        const auto retries = static_cast<double>(retries_);
        figures.metrics = {{"requests", requests},
                           {"retries", retries},
                           {"givenUp", static_cast<double>(givenUp_)},
                           {"amplification", requests_ > 0 ? (requests + retries) / requests : 1}};
        return figures;
    }

  private:
    /// To the clients of a group.
    struct Way {
        engine::Distribution latency;
        double nsPerByte;
    };
    /// Requests from before the run have numbers that none in it gets.
    static constexpr std::uint64_t kBefore = std::uint64_t{1} << 47;
    /// Request k of session s or of user u, whatever the others do: who asks is in the high bits.
    static constexpr int kSessionBits = 12;
    static constexpr int kUserBits = 26;
    static_assert(Journey::kMostSteps <= std::size_t{1} << kSessionBits);

    /// A unit-rate process, which the clock stretches by the rate: at twice the rate the same
    /// requests come at half the distances.
    double nextGap() {
        switch (settings_.arrivals) {
            case Arrivals::Deterministic:
                return 1;
            case Arrivals::Batches:
                if (leftInBatch_ > 0) {
                    --leftInBatch_;
                    return 0;
                }
                leftInBatch_ = batchSize() - 1;
                return unitGap_.sample(arrivalDraws_) * settings_.batchSize;
            case Arrivals::Poisson:
            case Arrivals::Mmpp:
                break;
        }
        return unitGap_.sample(arrivalDraws_);
    }
    std::int64_t batchSize() {
        if (settings_.batchSizes == BatchSizes::Fixed) {
            return static_cast<std::int64_t>(settings_.batchSize);
        }
        if (settings_.batchSize == 1) return 1;
        // The inverse of 1 - (1 - 1/mean)^k.
        const double k =
            engine::math::log(batchDraws_.unit()) / engine::math::log1p(-1 / settings_.batchSize);
        return static_cast<std::int64_t>(std::min(k, 1e9)) + 1;
    }
    void makeBursts() {
        std::optional<Bursts> bursts;
        if (settings_.arrivals == Arrivals::Mmpp) {
            bursts.emplace(settings_.burstFactor, settings_.burstLength, settings_.burstPause,
                           engine::Draws::forNode(world_.run, nodeHash_, ask::bursts));
        }
        clock_->setBursts(std::move(bursts));
    }
    void goOn() {
        clock_->advance(nextGap());
        setAlarm();
    }
    void setAlarm() {
        next_ = clock_->next();
        if (next_) alarm_.set(*next_);
        if (clock_->isOver()) world_.recorder.sourceEnded();
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
        if (settings_.load == Load::Sessions) {
            world_.simulation.spawn(session(number_++));
        } else {
            send(draw(number_++));
        }
        goOn();
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
            send(std::move(request));
        }
        world_.recorder.sourceEnded();
    }

    void send(RequestRef request) {
        const bool isPlain = !patience_ && settings_.retries == 0 && !mix_;
        world_.simulation.spawn(isPlain ? visit(std::move(request))
                                        : patientVisit(std::move(request)));
    }
    void began(const Request& request) {
        ++requests_;
        world_.recorder.began(request);
    }
    Process visit(RequestRef request) {
        began(*request);
        const Reply reply = co_await channels_.front()->call(request, Operation::serve);
        world_.recorder.ended(*request, reply);
    }
    Process patientVisit(RequestRef request) {
        began(*request);
        const Reply reply = co_await obtain(request);
        world_.recorder.ended(*request, reply);
    }

    Process session(std::uint64_t session) {
        // It may think when the last source has ended; the run goes on for it.
        world_.recorder.sourceBegan();
        std::optional<std::size_t> step = 0;
        std::uint32_t client = 0;
        for (std::uint64_t k = 0; step && k < Journey::kMostSteps && !retired_; ++k) {
            RequestRef request = drawStep((session << kSessionBits) | k, *step);
            if (k == 0) client = request->client;
            request->client = client;
            if (k > 0) {
                co_await engine::delay(thinkTime(*request));
                if (retired_) break;
                request->born = world_.simulation.now();
            }
            step = journey_.after(*step, request->draws(world_.run, ask::journey));
            began(*request);
            const Reply reply = co_await obtain(request);
            world_.recorder.ended(*request, reply);
        }
        world_.recorder.sourceEnded();
    }

    /// Users who are too many leave once they have their reply; the same ones come back.
    void inviteUsers() {
        if (present_.size() < static_cast<std::size_t>(settings_.users)) {
            present_.resize(static_cast<std::size_t>(settings_.users));
        }
        for (std::size_t i = 0; i < static_cast<std::size_t>(settings_.users); ++i) {
            if (present_[i].isThere) continue;
            present_[i].isThere = true;
            world_.simulation.spawn(user(i));
        }
    }
    bool stays(std::size_t i) const {
        return !retired_ && i < static_cast<std::size_t>(settings_.users);
    }
    Process user(std::size_t i) {
        std::size_t step = 0;
        while (stays(i)) {
            const std::uint64_t number =
                (std::uint64_t{i} << kUserBits) | (present_[i].requests++ & kMostRequests);
            RequestRef request = journey_.isEmpty() ? draw(number) : drawStep(number, step);
            request->client =
                static_cast<std::uint32_t>(static_cast<std::int64_t>(i) % settings_.clients);
            co_await engine::delay(thinkTime(*request));
            if (!stays(i)) break;
            request->born = world_.simulation.now();
            if (!journey_.isEmpty()) {
                step = journey_.after(step, request->draws(world_.run, ask::journey)).value_or(0);
            }
            began(*request);
            const Reply reply = co_await obtain(request);
            world_.recorder.ended(*request, reply);
        }
        present_[i].isThere = false;
    }
    engine::Duration thinkTime(const Request& request) const {
        auto draws = request.draws(world_.run, ask::think);
        return engine::Duration::fromNanoseconds(think_.sample(draws));
    }

    /// The reply a user has in the end. A retry is a request of its own for everybody behind the
    /// users, with circumstances of its own; `request` is the last of them then.
    engine::Task<Reply> obtain(RequestRef& request) {
        for (;;) {
            Reply reply;
            if (patience_) {
                auto draws = request->draws(world_.run, ask::patience);
                const engine::SimTime deadline =
                    world_.simulation.now() +
                    engine::Duration::fromNanoseconds(patience_->sample(draws));
                reply = co_await engine::within(deadlines_.limit(deadline), call(request));
                if (reply.status == kLate && world_.simulation.now() == deadline) {
                    reply = Reply::error(Reply::kGivenUp);
                    ++givenUp_;
                }
            } else {
                reply = co_await call(request);
            }
            if (!isTriedAgain(reply) || request->attempt >= settings_.retries) co_return reply;
            const engine::Duration pause = backoff(*request);
            if (pause > engine::Duration::zero()) co_await engine::delay(pause);
            request = again(*request);
            ++retries_;
        }
    }
    engine::Call<Reply> call(const RequestRef& request) {
        if (!mix_) return channels_.front()->call(request, Operation::serve);
        // By client: whoever is far away stays there.
        auto draws = engine::Draws::forNode(world_.run, nodeHash_ + request->client, ask::mix);
        return fromAfar(request, ways_[mix_->sample(draws)]);
    }
    engine::Call<Reply> fromAfar(RequestRef request, const Way& way) {
        co_await travel(*request, way.latency, ask::latencyThere);
        const Reply reply = co_await channels_.front()->call(request, Operation::serve);
        co_await travel(*request, way.latency, ask::latencyBack);
        // The line is the client's own, so nobody else is on it.
        if (way.nsPerByte > 0 && reply.bytes > 0) {
            co_await engine::delay(engine::Duration::fromNanoseconds(
                way.nsPerByte * static_cast<double>(reply.bytes)));
        }
        co_return reply;
    }
    engine::Delay travel(const Request& request, const engine::Distribution& latency,
                         engine::Purpose direction) const {
        auto draws = request.draws(world_.run, direction, population_);
        return engine::delay(engine::Duration::fromNanoseconds(latency.sample(draws)));
    }
    static bool isTriedAgain(const Reply& reply) {
        return reply.status == kTooMany || reply.status >= Reply::kGivenUp;
    }
    engine::Duration backoff(const Request& request) const {
        engine::Duration longest = std::min(settings_.backoff, settings_.longestBackoff);
        for (int i = 0; i < request.attempt && longest < settings_.longestBackoff; ++i)
            longest = std::min(longest * 2, settings_.longestBackoff);
        if (settings_.jitter == Jitter::None) return longest;
        auto draws = request.draws(world_.run, ask::backoff);
        return engine::Duration::fromNanoseconds(static_cast<double>(longest.ns()) * draws.unit());
    }
    RequestRef again(const Request& before) {
        RequestRef request = blank(before.number);
        request->born = before.born;
        request->endpoint = before.endpoint;
        request->object = before.object;
        request->client = before.client;
        request->bytes = before.bytes;
        request->attempt = static_cast<std::uint16_t>(before.attempt + 1);
        return request;
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
        drawRest(*request);
        return request;
    }
    RequestRef drawStep(std::uint64_t number, std::size_t step) {
        RequestRef request = blank(number);
        request->endpoint = journeyEndpoints_[step];
        drawRest(*request);
        return request;
    }
    void drawRest(Request& drawn) {
        Request* request = &drawn;
        const EndpointCosts& costs = world_.workload.endpoint(request->endpoint);
        auto object = request->draws(world_.run, ask::object);
        request->object = costs.objects.sample(object);
        auto client = request->draws(world_.run, ask::client);
        request->client =
            static_cast<std::uint32_t>(client.below(static_cast<std::uint64_t>(settings_.clients)));
        request->bytes = costs.responseBytes;
    }
    void makeSamplers() {
        think_ = samplerOf(settings_.think);
        patience_.reset();
        if (settings_.patience) patience_ = samplerOf(*settings_.patience);
    }

    static constexpr std::uint64_t kMostRequests = (std::uint64_t{1} << kUserBits) - 1;
    static constexpr std::uint16_t kTooMany = 429;
    static constexpr std::uint16_t kLate = 504;
    struct Presence {
        bool isThere = false;
        std::uint64_t requests = 0;
    };

    World& world_;
    UsersSettings settings_;
    std::size_t node_;
    std::uint32_t population_;
    std::uint64_t nodeHash_;
    engine::Draws arrivalDraws_;
    engine::Draws batchDraws_;
    engine::Distribution unitGap_ = *engine::Distribution::exponential(1.0);
    std::uint64_t number_ = 0;  // of the next request
    std::int64_t leftInBatch_ = 0;
    std::optional<ArrivalClock> clock_;  // of an open load or of sessions
    std::optional<engine::SimTime> next_;
    std::vector<engine::SimTime> passed_;  // still set, no longer meant
    engine::SimTime clockBegin_;           // a log's clock stood at the offset (ns) then
    double clockOffset_ = 0;
    bool retired_ = false;
    Journey journey_;
    std::vector<std::uint32_t> journeyEndpoints_;  // of its steps
    std::size_t stepBefore_ = 0;                   // of a session before the run
    std::vector<Presence> present_;                // users of a closed load
    engine::Distribution think_;
    std::optional<engine::Distribution> patience_;
    std::optional<engine::Discrete> mix_;
    std::vector<Way> ways_;  // of the groups of the mix
    engine::DeadlineHeap deadlines_;
    std::uint64_t requests_ = 0;
    std::uint64_t retries_ = 0;
    std::uint64_t givenUp_ = 0;
    engine::Alarm alarm_;
};

}  // namespace

std::unique_ptr<Component> createUsers(const Assembly& assembly) {
    return std::make_unique<Users>(assembly);
}

}  // namespace headroom::models
