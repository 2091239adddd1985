// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fault_domain.h"

#include <QTest>
#include <memory>

#include "engine/call.h"
#include "engine/timeouts.h"
#include "engine/wait/broadcast.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/engine/test_random.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

Process ask(Instance& instance, Duration after, Outcome& outcome) {
    outcome.note(co_await instance.answer(after, 7));
}
Process askDeep(Instance& first, Instance& second, int depth, Outcome& outcome) {
    outcome.note(co_await first.recurse(second, depth, 50_ms));
}

/// Holds a unit of something shared while it works; can bring itself down.
class Holder {
  public:
    explicit Holder(Resource& shared) : shared_(&shared) {}
    FaultDomain& faultDomain() { return domain_; }

    Call<Answer> work(Duration d) {
        const Lease lease = co_await shared_->acquire();
        co_await delay(d);
        co_return Answer{1};
    }
    Call<Answer> fallDown(Duration after, int& steps) {
        const Lease lease = co_await shared_->acquire();
        co_await delay(after);
        domain_.postCrash();
        ++steps;  // goes on up to its next wait
        co_await delay(1_ns);
        ++steps;
        co_return Answer{1};
    }

  private:
    FaultDomain domain_;
    Resource* shared_;
};

Process work(Holder& holder, Duration d, Outcome& outcome) {
    outcome.note(co_await holder.work(d));
}
Process makeFall(Holder& holder, Duration after, int& steps, Outcome& outcome) {
    outcome.note(co_await holder.fallDown(after, steps));
}
Process hold(Resource& resource, Outcome& outcome) {
    const Lease lease = co_await resource.acquire();
    outcome.note(Answer{1});
}
Process crashBoth(Duration when, FaultDomain& first, FaultDomain& second) {
    co_await delay(when);
    first.crash();
    second.crash();
}

}  // namespace

