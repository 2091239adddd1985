// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/task.h"

#include <QTest>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/process.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/support/child.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

/// Can neither be copied nor made from nothing.
struct Ticket {
    explicit Ticket(int n) : number(std::make_unique<int>(n)) {}
    std::unique_ptr<int> number;
};

template <class T>
Task<T> give(T value, Duration after) {
    if (after > 0_ns) co_await delay(after);
    co_return std::move(value);
}
template <class T>
Process take(Duration after, T value, T& into) {
    into = co_await give<T>(std::move(value), after);
}
Process takeTicket(Duration after, int& into) {
    const Ticket ticket = co_await give(Ticket(7), after);
    into = *ticket.number;
}
Task<> nothing(Duration after, int& done) {
    if (after > 0_ns) co_await delay(after);
    ++done;
}
Process takeNothing(Duration after, int& done) {
    co_await nothing(after, done);
}

Task<int> depth(int levels, Duration each) {
    if (levels == 0) co_return 0;
    co_await delay(each);
    co_return 1 + co_await depth(levels - 1, each);
}
Process measureDepth(int levels, int& result, SimTime& at) {
    result = co_await depth(levels, 3_us);
    at = Simulation::current().now();
}

Task<> note(std::vector<int>& order, int what, Duration after) {
    order.push_back(what);
    if (after > 0_ns) co_await delay(after);
    order.push_back(-what);
}
Process awaitsLater(std::vector<int>& order, Duration after) {
    Task<> child = note(order, 1, after);
    order.push_back(10);  // a task that nobody awaits has not begun
    co_await std::move(child);
    order.push_back(20);
}

Process neverAwaited(int& live) {
    const Held held(live);
    const Task<int> forgotten = give(1, 1_us);
    co_await delay(1_us);
}

Task<> holdsAll(Resource& places, int& live, Duration each) {
    const Held held(live);
    const Lease first = co_await places.acquire();
    co_await delay(each);
    {
        const Lease second = co_await places.acquire();
        const Held inner(live);
        co_await delay(each);
    }
    co_await delay(each);
}
Process holder(Resource& places, int& live, Duration each) {
    const Held held(live);
    co_await holdsAll(places, live, each);
}

Task<> fails() {
    co_await delay(1'234_us);
    throw std::runtime_error("a mistake in a component");
}
Process failing() {
    co_await fails();
}
Call<Answer> callThatFails() {
    co_await delay(5_us);
    throw std::runtime_error("a mistake in a component");
}
Process failingCall() {
    co_await callThatFails();
}
Process failingItself() {
    co_await delay(7_us);
    throw 42;
}

// What becomes of a program in which such a process runs.
ChildEnd endOf(Process (*process)()) {
    return runInChild([process] {
        Simulation simulation;
        simulation.spawn(process());
        simulation.runFor(1_s);
        return 0;
    });
}

}  // namespace

class TaskTest : public QObject {
    Q_OBJECT
  private slots:
    void a_task_gives_a_result_of_any_type_that_moves() {
        for (const Duration after : {0_ns, 10_us}) {
            Simulation simulation;
            int number = 0;
            std::string text;
            std::vector<int> list;
            std::unique_ptr<int> pointer;
            std::map<int, std::string> map;
            int ticket = 0;
            int done = 0;
            simulation.spawn(take(after, 42, number));
            simulation.spawn(take(after, std::string(100, 'x'), text));
            simulation.spawn(take(after, std::vector<int>{1, 2, 3}, list));
            simulation.spawn(take(after, std::make_unique<int>(5), pointer));
            simulation.spawn(take(after, std::map<int, std::string>{{1, "one"}}, map));
            simulation.spawn(takeTicket(after, ticket));
            simulation.spawn(takeNothing(after, done));
            simulation.runFor(1_ms);
            QCOMPARE(number, 42);
            QCOMPARE(text, std::string(100, 'x'));
            QCOMPARE(list, (std::vector<int>{1, 2, 3}));
            QVERIFY(pointer != nullptr && *pointer == 5);
            QCOMPARE(map.at(1), std::string("one"));
            QCOMPARE(ticket, 7);
            QCOMPARE(done, 1);
            QCOMPARE(simulation.arena().blocksInUse(), std::uint64_t{0});
        }
    }

