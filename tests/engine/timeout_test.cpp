// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/timeouts.h"

#include <QTest>
#include <algorithm>
#include <memory>
#include <vector>

#include "tests/engine/test_random.h"
#include "tests/engine/waits_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

/// Notes its number at its deadline.
class Bell final : public Expirable {
  public:
    Bell(TimeLimit limit, int who, Notes& notes)
        : Expirable(limit.limits, limit.deadline), who_(who), notes_(&notes) {
        arm();
    }
    ~Bell() override { disarm(); }
    void takeBack() { disarm(); }

  private:
    void expire() override { note(*notes_, who_); }
    int who_;
    Notes* notes_;
};

/// At its deadline takes another's back and sets a new one of its own.
class Meddler final : public Expirable {
  public:
    Meddler(TimeLimit limit, TimeoutLane& lane, std::unique_ptr<Bell>& other,
            std::unique_ptr<Bell>& next, Notes& notes)
        : Expirable(limit.limits, limit.deadline),
          lane_(lane),
          other_(other),
          next_(next),
          notes_(notes) {
        arm();
    }
    ~Meddler() override { disarm(); }

  private:
    void expire() override {
        other_->takeBack();
        next_ = std::make_unique<Bell>(lane_.limit(), 100, notes_);
    }
    TimeoutLane& lane_;
    std::unique_ptr<Bell>& other_;
    std::unique_ptr<Bell>& next_;
    Notes& notes_;
};

Process askBy(DeadlineHeap& limits, SimTime deadline, Instance& instance, Duration after,
              Outcome& outcome) {
    outcome.note(co_await within(limits.limit(deadline), instance.answer(after, 7)));
}

/// Requests with time-outs of half a minute, a thousand in flight: mostly answered in a second, one
/// in a hundred too late.
class Traffic {
  public:
    enum class Kind { lane, heap, queue };

