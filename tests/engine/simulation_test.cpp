// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulation.h"

#include <QTest>
#include <vector>

#include "engine/process.h"
#include "engine/task.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using headroom::tests::at;
using headroom::tests::Held;

namespace {

Process noteAfter(Duration after, int value, std::vector<int>& notes) {
    co_await delay(after);
    notes.push_back(value);
}
Process every(Duration gap, std::vector<SimTime>& instants) {
    for (;;) {
        co_await delay(gap);
        instants.push_back(Simulation::current().now());
    }
}
Process haltAfter(Duration after) {
    co_await delay(after);
    Simulation::current().halt();
}
Process spin(std::uint64_t turns, int& done) {
    for (std::uint64_t i = 0; i < turns; ++i)
        co_await delay(Duration::zero());
    ++done;
}
Process swell(Duration after, std::uint64_t bytes, bool halts) {
    co_await delay(after);
    Simulation& simulation = Simulation::current();
    while (simulation.arena().bytesReserved() <= bytes)
        simulation.arena().allocate(4'096);
    if (halts) simulation.halt();
}
Process holdForEver(int& live) {
    const Held held(live);
    for (;;)
        co_await delay(1_ms);
}
Task<int> twice(int value) {
    co_await delay(1_us);
    co_return 2 * value;
}
Process doubling(int& value, int rounds) {
    for (int i = 0; i < rounds; ++i)
        value = co_await twice(value);
}
Process spawnsAnother(std::vector<int>& notes) {
    co_await delay(1_ms);
    notes.push_back(1);
    Simulation::current().spawn(noteAfter(Duration::zero(), 3, notes));
    notes.push_back(2);
    co_await delay(Duration::zero());
    notes.push_back(4);
}

}  // namespace

class SimulationTest : public QObject {
    Q_OBJECT
  private slots:
    void a_run_ends_at_its_instant_and_the_clock_stands_there() {
        Simulation simulation;
        std::vector<SimTime> instants;
        simulation.spawn(every(3_ms, instants));
        QCOMPARE(simulation.now(), SimTime::zero());
        QCOMPARE(simulation.runUntil(at(10_ms)), RunEnd::reached);
        QCOMPARE(simulation.now(), at(10_ms));
        QCOMPARE(instants, (std::vector<SimTime>{at(3_ms), at(6_ms), at(9_ms)}));
        QCOMPARE(simulation.runFor(2_ms), RunEnd::reached);  // the end itself is included
        QCOMPARE(instants.size(), 4U);
        QCOMPARE(simulation.now(), at(12_ms));
        QCOMPARE(simulation.events(), 4U);
    }

    void a_run_with_nothing_pending_is_exhausted_at_its_instant() {
        Simulation simulation;
        std::vector<int> notes;
        QCOMPARE(simulation.runUntil(at(1_ms)), RunEnd::exhausted);
        QCOMPARE(simulation.now(), at(1_ms));
        simulation.spawn(noteAfter(1_ms, 1, notes));
        QCOMPARE(simulation.runUntil(at(9_ms)), RunEnd::exhausted);
        QCOMPARE(simulation.now(), at(9_ms));
        QCOMPARE(notes.size(), 1U);
        QVERIFY(!simulation.step());
    }

    void the_clock_never_goes_back() {
        Simulation simulation;
        std::vector<int> notes;
        simulation.spawn(noteAfter(8_ms, 1, notes));
        simulation.runUntil(at(5_ms));
        QCOMPARE(simulation.runUntil(at(2_ms)), RunEnd::reached);
        QCOMPARE(simulation.now(), at(5_ms));
        QVERIFY(notes.empty());
        // What is due now is not due by an earlier instant either.
        simulation.spawn(noteAfter(Duration::zero(), 2, notes));
        QCOMPARE(simulation.runUntil(at(2_ms)), RunEnd::reached);
        QVERIFY(notes.empty());
        simulation.runUntil(at(5_ms));
        QCOMPARE(notes.size(), 1U);
    }

