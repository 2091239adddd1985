// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/broadcast.h"

#include <QTest>
#include <vector>

#include "tests/engine/waits_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

Process wait(Duration start, Broadcast& signal, int who, Notes& notes) {
    if (start > Duration::zero()) co_await delay(start);
    co_await signal.wait();
    note(notes, who);
}
Process waitAgainAndAgain(Broadcast& signal, int who, Notes& notes) {
    for (;;) {
        co_await signal.wait();
        note(notes, who);
    }
}
Process notify(Duration start, Broadcast& signal) {
    co_await delay(start);
    signal.notifyAll();
}
Process notifyAndCrash(Duration start, Broadcast& signal, Place& place) {
    co_await delay(start);
    signal.notifyAll();
    place.faultDomain().crash();
}

/// Lets a place wait for a signal as if it used a station.
class Signal {
  public:
    explicit Signal(Broadcast& signal) : signal_(&signal) {}
    Broadcast::Wait use(Duration) { return signal_->wait(); }

  private:
    Broadcast* signal_;
};

}  // namespace

class BroadcastTest : public QObject {
    Q_OBJECT
  private slots:
    void one_event_wakes_all_that_wait_in_their_order() {
        constexpr int kWaiters = 10'000;
        Simulation simulation;
        Broadcast signal;
        Notes notes;
        Notes expected;
        // They come in an order that is not that of their numbers.
        for (int i = 0; i < kWaiters; ++i) {
            const int who = (i * 7'919) % kWaiters;
            simulation.spawn(wait(Duration::zero(), signal, who, notes));
            expected.push_back({who, at(5_ms)});
        }
        simulation.spawn(notify(5_ms, signal));
        QCOMPARE(signal.waiting(), static_cast<std::uint32_t>(kWaiters));
        QCOMPARE(simulation.pendingEvents(), 1U);  // who waits takes none
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, expected);
        QCOMPARE(signal.waiting(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void who_comes_later_waits_for_the_next_time() {
        Simulation simulation;
        Broadcast signal;
        Notes notes;
        simulation.spawn(notify(5_ms, signal));
        simulation.spawn(wait(1_ms, signal, 1, notes));
        simulation.spawn(wait(5_ms, signal, 2, notes));  // behind the event of this instant
        simulation.spawn(notify(8_ms, signal));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(5_ms)}, {2, at(8_ms)}}));
    }

    void who_comes_at_that_instant_before_it_is_woken() {
        Simulation simulation;
        Broadcast signal;
        Notes notes;
        simulation.spawn(wait(5_ms, signal, 1, notes));
        simulation.spawn(notify(5_ms, signal));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(5_ms)}}));
    }

    void who_waits_again_at_once_is_woken_once_each_time() {
        Simulation simulation;
        Broadcast signal;
        Notes notes;
        for (int i = 1; i <= 2; ++i)
            simulation.spawn(waitAgainAndAgain(signal, i, notes));
        simulation.runUntil(at(1_ms));
        signal.notifyAll();
        signal.notifyAll();  // they are not back yet: wakes nobody
        simulation.runUntil(at(2_ms));
        signal.notifyAll();
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(1_ms)}, {2, at(1_ms)}, {1, at(2_ms)}, {2, at(2_ms)}}));
        QCOMPARE(signal.waiting(), 2U);
    }

    void a_signal_without_listeners_does_nothing() {
        Simulation simulation;
        Broadcast signal;
        signal.notifyAll();
        QCOMPARE(simulation.pendingEvents(), 0U);
    }

    // Every second one is inside a place that crashes: before the signal, and between the signal
    // and the waking.
    void who_crashes_is_not_woken_and_the_order_stays() {
        for (const bool afterSignal : {false, true}) {
            Simulation simulation;
            Broadcast broadcast;
            Signal signal(broadcast);
            Place place;
            Notes notes;
            std::vector<Outcome> outcomes(1'000);
            std::vector<int> expected;
            for (int i = 0; i < 1'000; ++i) {
                simulation.spawn(useInside(place, signal, Duration::zero(),
                                           outcomes[static_cast<std::size_t>(i)]));
                simulation.spawn(wait(Duration::zero(), broadcast, i, notes));
                expected.push_back(i);
            }
            if (afterSignal) {
                simulation.spawn(notifyAndCrash(5_ms, broadcast, place));
            } else {
                simulation.runUntil(at(2_ms));
                place.faultDomain().crash();
                QCOMPARE(broadcast.waiting(), 1'000U);
                simulation.spawn(notify(3_ms, broadcast));
            }
            simulation.runUntil(at(1_s));
            QCOMPARE(whoOf(notes), expected);
            QCOMPARE(notes.back().at, at(5_ms));
            QCOMPARE(place.completed(), 0);
            for (const Outcome& o : outcomes) {
                QCOMPARE(o.times, 1);
                QVERIFY(o.answer.hasFailed(CallFailure::reset));
            }
            QCOMPARE(broadcast.waiting(), 0U);
            QCOMPARE(simulation.arena().blocksInUse(), 0U);
        }
    }

    void an_abandoned_call_is_woken_for_nobody() {
        Simulation simulation;
        Broadcast broadcast;
        Signal signal(broadcast);
        TimeoutLane lane(2_ms);
        Place place;
        Outcome outcome;
        simulation.spawn(useInsideWithin(lane, place, signal, Duration::zero(), outcome));
        simulation.spawn(notify(5_ms, broadcast));
        simulation.runUntil(at(4_ms));
        QVERIFY(outcome.answer.hasFailed(CallFailure::timeout));
        QCOMPARE(broadcast.waiting(), 1U);
        simulation.runUntil(at(1_s));
        QCOMPARE(place.completed(), 1);
        QCOMPARE(outcome.times, 1);
    }

    void a_stop_leaves_nobody_waiting_and_wakes_nobody() {
        for (const bool afterSignal : {false, true}) {
            Simulation simulation;
            Broadcast signal;
            Notes notes;
            for (int i = 0; i < 100; ++i)
                simulation.spawn(wait(Duration::zero(), signal, i, notes));
            if (afterSignal) {
                signal.notifyAll();
                for (int i = 0; i < 10; ++i)
                    simulation.step();
            }
            const std::size_t before = notes.size();
            QCOMPARE(before, afterSignal ? 10U : 0U);
            QCOMPARE(blocksAfterStop(simulation), 0U);
            QCOMPARE(notes.size(), before);
            QCOMPARE(signal.waiting(), 0U);
        }
    }
};

HEADROOM_TEST(BroadcastTest);
#include "broadcast_test.moc"
