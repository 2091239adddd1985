// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/call.h"
#include "engine/fault_domain.h"
#include "engine/process.h"
#include "engine/simulation.h"
#include "engine/timeouts.h"

namespace headroom::tests {

constexpr engine::SimTime at(engine::Duration d) {
    return engine::SimTime::zero() + d;
}

/// The reply of the calls in tests: a number, or how the call failed.
struct Answer {
    std::int32_t value = 0;
    std::int32_t failure = 0;

    static Answer failed(engine::CallFailure why) { return {0, static_cast<std::int32_t>(why)}; }
    bool isReply() const { return failure == 0; }
    bool hasFailed(engine::CallFailure why) const {
        return failure == static_cast<std::int32_t>(why);
    }
};

/// Counts how many of its kind live: what a coroutine holds across a wait.
class Held {
  public:
    explicit Held(int& live) : live_(&live) { ++*live_; }
    Held(const Held& other) : live_(other.live_) { ++*live_; }
    Held& operator=(const Held&) = delete;
    ~Held() { --*live_; }

  private:
    int* live_;
};

/// What became of a call, and when its caller went on.
struct Outcome {
    int times = 0;
    engine::SimTime at;
    Answer answer;

    void note(Answer a) {
        ++times;
        at = engine::Simulation::current().now();
        answer = a;
    }
};

/// An instance that answers after a while and can crash.
class Instance {
  public:
    engine::FaultDomain& faultDomain() { return domain_; }

    engine::Call<Answer> answer(engine::Duration after, std::int32_t value) {
        const Held inside(inside_);
        co_await engine::delay(after);
        ++completed_;
        co_return Answer{value};
    }
    engine::Call<Answer> answerAtOnce(std::int32_t value) {
        const Held inside(inside_);
        ++completed_;
        co_return Answer{value};
    }
    /// Asks `next` and passes its answer on.
    engine::Call<Answer> relay(Instance& next, engine::Duration after, std::int32_t value) {
        const Held inside(inside_);
        const Answer answer = co_await next.answer(after, value);
        ++completed_;
        co_return answer;
    }
    /// Asks itself, `depth` calls deep, and `other` at every second level.
    engine::Call<Answer> recurse(Instance& other, int depth, engine::Duration after) {
        const Held inside(inside_);
        if (depth == 0) {
            co_await engine::delay(after);
            co_return Answer{1};
        }
        const Answer answer = co_await other.recurse(*this, depth - 1, after);
        ++completed_;
        co_return Answer{answer.value + 1, answer.failure};
    }

    int inside() const { return inside_; }
    int completed() const { return completed_; }

  private:
    engine::FaultDomain domain_;
    int inside_ = 0;
    int completed_ = 0;
};

/// Asks the first, which asks the second.
inline engine::Process askThrough(Instance& first, Instance& second, engine::Duration after,
                                  Outcome& outcome) {
    outcome.note(co_await first.relay(second, after, 7));
}
/// Waits no longer than the lane says.
inline engine::Process askWithin(engine::TimeoutLane& lane, Instance& instance,
                                 engine::Duration after, Outcome& outcome) {
    outcome.note(co_await engine::within(lane.limit(), instance.answer(after, 7)));
}

/// Stops the simulation and lets everything that frames left behind pass; what is then in use of
/// the arena has been leaked, except what the components themselves hold.
inline std::uint64_t blocksAfterStop(engine::Simulation& simulation) {
    simulation.stop();
    simulation.runUntil(engine::SimTime::max());
    return simulation.arena().blocksInUse();
}

}  // namespace headroom::tests