class FaultDomainTest : public QObject {
    Q_OBJECT
  private slots:
    void a_call_to_what_is_down_is_refused_at_once_and_does_not_start() {
        Simulation simulation;
        Instance instance;
        instance.faultDomain().crash();
        QVERIFY(!instance.faultDomain().isUp());
        Outcome outcome;
        simulation.spawn(ask(instance, 1_ms, outcome));
        QCOMPARE(outcome.times, 1);
        QVERIFY(outcome.answer.hasFailed(CallFailure::refused));
        QCOMPARE(instance.completed(), 0);
        QCOMPARE(simulation.pendingEvents(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);

        instance.faultDomain().restore();
        simulation.spawn(ask(instance, 1_ms, outcome));
        simulation.runUntil(at(1_ms));
        QVERIFY(outcome.answer.isReply());
    }

    void a_crash_tells_every_caller_at_that_instant() {
        Simulation simulation;
        Instance instance;
        Outcome outcomes[50];
        for (Outcome& outcome : outcomes)
            simulation.spawn(ask(instance, 20_ms, outcome));
        simulation.runUntil(at(5_ms));
        instance.faultDomain().crash();
        QCOMPARE(instance.inside(), 0);
        QCOMPARE(outcomes[0].times, 0);  // by the event loop, not by the one that crashes it
        simulation.runUntil(at(5_ms));
        for (const Outcome& outcome : outcomes) {
            QCOMPARE(outcome.times, 1);
            QCOMPARE(outcome.at, at(5_ms));
            QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
        }
        QCOMPARE(simulation.arena().blocksInUse(), 50U);  // whose delays are still pending
        simulation.runUntil(at(20_ms));
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
        QCOMPARE(instance.completed(), 0);
        for (const Outcome& outcome : outcomes)
            QCOMPARE(outcome.times, 1);
    }

    void what_a_crashed_holder_held_is_free_at_that_instant() {
        Simulation simulation;
        Resource shared(1);
        Holder holder(shared);
        Outcome held;
        Outcome queuedInside;
        Outcome queuedOutside;
        simulation.spawn(work(holder, 30_ms, held));
        simulation.spawn(work(holder, 30_ms, queuedInside));
        simulation.spawn(hold(shared, queuedOutside));
        simulation.runUntil(at(4_ms));
        QCOMPARE(shared.waiting(), 2U);
        holder.faultDomain().crash();
        simulation.runUntil(at(4_ms));
        QCOMPARE(queuedOutside.times, 1);
        QCOMPARE(queuedOutside.at, at(4_ms));
        QVERIFY(held.answer.hasFailed(CallFailure::reset));
        QVERIFY(queuedInside.answer.hasFailed(CallFailure::reset));
        QCOMPARE(shared.inUse(), 0U);
        QCOMPARE(shared.waiting(), 0U);
        simulation.runUntil(at(1_s));
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void calls_further_down_run_on() {
        Simulation simulation;
        Instance first;
        Instance second;
        Outcome outcome;
        simulation.spawn(askThrough(first, second, 9_ms, outcome));
        simulation.runUntil(at(2_ms));
        first.faultDomain().crash();
        QCOMPARE(second.inside(), 1);
        simulation.runUntil(at(9_ms));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.at, at(2_ms));
        QCOMPARE(first.completed(), 0);
        QCOMPARE(second.completed(), 1);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_crash_further_down_reaches_the_first_caller_as_an_answer() {
        Simulation simulation;
        Instance first;
        Instance second;
        Outcome outcome;
        simulation.spawn(askThrough(first, second, 9_ms, outcome));
        simulation.runUntil(at(2_ms));
        second.faultDomain().crash();
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.at, at(2_ms));
        QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
        QCOMPARE(first.completed(), 1);
    }

    void a_crash_posted_from_inside_comes_at_that_instant_after_the_poster_has_waited() {
        Simulation simulation;
        Resource shared(1);
        Holder holder(shared);
        Outcome fallen;
        Outcome waited;
        int steps = 0;
        simulation.spawn(makeFall(holder, 3_ms, steps, fallen));
        simulation.spawn(hold(shared, waited));
        simulation.runUntil(at(1_s));
        QCOMPARE(steps, 1);
        QCOMPARE(fallen.times, 1);
        QCOMPARE(fallen.at, at(3_ms));
        QVERIFY(fallen.answer.hasFailed(CallFailure::reset));
        QCOMPARE(waited.at, at(3_ms));
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_chain_of_calls_inside_one_domain_ends_as_a_whole() {
        for (const int depth : {1, 2, 5, 40}) {
            Simulation simulation;
            Instance instance;
            Outcome outcomes[3];
            for (Outcome& o : outcomes)
                simulation.spawn(askDeep(instance, instance, depth, o));
            simulation.runUntil(at(1_ms));
            QCOMPARE(instance.inside(), 3 * (depth + 1));
            instance.faultDomain().crash();
            QCOMPARE(instance.inside(), 0);
            simulation.runUntil(at(1_s));
            for (const Outcome& outcome : outcomes) {
                QCOMPARE(outcome.times, 1);
                QCOMPARE(outcome.at, at(1_ms));
                QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
            }
            QCOMPARE(simulation.arena().blocksInUse(), 0U);
        }
    }

    void callers_that_crash_at_the_same_instant_as_their_callees_vanish() {
        for (const int depth : {1, 2, 7}) {
            for (const bool firstFirst : {true, false}) {
                Simulation simulation;
                Instance first;
                Instance second;
                Outcome outcomes[4];
                for (Outcome& o : outcomes)
                    simulation.spawn(askDeep(first, second, depth, o));
                simulation.spawn(crashBoth(1_ms, (firstFirst ? first : second).faultDomain(),
                                           (firstFirst ? second : first).faultDomain()));
                simulation.runUntil(at(1_s));
                QCOMPARE(first.inside() + second.inside(), 0);
                QCOMPARE(first.completed() + second.completed(), 0);
                for (const Outcome& outcome : outcomes) {
                    QCOMPARE(outcome.times, 1);
                    QCOMPARE(outcome.at, at(1_ms));
                    QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
                }
                QCOMPARE(simulation.arena().blocksInUse(), 0U);
            }
        }
    }

    void a_caller_that_goes_while_the_news_of_the_crash_is_on_its_way_is_not_resumed() {
        Simulation simulation;
        Instance first;
        auto second = std::make_unique<Instance>();
        Outcome outcome;
        simulation.spawn(askThrough(first, *second, 9_ms, outcome));
        simulation.runUntil(at(2_ms));
        second->faultDomain().crash();  // tells the call inside `first`
        first.faultDomain().crash();    // which is gone before it hears
        simulation.runUntil(at(2_ms));
        QCOMPARE(first.completed(), 0);
        QCOMPARE(outcome.times, 1);
        second.reset();
        QCOMPARE(simulation.runUntil(at(1_s)), RunEnd::exhausted);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_stop_while_the_news_of_the_crash_is_on_its_way_leaves_nothing() {
        Simulation simulation;
        Instance first;
        Instance second;
        Outcome outcomes[10];
        for (Outcome& o : outcomes)
            simulation.spawn(askThrough(first, second, 9_ms, o));
        simulation.runUntil(at(2_ms));
        second.faultDomain().crash();
        QCOMPARE(blocksAfterStop(simulation), 0U);
        QCOMPARE(first.inside() + second.inside(), 0);
        for (const Outcome& o : outcomes)
            QCOMPARE(o.times, 0);
    }

    void an_instance_that_is_removed_resets_its_callers() {
        Simulation simulation;
        auto instance = std::make_unique<Instance>();
        Outcome outcome;
        simulation.spawn(ask(*instance, 9_ms, outcome));
        simulation.runUntil(at(2_ms));
        instance.reset();
        simulation.runUntil(at(1_s));
        QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
        QCOMPARE(outcome.at, at(2_ms));
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    // Twenty instances call one another at random, crash and come back at random; in the end every
    // caller has been told exactly once and nothing is left.
    void random_crashes_tell_every_caller_exactly_once() {
        Simulation simulation;
        std::unique_ptr<Instance> instances[20];
        for (auto& instance : instances)
            instance = std::make_unique<Instance>();
        TestRandom random(20);
        std::vector<Outcome> outcomes(20'000);
        const auto any = [&]() -> Instance& { return *instances[random.below(20)]; };
        std::size_t asked = 0;
        while (asked < outcomes.size()) {
            for (int i = 0; i < 20; ++i, ++asked) {
                Instance& a = any();
                Instance& b = any();
                const Duration d = Duration::microseconds(random.between(0, 300));
                if (random.oneIn(2)) {
                    simulation.spawn(askThrough(a, b, d, outcomes[asked]));
                } else {
                    simulation.spawn(
                        askDeep(a, b, static_cast<int>(random.below(5)), outcomes[asked]));
                }
            }
            simulation.runFor(Duration::microseconds(random.between(0, 50)));
            if (random.oneIn(3)) any().faultDomain().crash();
            if (random.oneIn(6)) any().faultDomain().postCrash();
            for (auto& instance : instances) {
                if (!instance->faultDomain().isUp() && random.oneIn(4)) {
                    instance->faultDomain().restore();
                }
            }
        }
        simulation.runUntil(at(10_s));
        int replies = 0;
        for (const Outcome& outcome : outcomes) {
            QCOMPARE(outcome.times, 1);
            replies += outcome.answer.isReply();
        }
        QVERIFY(replies > 1'000 && replies < 19'000);
        for (const auto& instance : instances) {
            QCOMPARE(instance->inside(), 0);
            QCOMPARE(instance->faultDomain().callsInside(), 0U);
        }
        QCOMPARE(simulation.abandonedCalls().size(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }
};

HEADROOM_TEST(FaultDomainTest);
#include "fault_domain_test.moc"