    explicit Traffic(Kind kind) : kind_(kind), lane_(30_s), resource_(1'000) {}

    /// Nothing of it is in flight any more when its parts go.
    ~Traffic() { Simulation::current().stop(); }

    Process arrivals() {
        for (;;) {
            co_await delay(500_us);
            Simulation::current().spawn(kind_ == Kind::queue ? queue() : call());
        }
    }
    std::int64_t inFlight() const { return inFlight_; }
    std::int64_t timedOut() const { return timedOut_; }
    std::size_t watched() const { return lane_.size() + heap_.size(); }
    const Resource& resource() const { return resource_; }

  private:
    TimeLimit limit() {
        if (kind_ == Kind::lane) return lane_.limit();
        return heap_.limit(Simulation::current().now() +
                           Duration::milliseconds(random_.between(20'000, 40'000)));
    }
    Process call() {
        ++inFlight_;
        const Duration after = Duration::milliseconds(
            random_.oneIn(100) ? random_.between(40'001, 50'000) : random_.between(0, 1'000));
        const Answer answer = co_await within(limit(), instance_.answer(after, 1));
        timedOut_ += answer.hasFailed(CallFailure::timeout);
        --inFlight_;
    }
    // Holds for a second what there is too little of: half of them leave after half a minute.
    Process queue() {
        ++inFlight_;
        const Lease lease = co_await resource_.acquire(limit());
        if (lease) {
            co_await delay(Duration::milliseconds(random_.between(500, 1'500)));
        } else {
            ++timedOut_;
        }
        --inFlight_;
    }

    Kind kind_;
    TimeoutLane lane_;
    DeadlineHeap heap_;
    Resource resource_;
    Instance instance_;
    TestRandom random_{30};
    std::int64_t inFlight_ = 0;
    std::int64_t timedOut_ = 0;
};

}  // namespace

class TimeoutTest : public QObject {
    Q_OBJECT
  private slots:
    void with_time_outs_of_30_s_pending_events_are_few_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("one duration") << static_cast<int>(Traffic::Kind::lane);
        QTest::newRow("each its own") << static_cast<int>(Traffic::Kind::heap);
        QTest::newRow("in a queue") << static_cast<int>(Traffic::Kind::queue);
    }
    void with_time_outs_of_30_s_pending_events_are_few() {
        QFETCH(int, kind);
        Simulation simulation;
        Traffic traffic(static_cast<Traffic::Kind>(kind));
        simulation.spawn(traffic.arrivals());
        std::size_t most = 0;
        for (int i = 0; i < 6'500; ++i) {
            simulation.runFor(10_ms);
            const auto inFlight = static_cast<std::size_t>(traffic.inFlight());
            most = std::max(most, inFlight);
            if (inFlight < 10) continue;
            QVERIFY2(simulation.pendingEvents() <= 3 * inFlight,
                     qPrintable(QString("%1 pending, %2 in flight")
                                    .arg(simulation.pendingEvents())
                                    .arg(inFlight)));
        }
        QVERIFY(most > 1'000);
        QVERIFY(traffic.timedOut() > 100);
        simulation.stop();
        QCOMPARE(traffic.watched(), 0U);
    }

    // A program of settings and takings-back, against a list sorted by (deadline, order of
    // setting).
    void time_outs_of_one_duration_expire_in_the_order_in_which_they_were_set() {
        QVERIFY(expireAsASortedListSays<TimeoutLane>(1, 5));
        QVERIFY(expireAsASortedListSays<TimeoutLane>(2, 1));
    }
    void deadlines_expire_by_instant_then_in_the_order_in_which_they_were_set() {
        QVERIFY(expireAsASortedListSays<DeadlineHeap>(3, 5));
        QVERIFY(expireAsASortedListSays<DeadlineHeap>(4, 1));
    }

    // No clock: what a setting costs is counted. A long queue behind one that stays is the worst.
    void setting_and_taking_back_takes_a_bounded_number_of_steps_and_no_events() {
        for (const int atOnce : {1, 10, 1'000, 60'000}) {
            constexpr int kSettings = 300'000;
            Simulation simulation;
            TimeoutLane lane(30_s);
            Notes notes;
            const Bell stays(lane.limit(), 0, notes);
            std::vector<std::unique_ptr<Bell>> ring(static_cast<std::size_t>(atOnce));
            for (int i = 0; i < kSettings; ++i) {
                auto& place = ring[static_cast<std::size_t>(i % atOnce)];
                place.reset();
                place = std::make_unique<Bell>(lane.limit(), i, notes);
                if (i % 100 == 0) simulation.runFor(1_ms);
            }
            QCOMPARE(lane.size(), static_cast<std::size_t>(atOnce) + 1);
            QVERIFY(lane.entriesMoved() <= 2U * kSettings);
            QVERIFY(lane.capacity() <= std::max<std::size_t>(64, 4 * lane.size()));
            QCOMPARE(simulation.pendingEvents(), 1U);
            QCOMPARE(simulation.events(), 0U);
            // 3 s have passed; the rest expires with one alarm an instant.
            simulation.runUntil(at(100_s));
            QVERIFY(simulation.events() <= 3'001);
            QCOMPARE(notes.size(), static_cast<std::size_t>(atOnce) + 1);
        }
    }
    void an_alarm_rings_at_most_once_a_duration_while_all_are_taken_back() {
        Simulation simulation;
        TimeoutLane lane(1_s);
        Notes notes;
        for (int i = 0; i < 20'000; ++i) {
            const Bell bell(lane.limit(), i, notes);
            simulation.runFor(1_ms);
        }
        QVERIFY(simulation.events() <= 20);
        QVERIFY(notes.empty());
    }

    // What is set for the far deadline is used again, not set anew after each near one.
    void near_deadlines_in_front_of_a_far_one_leave_no_events_behind() {
        Simulation simulation;
        DeadlineHeap limits;
        Notes notes;
        const Bell far(limits.limit(at(1'000_s)), 0, notes);
        for (int i = 1; i <= 10'000; ++i) {
            const Bell near(limits.limit(simulation.now() + 1_ms), i, notes);
            QVERIFY(simulation.pendingEvents() <= 2);
            simulation.runFor(i % 2 == 0 ? 500_us : 2_ms);  // every second is taken back
        }
        QCOMPARE(notes.size(), 5'000U);
        simulation.runUntil(at(2'000_s));
        QCOMPARE(notes.back(), (Noted{0, at(1'000_s)}));
    }

    void ten_thousand_time_outs_at_one_instant_take_one_alarm() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(5_ms);
        std::vector<Outcome> outcomes(10'000);
        for (Outcome& o : outcomes)
            simulation.spawn(askWithin(lane, instance, 20_ms, o));
        simulation.runUntil(at(10_ms));
        QCOMPARE(simulation.events(), 10'001U);
        for (const Outcome& o : outcomes) {
            QCOMPARE(o.at, at(5_ms));
            QVERIFY(o.answer.hasFailed(CallFailure::timeout));
        }
        // They work on, for nobody.
        QCOMPARE(instance.inside(), 10'000);
        simulation.runUntil(at(1_s));
        QCOMPARE(instance.completed(), 10'000);
        QCOMPARE(outcomes[0].times, 1);
        QCOMPARE(simulation.arena().blocksInUse(), 1U);
    }

    void a_deadline_in_the_heap_ends_the_call_at_that_instant() {
        Simulation simulation;
        Instance instance;
        DeadlineHeap limits;
        Outcome outcomes[5];
        const Duration deadlines[] = {9_ms, 3_ms, 7_ms, 5_ms, Duration::max()};
        for (int i = 0; i < 5; ++i)
            simulation.spawn(askBy(limits, at(deadlines[i]), instance, 6_ms, outcomes[i]));
        QCOMPARE(limits.size(), 5U);
        simulation.runUntil(at(1_s));
        for (int i = 0; i < 5; ++i) {
            const bool late = deadlines[i] < 6_ms;
            QCOMPARE(outcomes[i].times, 1);
            QCOMPARE(outcomes[i].at, at(late ? deadlines[i] : 6_ms));
            QCOMPARE(outcomes[i].answer.hasFailed(CallFailure::timeout), late);
        }
        QCOMPARE(limits.size(), 0U);
        QCOMPARE(instance.completed(), 5);
    }

    void no_time_at_all_is_over_once_this_instant_is() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(Duration::zero());
        DeadlineHeap limits;
        Outcome outcomes[3];
        simulation.runUntil(at(5_ms));
        simulation.spawn(askWithin(lane, instance, 1_ns, outcomes[0]));
        simulation.spawn(askBy(limits, at(5_ms), instance, 1_ns, outcomes[1]));
        simulation.spawn(askBy(limits, at(2_ms), instance, 1_ns, outcomes[2]));
        simulation.runUntil(at(5_ms));
        for (const Outcome& o : outcomes) {
            QCOMPARE(o.times, 1);
            QVERIFY(o.answer.hasFailed(CallFailure::timeout));
        }
        simulation.runUntil(at(1_s));
        QCOMPARE(instance.completed(), 3);
    }

    void a_time_out_for_ever_never_ends_a_call() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(Duration::max());
        Outcome outcomes[2];
        for (Outcome& o : outcomes) {
            simulation.runFor(1_ms);
            simulation.spawn(askWithin(lane, instance, 1_s, o));
        }
        QCOMPARE(simulation.runUntil(SimTime::max()), RunEnd::exhausted);
        QVERIFY(outcomes[0].answer.isReply() && outcomes[1].answer.isReply());
    }

    void who_expires_may_take_others_back_and_set_new_ones() {
        Simulation simulation;
        TimeoutLane lane(10_ms);
        Notes notes;
        std::unique_ptr<Bell> next;
        std::unique_ptr<Bell> other;
        std::unique_ptr<Bell> last;
        // One deadline before the other's, of the same instant, and one a little later, which must
        // not wait for the new one.
        std::unique_ptr<Meddler> meddler;
        other = std::make_unique<Bell>(lane.limit(), 1, notes);
        other->takeBack();
        meddler = std::make_unique<Meddler>(lane.limit(), lane, other, next, notes);
        other.reset();
        other = std::make_unique<Bell>(lane.limit(), 1, notes);
        simulation.runUntil(at(2_ms));
        last = std::make_unique<Bell>(lane.limit(), 2, notes);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{2, at(12_ms)}, {100, at(20_ms)}}));
        QCOMPARE(lane.size(), 0U);
    }

    void limits_that_go_while_their_alarm_is_set_ring_in_silence() {
        Simulation simulation;
        Notes notes;
        {
            TimeoutLane lane(5_ms);
            DeadlineHeap heap;
            const Bell first(lane.limit(), 1, notes);
            const Bell second(heap.limit(at(7_ms)), 2, notes);
        }
        QCOMPARE(simulation.pendingEvents(), 2U);
        simulation.runUntil(at(1_s));
        QVERIFY(notes.empty());
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_stop_leaves_no_deadline() {
        Simulation simulation;
        Instance instance;
        TimeoutLane lane(5_ms);
        DeadlineHeap heap;
        std::vector<Outcome> outcomes(100);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            simulation.runFor(100_us);
            if (i % 2 == 0) {
                simulation.spawn(askWithin(lane, instance, 9_ms, outcomes[i]));
            } else {
                simulation.spawn(askBy(heap, at(15_ms), instance, 9_ms, outcomes[i]));
            }
        }
        simulation.step();
        QCOMPARE(blocksAfterStop(simulation), 2U);  // the two alarms
        QCOMPARE(lane.size(), 0U);
        QCOMPARE(heap.size(), 0U);
        QCOMPARE(instance.inside(), 0);
    }

  private:
    static TimeLimit draw(TimeoutLane& lane, TestRandom&) { return lane.limit(); }
    static TimeLimit draw(DeadlineHeap& heap, TestRandom& random) {
        return heap.limit(Simulation::current().now() +
                          Duration::microseconds(random.between(1, 2'000)));
    }
    static TimeoutLane make(TimeoutLane*) { return TimeoutLane(1_ms); }
    static DeadlineHeap make(DeadlineHeap*) { return DeadlineHeap(); }

    /// `chance`, in tenths, that another one is taken back after one was set.
    template <class Limits>
    static bool expireAsASortedListSays(std::uint64_t seed, std::uint64_t chance) {
        struct Set {
            SimTime deadline;
            int who;
        };
        Simulation simulation;
        Limits limits = make(static_cast<Limits*>(nullptr));
        TestRandom random(seed);
        Notes notes;
        std::vector<std::unique_ptr<Bell>> bells;
        std::vector<Set> set;
        std::vector<bool> takenBack;
        for (int i = 0; i < 30'000; ++i) {
            const TimeLimit limit = draw(limits, random);
            bells.push_back(std::make_unique<Bell>(limit, i, notes));
            set.push_back({limit.deadline, i});
            takenBack.push_back(false);
            while (random.below(10) < chance) {
                // From anywhere in the last few hundred; some have rung by then.
                const std::size_t which =
                    bells.size() - 1 - random.below(std::min<std::size_t>(bells.size(), 300));
                bells[which].reset();
                if (set[which].deadline > simulation.now()) takenBack[which] = true;
            }
            if (random.oneIn(3)) simulation.runFor(Duration::microseconds(random.between(0, 20)));
        }
        simulation.runFor(1_s);
        std::stable_sort(set.begin(), set.end(),
                         [](const Set& a, const Set& b) { return a.deadline < b.deadline; });
        Notes expected;
        for (const Set& s : set) {
            if (!takenBack[static_cast<std::size_t>(s.who)])
                expected.push_back({s.who, s.deadline});
        }
        return notes == expected && notes.size() > 1'000 && notes.size() < 29'000;
    }
};

HEADROOM_TEST(TimeoutTest);
#include "timeout_test.moc"
