// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/fifo_station.h"

#include <QTest>
#include <algorithm>
#include <functional>
#include <queue>
#include <vector>

#include "tests/engine/test_random.h"
#include "tests/engine/waits_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

struct Job {
    std::int64_t arrival;
    std::int64_t work;
};

/// When c servers end jobs that come in this order: each job goes to the server that is free first
/// (Kiefer & Wolfowitz 1955).
std::vector<std::int64_t> departures(const std::vector<Job>& jobs, std::uint32_t servers) {
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> freeAt;
    for (std::uint32_t s = 0; s < servers; ++s)
        freeAt.push(0);
    std::vector<std::int64_t> ends;
    for (const Job& job : jobs) {
        const std::int64_t begin = std::max(job.arrival, freeAt.top());
        freeAt.pop();
        ends.push_back(begin + job.work);
        freeAt.push(ends.back());
    }
    return ends;
}

Process serveAll(FifoStation& station, const std::vector<Job>& jobs,
                 std::vector<std::int64_t>& ends) {
    const auto one = [](FifoStation& s, Duration work, std::int64_t& end) -> Process {
        co_await s.use(work);
        end = Simulation::current().now().ns();
    };
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const std::int64_t gap = jobs[i].arrival - Simulation::current().now().ns();
        if (gap > 0) co_await delay(Duration::nanoseconds(gap));
        Simulation::current().spawn(one(station, Duration::nanoseconds(jobs[i].work), ends[i]));
    }
}

}  // namespace

