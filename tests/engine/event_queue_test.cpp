// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_queue.h"

#include <QTest>
#include <functional>
#include <limits>
#include <map>
#include <string>

#include "tests/engine/test_random.h"
#include "tests/support/full_size.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using headroom::tests::fullOrTenth;
using headroom::tests::TestRandom;

namespace {

using Nanoseconds = std::int64_t;

/// Everything that can hold pending events, side by side with a multimap, which keeps equal keys in
/// the order of their insertion. All are asked the same, and every answer has to be the multimap's.
/// The ranks of the bare heap begin just before they run out, so that they are renumbered on the
/// way.
class Contest {
  public:
    explicit Contest(std::uint32_t ranksLeft = 10'000) : bareHeap_(0xffff'ffff - ranksLeft) {}

    void push(Nanoseconds time) {
        const auto block = static_cast<BlockHandle>(++pushed_);
        reference_.emplace(time, block);
        for (EventQueue& queue : queues_)
            queue.push(time, block);
        bareHeap_.push(time, block);
        pushedForNow_ = pushedForNow_ || time == now_;
    }
    void pushAfter(Nanoseconds delay) { push(now_ + delay); }

    /// Precondition: not empty.
    Nanoseconds pop() {
        const auto first = reference_.begin();
        const Nanoseconds time = first->first;
        const BlockHandle block = first->second;
        reference_.erase(first);
        ++popped_;
        ties_ += time == now_;
        now_ = time;
        pushedForNow_ = false;
        for (EventQueue& queue : queues_) {
            // As the simulation does: look, then take.
            expect(queue.nextTime() == time, "nextTime before a pop");
            const PendingEvent event = queue.pop();
            expect(event.time == time && event.block == block, "pop");
        }
        expect(bareHeap_.topTime() == time, "topTime of the heap");
        const PendingEvent event = bareHeap_.pop();
        expect(event.time == time && event.block == block, "pop of the heap");
        checkWhetherDue();
        if (queues_[kAutomatic].onWheel() != wasOnWheel_) {
            wasOnWheel_ = !wasOnWheel_;
            ++changeOvers_;
        }
        return time;
    }
    /// What the simulation asks when something has been woken at the present instant. For an
    /// instant for which more was scheduled after it had come it does not ask: that goes to its
    /// ring.
    void checkWhetherDue() {
        if (pushedForNow_) return;
        const bool due = !reference_.empty() && reference_.begin()->first == now_;
        for (EventQueue& queue : queues_) {
            expect(queue.isDueAt(now_) == due, "isDueAt");
            expect(queue.size() == reference_.size(), "size");
        }
    }
    /// What runUntil does at its end: look at the next event, leave it, set the clock before it.
    void lookAheadAndSetClock(Nanoseconds now) {
        for (EventQueue& queue : queues_) {
            expect(queue.nextTime() == reference_.begin()->first, "nextTime");
        }
        now_ = now;
        checkWhetherDue();
    }
    void drain() {
        while (!empty())
            pop();
        for (EventQueue& queue : queues_)
            expect(queue.empty(), "empty at the end");
    }

    bool empty() const { return reference_.empty(); }
    std::size_t size() const { return reference_.size(); }
    Nanoseconds now() const { return now_; }
    Nanoseconds next() const { return reference_.begin()->first; }
    std::uint64_t popped() const { return popped_; }
    std::uint64_t ties() const { return ties_; }
    std::uint64_t changeOvers() const { return changeOvers_; }
    const EventWheel& wheel() const { return *queues_[kWheel].wheel(); }
    const std::string& complaint() const { return complaint_; }

  private:
    enum { kHeap, kWheel, kAutomatic };

    void expect(bool holds, const char* what) {
        if (holds || !complaint_.empty()) return;
        complaint_ = std::string(what) + " differs from the reference after " +
                     std::to_string(popped_) + " events, at " + std::to_string(now_) + " ns, " +
                     std::to_string(reference_.size()) + " pending";
    }

