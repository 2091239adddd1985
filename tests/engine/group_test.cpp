// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/group.h"

#include <QTest>
#include <memory>
#include <string>

#include "engine/call.h"
#include "engine/task.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

Task<std::string> say(std::string text, Duration after) {
    if (after > Duration::zero()) co_await delay(after);
    co_return "a long enough " + text;
}
Task<int> count(int value, Duration after, int& live) {
    const Held held(live);
    if (after > Duration::zero()) co_await delay(after);
    co_return value;
}

Process sayAll(int n, Duration step, std::string& result, SimTime& ended) {
    Group<Task<std::string>> group(static_cast<std::uint32_t>(n));
    for (int i = 0; i < n; ++i)
        group.add(say(std::to_string(i), step * (n - i)));
    co_await group.all();
    ended = Simulation::current().now();
    for (std::uint32_t i = 0; i < group.size(); ++i)
        result += group.result(i) + ";";
}
Process firstOf(Duration a, Duration b, Duration c, int& live, Outcome& outcome) {
    Group<Task<int>> group(3);
    group.add(count(10, a, live));
    group.add(count(20, b, live));
    group.add(count(30, c, live));
    const std::uint32_t first = co_await group.any();
    outcome.note(Answer{group.result(first)});
}
Process none(int& reached) {
    Group<Task<int>> group(0);
    co_await group.all();
    ++reached;
    co_await delay(1_ms);
    ++reached;
}

Process askAll(Instance& a, Duration ofA, Instance& b, Duration ofB, Outcome& ofFirst,
               Outcome& ofSecond) {
    Group<Call<Answer>> group(2);
    group.add(a.answer(ofA, 1));
    group.add(b.answer(ofB, 2));
    co_await group.all();
    ofFirst.note(group.result(0));
    ofSecond.note(group.result(1));
}
Process askAtOnceAndLater(Instance& a, Instance& b, Duration ofB, Outcome& first, Outcome& second) {
    Group<Call<Answer>> group(2);
    group.add(a.answerAtOnce(1));
    group.add(b.answer(ofB, 2));
    co_await group.all();
    first.note(group.result(0));
    second.note(group.result(1));
}
// Takes no result of what has failed.
Process askAndLookAway(Instance& a, Instance& b, Duration each, int& reached) {
    Group<Call<Answer>> group(2);
    group.add(a.answer(each, 1));
    group.add(b.answer(each, 2));
    co_await group.all();
    ++reached;
    co_await delay(1_ms);
}
Process askAny(Instance& a, Duration ofA, Instance& b, Duration ofB, Duration stay, Outcome& out) {
    Group<Call<Answer>> group(2);
    group.add(a.answer(ofA, 1));
    group.add(b.answer(ofB, 2));
    const std::uint32_t first = co_await group.any();
    out.note(group.result(first));
    co_await delay(stay);
}

}  // namespace

