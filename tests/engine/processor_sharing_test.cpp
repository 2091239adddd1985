// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/processor_sharing.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/wait/group.h"
#include "tests/engine/sharing_replay.h"
#include "tests/engine/test_random.h"
#include "tests/engine/waits_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

/// Runs jobs through a station and says when they ended.
class SharingRun {
  public:
    SharingRun(const std::vector<SharedJob>& jobs, std::uint32_t cores,
               const std::vector<CoresChange>& changes = {})
        : jobs_(jobs), changes_(changes), station_(cores), ends_(jobs.size(), -1) {
        simulation_.spawn(changeCores());
        for (std::size_t i = 0; i < jobs.size(); ++i)
            simulation_.spawn(one(i));
        simulation_.runUntil(SimTime::max());
    }

    const std::vector<std::int64_t>& ends() const { return ends_; }
    ProcessorSharing& station() { return station_; }

  private:
    Process one(std::size_t i) {
        const SharedJob& job = jobs_[i];
        co_await delay(Duration::nanoseconds(job.arrival));
        if (job.goesAt < 0) {
            co_await station_.use(Duration::nanoseconds(job.work));
            ends_[i] = simulation_.now().ns();
        } else {
            // The first of two: the other is destroyed where it stands.
            Group<Task<int>> group(2);
            group.add(work(i));
            group.add(leave(job.goesAt - job.arrival));
            co_await group.any();
        }
    }
    Task<int> work(std::size_t i) {
        co_await station_.use(Duration::nanoseconds(jobs_[i].work));
        ends_[i] = simulation_.now().ns();
        co_return 0;
    }
    static Task<int> leave(std::int64_t after) {
        co_await delay(Duration::nanoseconds(after));
        co_return 1;
    }
    Process changeCores() {
        for (const CoresChange& change : changes_) {
            const std::int64_t gap = change.at - simulation_.now().ns();
            if (gap > 0) co_await delay(Duration::nanoseconds(gap));
            station_.setCores(change.cores);
        }
    }

    const std::vector<SharedJob>& jobs_;
    const std::vector<CoresChange>& changes_;
    Simulation simulation_;
    ProcessorSharing station_;
    std::vector<std::int64_t> ends_;
};

/// A job wakes at the first whole nanosecond that is not before its exact end; what is less than
/// 1e-6 ns after a whole nanosecond counts as that one.
bool isFirstNotBefore(Quad exact, std::int64_t end) {
    const Quad late = static_cast<Quad>(end) - exact;
    return late > -1.001e-6 && late < 1;  // and a thousandth for the rounding
}
int wrongDepartures(const std::vector<SharedJob>& jobs, const SharingRun& run,
                    const SharingReplay& replay) {
    int wrong = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const std::int64_t end = run.ends()[i];
        const Quad exact = replay.end(i);
        if (end >= 0) {
            wrong += !isFirstNotBefore(exact, end);
        } else {
            // Taken away: at the instant at which it would have woken, or before it ended.
            wrong += exact >= 0 && !isFirstNotBefore(exact, jobs[i].goesAt);
        }
    }
    return wrong;
}

std::int64_t exponential(TestRandom& random, double mean) {
    const double u = (static_cast<double>(random.next() >> 11) + 0.5) * 0x1p-53;
    return static_cast<std::int64_t>(-std::log(u) * mean) + 1;
}

