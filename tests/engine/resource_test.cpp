// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/resource.h"

#include <QTest>
#include <algorithm>
#include <utility>
#include <vector>

#include "tests/engine/resource_replay.h"
#include "tests/engine/test_random.h"
#include "tests/engine/waits_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

using Discipline = Resource::Discipline;

namespace {

constexpr Duration kForEver = Duration::max();

/// Takes a unit from `start` on and holds it; notes its number when it has it, and minus its number
/// when it has to go without.
Process hold(Duration start, Resource& resource, Duration work, int who, Notes& notes,
             std::uint8_t priority = 0) {
    if (start > Duration::zero()) co_await delay(start);
    const Lease lease = co_await resource.acquire(priority);
    note(notes, lease ? who : lease.refusedAsFull() ? -who : 0);
    if (lease) co_await delay(work);
}
Process holdWithin(Duration start, Resource& resource, TimeLimits& limits, Duration patience,
                   Duration work, int who, Notes& notes) {
    if (start > Duration::zero()) co_await delay(start);
    const SimTime deadline = Simulation::current().now() + patience;
    const Lease lease = co_await resource.acquire(TimeLimit{&limits, deadline});
    note(notes, lease ? who : lease.timedOut() ? -who : 0);
    if (lease) co_await delay(work);
}
Process passOn(Resource& resource, Notes& notes, bool& movedFromIsEmpty) {
    Lease first = co_await resource.acquire();
    Lease second = co_await resource.acquire();
    note(notes, static_cast<int>(resource.inUse()));
    Lease moved(std::move(first));
    movedFromIsEmpty = moved && !first && !first.timedOut() && !first.refusedAsFull();
    moved = std::move(second);  // gives the first one back
    note(notes, static_cast<int>(resource.inUse()));
    moved.release();
    moved.release();
    note(notes, static_cast<int>(resource.inUse()));
    co_await delay(1_ms);
}

}  // namespace

class ResourceTest : public QObject {
    Q_OBJECT
  private slots:
    void a_free_unit_is_had_without_suspending() {
        Simulation simulation;
        Resource resource(3);
        Notes notes;
        for (int i = 1; i <= 3; ++i)
            simulation.spawn(hold(Duration::zero(), resource, kForEver, i, notes));
        QCOMPARE(whoOf(notes), (std::vector<int>{1, 2, 3}));  // and no event has run
        QCOMPARE(simulation.events(), 0U);
        QCOMPARE(resource.inUse(), 3U);
        simulation.spawn(hold(Duration::zero(), resource, kForEver, 4, notes));
        QCOMPARE(notes.size(), 3U);
        QCOMPARE(resource.waiting(), 1U);
    }

