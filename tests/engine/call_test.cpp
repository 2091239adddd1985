// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/call.h"

#include <QTest>

#include "engine/timeouts.h"
#include "engine/wait/group.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

Process ask(Instance& instance, Duration after, std::int32_t value, Outcome& outcome) {
    outcome.note(co_await instance.answer(after, value));
}
Process askAtOnce(Instance& instance, std::int32_t value, Outcome& outcome) {
    outcome.note(co_await instance.answerAtOnce(value));
}

/// A function that belongs to no domain.
Call<Answer> homeless(Duration after, int& live) {
    const Held held(live);
    co_await delay(after);
    co_return Answer{1};
}
Process askHomelessWithin(TimeoutLane& lane, Duration after, int& live, Outcome& outcome) {
    outcome.note(co_await within(lane.limit(), homeless(after, live)));
}

Process crashAt(Duration when, FaultDomain& domain) {
    co_await delay(when);
    domain.crash();
}

Process twoInOneExpression(Instance& a, Duration ofA, Instance& b, Duration ofB, Outcome& sum) {
    sum.note(Answer{(co_await a.answer(ofA, 20)).value + (co_await b.answer(ofB, 22)).value});
}
Process atOnceAndThenAnother(Instance& a, Instance& b, Duration ofB, Outcome& sum) {
    sum.note(Answer{(co_await a.answerAtOnce(20)).value + (co_await b.answer(ofB, 22)).value});
}

Process keepsItsCall(Instance& a, Duration after, Duration more, Outcome& outcome) {
    auto call = a.answer(after, 5);
    const Answer answer = co_await call;
    co_await delay(more);
    outcome.note(answer);
}

Process neverAwaits(Instance& a, Outcome& outcome) {
    { [[maybe_unused]] const auto call = a.answer(1_ms, 1); }
    co_await delay(2_ms);
    outcome.note(Answer{a.completed()});
}

}  // namespace

class CallTest : public QObject {
    Q_OBJECT
  private slots:
    void a_reply_reaches_the_caller_at_the_instant_it_is_given() {
        Simulation simulation;
        Instance instance;
        Outcome outcome;
        simulation.spawn(ask(instance, 3_ms, 41, outcome));
        QCOMPARE(instance.inside(), 1);
        QCOMPARE(instance.faultDomain().callsInside(), 1U);
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.at, at(3_ms));
        QVERIFY(outcome.answer.isReply());
        QCOMPARE(outcome.answer.value, 41);
        QCOMPARE(instance.faultDomain().callsInside(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_callee_that_need_not_wait_replies_without_an_event() {
        Simulation simulation;
        Instance instance;
        Outcome outcome;
        simulation.spawn(askAtOnce(instance, 8, outcome));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.answer.value, 8);
        QCOMPARE(simulation.pendingEvents(), 0U);
        QCOMPARE(instance.faultDomain().callsInside(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_call_that_is_never_awaited_never_starts() {
        Simulation simulation;
        Instance instance;
        Outcome outcome;
        simulation.spawn(neverAwaits(instance, outcome));
        QCOMPARE(simulation.runUntil(at(1_s)), RunEnd::exhausted);
        QCOMPARE(outcome.answer.value, 0);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void the_caller_goes_on_at_the_limit_and_the_callee_works_on_for_nobody() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(10_ms);
        const std::uint64_t own = simulation.arena().blocksInUse();
        Outcome outcome;
        simulation.spawn(askWithin(lane, instance, 25_ms, outcome));
        simulation.runUntil(at(10_ms));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.at, at(10_ms));
        QVERIFY(outcome.answer.hasFailed(CallFailure::timeout));
        QCOMPARE(instance.inside(), 1);
        simulation.runUntil(at(1_s));
        QCOMPARE(instance.completed(), 1);
        QCOMPARE(outcome.times, 1);
        QCOMPARE(lane.size(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), own);
    }

    void a_reply_within_the_limit_takes_the_limit_back() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(10_ms);
        const std::uint64_t own = simulation.arena().blocksInUse();
        Outcome outcome;
        simulation.spawn(askWithin(lane, instance, 9'999'999_ns, outcome));
        QCOMPARE(lane.size(), 1U);
        simulation.runUntil(at(1_s));
        QVERIFY(outcome.answer.isReply());
        QCOMPARE(outcome.at, at(9'999'999_ns));
        QCOMPARE(lane.size(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), own);
    }

    // The reply's delay was set before the limit was armed, so it runs first at that instant.
    void a_reply_at_the_very_instant_of_the_limit_counts_if_it_was_scheduled_first() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(10_ms);
        Outcome outcome;
        simulation.spawn(askWithin(lane, instance, 10_ms, outcome));
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.times, 1);
        QVERIFY(outcome.answer.isReply());
    }