struct Shape {
    const char* name;
    std::uint32_t cores;
    double load;        // of all cores
    std::int64_t mean;  // work, ns
};
constexpr Shape kShapes[] = {
    {"one core, light", 1, 0.3, 1'000'000},    {"one core, heavy", 1, 0.97, 1'000'000},
    {"three cores", 3, 0.9, 10'000'000},       {"sixteen cores", 16, 1.0, 7'919},
    {"overloaded", 2, 1.5, 1'000'000},         {"a few ns each", 3, 0.95, 4},
    {"minutes each", 2, 0.95, 90'000'000'000},
};

std::vector<SharedJob> randomJobs(TestRandom& random, const Shape& shape, std::size_t n) {
    std::vector<SharedJob> jobs(n);
    double clock = 0;
    const double gap = static_cast<double>(shape.mean) / shape.load / shape.cores;
    for (SharedJob& job : jobs) {
        // Every fifth comes with the one before it, and every fourth brings the same work.
        if (!random.oneIn(5)) clock += gap * 1.25 * static_cast<double>(random.below(2'001)) / 1e3;
        const std::int64_t work =
            random.oneIn(4) ? shape.mean : exponential(random, static_cast<double>(shape.mean));
        job = {static_cast<std::int64_t>(clock), work};
    }
    return jobs;
}

}  // namespace

class ProcessorSharingTest : public QObject {
    Q_OBJECT
  private slots:
    void departures_are_those_of_a_plain_replay_to_the_nanosecond_data() {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kShapes)); ++i)
            QTest::newRow(kShapes[i].name) << i;
    }
    void departures_are_those_of_a_plain_replay_to_the_nanosecond() {
        QFETCH(int, index);
        const Shape& shape = kShapes[index];
        TestRandom random(static_cast<std::uint64_t>(index) + 100);
        const std::vector<SharedJob> jobs = randomJobs(random, shape, 3'000);
        const SharingReplay replay(jobs, shape.cores);
        SharingRun run(jobs, shape.cores);
        QCOMPARE(wrongDepartures(jobs, run, replay), 0);
        Int128 drawn = 0;
        for (const SharedJob& job : jobs)
            drawn += job.work;
        QVERIFY(run.station().workServedNs() == drawn);
        QCOMPARE(run.station().jobs(), 0U);
    }

    // Cores come and go, down to none, and every third job is taken away after a while.
    void so_they_are_while_cores_change_and_jobs_leave_data() {
        departures_are_those_of_a_plain_replay_to_the_nanosecond_data();
    }
    void so_they_are_while_cores_change_and_jobs_leave() {
        QFETCH(int, index);
        const Shape& shape = kShapes[index];
        TestRandom random(static_cast<std::uint64_t>(index) + 200);
        std::vector<SharedJob> jobs = randomJobs(random, shape, 2'000);
        for (SharedJob& job : jobs) {
            if (random.oneIn(3))
                job.goesAt = job.arrival + exponential(random, 3.0 * static_cast<double>(job.work));
        }
        std::vector<CoresChange> changes;
        for (int i = 1; i < 40; ++i) {
            changes.push_back({jobs.back().arrival / 40 * i,
                               static_cast<std::uint32_t>(random.below(shape.cores * 2 + 1))});
        }
        changes.push_back({jobs.back().arrival, shape.cores});
        const SharingReplay replay(jobs, shape.cores, changes);
        SharingRun run(jobs, shape.cores, changes);
        QCOMPARE(wrongDepartures(jobs, run, replay), 0);
        const auto left = std::count(run.ends().begin(), run.ends().end(), -1);
        QVERIFY(left > 20);
        const Quad difference = static_cast<Quad>(run.station().workServedNs()) - replay.served();
        QVERIFY(difference < 0.501 && difference > -0.501);
        QCOMPARE(run.station().jobs(), 0U);
    }

    // A job of hours keeps the station busy: virtual time grows far, and must not become coarse.
    void a_long_busy_period_stays_exact() {
        TestRandom random(7);
        std::vector<SharedJob> jobs = randomJobs(random, {"", 2, 0.5, 1'000}, 2'000);
        constexpr std::int64_t kHours = 30'000'000'000'000;
        for (SharedJob& job : jobs)
            job.arrival += kHours;
        jobs.insert(jobs.begin(), {{0, 2 * kHours}, {5, 3 * kHours}, {9, 3 * kHours}});
        const SharingReplay replay(jobs, 2);
        SharingRun run(jobs, 2);
        QCOMPARE(wrongDepartures(jobs, run, replay), 0);
    }

    // 500 jobs for ever: who ends begins anew. The exact sum of the work of 100,000 of them.
    void work_served_is_work_drawn_and_wake_ups_are_few_at_500_jobs() {
        constexpr int kJobs = 500;
        constexpr std::int64_t kMost = 100'000;
        struct Closed {
            ProcessorSharing station{8};
            TestRandom random{500};
            Int128 drawn = 0;
            std::int64_t ended = 0;
            std::int64_t begun = 0;
            std::size_t pending = 0;
            std::size_t mostPending = 0;
        };
        Simulation simulation;
        Closed world;
        const auto work = [](Closed& w) -> Process {
            while (w.begun < kMost) {
                ++w.begun;
                const std::int64_t ns = exponential(w.random, 1e6);
                w.drawn += ns;
                co_await w.station.use(Duration::nanoseconds(ns));
                ++w.ended;
                w.pending += w.station.wakeUpsPending();
                w.mostPending = std::max(w.mostPending, w.station.wakeUpsPending());
            }
        };
        for (int i = 0; i < kJobs; ++i)
            simulation.spawn(work(world));
        QCOMPARE(world.station.jobs(), static_cast<std::uint32_t>(kJobs));
        simulation.runUntil(SimTime::max());
        QCOMPARE(world.ended, kMost);
        QVERIFY(world.station.workServedNs() == world.drawn);
        const auto each = [&](double n) { return n / static_cast<double>(kMost); };
        QVERIFY2(each(static_cast<double>(world.station.wakeUps())) <= 2.2,
                 qPrintable(QString::number(world.station.wakeUps())));
        // A job that comes ends first with probability 1/500, and only then is a second one set.
        QVERIFY2(each(static_cast<double>(world.pending)) <= 1.02,
                 qPrintable(QString::number(world.pending)));
        QVERIFY2(world.mostPending <= 3, qPrintable(QString::number(world.mostPending)));
    }
    void open_arrivals_at_500_jobs_take_few_wake_ups() {
        constexpr std::size_t kJobs = 20'000;
        // The more there are the longer each takes: at 1.03 times what 4 cores can do, about 500
        // are there on average while they come.
        TestRandom random(9);
        const std::vector<SharedJob> jobs = randomJobs(random, {"", 4, 1.05, 1'000'000}, kJobs);
        SharingRun run(jobs, 4);
        QVERIFY(run.station().jobsOverTime().max() > 500);
        QVERIFY2(run.station().wakeUps() <= 22 * kJobs / 10,
                 qPrintable(QString::number(run.station().wakeUps())));
    }

    // Short jobs in front of a long one: the wake-up set for the long one is used again.
    void at_most_one_wake_up_is_armed_and_few_stand_behind_it() {
        Simulation simulation;
        ProcessorSharing station(1);
        Notes notes;
        QCOMPARE(station.wakeUpsPending(), 0U);
        simulation.spawn(useFrom(Duration::zero(), station, 100_s, 0, notes));
        QCOMPARE(station.wakeUpsPending(), 1U);
        for (int i = 1; i <= 10'000; ++i) {
            simulation.spawn(useFrom(Duration::zero(), station, 1_ms, i, notes));
            QVERIFY(station.wakeUpsPending() <= 2);
            QCOMPARE(simulation.pendingEvents(), station.wakeUpsPending());
            simulation.runFor(5_ms);
        }
        QCOMPARE(notes.size(), 10'000U);
        QVERIFY(station.wakeUps() <= 22 * notes.size() / 10);
        simulation.runUntil(SimTime::max());
        QCOMPARE(notes.back(), (Noted{0, at(110_s)}));
        QCOMPARE(simulation.pendingEvents(), 0U);
    }

    void jobs_up_to_the_cores_do_not_slow_one_another() {
        Simulation simulation;
        ProcessorSharing station(4);
        Notes notes;
        for (int i = 1; i <= 4; ++i)
            simulation.spawn(
                useFrom(Duration::zero(), station, Duration::milliseconds(i), i, notes));
        QCOMPARE(station.busy(), 4U);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(1_ms)}, {2, at(2_ms)}, {3, at(3_ms)}, {4, at(4_ms)}}));
        QVERIFY(station.busyOverTime().integral(simulation.now()) == (10_ms).ns());
        QVERIFY(station.jobsOverTime().integral(simulation.now()) == (10_ms).ns());
    }

    void equal_jobs_end_together_in_the_order_in_which_they_came() {
        for (const std::uint32_t cores : {1U, 3U, 7U}) {
            Simulation simulation;
            ProcessorSharing station(cores);
            Notes notes;
            Notes expected;
            const std::int64_t end = (700 * 1'000'003 + cores - 1) / cores;
            for (int i = 0; i < 700; ++i) {
                simulation.spawn(
                    useFrom(Duration::zero(), station, Duration::nanoseconds(1'000'003), i, notes));
                expected.push_back({i, SimTime::atNanoseconds(end)});
            }
            simulation.runUntil(at(10_s));
            QCOMPARE(notes, expected);
            QVERIFY(station.workServedNs() == 700 * 1'000'003);
        }
    }

    void a_job_of_no_work_does_not_wait() {
        Simulation simulation;
        ProcessorSharing station(1);
        Notes notes;
        simulation.spawn(useFrom(Duration::zero(), station, Duration::zero(), 1, notes));
        simulation.spawn(useFrom(Duration::zero(), station, -1_s, 2, notes));
        QCOMPARE(notes, (Notes{{1, at(0_ms)}, {2, at(0_ms)}}));
        QCOMPARE(simulation.pendingEvents(), 0U);
        QVERIFY(station.workServedNs() == 0);
    }

    void without_cores_everybody_waits_until_there_are_some() {
        Simulation simulation;
        ProcessorSharing station(0);
        Notes notes;
        for (int i = 1; i <= 3; ++i)
            simulation.spawn(
                useFrom(Duration::zero(), station, Duration::milliseconds(i), i, notes));
        QCOMPARE(simulation.runUntil(at(5_ms)), RunEnd::exhausted);
        QCOMPARE(station.jobs(), 3U);
        QCOMPARE(station.busy(), 0U);
        station.setCores(3);
        simulation.runUntil(at(6_ms));
        station.setCores(0);
        simulation.runUntil(at(20_ms));
        station.setCores(1);  // 1 and 2 ms are left, so they end after 2 and 3
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(6_ms)}, {2, at(22_ms)}, {3, at(23_ms)}}));
        QVERIFY(station.workServedNs() == (6_ms).ns());
    }

    void work_near_the_end_of_time_ends_there_or_never() {
        Simulation simulation;
        ProcessorSharing station(2);
        Notes notes;
        simulation.spawn(useFrom(3_ms, station, Duration::max(), 1, notes));
        simulation.spawn(useFrom(4_ms, station, 2_ms, 2, notes));
        simulation.runUntil(at(5_ms));
        QCOMPARE(station.jobs(), 2U);
        QCOMPARE(simulation.runUntil(SimTime::max()), RunEnd::exhausted);
        QCOMPARE(notes, (Notes{{2, at(6_ms)}, {1, SimTime::max()}}));
    }
    void work_that_shares_beyond_the_end_of_time_never_ends() {
        for (const Duration start : {Duration::zero(), 3_ms}) {
            Simulation simulation;
            ProcessorSharing station(2);
            Notes notes;
            for (int i = 0; i < 3; ++i)
                simulation.spawn(useFrom(start, station, Duration::max(), i, notes));
            simulation.runUntil(at(4_ms));
            simulation.spawn(useFrom(Duration::zero(), station, 2_ms, 9, notes));
            simulation.runUntil(at(1_s));
            QCOMPARE(notes, (Notes{{9, at(8_ms)}}));
            QCOMPARE(simulation.runUntil(SimTime::max()), RunEnd::exhausted);
            QCOMPARE(station.jobs(), 3U);
            QVERIFY(blocksAfterStop(simulation) == 1);  // the station's alarm
        }
    }

    // One that has ended at this instant and is not yet awake, and others in the middle of it.
    void a_crash_takes_jobs_off_the_cores_at_that_instant() {
        for (const bool endedFirst : {true, false}) {
            Simulation simulation;
            ProcessorSharing station(1);
            Place place;
            Notes notes;
            Outcome outcomes[3];
            const auto crash = [](Place& p, Duration first, Duration then) -> Process {
                co_await delay(first);
                if (then > Duration::zero()) co_await delay(then);
                p.faultDomain().crash();
            };
            // At 8 ms the job of 2 ms has had its quarter. Whoever is scheduled first goes first.
            if (!endedFirst) simulation.spawn(crash(place, 8_ms, Duration::zero()));
            const Duration works[] = {2_ms, 7_ms, 8_ms};
            for (int i = 0; i < 3; ++i)
                simulation.spawn(useInside(place, station, works[i], outcomes[i]));
            simulation.spawn(useFrom(Duration::zero(), station, 3_ms, 1, notes));
            if (endedFirst) simulation.spawn(crash(place, 7_ms, 1_ms));
            simulation.runUntil(at(8_ms));
            QCOMPARE(place.inside(), 0);
            QCOMPARE(station.jobs(), 1U);
            simulation.runUntil(at(1_s));
            QCOMPARE(notes, (Notes{{1, at(9_ms)}}));  // alone since 8 ms, with 1 ms left
            QCOMPARE(outcomes[0].times + outcomes[1].times + outcomes[2].times, 3);
            QVERIFY(outcomes[2].answer.hasFailed(CallFailure::reset));
            QVERIFY(station.workServedNs() == (9_ms).ns());
            QVERIFY(station.busyOverTime().integral(simulation.now()) == (9_ms).ns());
            QVERIFY(station.jobsOverTime().integral(simulation.now()) == (33_ms).ns());
            QCOMPARE(station.jobs(), 0U);
            QCOMPARE(simulation.arena().blocksInUse(), 1U);
        }
    }

    void an_abandoned_call_keeps_its_share() {
        Simulation simulation;
        ProcessorSharing station(1);
        TimeoutLane lane(2_ms);
        Place place;
        Notes notes;
        Outcome outcome;
        simulation.spawn(useInsideWithin(lane, place, station, 5_ms, outcome));
        simulation.spawn(useFrom(Duration::zero(), station, 5_ms, 1, notes));
        simulation.runUntil(at(2_ms));
        QVERIFY(outcome.answer.hasFailed(CallFailure::timeout));
        QCOMPARE(station.jobs(), 2U);
        simulation.runUntil(at(1_s));
        QCOMPARE(place.completed(), 1);
        QCOMPARE(notes, (Notes{{1, at(10_ms)}}));
    }

    // Again and again thousands come with work for ages and go: what is left goes on as if alone.
    void thousands_that_leave_are_forgotten() {
        Simulation simulation;
        ProcessorSharing station(1);
        Notes notes;
        Place place;
        std::vector<Outcome> outcomes(5'000);
        simulation.spawn(useFrom(Duration::zero(), station, 1_s, 1, notes));
        for (int round = 0; round < 10; ++round) {
            place.faultDomain().restore();
            for (Outcome& o : outcomes)
                simulation.spawn(useInside(place, station, Duration::seconds(1'000'000'000), o));
            QCOMPARE(station.jobs(), 5'001U);
            simulation.runFor(5'001_us);  // 1 us for each
            place.faultDomain().crash();
            QCOMPARE(station.jobs(), 1U);
        }
        simulation.runUntil(at(100_s));
        QCOMPARE(notes, (Notes{{1, at(Duration::microseconds(1'000'000 + 10 * 5'000))}}));
        QCOMPARE(station.jobs(), 0U);
    }

    void a_stop_leaves_nobody() {
        Simulation simulation;
        ProcessorSharing station(2);
        Notes notes;
        for (int i = 0; i < 100; ++i)
            simulation.spawn(useFrom(Duration::milliseconds(i % 9), station,
                                     Duration::milliseconds(1 + i % 3), i, notes));
        simulation.runUntil(at(40_ms));
        QVERIFY(station.jobs() > 30);
        const std::size_t before = notes.size();
        QVERIFY(before > 10);
        QCOMPARE(blocksAfterStop(simulation), 1U);  // the station's alarm
        QCOMPARE(notes.size(), before);
        QCOMPARE(station.jobs(), 0U);
    }
};

HEADROOM_TEST(ProcessorSharingTest);
#include "processor_sharing_test.moc"