    void nested_tasks_add_up_their_waits() {
        Simulation simulation;
        int result = 0;
        SimTime at;
        simulation.spawn(measureDepth(50, result, at));
        simulation.runFor(1_s);
        QCOMPARE(result, 50);
        QCOMPARE(at.ns(), (150_us).ns());
    }

    void a_task_begins_inside_its_caller_when_it_is_awaited() {
        {
            Simulation simulation;
            std::vector<int> order;
            simulation.spawn(awaitsLater(order, 0_ns));
            QCOMPARE(order, (std::vector<int>{10, 1, -1, 20}));  // without any event
            QCOMPARE(simulation.events(), std::uint64_t{0});
        }
        Simulation simulation;
        std::vector<int> order;
        simulation.spawn(awaitsLater(order, 4_us));
        QCOMPARE(order, (std::vector<int>{10, 1}));
        simulation.runFor(1_ms);
        QCOMPARE(order, (std::vector<int>{10, 1, -1, 20}));
        QCOMPARE(simulation.events(), std::uint64_t{1});  // the delay; completion costs none
    }

    void a_task_that_nobody_awaits_goes_with_its_owner() {
        Simulation simulation;
        int live = 0;
        simulation.spawn(neverAwaited(live));
        simulation.runFor(1_ms);
        QCOMPARE(live, 0);
        QCOMPARE(simulation.arena().blocksInUse(), std::uint64_t{0});
    }

    void guards_give_back_what_they_hold_at_the_end() {
        Simulation simulation;
        Resource places(2);
        int live = 0;
        simulation.spawn(holder(places, live, 10_us));
        simulation.runFor(5_us);
        QCOMPARE(places.inUse(), 1u);
        QCOMPARE(live, 2);
        simulation.runFor(10_us);
        QCOMPARE(places.inUse(), 2u);
        QCOMPARE(live, 3);
        simulation.runFor(10_us);
        QCOMPARE(places.inUse(), 1u);
        QCOMPARE(live, 2);
        simulation.runFor(10_us);
        QCOMPARE(places.inUse(), 0u);
        QCOMPARE(live, 0);
    }

    void guards_give_back_what_they_hold_at_any_stop() {
        for (int instant = 0; instant <= 45; ++instant) {
            Simulation simulation;
            Resource places(3);
            int live = 0;
            for (int i = 0; i < 4; ++i)
                simulation.spawn(holder(places, live, 10_us));
            simulation.runFor(Duration::microseconds(instant));
            const std::uint64_t blocks = blocksAfterStop(simulation);
            QCOMPARE(places.inUse(), 0u);
            QCOMPARE(places.waiting(), 0u);
            QCOMPARE(live, 0);
            QCOMPARE(blocks, std::uint64_t{0});
        }
    }

    void an_exception_at_the_edge_of_a_coroutine_ends_the_program_with_the_simulated_time() {
        const ChildEnd ofTask = endOf(failing);
        QVERIFY(ofTask.aborted);
        QVERIFY2(ofTask.said.find("simulated time 1234 us") != std::string::npos,
                 ofTask.said.c_str());
        const ChildEnd ofCall = endOf(failingCall);
        QVERIFY(ofCall.aborted);
        QVERIFY2(ofCall.said.find("simulated time 5 us") != std::string::npos, ofCall.said.c_str());
        const ChildEnd ofProcess = endOf(failingItself);
        QVERIFY(ofProcess.aborted);
        QVERIFY2(ofProcess.said.find("simulated time 7 us") != std::string::npos,
                 ofProcess.said.c_str());
    }
};

HEADROOM_TEST(TaskTest);
#include "task_test.moc"