class GroupTest : public QObject {
    Q_OBJECT
  private slots:
    void all_waits_for_the_last_and_keeps_every_result() {
        Simulation simulation;
        std::string result;
        SimTime ended;
        simulation.spawn(sayAll(4, 3_ms, result, ended));
        simulation.runUntil(at(1_s));
        QCOMPARE(ended, at(12_ms));
        QCOMPARE(result, std::string("a long enough 0;a long enough 1;a long enough 2;"
                                     "a long enough 3;"));
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void all_of_what_need_not_wait_takes_no_event() {
        Simulation simulation;
        std::string result;
        SimTime ended;
        simulation.spawn(sayAll(2, Duration::zero(), result, ended));
        QCOMPARE(result, std::string("a long enough 0;a long enough 1;"));
        QCOMPARE(simulation.pendingEvents(), 0U);
    }

    void a_group_of_none_goes_on_at_once_and_harms_nobody() {
        Simulation simulation;
        int reached = 0;
        for (int i = 0; i < 100; ++i)
            simulation.spawn(none(reached));
        QCOMPARE(reached, 100);
        simulation.runUntil(at(1_s));
        QCOMPARE(reached, 200);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void any_goes_on_with_the_first_and_drops_the_others() {
        Simulation simulation;
        int live = 0;
        Outcome outcome;
        simulation.spawn(firstOf(9_ms, 4_ms, 7_ms, live, outcome));
        QCOMPARE(live, 3);
        simulation.runUntil(at(4_ms));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.at, at(4_ms));
        QCOMPARE(outcome.answer.value, 20);
        QCOMPARE(live, 0);
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void any_of_equal_times_is_the_one_added_first() {
        Simulation simulation;
        int live = 0;
        Outcome outcome;
        simulation.spawn(firstOf(4_ms, 4_ms, 4_ms, live, outcome));
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.answer.value, 10);
        QCOMPARE(live, 0);
    }

    void any_starts_no_more_once_one_has_ended() {
        Simulation simulation;
        int live = 0;
        Outcome outcome;
        simulation.spawn(firstOf(9_ms, Duration::zero(), 7_ms, live, outcome));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.answer.value, 20);
        simulation.runUntil(at(1_s));
        QCOMPARE(live, 0);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void calls_dropped_by_any_go_on_for_nobody() {
        Simulation simulation;
        Instance a;
        Instance b;
        Outcome out;
        simulation.spawn(askAny(a, 2_ms, b, 8_ms, Duration::zero(), out));
        simulation.runUntil(at(3_ms));
        QCOMPARE(out.answer.value, 1);
        QCOMPARE(b.inside(), 1);
        simulation.runUntil(at(1_s));
        QCOMPARE(b.completed(), 1);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_crash_after_a_branch_has_its_reply_changes_nothing() {
        for (const bool waits : {true, false}) {
            Simulation simulation;
            Instance a;
            Instance b;
            Outcome first;
            Outcome second;
            if (waits) {
                simulation.spawn(askAll(a, 1_ms, b, 9_ms, first, second));
            } else {
                simulation.spawn(askAtOnceAndLater(a, b, 9_ms, first, second));
            }
            simulation.runUntil(at(4_ms));
            a.faultDomain().crash();
            simulation.runUntil(at(1_s));
            QCOMPARE(first.times, 1);
            QCOMPARE(first.at, at(9_ms));
            QCOMPARE(first.answer.value, 1);
            QCOMPARE(second.answer.value, 2);
            QCOMPARE(simulation.arena().blocksInUse(), 0U);
        }
    }

    void a_crash_of_one_branch_counts_as_its_end() {
        Simulation simulation;
        Instance a;
        Instance b;
        Outcome first;
        Outcome second;
        simulation.spawn(askAll(a, 5_ms, b, 9_ms, first, second));
        simulation.runUntil(at(4_ms));
        a.faultDomain().crash();
        simulation.runUntil(at(1_s));
        QCOMPARE(first.at, at(9_ms));
        QVERIFY(first.answer.hasFailed(CallFailure::reset));
        QCOMPARE(second.answer.value, 2);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_failed_branch_that_nobody_looks_at_leaves_nothing() {
        Simulation simulation;
        Instance a;
        Instance b;
        int reached = 0;
        for (int i = 0; i < 10; ++i)
            simulation.spawn(askAndLookAway(a, b, 5_ms, reached));
        simulation.runUntil(at(4_ms));
        a.faultDomain().crash();
        simulation.runUntil(at(1_s));
        QCOMPARE(reached, 10);
        QCOMPARE(simulation.pendingEvents(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_branch_that_fails_after_any_has_gone_on_wakes_nobody() {
        Simulation simulation;
        Instance a;
        Instance b;
        Outcome out;
        simulation.spawn(askAny(a, 1_ms, b, 9_ms, 5_ms, out));
        simulation.runUntil(at(2_ms));
        b.faultDomain().crash();
        simulation.runUntil(at(1_s));
        QCOMPARE(out.times, 1);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_group_that_goes_while_news_for_a_branch_is_on_its_way_leaves_nothing() {
        Simulation simulation;
        Instance a;
        Instance b;
        Outcome first;
        Outcome second;
        for (int i = 0; i < 10; ++i)
            simulation.spawn(askAll(a, 5_ms, b, 9_ms, first, second));
        simulation.runUntil(at(4_ms));
        a.faultDomain().crash();
        QCOMPARE(blocksAfterStop(simulation), 0U);
        QCOMPARE(first.times, 0);
        QCOMPARE(a.inside() + b.inside(), 0);
    }
};

HEADROOM_TEST(GroupTest);
#include "group_test.moc"
