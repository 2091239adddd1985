// SPDX-License-Identifier: GPL-3.0-or-later
//
// A frame may be destroyed while an event for it is pending. Its block is used again only after
// that event has passed: whoever got it before would be resumed in the other's stead.
#include <QTest>
#include <optional>
#include <vector>

#include "engine/call.h"
#include "engine/fault_domain.h"
#include "engine/process.h"
#include "engine/task.h"
#include "engine/timeouts.h"
#include "engine/wait/broadcast.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/group.h"
#include "engine/wait/group_commit.h"
#include "engine/wait/pipe.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

/// What a frame waits for when it is destroyed, all of it such that an event is pending.
enum class Pending {
    delay,
    delayOfItsTask,
    leaseGranted,
    leaseTimedOut,
    notified,
    committed,
    somethingToFlush,
    inService,
    workDone,
    sent,
    calleeCrashed,
    calleeOfBranchCrashed,
    callTimedOut,
};
constexpr int kKinds = 13;
const char* const kNames[kKinds] = {"delay",          "delay of its task",
                                    "lease granted",  "lease timed out",
                                    "notified",       "committed",
                                    "to flush",       "in service",
                                    "work done",      "sent",
                                    "callee crashed", "callee of a branch crashed",
                                    "call timed out"};

/// The blocks of the arena that one waiting call has.
std::uint64_t blocksOf(Pending what) {
    switch (what) {
        case Pending::delayOfItsTask:
            return 2;
        case Pending::calleeOfBranchCrashed:
            return 4;  // its frame, two branches and their array
        default:
            return 1;
    }
}

Task<> waitInTask(Duration d) {
    co_await delay(d);
}