    std::multimap<Nanoseconds, BlockHandle> reference_;
    EventQueue queues_[3] = {EventQueue(EventQueue::Choice::heap),
                             EventQueue(EventQueue::Choice::wheel),
                             EventQueue(EventQueue::Choice::automatic)};
    EventHeap bareHeap_;
    Nanoseconds now_ = 0;
    bool pushedForNow_ = false;
    bool wasOnWheel_ = false;
    std::uint64_t pushed_ = 0;
    std::uint64_t popped_ = 0;
    std::uint64_t ties_ = 0;
    std::uint64_t changeOvers_ = 0;
    std::string complaint_;
};

using Draw = std::function<Nanoseconds(TestRandom&)>;

// The hold model: a constant number pending, each event popped schedules another.
void holdModel(Contest& contest, TestRandom& random, std::size_t pending, int events,
               const Draw& draw) {
    while (contest.size() < pending)
        contest.pushAfter(draw(random));
    for (int i = 0; i < events && contest.complaint().empty(); ++i) {
        contest.pop();
        contest.pushAfter(draw(random));
        contest.checkWhetherDue();
    }
}

Nanoseconds oneOf(TestRandom& random, std::initializer_list<Nanoseconds> values) {
    return values.begin()[random.below(values.size())];
}

Nanoseconds fewValues(TestRandom& r) {
    return oneOf(r, {1'000, 2'000, 2'000, 5'000, 64'000});
}
Nanoseconds constant(TestRandom&) {
    return 5'000'000;
}
Nanoseconds tiny(TestRandom& r) {
    return r.between(0, 3);
}
Nanoseconds tinyButLater(TestRandom& r) {
    return r.between(1, 3);
}
// Network hops, processor slices, disks, think times; a fifth on whole microseconds, so that some
// tie.
Nanoseconds web(TestRandom& r) {
    switch (r.below(8)) {
        case 0:
        case 1:
            return r.between(20'000, 80'000);
        case 2:
        case 3:
            return r.between(100'000, 3'000'000);
        case 4:
            return 1'000 * r.between(1, 500);
        case 5:
            return 250'000;
        case 6:
            return r.between(5'000'000, 40'000'000);
        default:
            return r.between(1, 40) == 1 ? r.between(1'000'000'000, 30'000'000'000)
                                         : r.between(1'000, 10'000);
    }
}
Nanoseconds bimodal(TestRandom& r) {
    return r.below(10) == 0 ? r.between(9'000'000, 11'000'000) : r.between(900, 1'100);
}
Nanoseconds wide(TestRandom& r) {
    return Nanoseconds{1} << r.between(0, 45);  // 1 ns to 9.8 hours
}
Nanoseconds days(TestRandom& r) {
    return r.below(4) == 0 ? 86'400'000'000'000 * r.between(1, 9) : r.between(1, 1'000'000);
}

}  // namespace

class EventQueueTest : public QObject {
    Q_OBJECT
  private slots:
    void any_mix_of_delays_leaves_in_the_order_of_the_reference_data() {
        QTest::addColumn<int>("mix");
        QTest::addColumn<int>("pending");
        QTest::addColumn<int>("events");
        const char* names[] = {"few values", "constant", "0 to 3 ns", "1 to 3 ns",
                               "web",        "bimodal",  "wide",      "days"};
        for (int mix = 0; mix < 8; ++mix) {
            for (const int pending : {1, 3, 11, 13, 100, 4'000}) {
                const std::string row = std::string(names[mix]) + ", " + std::to_string(pending);
                QTest::newRow(row.c_str()) << mix << pending << fullOrTenth(60'000);
            }
        }
        QTest::newRow("web, very many") << 4 << fullOrTenth(300'000) << fullOrTenth(80'000);
        QTest::newRow("few values, very many") << 0 << fullOrTenth(300'000) << fullOrTenth(50'000);
    }
    void any_mix_of_delays_leaves_in_the_order_of_the_reference() {
        QFETCH(int, mix);
        QFETCH(int, pending);
        QFETCH(int, events);
        const Draw draws[] = {fewValues, constant, tiny, tinyButLater, web, bimodal, wide, days};
        Contest contest(static_cast<std::uint32_t>(events) / 2);
        TestRandom random(static_cast<std::uint64_t>(mix) * 1'000'003 +
                          static_cast<std::uint64_t>(pending));
        holdModel(contest, random, static_cast<std::size_t>(pending), events,
                  draws[static_cast<std::size_t>(mix)]);
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
        QCOMPARE(contest.popped(), static_cast<std::uint64_t>(events + pending));
        if (mix < 3 && pending >= 100) QVERIFY(contest.ties() * 2 > contest.popped());
    }

    // A million where the build is optimised.
    void a_million_events_of_one_instant_leave_as_they_were_pushed() {
        Contest contest;
        for (int i = 0; i < fullOrTenth(1'000'000); ++i)
            contest.push(1'000'000);
        for (int i = 0; i < 10; ++i)
            contest.push(999'999);
        for (int i = 0; i < 10; ++i)
            contest.push(1'000'001);
        for (int i = 0; i < fullOrTenth(400'000); ++i)
            contest.pop();
        for (int i = 0; i < fullOrTenth(20'000); ++i)
            contest.push(1'000'000);  // into the run being read
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
    }

    void density_jumps_of_60_times_keep_the_order() {
        Contest contest;
        TestRandom random(60);
        // 60 times denser by shorter delays, back, then by 60 times as many pending, back.
        const auto scaled = [](Nanoseconds by) {
            return [by](TestRandom& r) { return r.between(1, 2'000) * by; };
        };
        holdModel(contest, random, 1'000, 60'000, scaled(60));
        const std::uint64_t before = contest.wheel().rebuilds();
        holdModel(contest, random, 1'000, 60'000, scaled(1));
        QVERIFY(contest.wheel().rebuilds() > before);  // the width did follow
        holdModel(contest, random, 1'000, 60'000, scaled(60));
        holdModel(contest, random, 60'000, 120'000, scaled(60));
        while (contest.size() > 1'000)
            contest.pop();
        holdModel(contest, random, 1'000, 60'000, scaled(60));
        holdModel(contest, random, 1'000, 60'000, scaled(3'600));
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
    }

    void a_burst_in_one_run_makes_the_wheel_finer_and_keeps_the_order() {
        Contest contest;
        TestRandom random(2);
        // Sparse enough for wide buckets; then everything fresh falls into the bucket being read,
        // nine in ten within 0.1 ms and many at the same nanosecond.
        holdModel(contest, random, 20, 10'000,
                  [](TestRandom& r) { return r.between(1, 20'000'000); });
        const int wide = contest.wheel().fineShift();
        const auto burst = [](TestRandom& r) {
            return r.below(10) == 0 ? r.between(5'000'000, 9'000'000) : 10 * r.between(1, 10'000);
        };
        const Nanoseconds begin = contest.now();
        holdModel(contest, random, 30'000, 3'000, burst);
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
        QVERIFY(contest.now() - begin < Nanoseconds{1} << wide);  // not yet at that bucket's end
        QVERIFY2(contest.wheel().fineShift() < wide - 2,
                 QByteArray::number(contest.wheel().fineShift()).constData());
        holdModel(contest, random, 30'000, 60'000, burst);
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
    }

    // What lies beyond the horizon stays where it is when the width changes, and the horizon comes
    // nearer or moves past it: in both cases its equals, scheduled later, have to go behind.
    void far_events_that_tie_keep_their_order_while_the_width_changes() {
        Contest contest;
        TestRandom random(8);
        const Nanoseconds grid = 50'000'000;
        for (int i = 0; i < 3'000; ++i)
            contest.pushAfter(60 * random.between(1, 2'000));
        for (const Nanoseconds scale : {60, 1, 60, 3'600, 1, 3'600}) {
            for (int i = 0; i < 15'000; ++i) {
                contest.pop();
                if (random.oneIn(20)) {
                    contest.push((contest.now() / grid + random.between(1, 60)) * grid);
                } else {
                    contest.pushAfter(scale * random.between(1, 2'000));
                }
            }
            while (contest.size() < 4'000)
                contest.pushAfter(scale * random.between(1, 2'000));
        }
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
        QVERIFY(contest.wheel().rebuilds() >= 4);
        QVERIFY(contest.ties() > 1'000);
    }

    // A handful is a sorted row, more are a heap, and none make it a row again.
    void a_heap_that_fills_and_empties_again_and_again_keeps_the_order() {
        Contest contest(500);
        TestRandom random(16);
        for (int round = 0; round < 200; ++round) {
            holdModel(contest, random, 1 + random.below(round % 4 == 0 ? 90 : 20), 150, fewValues);
            contest.drain();
        }
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
    }

    void the_change_over_between_heap_and_wheel_keeps_the_order() {
        Contest contest;
        TestRandom random(12);
        // The number pending wavers over both bounds, with pauses long enough to go back.
        for (int round = 0; round < 60; ++round) {
            const std::size_t high = 1 + random.below(40);
            const Draw draw = round % 3 == 0   ? Draw(fewValues)
                              : round % 3 == 1 ? tinyButLater
                                               : web;
            for (int i = 0; i < 400 && !contest.empty(); ++i) {
                const bool grow = contest.size() < high && random.below(3) != 0;
                if (!grow) contest.pop();
                if (grow || random.below(2) == 0) contest.pushAfter(draw(random));
                contest.checkWhetherDue();
            }
            holdModel(contest, random, 1 + random.below(3), 5'000, draw);
            while (contest.size() > 2)
                contest.pop();
            holdModel(contest, random, 2, 4'200, draw);
        }
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
        QVERIFY2(contest.changeOvers() >= 20, std::to_string(contest.changeOvers()).c_str());
    }

    // The change-over happens in a push made by an event: more may be due at that event's instant.
    void the_change_over_in_the_middle_of_an_instant_knows_what_is_still_due() {
        for (int due = 1; due <= 12; ++due) {
            for (int later = 0; later <= 12 - due; ++later) {
                Contest contest;
                for (int i = 0; i < due; ++i)
                    contest.push(700);
                for (int i = 0; i < later; ++i)
                    contest.push(700 + 1'000 * (i + 1));
                contest.pop();
                for (int i = 0; i < 20; ++i) {
                    contest.pushAfter(1 + (i * 7) % 5);
                    contest.checkWhetherDue();
                }
                contest.drain();
                QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
            }
        }
    }

    void growing_and_shrinking_between_1_and_very_many_keeps_the_order() {
        Contest contest;
        TestRandom random(3);
        for (const int most : {3, 300, 20, fullOrTenth(300'000), 2, 5'000, 1}) {
            const auto target = static_cast<std::size_t>(most);
            while (contest.size() < target) {
                contest.pushAfter(web(random));
                if (!contest.empty() && random.oneIn(4)) contest.pop();
            }
            while (contest.size() > target)
                contest.pop();
        }
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
    }

    void delays_around_the_horizon_keep_the_order_while_the_wheel_wraps() {
        Contest contest;
        TestRandom random(4096);
        holdModel(contest, random, 200, 10'000,
                  [](TestRandom& r) { return r.between(1, 100'000); });
        std::int64_t horizon = 0;
        const Nanoseconds began = contest.now();
        for (int i = 0; i < 150'000; ++i) {
            horizon = std::int64_t{1} << (contest.wheel().fineShift() + 10 + 12);
            contest.pop();
            // Ahead by the horizon, a window less, a window more, give or take a few ns; and ties
            // between what waits beyond it and what is pushed when it has come nearer.
            const std::int64_t window = horizon / 4096;
            switch (random.below(4)) {
                case 0:
                    contest.pushAfter(horizon + window * random.between(-2, 2) +
                                      random.between(-2, 2));
                    break;
                case 1:
                    contest.push((contest.now() / horizon + 1 + random.between(0, 2)) * horizon);
                    break;
                default:
                    contest.pushAfter(random.between(1, window * 64));
            }
        }
        QVERIFY(contest.now() - began > 8 * horizon);
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
    }

    void events_at_the_end_of_time_leave_in_order() {
        constexpr Nanoseconds kEnd = std::numeric_limits<Nanoseconds>::max();
        Contest contest;
        TestRandom random(63);
        for (int i = 0; i < 2'000; ++i) {
            contest.push(kEnd - random.between(0, 3));
            contest.push(kEnd / 2 + random.between(0, 3));
            contest.push(random.between(1, 1'000));
        }
        contest.drain();
        QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
        QCOMPARE(contest.now(), kEnd);
    }

    // runUntil(end) has looked at the next event; then something earlier is scheduled, in the open
    // bucket, in the open window, or before it.
    void what_is_scheduled_before_an_event_already_seen_goes_first() {
        for (const std::int64_t scale : {1, 50, 4'000, 3'000'000}) {
            for (const std::size_t pending : {2, 11, 40, 3'000}) {
                Contest contest;
                TestRandom random(static_cast<std::uint64_t>(scale) + pending);
                const auto draw = [&](TestRandom& r) {
                    return scale * (r.oneIn(10) ? r.between(1'000, 90'000) : r.between(1, 50));
                };
                holdModel(contest, random, pending, 200, draw);
                for (int i = 0; i < 400; ++i) {
                    const std::int64_t gap = contest.next() - contest.now();
                    if (gap > 1) {
                        contest.lookAheadAndSetClock(contest.now() + random.between(0, gap - 1));
                        const std::int64_t before = contest.next() - contest.now();
                        for (int k = 0; k < 3; ++k) {
                            contest.pushAfter(random.between(1, before));  // at last a tie with it
                            contest.checkWhetherDue();
                        }
                    }
                    const std::size_t few = 1 + random.below(6);
                    for (std::size_t k = 0; k < few && !contest.empty(); ++k)
                        contest.pop();
                    while (contest.size() < pending)
                        contest.pushAfter(draw(random));
                    if (!contest.complaint().empty()) break;
                }
                contest.drain();
                QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
            }
        }
    }

    void ranks_of_the_heap_that_run_out_are_renumbered_in_order() {
        for (std::uint32_t left = 0; left < 60; ++left) {
            Contest contest(left);
            TestRandom random(left);
            holdModel(contest, random, 40, 200, [](TestRandom& r) { return r.between(0, 2); });
            contest.drain();
            QVERIFY2(contest.complaint().empty(), contest.complaint().c_str());
        }
    }
};

HEADROOM_TEST(EventQueueTest);
#include "event_queue_test.moc"