    void a_limit_at_the_very_instant_of_the_reply_counts_if_it_was_scheduled_first() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(10_ms);
        Outcome first;
        Outcome second;
        // The lane's alarm for 10 ms is set by the first; the second's deadline shares it.
        simulation.spawn(askWithin(lane, instance, 50_ms, first));
        simulation.spawn(askWithin(lane, instance, 10_ms, second));
        simulation.runUntil(at(1_s));
        QVERIFY(second.answer.hasFailed(CallFailure::timeout));
        QCOMPARE(second.times, 1);
        QCOMPARE(instance.completed(), 2);
    }

    void a_crash_at_the_very_instant_of_the_limit_wakes_the_caller_once() {
        for (const bool crashFirst : {true, false}) {
            Simulation simulation;
            Instance instance;
            TimeoutLane lane(10_ms);
            const std::uint64_t own = simulation.arena().blocksInUse();
            Outcome outcome;
            if (crashFirst) simulation.spawn(crashAt(10_ms, instance.faultDomain()));
            simulation.spawn(askWithin(lane, instance, 25_ms, outcome));
            if (!crashFirst) simulation.spawn(crashAt(10_ms, instance.faultDomain()));
            simulation.runUntil(at(1_s));
            QCOMPARE(outcome.times, 1);
            QCOMPARE(outcome.at, at(10_ms));
            QVERIFY(
                outcome.answer.hasFailed(crashFirst ? CallFailure::reset : CallFailure::timeout));
            QCOMPARE(instance.completed(), 0);
            QCOMPARE(simulation.arena().blocksInUse(), own);
        }
    }

    void a_relay_that_is_given_up_waits_on_for_its_own_callee() {
        Simulation simulation;
        Instance first;
        Instance second;
        TimeoutLane lane(2_ms);
        Outcome outcome;
        const auto start = [](TimeoutLane& l, Instance& f, Instance& s, Outcome& o) -> Process {
            o.note(co_await within(l.limit(), f.relay(s, 9_ms, 7)));
        };
        simulation.spawn(start(lane, first, second, outcome));
        simulation.runUntil(at(8_ms));
        QVERIFY(outcome.answer.hasFailed(CallFailure::timeout));
        QCOMPARE(first.inside(), 1);
        simulation.runUntil(at(9_ms));
        QCOMPARE(first.completed(), 1);
        QCOMPARE(second.completed(), 1);
    }

    void calls_given_up_are_counted_and_destroyed_at_the_stop() {
        Simulation simulation;
        TimeoutLane lane(1_ms);
        const std::uint64_t own = simulation.arena().blocksInUse();
        int live = 0;
        Outcome outcomes[100];
        for (int i = 0; i < 100; ++i) {
            simulation.spawn(
                askHomelessWithin(lane, Duration::milliseconds(i + 2), live, outcomes[i]));
        }
        simulation.runUntil(at(1_ms));
        QCOMPARE(simulation.abandonedCalls().size(), 100U);
        QCOMPARE(simulation.processes().size(), 0U);
        QCOMPARE(live, 100);
        simulation.runUntil(at(51_ms));
        QCOMPARE(simulation.abandonedCalls().size(), 50U);
        QCOMPARE(live, 50);
        simulation.stop();
        QCOMPARE(live, 0);
        QCOMPARE(simulation.abandonedCalls().size(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), own + 50U);  // their delays are still pending
        simulation.runUntil(SimTime::max());
        QCOMPARE(simulation.arena().blocksInUse(), own);
    }

    void a_callee_in_a_domain_that_is_given_up_is_destroyed_at_the_stop() {
        Simulation simulation;
        Instance first;
        Instance second;
        TimeoutLane lane(1_ms);
        const std::uint64_t own = simulation.arena().blocksInUse();
        Outcome outcomes[2];
        simulation.spawn(askWithin(lane, first, 9_ms, outcomes[0]));
        simulation.spawn(askThrough(first, second, 9_ms, outcomes[1]));
        simulation.runUntil(at(2_ms));
        QCOMPARE(first.inside() + second.inside(), 3);
        QCOMPARE(blocksAfterStop(simulation), own);
        QCOMPARE(first.inside() + second.inside(), 0);
        QCOMPARE(outcomes[1].times, 0);
    }

    // A reply that has been given cannot be taken back: the frame of the first call stands until
    // the whole expression is done, the crash comes in between.
    void a_crash_after_the_reply_does_not_touch_the_caller() {
        for (const bool waits : {true, false}) {
            Simulation simulation;
            Instance a;
            Instance b;
            Outcome sum;
            if (waits) {
                simulation.spawn(twoInOneExpression(a, 1_ms, b, 9_ms, sum));
            } else {
                simulation.spawn(atOnceAndThenAnother(a, b, 9_ms, sum));
            }
            simulation.spawn(crashAt(4_ms, a.faultDomain()));
            simulation.runUntil(at(1_s));
            QCOMPARE(sum.times, 1);
            QCOMPARE(sum.answer.value, 42);
            QVERIFY(sum.at >= at(9_ms));
            QCOMPARE(simulation.arena().blocksInUse(), 0U);
        }
    }

    void a_call_that_is_kept_after_its_reply_does_not_count_as_inside() {
        Simulation simulation;
        Instance a;
        Outcome outcome;
        simulation.spawn(keepsItsCall(a, 1_ms, 9_ms, outcome));
        simulation.runUntil(at(2_ms));
        QCOMPARE(a.faultDomain().callsInside(), 0U);
        a.faultDomain().crash();
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.answer.value, 5);
        QCOMPARE(outcome.at, at(10_ms));
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }
};

HEADROOM_TEST(CallTest);
#include "call_test.moc"
