// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run can be stopped at any instant: nothing is leaked, nothing is touched after it is gone.
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "engine/simulation.h"
#include "tests/engine/test_random.h"
#include "tests/engine/web_in_tests.h"
#include "tests/support/child.h"
#include "tests/support/full_size.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

/// What was left by a stop.
struct Stopped {
    std::string wrong;
    std::uint64_t leftBehind = 0;
};

/// A web under load.
class Run {
  public:
    explicit Run(const Web::Options& options,
                 EventQueue::Choice queue = EventQueue::Choice::automatic)
        : simulation(Simulation::Options{.queue = queue}),
          web(options),
          own_(simulation.arena().blocksInUse()) {
        web.start();
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() { simulation.stop(); }  // before what the requests hold goes

    void goOnUntil(SimTime instant, std::uint64_t steps) {
        simulation.runUntil(instant);
        // And into the middle of an instant.
        for (; steps > 0; --steps)
            simulation.step();
    }
    // Stops the run and looks for what is left.
    Stopped stop() {
        simulation.stop();
        Stopped stopped;
        stopped.wrong = web.leftAfterStop();
        if (!simulation.processes().empty()) stopped.wrong += "a process, ";
        if (!simulation.abandonedCalls().empty()) stopped.wrong += "an abandoned call, ";
        stopped.leftBehind = simulation.arena().blocksInUse() - own_;
        if (stopped.leftBehind > simulation.pendingEvents()) stopped.wrong += "blocks for ever, ";
        simulation.runUntil(SimTime::max());
        const std::uint64_t blocks = simulation.arena().blocksInUse();
        if (blocks != own_) {
            stopped.wrong += std::to_string(blocks) + " blocks instead of " + std::to_string(own_);
        }
        return stopped;
    }

    Simulation simulation;
    Web web;

  private:
    std::uint64_t own_;  // the blocks that the components themselves hold
};

/// What has happened before the stops, so that they can be said to have met it.
struct Seen {
    std::uint64_t ended = 0;
    std::uint64_t failures = 0;
    std::uint64_t crashes = 0;
    std::uint64_t leftBehind = 0;
    void add(const Web& web) {
        ended += web.requestsEnded();
        failures += web.failures();
        crashes += web.crashes();
    }
    bool everything() const {
        return ended != 0 && failures != 0 && crashes != 0 && leftBehind != 0;
    }
};

SimTime instantUpTo(std::int64_t microseconds, TestRandom& random) {
    return SimTime::zero() + Duration::microseconds(random.between(0, microseconds));
}

}  // namespace

class StopTest : public QObject {
    Q_OBJECT
  private slots:
    void a_thousand_random_instants_of_a_small_system_leave_nothing() {
        TestRandom random(1'000);
        Seen seen;
        for (int i = 0; i < 1'000; ++i) {
            const int clients = 1 + static_cast<int>(random.below(100));
            const Web::Options options{.seed = random.next(), .servers = 2, .clients = clients};
            Run run(options, static_cast<EventQueue::Choice>(i % 3));
            run.goOnUntil(instantUpTo(60'000, random), random.below(40));
            QCOMPARE(run.web.requestsInFlight(), clients);
            seen.add(run.web);
            const Stopped stopped = run.stop();
            seen.leftBehind += stopped.leftBehind;
            QVERIFY2(stopped.wrong.empty(), stopped.wrong.c_str());
        }
        QVERIFY(seen.everything());
    }
};

/// 200 servers, 100,000 requests in flight. To build them up takes longer than to take them down,
/// so a run goes on after a stop: what is stopped at each instant is a copy, in a child process.
class StopAtFullSizeTest : public QObject {
    Q_OBJECT
  private slots:
    void random_instants_with_100000_requests_in_flight_leave_nothing() {
        constexpr int kRuns = kFullSize ? 10 : 1;
        constexpr int kInstants = kFullSize ? 100 : 50;
        TestRandom random(100'000);
        Seen seen;
        for (int i = 0; i < kRuns; ++i) {
            Run run(Web::Options{.seed = random.next(), .servers = 200, .clients = 100'000});
            // From the first moment, when all are on their way, to the third request of each.
            std::vector<SimTime> instants;
            for (int k = 0; k < kInstants; ++k)
                instants.push_back(instantUpTo(100'000, random));
            std::sort(instants.begin(), instants.end());
            for (const SimTime instant : instants) {
                run.goOnUntil(instant, random.below(1'000));
                QCOMPARE(run.web.requestsInFlight(), 100'000);
                const ChildEnd end = runInChild([&run] {
                    const Stopped stopped = run.stop();
                    std::fputs(stopped.wrong.c_str(), stderr);
                    return !stopped.wrong.empty() ? 2 : stopped.leftBehind != 0 ? 1 : 0;
                });
                QVERIFY2(end.exited && end.status < 2 && end.said.empty(), end.said.c_str());
                seen.leftBehind += end.status == 1;
            }
            seen.add(run.web);
            const Stopped stopped = run.stop();
            QVERIFY2(stopped.wrong.empty(), stopped.wrong.c_str());
        }
        QVERIFY(seen.everything());
    }
};

HEADROOM_TEST(StopTest);
HEADROOM_TEST(StopAtFullSizeTest);
#include "stop_test.moc"
