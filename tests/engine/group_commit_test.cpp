// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/group_commit.h"

#include <QTest>
#include <algorithm>
#include <vector>

#include "tests/engine/test_random.h"
#include "tests/engine/waits_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

struct Flush {
    SimTime begin;
    GroupCommit::Batch batch;
};

Process commit(Duration start, GroupCommit& gate, std::uint64_t bytes, int who, Notes& notes) {
    if (start > Duration::zero()) co_await delay(start);
    co_await gate.commit(bytes);
    note(notes, who);
}
Process flushForEver(GroupCommit& gate, Duration each, std::vector<Flush>& flushes) {
    for (;;) {
        const auto batch = co_await gate.collect();
        flushes.push_back({Simulation::current().now(), batch});
        co_await delay(each);
        gate.complete();
    }
}

/// Somebody who commits, and somebody who flushes, in a place that can crash.
class Log {
  public:
    FaultDomain& faultDomain() { return domain_; }
    Call<Answer> write(GroupCommit& gate, std::uint64_t bytes) {
        co_await gate.commit(bytes);
        co_return Answer{1};
    }
    Call<Answer> flush(GroupCommit& gate, Duration each, std::vector<Flush>& flushes) {
        for (;;) {
            const auto batch = co_await gate.collect();
            flushes.push_back({Simulation::current().now(), batch});
            co_await delay(each);
            gate.complete();
        }
    }

  private:
    FaultDomain domain_;
};
Process write(Log& log, GroupCommit& gate, std::uint64_t bytes, Outcome& outcome) {
    outcome.note(co_await log.write(gate, bytes));
}
Process flush(Log& log, GroupCommit& gate, Duration each, std::vector<Flush>& flushes,
              Outcome& outcome) {
    outcome.note(co_await log.flush(gate, each, flushes));
}

}  // namespace

