// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/pipe.h"

#include <QTest>
#include <limits>
#include <vector>

#include "tests/engine/test_random.h"
#include "tests/engine/waits_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

/// Notes its number when its message has passed, and minus its number if it was dropped.
Process send(Duration start, Pipe& pipe, std::uint64_t bytes, int who, Notes& notes) {
    if (start > Duration::zero()) co_await delay(start);
    const bool accepted = co_await pipe.send(bytes);
    note(notes, accepted ? who : -who);
}

/// When messages have passed, by long division: the time at which the pipe is free is kept as a
/// fraction with the rate as its denominator, in whole numbers.
class PipeReplay {
  public:
    explicit PipeReplay(std::uint64_t bitsPerSecond) : rate_(bitsPerSecond) {}

    std::int64_t passes(std::int64_t arrival, std::uint64_t bytes) {
        const Uint128 now = static_cast<Uint128>(arrival) * rate_;
        if (free_ < now) free_ = now;
        free_ += static_cast<Uint128>(bytes) * 8 * 1'000'000'000;
        busy_ += static_cast<Uint128>(bytes) * 8 * 1'000'000'000;
        return static_cast<std::int64_t>((free_ + rate_ - 1) / rate_);
    }
    std::int64_t busyNs() const { return static_cast<std::int64_t>(busy_ / rate_); }

  private:
    std::uint64_t rate_;
    Uint128 free_ = 0;  // ns times the rate
    Uint128 busy_ = 0;
};

}  // namespace

