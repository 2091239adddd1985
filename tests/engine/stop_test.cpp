// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run can be stopped at any instant: nothing is leaked, nothing is touched after it is gone.
// Built a second time under the sanitizers, with fewer instants at full size.
#include <QTest>
#include <string>

#include "engine/simulation.h"
#include "tests/engine/test_random.h"
#include "tests/engine/web_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

#ifndef HEADROOM_STOPS_AT_FULL_SIZE
#define HEADROOM_STOPS_AT_FULL_SIZE 1000
#endif

namespace {

struct Stopped {
    std::string wrong;
    int inFlight = 0;
    std::uint64_t ended = 0;
    std::uint64_t failures = 0;
    std::uint64_t crashes = 0;
    std::uint64_t leftBehind = 0;
};

// Builds a web system of so many clients, runs it for so long, stops it and looks for what is left.
Stopped stopAt(const Web::Options& options, SimTime instant, std::uint64_t moreSteps,
               EventQueue::Choice queue = EventQueue::Choice::automatic) {
    Simulation simulation(Simulation::Options{.queue = queue});
    Web web(options);
    const std::uint64_t own = simulation.arena().blocksInUse();
    web.start();
    simulation.runUntil(instant);
    // And into the middle of an instant.
    for (std::uint64_t i = 0; i < moreSteps; ++i)
        simulation.step();
    Stopped stopped{"", web.requestsInFlight(), web.requestsEnded(), web.failures(), web.crashes(),
                    0};
    simulation.stop();
    stopped.wrong = web.leftAfterStop();
    if (!simulation.processes().empty()) stopped.wrong += "a process, ";
    if (!simulation.abandonedCalls().empty()) stopped.wrong += "an abandoned call, ";
    stopped.leftBehind = simulation.arena().blocksInUse() - own;
    if (stopped.leftBehind > simulation.pendingEvents()) stopped.wrong += "blocks without event, ";
    simulation.runUntil(SimTime::max());
    const std::uint64_t blocks = simulation.arena().blocksInUse();
    if (blocks != own) {
        stopped.wrong += std::to_string(blocks) + " blocks instead of " + std::to_string(own);
    }
    return stopped;
}

struct Total {
    std::uint64_t ended = 0;
    std::uint64_t failures = 0;
    std::uint64_t crashes = 0;
    std::uint64_t leftBehind = 0;
    void add(const Stopped& s) {
        ended += s.ended;
        failures += s.failures;
        crashes += s.crashes;
        leftBehind += s.leftBehind;
    }
    bool sawEverything() const {
        return ended != 0 && failures != 0 && crashes != 0 && leftBehind != 0;
    }
};

}  // namespace

class StopTest : public QObject {
    Q_OBJECT
  private slots:
    void a_thousand_random_instants_of_a_small_system_leave_nothing() {
        TestRandom random(1'000);
        Total total;
        for (int i = 0; i < 1'000; ++i) {
            const int clients = 1 + static_cast<int>(random.below(100));
            const Web::Options options{.seed = random.next(), .servers = 2, .clients = clients};
            const auto queue = static_cast<EventQueue::Choice>(i % 3);
            const Stopped stopped =
                stopAt(options, SimTime::zero() + Duration::microseconds(random.between(0, 60'000)),
                       random.below(40), queue);
            QVERIFY2(stopped.wrong.empty(), stopped.wrong.c_str());
            QCOMPARE(stopped.inFlight, clients);
            total.add(stopped);
        }
        QVERIFY(total.sawEverything());
    }
};

/// At full size. 200 servers and 100,000 requests in flight.
class StopAtFullSizeTest : public QObject {
    Q_OBJECT
  private slots:
    void random_instants_with_100000_requests_in_flight_leave_nothing() {
        TestRandom random(100'000);
        Total total;
        for (int i = 0; i < HEADROOM_STOPS_AT_FULL_SIZE; ++i) {
            const Web::Options options{.seed = random.next(), .servers = 200, .clients = 100'000};
            const Stopped stopped =
                stopAt(options, SimTime::zero() + Duration::microseconds(random.between(0, 40'000)),
                       random.below(1'000));
            QVERIFY2(stopped.wrong.empty(), stopped.wrong.c_str());
            QCOMPARE(stopped.inFlight, 100'000);
            total.add(stopped);
        }
        QVERIFY(total.sawEverything());
    }
};

HEADROOM_TEST(StopTest);
HEADROOM_TEST(StopAtFullSizeTest);
#include "stop_test.moc"