class GroupCommitTest : public QObject {
    Q_OBJECT
  private slots:
    void one_flush_serves_all_who_came_before_it() {
        Simulation simulation;
        GroupCommit gate;
        Notes notes;
        std::vector<Flush> flushes;
        simulation.spawn(flushForEver(gate, 10_ms, flushes));
        // At 1 ms two come together and share; 3, 4 and 5 come during that flush.
        const Duration starts[] = {1_ms, 1_ms, 2_ms, 5_ms, 10_ms, 40_ms};
        for (int i = 0; i < 6; ++i)
            simulation.spawn(commit(starts[i], gate, 100, i + 1, notes));
        simulation.runUntil(at(10_ms));
        QCOMPARE(gate.waiting(), 3U);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(11_ms)},
                               {2, at(11_ms)},
                               {3, at(21_ms)},
                               {4, at(21_ms)},
                               {5, at(21_ms)},
                               {6, at(50_ms)}}));
        QCOMPARE(flushes.size(), 3U);
        QCOMPARE(flushes[0].batch.commits, 2U);
        QCOMPARE(flushes[1].batch.commits, 3U);
        QCOMPARE(flushes[1].batch.bytes, 300U);
        QCOMPARE(flushes[2].begin, at(40_ms));
    }

    void a_full_batch_leaves_the_rest_to_the_next() {
        Simulation simulation;
        GroupCommit gate(3);
        Notes notes;
        std::vector<Flush> flushes;
        for (int i = 1; i <= 7; ++i)
            simulation.spawn(commit(Duration::zero(), gate, 1, i, notes));
        simulation.spawn(flushForEver(gate, 10_ms, flushes));  // comes last, and need not wait
        simulation.runUntil(at(1_s));
        Notes expected;
        for (int i = 1; i <= 7; ++i)
            expected.push_back({i, at((i + 2) / 3 * 10_ms)});
        QCOMPARE(notes, expected);
        QCOMPARE(flushes.size(), 3U);
        QCOMPARE(flushes[2].batch.commits, 1U);
    }

    // The rule, applied plainly: a flush begins when the one before is done and somebody is there,
    // and takes everybody who is.
    void random_commits_end_with_the_first_flush_that_begins_after_them() {
        for (const std::int64_t gap : {30'000, 1'000'000, 40'000'000}) {
            TestRandom random(static_cast<std::uint64_t>(gap));
            constexpr Duration kFlush = 7'000'003_ns;
            std::vector<std::int64_t> arrivals;
            std::int64_t clock = 0;
            for (int i = 0; i < 3'000; ++i)
                arrivals.push_back(clock += random.between(1, 2 * gap));
            Notes expected;
            std::size_t flushesExpected = 0;
            std::int64_t freeAt = 0;
            for (std::size_t next = 0; next < arrivals.size(); ++flushesExpected) {
                const std::int64_t begin = std::max(freeAt, arrivals[next]);
                freeAt = begin + kFlush.ns();
                for (; next < arrivals.size() && arrivals[next] <= begin; ++next)
                    expected.push_back({static_cast<int>(next), SimTime::atNanoseconds(freeAt)});
            }

            Simulation simulation;
            GroupCommit gate;
            Notes notes;
            std::vector<Flush> flushes;
            simulation.spawn(flushForEver(gate, kFlush, flushes));
            for (std::size_t i = 0; i < arrivals.size(); ++i) {
                simulation.spawn(commit(Duration::nanoseconds(arrivals[i]), gate, i,
                                        static_cast<int>(i), notes));
            }
            simulation.runUntil(at(10'000_s));
            QCOMPARE(notes, expected);
            QCOMPARE(flushes.size(), flushesExpected);
            std::uint64_t bytes = 0;
            for (const Flush& f : flushes)
                bytes += f.batch.bytes;
            QCOMPARE(bytes, std::uint64_t{2'999 * 3'000 / 2});
        }
    }

    void committers_that_crash_leave_the_batch_they_are_in() {
        Simulation simulation;
        GroupCommit gate;
        Log log;
        Notes notes;
        std::vector<Flush> flushes;
        Outcome outcomes[3];
        simulation.spawn(flushForEver(gate, 10_ms, flushes));
        simulation.spawn(write(log, gate, 1, outcomes[0]));
        simulation.spawn(commit(Duration::zero(), gate, 10, 1, notes));
        simulation.runUntil(at(5_ms));  // both are being flushed
        simulation.spawn(write(log, gate, 100, outcomes[1]));
        simulation.spawn(commit(Duration::zero(), gate, 1'000, 2, notes));
        simulation.spawn(write(log, gate, 10'000, outcomes[2]));
        log.faultDomain().crash();
        QCOMPARE(gate.waiting(), 1U);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(10_ms)}, {2, at(20_ms)}}));
        QCOMPARE(flushes.size(), 2U);
        QCOMPARE(flushes[0].batch.bytes, 11U);  // it was written, for nobody
        QCOMPARE(flushes[1].batch.bytes, 1'000U);
        for (const Outcome& o : outcomes)
            QVERIFY(o.times == 1 && o.answer.hasFailed(CallFailure::reset));
    }

    void a_committer_that_crashes_when_it_is_done_is_not_woken() {
        Simulation simulation;
        GroupCommit gate;
        Log log;
        Outcome outcome;
        const auto flushAndCrash = [](GroupCommit& g, Log& l) -> Process {
            co_await g.collect();
            co_await delay(3_ms);
            g.complete();
            l.faultDomain().crash();
        };
        simulation.spawn(flushAndCrash(gate, log));
        simulation.spawn(write(log, gate, 1, outcome));
        simulation.runUntil(at(1_s));
        QCOMPARE(outcome.times, 1);
        QCOMPARE(outcome.at, at(3_ms));
        QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void a_flusher_whose_committers_have_all_gone_gets_an_empty_batch() {
        Simulation simulation;
        GroupCommit gate;
        Log log;
        Notes notes;
        std::vector<Flush> flushes;
        Outcome outcome;
        simulation.spawn(flushForEver(gate, 10_ms, flushes));
        simulation.spawn(write(log, gate, 1, outcome));
        log.faultDomain().crash();
        QCOMPARE(gate.waiting(), 0U);
        simulation.runUntil(at(1_ms));
        QCOMPARE(flushes.size(), 1U);
        QCOMPARE(flushes[0].batch.commits, 0U);
        simulation.spawn(commit(2_ms, gate, 1, 1, notes));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(20_ms)}}));
    }

    // While it waits, when it has been woken and has not begun, and in the middle of a flush.
    void a_flusher_that_crashes_leaves_its_batch_to_the_next() {
        for (const Duration when : {0_ms, 1_ms, 4_ms}) {
            Simulation simulation;
            GroupCommit gate(3);
            Log log;
            Notes notes;
            std::vector<Flush> flushes;
            Outcome outcome;
            simulation.spawn(flush(log, gate, 10_ms, flushes, outcome));
            for (int i = 1; i <= 2; ++i)
                simulation.spawn(commit(1_ms, gate, 5, i, notes));
            for (int i = 3; i <= 4; ++i)
                simulation.spawn(commit(2_ms, gate, 5, i, notes));
            if (when == 1_ms) {
                while (gate.waiting() == 0)
                    simulation.step();
            } else {
                simulation.runUntil(at(when));
            }
            log.faultDomain().crash();
            simulation.runUntil(at(30_ms));
            QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
            QVERIFY(notes.empty());
            const std::size_t before = flushes.size();
            QCOMPARE(before, when == 4_ms ? 1U : 0U);
            simulation.spawn(flushForEver(gate, 10_ms, flushes));
            simulation.runUntil(at(1_s));
            QCOMPARE(notes,
                     (Notes{{1, at(40_ms)}, {2, at(40_ms)}, {3, at(40_ms)}, {4, at(50_ms)}}));
            QCOMPARE(flushes[before].batch.commits, 3U);
            QCOMPARE(flushes[before].batch.bytes, 15U);
            QCOMPARE(gate.waiting(), 0U);
        }
    }

    void a_batch_in_flight_alone_is_enough_for_the_next_flusher() {
        Simulation simulation;
        GroupCommit gate;
        Log log;
        Notes notes;
        std::vector<Flush> flushes;
        Outcome outcome;
        simulation.spawn(flush(log, gate, 10_ms, flushes, outcome));
        simulation.spawn(commit(Duration::zero(), gate, 5, 1, notes));
        simulation.runUntil(at(4_ms));
        log.faultDomain().crash();
        simulation.spawn(flushForEver(gate, 10_ms, flushes));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(14_ms)}}));
    }

    // In the middle of a flush with others waiting for the next, and while some are being woken.
    void a_stop_leaves_nothing() {
        for (const bool waking : {false, true}) {
            Simulation simulation;
            GroupCommit gate;
            Notes notes;
            std::vector<Flush> flushes;
            simulation.spawn(flushForEver(gate, 10_ms, flushes));
            for (int i = 0; i < 30; ++i)
                simulation.spawn(commit(Duration::milliseconds(i), gate, 1, i, notes));
            simulation.runUntil(at(19_ms));
            QCOMPARE(gate.waiting(), 9U);
            while (waking && notes.back().at < at(20_ms))
                simulation.step();
            const std::size_t before = notes.size();
            QCOMPARE(blocksAfterStop(simulation), 0U);
            QCOMPARE(gate.waiting(), 0U);
            QCOMPARE(notes.size(), before);
        }
    }
};

HEADROOM_TEST(GroupCommitTest);
#include "group_commit_test.moc"