class PipeTest : public QObject {
    Q_OBJECT
  private slots:
    void messages_pass_when_whole_numbers_say_data() {
        QTest::addColumn<quint64>("rate");
        QTest::newRow("1 bit/s") << quint64{1};
        QTest::newRow("3 bit/s") << quint64{3};
        QTest::newRow("56 kbit/s") << quint64{56'000};
        QTest::newRow("a prime") << quint64{999'999'937};
        QTest::newRow("1 Gbit/s") << quint64{1'000'000'000};
        QTest::newRow("7 bits a nanosecond") << quint64{7'000'000'000};
        QTest::newRow("400 Gbit/s") << quint64{400'000'000'000};
    }
    void messages_pass_when_whole_numbers_say() {
        QFETCH(quint64, rate);
        TestRandom random(rate);
        // Half of the time they find the pipe busy; 0 to 3,000 bytes each.
        const std::int64_t perMessage =
            static_cast<std::int64_t>(static_cast<Uint128>(1'500) * 8'000'000'000 / rate);
        Simulation simulation;
        Pipe pipe(rate);
        PipeReplay replay(rate);
        Notes notes;
        Notes expected;
        std::uint64_t bytesSent = 0;
        for (int i = 0; i < 3'000; ++i) {
            simulation.runFor(Duration::nanoseconds(random.between(0, perMessage * 2)));
            const std::uint64_t bytes = random.below(3'001);
            bytesSent += bytes;
            simulation.spawn(send(Duration::zero(), pipe, bytes, i, notes));
            expected.push_back(
                {i, SimTime::atNanoseconds(replay.passes(simulation.now().ns(), bytes))});
        }
        QVERIFY(pipe.backlog() > 0);
        simulation.runUntil(SimTime::max());
        QCOMPARE(notes, expected);
        QCOMPARE(pipe.backlog(), 0U);
        QCOMPARE(pipe.bytesAccepted(), bytesSent);
        QCOMPARE(pipe.busyNs(), replay.busyNs());
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    // 1 byte at 3 Gbit/s takes 2 2/3 ns: three of them exactly 8.
    void remainders_are_carried() {
        Simulation simulation;
        Pipe pipe(3'000'000'000);
        Notes notes;
        constexpr int kBytes = 300'000;
        for (int i = 1; i <= kBytes; ++i)
            simulation.spawn(send(Duration::zero(), pipe, 1, i, notes));
        simulation.runUntil(SimTime::max());
        for (int i = 1; i <= kBytes; ++i)
            QCOMPARE(notes[static_cast<std::size_t>(i - 1)],
                     (Noted{i, SimTime::atNanoseconds((i * 8 + 2) / 3)}));
        QCOMPARE(pipe.busyNs(), kBytes / 3 * 8);
        QCOMPARE(simulation.events(), static_cast<std::uint64_t>(kBytes));
    }

    // Each message alone, a third of a nanosecond each: the busy time is not lost in the rounding.
    void short_messages_with_gaps_count_as_busy_time() {
        Simulation simulation;
        Pipe pipe(24'000'000'000);
        Notes notes;
        for (int i = 0; i < 3'000; ++i) {
            simulation.spawn(send(Duration::zero(), pipe, 1, i, notes));
            simulation.runFor(10_ns);
        }
        QCOMPARE(pipe.busyNs(), 1'000);
    }

    void messages_wait_for_the_ones_before_even_if_empty() {
        Simulation simulation;
        Pipe pipe(8'000'000'000);  // 1 byte a nanosecond
        Notes notes;
        simulation.spawn(send(Duration::zero(), pipe, 0, 1, notes));
        simulation.spawn(send(Duration::zero(), pipe, 1'000, 2, notes));
        simulation.spawn(send(5_ns, pipe, 0, 3, notes));
        simulation.spawn(send(6_ns, pipe, 10, 4, notes));
        simulation.runUntil(at(400_ns));
        QCOMPARE(notes, (Notes{{1, at(0_ns)}}));
        QCOMPARE(pipe.backlog(), 610U);
        QCOMPARE(pipe.busyNs(), 400);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(0_ns)}, {2, at(1_us)}, {3, at(1_us)}, {4, at(1'010_ns)}}));
        QCOMPARE(pipe.busyNs(), 1'010);
    }

    void what_finds_too_much_before_it_is_dropped_at_once() {
        Simulation simulation;
        Pipe pipe(8'000'000'000, 100);
        Notes notes;
        simulation.spawn(send(Duration::zero(), pipe, 100, 1, notes));
        simulation.spawn(send(Duration::zero(), pipe, 1, 2, notes));    // 100 before it
        simulation.spawn(send(Duration::zero(), pipe, 500, 3, notes));  // 101 before it
        QCOMPARE(notes, (Notes{{-3, at(0_ns)}}));
        QCOMPARE(pipe.bytesAccepted(), 101U);
        simulation.spawn(send(1_ns, pipe, 500, 4, notes));  // 100 again
        simulation.spawn(send(2_ns, pipe, 500, 5, notes));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{-3, at(0_ns)},
                               {-5, at(2_ns)},
                               {1, at(100_ns)},
                               {2, at(101_ns)},
                               {4, at(601_ns)}}));
    }

    // 3 bytes take 8 ns: at 7 ns not one of them is still to come whole, but the last has not
    // passed.
    void with_no_backlog_allowed_only_an_idle_pipe_accepts() {
        Simulation simulation;
        Pipe pipe(3'000'000'000, 0);
        Notes notes;
        simulation.spawn(send(Duration::zero(), pipe, 3, 1, notes));
        simulation.spawn(send(7_ns, pipe, 3, 2, notes));
        simulation.spawn(send(8_ns, pipe, 1, 3, notes));
        simulation.spawn(send(10_ns, pipe, 3, 4, notes));  // free at 10 2/3
        simulation.spawn(send(11_ns, pipe, 3, 5, notes));
        simulation.runUntil(at(1_s));
        QCOMPARE(
            notes,
            (Notes{
                {-2, at(7_ns)}, {1, at(8_ns)}, {-4, at(10_ns)}, {3, at(11_ns)}, {5, at(19_ns)}}));
    }

    void what_cannot_pass_before_the_end_of_time_is_cut_there() {
        constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
        for (const std::uint64_t rate : {std::uint64_t{1}, std::uint64_t{3}, kMost}) {
            Simulation simulation;
            Pipe pipe(rate);
            Notes notes;
            simulation.runUntil(at(5_ms));
            for (int i = 0; i < 4; ++i)
                simulation.spawn(send(Duration::zero(), pipe, kMost / 4, i, notes));
            simulation.runUntil(at(1_s));
            if (rate != kMost) {
                QCOMPARE(notes.size(), 0U);
                QCOMPARE(pipe.busyNs(), (995_ms).ns());
                QVERIFY(pipe.backlog() > 0);
            }
            QCOMPARE(simulation.runUntil(SimTime::max()), RunEnd::exhausted);
            QCOMPARE(notes.size(), 4U);
            // Four messages of 2^62 bytes are 2^67 bits: 8 s at the highest rate there is.
            const SimTime last = rate == kMost ? at(5_ms) + 8_s : SimTime::max();
            QCOMPARE(notes.back(), (Noted{3, last}));
        }
    }

    void a_sender_that_goes_has_sent_nevertheless() {
        Simulation simulation;
        Pipe pipe(8'000'000'000);
        Place place;
        Notes notes;
        Outcome outcome;
        const auto sendInside = [](Place& p, Pipe& to, Outcome& o) -> Process {
            o.note(co_await p.push(to, 500));
        };
        simulation.spawn(sendInside(place, pipe, outcome));
        simulation.spawn(send(Duration::zero(), pipe, 100, 1, notes));
        simulation.runUntil(at(200_ns));
        place.faultDomain().crash();
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.at, at(200_ns));
        QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
        QCOMPARE(notes, (Notes{{1, at(600_ns)}}));
        QCOMPARE(pipe.busyNs(), 600);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_stop_leaves_nothing() {
        Simulation simulation;
        Pipe pipe(8'000'000'000);
        Notes notes;
        for (int i = 0; i < 20; ++i)
            simulation.spawn(send(Duration::zero(), pipe, 100, i, notes));
        simulation.runUntil(at(500_ns));
        QCOMPARE(notes.size(), 5U);
        QCOMPARE(blocksAfterStop(simulation), 0U);
        QCOMPARE(notes.size(), 5U);
    }
};

HEADROOM_TEST(PipeTest);
#include "pipe_test.moc"