    void work_spawned_between_runs_may_come_before_what_is_pending() {
        for (const auto choice :
             {EventQueue::Choice::heap, EventQueue::Choice::wheel, EventQueue::Choice::automatic}) {
            Simulation simulation(Simulation::Options{.queue = choice});
            std::vector<int> notes;
            std::vector<int> expected;
            // Far more than a window away, then nearer and nearer; some at equal instants.
            for (int i = 0; i < 40; ++i) {
                simulation.spawn(noteAfter(Duration::microseconds(1'000'000 >> (i / 2)), i, notes));
                QCOMPARE(simulation.runFor(1_ns), RunEnd::reached);
            }
            simulation.runUntil(at(2_s));
            for (int pair = 19; pair >= 0; --pair) {
                expected.push_back(2 * pair);
                expected.push_back(2 * pair + 1);
            }
            QCOMPARE(notes, expected);
        }
    }

    void a_spawned_process_runs_at_once_up_to_its_first_wait() {
        Simulation simulation;
        std::vector<int> notes;
        simulation.spawn(spawnsAnother(notes));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (std::vector<int>{1, 2, 3, 4}));
        QCOMPARE(simulation.processes().size(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void halt_ends_the_run_after_the_event_and_the_next_run_goes_on() {
        Simulation simulation;
        std::vector<int> notes;
        simulation.spawn(noteAfter(1_ms, 1, notes));
        simulation.spawn(haltAfter(1_ms));
        simulation.spawn(noteAfter(1_ms, 2, notes));
        QCOMPARE(simulation.runUntil(at(5_ms)), RunEnd::halted);
        QCOMPARE(notes, (std::vector<int>{1}));
        QCOMPARE(simulation.now(), at(1_ms));
        QCOMPARE(simulation.runUntil(at(5_ms)), RunEnd::exhausted);
        QCOMPARE(notes, (std::vector<int>{1, 2}));
        QCOMPARE(simulation.now(), at(5_ms));
    }

    void a_halt_within_a_step_does_not_end_the_next_run() {
        Simulation simulation;
        std::vector<int> notes;
        simulation.spawn(haltAfter(1_ms));
        simulation.spawn(noteAfter(2_ms, 1, notes));
        simulation.spawn(noteAfter(3_ms, 2, notes));
        QVERIFY(simulation.step());
        QCOMPARE(simulation.runUntil(at(5_ms)), RunEnd::exhausted);
        QCOMPARE(notes.size(), 2U);
    }

    void steps_run_one_event_each_in_the_same_order_as_a_run() {
        std::vector<int> byRun;
        std::vector<int> bySteps;
        for (const bool steps : {false, true}) {
            Simulation simulation;
            std::vector<int>& notes = steps ? bySteps : byRun;
            for (int i = 0; i < 60; ++i) {
                simulation.spawn(noteAfter(Duration::microseconds((i * 7) % 5), i, notes));
            }
            if (!steps) {
                simulation.runUntil(at(1_s));
                continue;
            }
            SimTime last;
            std::uint64_t taken = 0;
            while (simulation.step()) {
                ++taken;
                QVERIFY(simulation.now() >= last);
                last = simulation.now();
                QCOMPARE(simulation.events(), taken);
            }
            QCOMPARE(simulation.now(), at(4_us));
            QCOMPARE(taken, 60U);
        }
        QCOMPARE(bySteps, byRun);
        QCOMPARE(byRun.size(), 60U);
    }

    void events_without_end_at_one_instant_are_stuck() {
        Simulation simulation(Simulation::Options{.mostAtOneInstant = 1'000});
        int done = 0;
        simulation.spawn(spin(1'000, done));
        QCOMPARE(simulation.runUntil(at(1_ms)), RunEnd::exhausted);  // so many are allowed
        QCOMPARE(done, 1);
        simulation.spawn(spin(1'000'000, done));
        simulation.runUntil(at(2_ms));
        QCOMPARE(simulation.runUntil(at(3_ms)), RunEnd::stuck);
        QCOMPARE(done, 1);
    }

    void many_events_at_many_instants_are_not_stuck() {
        Simulation simulation(Simulation::Options{.mostAtOneInstant = 50});
        int done = 0;
        std::vector<int> notes;
        for (int i = 0; i < 30; ++i) {
            simulation.spawn(spin(40, done));
            // Time goes on by an event, or by the end of the run alone.
            if (i >= 15) simulation.spawn(noteAfter(1_us, i, notes));
            QCOMPARE(simulation.runFor(1_ms), RunEnd::exhausted);
        }
        QCOMPARE(done, 30);
    }

    void stepping_out_of_the_instant_that_was_stuck_is_forgiven() {
        Simulation simulation(Simulation::Options{.mostAtOneInstant = 100});
        int done = 0;
        int later = 0;
        const auto waitThenSpin = [](int& counter) -> Process {
            co_await delay(1_ms);
            for (int i = 0; i < 50; ++i)
                co_await delay(Duration::zero());
            ++counter;
        };
        simulation.spawn(waitThenSpin(later));
        simulation.spawn(spin(120, done));
        QCOMPARE(simulation.runUntil(at(5_ms)), RunEnd::stuck);
        while (simulation.now() == SimTime::zero())
            QVERIFY(simulation.step());
        QCOMPARE(done, 1);
        QCOMPARE(simulation.runUntil(at(5_ms)), RunEnd::exhausted);
        QCOMPARE(later, 1);
    }

    void a_run_that_passes_its_memory_ends_as_memory_with_what_it_has() {
        constexpr std::uint64_t kLimit = 1'000'000;
        Simulation simulation(Simulation::Options{.memoryLimit = kLimit});
        std::vector<int> notes;
        simulation.spawn(noteAfter(1_ms, 1, notes));
        simulation.spawn(swell(2_ms, kLimit, false));
        simulation.spawn(noteAfter(3_ms, 2, notes));
        QCOMPARE(simulation.runUntil(at(9_ms)), RunEnd::memory);
        QCOMPARE(simulation.now(), at(2_ms));
        QCOMPARE(notes.size(), 1U);
        // Whoever goes on nevertheless may: it is said once.
        QCOMPARE(simulation.runUntil(at(9_ms)), RunEnd::exhausted);
        QCOMPARE(notes.size(), 2U);
    }

    void a_halt_does_not_hide_that_the_memory_was_passed() {
        constexpr std::uint64_t kLimit = 1'000'000;
        Simulation simulation(Simulation::Options{.memoryLimit = kLimit});
        std::vector<int> notes;
        simulation.spawn(swell(2_ms, kLimit, true));
        for (int i = 3; i < 9; ++i)
            simulation.spawn(noteAfter(Duration::milliseconds(i), i, notes));
        QCOMPARE(simulation.runUntil(at(9_ms)), RunEnd::halted);
        QCOMPARE(simulation.runUntil(at(9_ms)), RunEnd::memory);
        QCOMPARE(simulation.runUntil(at(9_ms)), RunEnd::exhausted);
    }

    void simulations_alternate_on_one_thread() {
        Simulation outer;
        int a = 1;
        int b = 1;
        outer.spawn(doubling(a, 20));
        {
            Simulation inner;
            QCOMPARE(&Simulation::current(), &inner);
            inner.spawn(doubling(b, 10));
            for (int i = 1; i <= 20; ++i) {
                outer.runUntil(at(Duration::microseconds(i)));
                inner.runUntil(at(Duration::microseconds(i)));
                QCOMPARE(a, 1 << i);
                QCOMPARE(b, 1 << std::min(i, 10));
                QCOMPARE(&Simulation::current(), &inner);
                if (i == 7) {
                    const Simulation::Activation active(outer);
                    QCOMPARE(&Simulation::current(), &outer);
                    outer.spawn(doubling(a, 0));
                }
            }
            QCOMPARE(inner.arena().blocksInUse(), 0U);
        }
        QCOMPARE(&Simulation::current(), &outer);
        QCOMPARE(outer.arena().blocksInUse(), 0U);
    }

    void the_end_of_a_simulation_stops_what_is_in_flight() {
        int live = 0;
        {
            Simulation simulation;
            for (int i = 0; i < 10; ++i)
                simulation.spawn(holdForEver(live));
            simulation.runUntil(at(5_ms));
            QCOMPARE(live, 10);
        }
        QCOMPARE(live, 0);
    }

    void a_second_stop_does_nothing() {
        Simulation simulation;
        int live = 0;
        simulation.spawn(holdForEver(live));
        simulation.stop();
        QVERIFY(simulation.stopping());
        simulation.stop();
        QCOMPARE(live, 0);
    }

    void a_process_that_is_never_spawned_leaves_nothing() {
        Simulation simulation;
        int live = 0;
        {
            [[maybe_unused]] const Process process = holdForEver(live);
            QCOMPARE(simulation.arena().blocksInUse(), 1U);
        }
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
        QCOMPARE(live, 0);
    }
};

HEADROOM_TEST(SimulationTest);
#include "simulation_test.moc"