    void who_waits_is_served_by_the_discipline_data() {
        QTest::addColumn<int>("discipline");
        QTest::addColumn<QList<int>>("order");
        // Priorities are who % 3, so 3 and 6 come first.
        QTest::newRow("fifo") << static_cast<int>(Discipline::fifo)
                              << QList<int>{10, 1, 2, 3, 4, 5, 6};
        QTest::newRow("lifo") << static_cast<int>(Discipline::lifo)
                              << QList<int>{10, 6, 5, 4, 3, 2, 1};
        QTest::newRow("priority") << static_cast<int>(Discipline::priority)
                                  << QList<int>{10, 3, 6, 1, 4, 2, 5};
    }
    void who_waits_is_served_by_the_discipline() {
        QFETCH(int, discipline);
        QFETCH(QList<int>, order);
        // All at one instant: the tie is broken by who was spawned first.
        Simulation simulation;
        Resource resource(1, Resource::kUnbounded, static_cast<Discipline>(discipline));
        Notes notes;
        simulation.spawn(hold(Duration::zero(), resource, 1_ms, 10, notes));
        for (int i = 1; i <= 6; ++i) {
            simulation.spawn(
                hold(Duration::zero(), resource, 1_ms, i, notes, static_cast<std::uint8_t>(i % 3)));
        }
        simulation.runUntil(at(1_s));
        Notes expected;
        for (int i = 0; i < order.size(); ++i)
            expected.push_back({order[i], at(Duration::milliseconds(i))});
        QCOMPARE(notes, expected);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_class_beyond_the_last_is_the_last() {
        Simulation simulation;
        Resource resource(1, Resource::kUnbounded, Discipline::priority);
        Notes notes;
        simulation.spawn(hold(Duration::zero(), resource, 1_ms, 10, notes));
        const std::uint8_t classes[] = {255, 7, 8, 6, 0};
        for (int i = 0; i < 5; ++i)
            simulation.spawn(hold(Duration::zero(), resource, 1_ms, i + 1, notes, classes[i]));
        simulation.runUntil(at(1_s));
        QCOMPARE(whoOf(notes), (std::vector<int>{10, 5, 4, 1, 2, 3}));
    }

    void one_too_many_is_refused_at_once() {
        for (const std::uint32_t most : {0U, 1U, 5U}) {
            Simulation simulation;
            Resource resource(2, most);
            Notes notes;
            const int fit = 2 + static_cast<int>(most);
            for (int i = 1; i <= fit + 2; ++i)
                simulation.spawn(hold(Duration::zero(), resource, 1_ms, i, notes));
            QCOMPARE(whoOf(notes), (std::vector<int>{1, 2, -(fit + 1), -(fit + 2)}));
            QCOMPARE(resource.waiting(), most);
            simulation.runUntil(at(1_ms));  // two have been served, so there is room again
            simulation.spawn(hold(Duration::zero(), resource, 1_ms, 100, notes));
            simulation.runUntil(at(1_s));
            QCOMPARE(notes.back().who, 100);
            QCOMPARE(resource.inUse(), 0U);
            QCOMPARE(simulation.arena().blocksInUse(), 0U);
        }
    }

    void a_bound_made_smaller_keeps_who_waits_already() {
        Simulation simulation;
        Resource resource(1);
        Notes notes;
        for (int i = 1; i <= 4; ++i)
            simulation.spawn(hold(Duration::zero(), resource, 1_ms, i, notes));
        resource.setMostWaiting(1);
        simulation.spawn(hold(Duration::zero(), resource, 1_ms, 5, notes));
        simulation.runUntil(at(1_s));
        QCOMPARE(whoOf(notes), (std::vector<int>{1, -5, 2, 3, 4}));
    }

    void without_units_everybody_waits_until_there_are_some() {
        Simulation simulation;
        Resource resource(0);
        Notes notes;
        DeadlineHeap limits;
        simulation.spawn(hold(Duration::zero(), resource, 1_ms, 1, notes));
        simulation.spawn(holdWithin(Duration::zero(), resource, limits, 2_ms, 1_ms, 2, notes));
        simulation.spawn(hold(Duration::zero(), resource, 1_ms, 3, notes));
        simulation.runUntil(at(5_ms));
        QCOMPARE(notes, (Notes{{-2, at(2_ms)}}));
        resource.setUnits(2);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{-2, at(2_ms)}, {1, at(5_ms)}, {3, at(5_ms)}}));
        QCOMPARE(resource.inUse(), 0U);
    }

    void fewer_units_take_effect_as_they_come_back() {
        Simulation simulation;
        Resource resource(3);
        Notes notes;
        for (int i = 1; i <= 6; ++i)
            simulation.spawn(hold(Duration::zero(), resource, Duration::milliseconds(i), i, notes));
        resource.setUnits(1);
        QCOMPARE(resource.inUse(), 3U);
        simulation.runUntil(at(2_ms));
        QCOMPARE(resource.inUse(), 1U);  // two have come back and serve nobody
        QCOMPARE(resource.waiting(), 3U);
        simulation.runUntil(at(1_s));
        // The third until 3, then one after the other.
        QCOMPARE(notes, (Notes{{1, at(0_ms)},
                               {2, at(0_ms)},
                               {3, at(0_ms)},
                               {4, at(3_ms)},
                               {5, at(7_ms)},
                               {6, at(12_ms)}}));
    }

    void a_unit_handed_over_cannot_be_snatched_at_that_instant() {
        Simulation simulation;
        Resource resource(1);
        Notes notes;
        simulation.spawn(hold(Duration::zero(), resource, 5_ms, 1, notes));
        simulation.spawn(hold(1_ms, resource, 1_ms, 2, notes));
        simulation.spawn(hold(5_ms, resource, 1_ms, 3, notes));  // comes when 1 gives back
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(0_ms)}, {2, at(5_ms)}, {3, at(6_ms)}}));
    }

    void a_lease_moves_and_is_given_back_once() {
        Simulation simulation;
        Resource resource(2);
        Notes notes;
        bool movedFromIsEmpty = false;
        simulation.spawn(passOn(resource, notes, movedFromIsEmpty));
        QVERIFY(movedFromIsEmpty);
        QCOMPARE(whoOf(notes), (std::vector<int>{2, 1, 0}));
        simulation.runUntil(at(1_s));
        QCOMPARE(resource.inUse(), 0U);
    }

    void who_waits_longer_than_the_deadline_leaves_and_holds_nothing() {
        for (const bool lane : {true, false}) {
            Simulation simulation;
            Resource resource(1);
            TimeoutLane equal(3_ms);
            DeadlineHeap each;
            TimeLimits& limits = lane ? static_cast<TimeLimits&>(equal) : each;
            Notes notes;
            simulation.spawn(hold(Duration::zero(), resource, 10_ms, 1, notes));
            simulation.spawn(holdWithin(1_ms, resource, limits, 3_ms, 1_ms, 2, notes));
            simulation.spawn(hold(2_ms, resource, 1_ms, 3, notes));
            simulation.spawn(holdWithin(8_ms, resource, limits, 3_ms, 1_ms, 4, notes));
            simulation.runUntil(at(4_ms));
            QCOMPARE(resource.inUse(), 1U);
            QCOMPARE(resource.waiting(), 1U);
            simulation.runUntil(at(1_s));
            QCOMPARE(notes,
                     (Notes{{1, at(0_ms)}, {-2, at(4_ms)}, {3, at(10_ms)}, {-4, at(11_ms)}}));
            QCOMPARE(limits.size(), 0U);
            QCOMPARE(resource.inUse(), 0U);
            QCOMPARE(simulation.arena().blocksInUse(), 2U);  // the alarms of the limits
        }
    }

    // Which comes first at one instant is the order of scheduling; either way it is one of the two
    // and the unit is not lost.
    void a_deadline_at_the_instant_of_the_grant_is_one_or_the_other() {
        for (const bool deadlineFirst : {true, false}) {
            Simulation simulation;
            Resource resource(1);
            DeadlineHeap limits;
            Notes notes;
            // The one that waits sets its alarm for 5 before or after the holder's end at 5 is set.
            if (deadlineFirst) {
                resource.setUnits(0);
                simulation.spawn(
                    holdWithin(Duration::zero(), resource, limits, 5_ms, 1_ms, 2, notes));
                simulation.spawn([](Resource& r) -> Process {
                    co_await delay(5_ms);
                    r.setUnits(1);
                }(resource));
            } else {
                simulation.spawn(hold(Duration::zero(), resource, 5_ms, 1, notes));
                simulation.spawn(
                    holdWithin(Duration::zero(), resource, limits, 5_ms, 1_ms, 2, notes));
            }
            simulation.spawn(hold(Duration::zero(), resource, 1_ms, 3, notes));
            simulation.runUntil(at(1_s));
            if (deadlineFirst) {
                QCOMPARE(notes, (Notes{{-2, at(5_ms)}, {3, at(5_ms)}}));
            } else {
                QCOMPARE(notes, (Notes{{1, at(0_ms)}, {2, at(5_ms)}, {3, at(6_ms)}}));
            }
            QCOMPARE(resource.inUse(), 0U);
            QCOMPARE(limits.size(), 0U);
        }
    }

    void a_deadline_that_has_passed_takes_what_is_free_and_waits_for_nothing() {
        Simulation simulation;
        Resource resource(1);
        DeadlineHeap limits;
        Notes notes;
        simulation.runUntil(at(7_ms));
        const auto late = [](Resource& r, DeadlineHeap& l, int who, Notes& n) -> Process {
            const Lease lease = co_await r.acquire(l.limit(at(2_ms)));
            note(n, lease ? who : -who);
            co_await delay(1_ms);
        };
        simulation.spawn(late(resource, limits, 1, notes));
        QCOMPARE(notes, (Notes{{1, at(7_ms)}}));
        simulation.spawn(late(resource, limits, 2, notes));
        QCOMPARE(resource.waiting(), 1U);
        simulation.runUntil(at(7_ms));
        QCOMPARE(notes, (Notes{{1, at(7_ms)}, {-2, at(7_ms)}}));
        simulation.runUntil(at(1_s));
        QCOMPARE(resource.inUse(), 0U);
    }

    void a_wait_for_ever_is_a_deadline_too() {
        Simulation simulation;
        Resource resource(1);
        TimeoutLane lane(kForEver);
        Notes notes;
        simulation.spawn(hold(Duration::zero(), resource, 1_s, 1, notes));
        simulation.spawn(holdWithin(1_ms, resource, lane, kForEver, 1_ms, 2, notes));
        simulation.spawn(holdWithin(2_ms, resource, lane, kForEver, kForEver, 3, notes));
        simulation.spawn(holdWithin(3_ms, resource, lane, kForEver, 1_ms, 4, notes));
        QCOMPARE(simulation.runUntil(SimTime::max()), RunEnd::exhausted);
        QCOMPARE(notes.size(), 4U);
        QCOMPARE(notes[2], (Noted{3, at(1001_ms)}));
        QCOMPARE(notes[3].at, SimTime::max());
        QCOMPARE(resource.inUse(), 0U);
        QCOMPARE(resource.waiting(), 0U);
    }

    // Ten thousand wait; those of one lane leave from everywhere in the queue at once.
    void thousands_leave_from_the_middle_and_the_order_stays() {
        for (const auto discipline : {Discipline::fifo, Discipline::lifo, Discipline::priority}) {
            constexpr int kWaiters = 10'000;
            Simulation simulation;
            Resource resource(1, Resource::kUnbounded, discipline);
            TimeoutLane lane(5_ms);
            Notes notes;
            Notes left;
            simulation.spawn(hold(Duration::zero(), resource, 10_ms, kWaiters, notes));
            std::vector<int> expected{kWaiters};
            TestRandom random(5);
            for (int i = 1; i < kWaiters; ++i) {
                if (random.oneIn(2)) {
                    simulation.spawn(
                        holdWithin(Duration::zero(), resource, lane, 5_ms, 1_ns, i, left));
                } else {
                    simulation.spawn(hold(Duration::zero(), resource, 1_ns, i, notes));
                    expected.push_back(i);
                }
            }
            QCOMPARE(resource.waiting(), static_cast<std::uint32_t>(kWaiters - 1));
            const std::uint64_t before = simulation.events();
            simulation.runUntil(at(6_ms));
            // One alarm for all of them, and one waking each.
            QCOMPARE(simulation.events() - before, left.size() + 1);
            QCOMPARE(left.size() + expected.size(), static_cast<std::size_t>(kWaiters));
            QCOMPARE(resource.waiting(), static_cast<std::uint32_t>(expected.size() - 1));
            for (std::size_t i = 1; i < left.size(); ++i)
                QVERIFY(left[i].who < left[i - 1].who);  // minus their numbers: as they came
            simulation.runUntil(at(1_s));
            if (discipline == Discipline::lifo) std::reverse(expected.begin() + 1, expected.end());
            QCOMPARE(whoOf(notes), expected);
            QCOMPARE(resource.inUse(), 0U);
        }
    }

    void a_crash_frees_who_holds_who_queues_and_who_is_being_woken() {
        Simulation simulation;
        Resource resource(2);
        Place place;
        Notes notes;
        std::vector<Outcome> outcomes(6);
        simulation.spawn(hold(Duration::zero(), resource, 4_ms, 1, notes));
        for (Outcome& o : outcomes)
            simulation.spawn(holdInside(place, resource, 30_ms, o));  // one holds, five queue
        simulation.spawn(hold(1_ms, resource, 1_ms, 2, notes));
        simulation.runUntil(at(3_ms));
        QCOMPARE(resource.waiting(), 6U);
        // At 4 ms the first gives its unit to the second of the place, which is destroyed before
        // it wakes.
        simulation.spawn([](Place& p) -> Process {
            co_await delay(1_ms);
            p.faultDomain().crash();
        }(place));
        simulation.runUntil(at(4_ms));
        QCOMPARE(place.inside(), 0);
        QCOMPARE(notes, (Notes{{1, at(0_ms)}, {2, at(4_ms)}}));
        QCOMPARE(resource.inUse(), 1U);
        QCOMPARE(resource.waiting(), 0U);
        simulation.runUntil(at(1_s));
        for (const Outcome& o : outcomes) {
            QCOMPARE(o.times, 1);
            QCOMPARE(o.at, at(4_ms));
            QVERIFY(o.answer.hasFailed(CallFailure::reset));
        }
        QCOMPARE(resource.inUse(), 0U);
        QCOMPARE(resource.inUseOverTime().level(), 0);
        QCOMPARE(resource.waitingOverTime().level(), 0);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_crash_takes_the_deadlines_of_who_queued_with_it() {
        Simulation simulation;
        Resource resource(1);
        TimeoutLane lane(5_ms);
        Place place;
        Notes notes;
        Outcome outcomes[3];
        const auto ask = [](Place& p, Resource& r, TimeoutLane& l, Outcome& o) -> Process {
            o.note(co_await p.holdWithin(r, l.limit(), 1_ms));
        };
        simulation.spawn(hold(Duration::zero(), resource, 20_ms, 1, notes));
        for (Outcome& o : outcomes)
            simulation.spawn(ask(place, resource, lane, o));
        QCOMPARE(lane.size(), 3U);
        simulation.runUntil(at(2_ms));
        place.faultDomain().crash();
        QCOMPARE(lane.size(), 0U);
        QCOMPARE(resource.waiting(), 0U);
        simulation.runUntil(at(1_s));
        for (const Outcome& o : outcomes)
            QCOMPARE(o.times, 1);
    }

    // The caller gives up after 2 ms, its call goes on waiting, gets its unit and works for nobody.
    void an_abandoned_call_keeps_its_place_in_the_queue() {
        Simulation simulation;
        Resource resource(1);
        TimeoutLane lane(2_ms);
        Place place;
        Notes notes;
        Outcome outcome;
        simulation.spawn(hold(Duration::zero(), resource, 5_ms, 1, notes));
        simulation.spawn(holdInsideWithin(lane, place, resource, 3_ms, outcome));
        simulation.spawn(hold(Duration::zero(), resource, 1_ms, 2, notes));
        simulation.runUntil(at(2_ms));
        QCOMPARE(outcome.times, 1);
        QVERIFY(outcome.answer.hasFailed(CallFailure::timeout));
        QCOMPARE(resource.waiting(), 2U);
        simulation.runUntil(at(1_s));
        QCOMPARE(place.completed(), 1);
        QCOMPARE(notes, (Notes{{1, at(0_ms)}, {2, at(8_ms)}}));
        QCOMPARE(outcome.times, 1);
    }

    void a_stop_leaves_no_unit_taken_and_nobody_waiting() {
        for (const auto discipline : {Discipline::fifo, Discipline::lifo, Discipline::priority}) {
            Simulation simulation;
            Resource resource(3, Resource::kUnbounded, discipline);
            DeadlineHeap limits;
            Notes notes;
            for (int i = 1; i <= 40; ++i) {
                simulation.spawn(hold(Duration::milliseconds(i), resource, 30_ms, i, notes,
                                      static_cast<std::uint8_t>(i % 8)));
                simulation.spawn(holdWithin(Duration::milliseconds(i), resource, limits, 10_ms,
                                            30_ms, 100 + i, notes));
            }
            simulation.runUntil(at(31_ms));
            QVERIFY(resource.waiting() > 20);
            // Some have been handed a unit, or have expired, and are not yet awake.
            for (int i = 0; i < 2; ++i)
                simulation.step();
            const std::size_t before = notes.size();
            QCOMPARE(blocksAfterStop(simulation), 1U);  // the alarm of the limits
            QCOMPARE(notes.size(), before);
            QCOMPARE(resource.inUse(), 0U);
            QCOMPARE(resource.waiting(), 0U);
            QCOMPARE(limits.size(), 0U);
        }
    }

    // Random programs against a plain replay of them; see replay().
    void random_programs_end_as_a_plain_replay_of_them_does_data() {
        QTest::addColumn<int>("discipline");
        QTest::newRow("fifo") << static_cast<int>(Discipline::fifo);
        QTest::newRow("lifo") << static_cast<int>(Discipline::lifo);
        QTest::newRow("priority") << static_cast<int>(Discipline::priority);
    }
    void random_programs_end_as_a_plain_replay_of_them_does() {
        QFETCH(int, discipline);
        TestRandom random(static_cast<std::uint64_t>(discipline) + 1);
        int served = 0;
        int refused = 0;
        int left = 0;
        for (int program = 0; program < 60; ++program) {
            const auto units = static_cast<std::uint32_t>(random.between(1, 4));
            const std::uint32_t bounds[] = {0, 1, 5, 40, Resource::kUnbounded};
            const std::uint32_t most = bounds[random.below(5)];
            const std::vector<Customer> customers = randomCustomers(random, units);
            const auto by = static_cast<Discipline>(discipline);
            const ResourceReplay replay(customers, units, most, by);
            QCOMPARE(replay.tied(), 0);

            Simulation simulation;
            Resource resource(units, most, by);
            DeadlineHeap limits;
            std::vector<Fate> fates(customers.size());
            for (std::size_t i = 0; i < customers.size(); ++i)
                simulation.spawn(live(i, customers[i], resource, limits, fates));
            simulation.runUntil(at(10'000_s));
            QCOMPARE(fates, replay.fates());
            Int128 held = 0;
            Int128 waited = 0;
            for (std::size_t i = 0; i < customers.size(); ++i) {
                held += fates[i].how == Fate::How::served ? customers[i].hold : 0;
                waited += fates[i].at - customers[i].arrival;
                served += fates[i].how == Fate::How::served;
                refused += fates[i].how == Fate::How::refused;
                left += fates[i].how == Fate::How::left;
            }
            QVERIFY(resource.inUseOverTime().integral(simulation.now()) == held);
            QVERIFY(resource.waitingOverTime().integral(simulation.now()) == waited);
            QVERIFY(resource.inUseOverTime().max() <= units);
            QVERIFY(resource.waitingOverTime().max() <= most);
            QCOMPARE(resource.inUse(), 0U);
            QCOMPARE(limits.size(), 0U);
        }
        QVERIFY(served > 2'000 && refused > 2'000 && left > 1'000);
    }
};

HEADROOM_TEST(ResourceTest);
#include "resource_test.moc"