/// All that can be waited for, and a component whose calls wait for it until it crashes.
class World {
  public:
    explicit World(int calls)
        : cores_(static_cast<std::uint32_t>(calls)), pipe_(8'000'000'000) {}  // a byte a nanosecond

    FaultDomain& faultDomain() { return domain_; }

    Process ask(Pending what, Outcome& outcome) { outcome.note(co_await waitFor(what, 100_us)); }
    /// Makes the events pending and, before anybody is resumed by them, brings the component down;
    /// its memory goes to strangers at once. Spawned after those that wait.
    Process crashAndReplace(Pending what, std::vector<Outcome>& strangers) {
        switch (what) {
            case Pending::leaseGranted:
                co_await delay(10_us);
                held_.reset();
                break;
            case Pending::notified:
                co_await delay(10_us);
                signal_.notifyAll();
                break;
            case Pending::committed:
                co_await gate_.collect();
                co_await delay(10_us);
                gate_.complete();
                break;
            case Pending::somethingToFlush:
                co_await delay(10_us);
                Simulation::current().spawn(commit());
                break;
            case Pending::calleeCrashed:
            case Pending::calleeOfBranchCrashed:
                co_await delay(10_us);
                other_.faultDomain().crash();
                other_.faultDomain().restore();
                break;
            default:
                co_await delay(10_us);  // what ends then has been set before, and comes first
        }
        const FrameArena& arena = Simulation::current().arena();
        const std::uint64_t before = arena.blocksInUse();
        domain_.crash();
        released_ = before - arena.blocksInUse();
        domain_.restore();
        // Blocks of every size that has just become free.
        const Pending kinds[] = {Pending::delay, Pending::delayOfItsTask,
                                 Pending::calleeOfBranchCrashed};
        for (std::size_t i = 0; i < strangers.size(); ++i)
            Simulation::current().spawn(stranger(kinds[i % 3], strangers[i]));
    }
    Process takePlace() { held_.emplace(co_await place_.acquire()); }

    /// The blocks that the crash gave back at once.
    std::uint64_t released() const { return released_; }
    int inside() const { return inside_; }

  private:
    // One coroutine for all, so that all of its frames are of one size.
    Call<Answer> waitFor(Pending what, Duration d) {
        const Held held(inside_);
        switch (what) {
            case Pending::delay:
                co_await delay(d);
                break;
            case Pending::delayOfItsTask:
                co_await waitInTask(d);
                break;
            case Pending::leaseGranted: {
                const Lease lease = co_await place_.acquire();
                break;
            }
            case Pending::leaseTimedOut: {
                const Lease lease = co_await place_.acquire(lane_.limit());
                break;
            }
            case Pending::notified:
                co_await signal_.wait();
                break;
            case Pending::committed:
                co_await gate_.commit(1);
                break;
            case Pending::somethingToFlush:
                co_await gate_.collect();
                break;
            case Pending::inService:
                co_await station_.use(d);
                break;
            case Pending::workDone:
                co_await cores_.use(10_us);
                break;
            case Pending::sent:
                co_await pipe_.send(100'000);
                break;
            case Pending::calleeCrashed:
                co_await other_.answer(d, 1);
                break;
            case Pending::calleeOfBranchCrashed: {
                Group<Call<Answer>> group(2);
                group.add(other_.answer(d, 1));
                group.add(other_.answer(d, 2));
                co_await group.all();
                break;
            }
            case Pending::callTimedOut:
                co_await within(lane_.limit(), other_.answer(d, 1));
                break;
        }
        co_return Answer{1};
    }
    Process stranger(Pending what, Outcome& outcome) { outcome.note(co_await waitFor(what, 1_ms)); }
    Process commit() { co_await gate_.commit(1); }

    int inside_ = 0;
    std::uint64_t released_ = 0;
    FaultDomain domain_;
    Instance other_;
    TimeoutLane lane_{10_us};
    Resource place_{1};
    std::optional<Lease> held_;
    Broadcast signal_;
    GroupCommit gate_;
    FifoStation station_{1};
    ProcessorSharing cores_;
    Pipe pipe_;
};

}  // namespace

class DestroyedFrameTest : public QObject {
    Q_OBJECT
  private slots:
    void an_event_for_a_destroyed_frame_resumes_nobody_data() {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < kKinds; ++kind)
            QTest::newRow(kNames[kind]) << kind;
    }
    void an_event_for_a_destroyed_frame_resumes_nobody() {
        QFETCH(int, kind);
        const auto what = static_cast<Pending>(kind);
        const int calls = what == Pending::somethingToFlush ? 1 : 20;  // there is one flusher
        for (const auto choice : {EventQueue::Choice::heap, EventQueue::Choice::wheel}) {
            Simulation simulation(Simulation::Options{.queue = choice});
            World world(calls);
            const std::uint64_t own = simulation.arena().blocksInUse();
            std::vector<Outcome> outcomes(static_cast<std::size_t>(calls));
            std::vector<Outcome> strangers(60);
            simulation.spawn(world.takePlace());
            for (Outcome& outcome : outcomes)
                simulation.spawn(world.ask(what, outcome));
            QCOMPARE(world.inside(), calls);
            simulation.spawn(world.crashAndReplace(what, strangers));
            QCOMPARE(simulation.runUntil(SimTime::zero() + 2_s), RunEnd::exhausted);
            // The case is what it says: not every block could be given back.
            QVERIFY(world.released() < static_cast<std::uint64_t>(calls) * blocksOf(what));
            for (const Outcome& outcome : outcomes) {
                QCOMPARE(outcome.times, 1);
                QVERIFY(outcome.answer.hasFailed(CallFailure::reset));
                QCOMPARE(outcome.at, SimTime::zero() + 10_us);
            }
            for (const Outcome& stranger : strangers) {
                QCOMPARE(stranger.times, 1);
                QVERIFY(stranger.answer.isReply());
                QCOMPARE(stranger.at, SimTime::zero() + 1'010_us);
            }
            QCOMPARE(world.inside(), 0);
            QCOMPARE(blocksAfterStop(simulation), own);
        }
    }
};

HEADROOM_TEST(DestroyedFrameTest);
#include "destroyed_frame_test.moc"