class FifoStationTest : public QObject {
    Q_OBJECT
  private slots:
    // Times of few nanoseconds, so that most of what happens happens at one instant with more.
    void departures_are_those_of_the_servers_free_first() {
        TestRandom random(1);
        for (const std::uint32_t servers : {1U, 2U, 3U, 8U, 64U}) {
            for (const std::int64_t scale : {4, 1'000'000'000}) {
                constexpr std::size_t kJobs = 5'000;
                std::vector<Job> jobs(kJobs);
                std::int64_t clock = 0;
                Int128 work = 0;
                for (Job& job : jobs) {
                    clock += random.oneIn(3) ? 0 : random.between(0, scale);
                    job = {clock, random.between(1, scale * servers)};
                    work += job.work;
                }
                const std::vector<std::int64_t> expected = departures(jobs, servers);
                Int128 waited = -work;
                for (std::size_t i = 0; i < kJobs; ++i)
                    waited += expected[i] - jobs[i].arrival;

                Simulation simulation;
                FifoStation station(servers);
                std::vector<std::int64_t> ends(kJobs, -1);
                simulation.spawn(serveAll(station, jobs, ends));
                simulation.runUntil(SimTime::max());
                QCOMPARE(ends, expected);
                QVERIFY(station.busyOverTime().integral(simulation.now()) == work);
                QVERIFY(station.waitingOverTime().integral(simulation.now()) == waited);
                QVERIFY(waited > 0);
                QVERIFY(station.busyOverTime().max() <= servers);
            }
        }
    }

    void a_job_takes_one_event_however_many_wait() {
        Simulation simulation;
        FifoStation station(4);
        Notes notes;
        for (int i = 0; i < 1'000; ++i)
            simulation.spawn(useFrom(Duration::zero(), station, 1_us, i, notes));
        QCOMPARE(simulation.pendingEvents(), 4U);
        simulation.runUntil(at(1_s));
        QCOMPARE(simulation.events(), 1'000U);
        for (int i = 0; i < 1'000; ++i)
            QCOMPARE(notes[static_cast<std::size_t>(i)],
                     (Noted{i, at(Duration::microseconds(i / 4 + 1))}));
    }

    void a_job_of_no_work_wants_no_server() {
        Simulation simulation;
        FifoStation station(1);
        Notes notes;
        simulation.spawn(useFrom(Duration::zero(), station, 5_ms, 1, notes));
        simulation.spawn(useFrom(Duration::zero(), station, 5_ms, 2, notes));
        simulation.spawn(useFrom(1_ms, station, Duration::zero(), 3, notes));
        simulation.spawn(useFrom(2_ms, station, -5_ms, 4, notes));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{3, at(1_ms)}, {4, at(2_ms)}, {1, at(5_ms)}, {2, at(10_ms)}}));
    }

    void work_without_end_ends_with_time() {
        Simulation simulation;
        FifoStation station(1);
        Notes notes;
        simulation.spawn(useFrom(3_ms, station, Duration::max(), 1, notes));
        simulation.spawn(useFrom(4_ms, station, Duration::max(), 2, notes));
        simulation.runUntil(at(5_ms));
        QCOMPARE(station.busy(), 1U);
        QCOMPARE(station.waiting(), 1U);
        QCOMPARE(simulation.runUntil(SimTime::max()), RunEnd::exhausted);
        QCOMPARE(notes, (Notes{{1, SimTime::max()}, {2, SimTime::max()}}));
    }

    void without_servers_everybody_waits_until_there_are_some() {
        Simulation simulation;
        FifoStation station(0);
        Notes notes;
        for (int i = 1; i <= 3; ++i)
            simulation.spawn(useFrom(Duration::zero(), station, 1_ms, i, notes));
        QCOMPARE(simulation.runUntil(at(5_ms)), RunEnd::exhausted);
        QVERIFY(notes.empty());
        station.setServers(2);
        QCOMPARE(station.busy(), 2U);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(6_ms)}, {2, at(6_ms)}, {3, at(7_ms)}}));
    }

    void fewer_servers_take_effect_as_jobs_end() {
        Simulation simulation;
        FifoStation station(3);
        Notes notes;
        for (int i = 1; i <= 6; ++i)
            simulation.spawn(
                useFrom(Duration::zero(), station, Duration::milliseconds(i), i, notes));
        station.setServers(1);
        QCOMPARE(station.busy(), 3U);
        simulation.runUntil(at(2_ms));
        QCOMPARE(station.busy(), 1U);
        simulation.runUntil(at(4_ms));
        station.setServers(2);  // the fifth begins now, the fourth has since 3 ms
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(1_ms)},
                               {2, at(2_ms)},
                               {3, at(3_ms)},
                               {4, at(7_ms)},
                               {5, at(9_ms)},
                               {6, at(13_ms)}}));
    }

    // One is in service, one in the queue, one has ended at this very instant and is not yet awake.
    void a_crash_takes_jobs_off_the_servers_and_out_of_the_queue() {
        Simulation simulation;
        FifoStation station(2);
        Place place;
        Notes notes;
        Outcome outcomes[4];
        const Duration works[] = {4_ms, 9_ms, 9_ms, 9_ms};
        simulation.spawn([](Place& p) -> Process {
            co_await delay(4_ms);
            p.faultDomain().crash();
        }(place));
        for (int i = 0; i < 4; ++i)
            simulation.spawn(useInside(place, station, works[i], outcomes[i]));
        simulation.spawn(useFrom(Duration::zero(), station, 1_ms, 1, notes));
        simulation.spawn(useFrom(Duration::zero(), station, 2_ms, 2, notes));
        simulation.spawn(useFrom(Duration::zero(), station, 3_ms, 3, notes));
        QCOMPARE(station.waiting(), 5U);
        simulation.runUntil(at(4_ms));
        QCOMPARE(place.inside(), 0);
        QCOMPARE(station.busy(), 2U);
        QCOMPARE(station.waiting(), 1U);
        simulation.runUntil(at(1_s));
        QCOMPARE(notes, (Notes{{1, at(5_ms)}, {2, at(6_ms)}, {3, at(8_ms)}}));
        for (const Outcome& o : outcomes) {
            QCOMPARE(o.times, 1);
            QCOMPARE(o.at, at(4_ms));
            QVERIFY(o.answer.hasFailed(CallFailure::reset));
        }
        // What the servers did: 8 ms until the crash, and 6 of the others.
        QVERIFY(station.busyOverTime().integral(simulation.now()) == (14_ms).ns());
        QCOMPARE(station.busy(), 0U);
        QCOMPARE(station.waiting(), 0U);
        QCOMPARE(simulation.arena().blocksInUse(), 0U);
    }

    void an_abandoned_call_keeps_its_place_and_is_served_for_nobody() {
        Simulation simulation;
        FifoStation station(1);
        TimeoutLane lane(2_ms);
        Place place;
        Notes notes;
        Outcome inService;
        Outcome queued;
        simulation.spawn(useInsideWithin(lane, place, station, 5_ms, inService));
        simulation.spawn(useInsideWithin(lane, place, station, 3_ms, queued));
        simulation.spawn(useFrom(Duration::zero(), station, 1_ms, 1, notes));
        simulation.runUntil(at(2_ms));
        QVERIFY(inService.answer.hasFailed(CallFailure::timeout));
        QVERIFY(queued.answer.hasFailed(CallFailure::timeout));
        QCOMPARE(station.busy(), 1U);
        QCOMPARE(station.waiting(), 2U);
        simulation.runUntil(at(1_s));
        QCOMPARE(place.completed(), 2);
        QCOMPARE(notes, (Notes{{1, at(9_ms)}}));
        QCOMPARE(inService.times + queued.times, 2);
    }

    // Every second of a long queue goes at once: the others are served in their order.
    void thousands_leave_from_the_middle_and_the_order_stays() {
        constexpr int kJobs = 10'000;
        Simulation simulation;
        FifoStation station(1);
        Place place;
        Notes notes;
        std::vector<Outcome> outcomes(kJobs);
        for (int i = 0; i < kJobs; ++i) {
            if (i % 2 == 1) {
                simulation.spawn(
                    useInside(place, station, 1_us, outcomes[static_cast<std::size_t>(i)]));
            } else {
                simulation.spawn(useFrom(Duration::zero(), station, 1_us, i, notes));
            }
        }
        place.faultDomain().crash();
        QCOMPARE(station.waiting(), static_cast<std::uint32_t>(kJobs / 2 - 1));
        simulation.runUntil(at(1_s));
        QCOMPARE(notes.size(), static_cast<std::size_t>(kJobs / 2));
        for (int i = 0; i < kJobs / 2; ++i)
            QCOMPARE(notes[static_cast<std::size_t>(i)],
                     (Noted{2 * i, at(Duration::microseconds(i + 1))}));
    }

    void a_stop_leaves_nobody_in_service_and_nobody_waiting() {
        Simulation simulation;
        FifoStation station(3);
        Notes notes;
        for (int i = 0; i < 50; ++i)
            simulation.spawn(useFrom(Duration::milliseconds(i / 10), station, 3_ms, i, notes));
        simulation.runUntil(at(7_ms));
        QCOMPARE(station.busy(), 3U);
        const std::size_t before = notes.size();
        QCOMPARE(blocksAfterStop(simulation), 0U);
        QCOMPARE(notes.size(), before);
        QCOMPARE(station.busy(), 0U);
        QCOMPARE(station.waiting(), 0U);
    }

    // Somebody's destructor gives the station more servers while the run is being taken down.
    void more_servers_during_a_stop_serve_nobody() {
        struct Grow {
            FifoStation& station;
            ~Grow() { station.setServers(8); }
        };
        Simulation simulation;
        FifoStation station(1);
        Notes notes;
        for (int i = 0; i < 3; ++i)
            simulation.spawn(useFrom(Duration::zero(), station, 3_ms, i, notes));
        simulation.spawn([](FifoStation& s) -> Process {
            const Grow grow{s};
            co_await delay(9_ms);
        }(station));  // the last in, and so the first to be destroyed
        QCOMPARE(blocksAfterStop(simulation), 0U);
        QVERIFY(notes.empty());
        QCOMPARE(station.busy(), 0U);
    }
};

HEADROOM_TEST(FifoStationTest);
#include "fifo_station_test.moc"
