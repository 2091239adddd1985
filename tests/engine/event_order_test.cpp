// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/alarm.h"
#include "engine/process.h"
#include "engine/simulation.h"
#include "engine/task.h"
#include "engine/wait/broadcast.h"
#include "engine/wait/resource.h"
#include "tests/engine/test_random.h"
#include "tests/support/full_size.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using headroom::tests::fullOrTenth;
using headroom::tests::TestRandom;

namespace {

/// What should happen when, kept by the programs themselves: whoever schedules something says so,
/// and whoever is resumed asks whether it was its turn by (time, order of scheduling).
class Agenda {
  public:
    using Item = std::pair<std::int64_t, std::uint64_t>;

    Item schedule(Duration after) {
        const std::int64_t now = Simulation::current().now().ns();
        const Item item{now + after.ns(), ++sequence_};
        items_.insert(item);
        ++(after == Duration::zero() ? forNow_ : forLater_);
        return item;
    }
    void arrive(const Item& item) {
        const std::int64_t now = Simulation::current().now().ns();
        if (items_.empty() || *items_.begin() != item || item.first != now) ++wrong_;
        if (now == last_) ++ties_;
        last_ = now;
        items_.erase(item);
        log_.push_back(item.second);
    }

    std::uint64_t wrong() const { return wrong_; }
    std::uint64_t ties() const { return ties_; }
    std::uint64_t forNow() const { return forNow_; }
    std::uint64_t forLater() const { return forLater_; }
    bool isEmpty() const { return items_.empty(); }
    const std::vector<std::uint64_t>& log() const { return log_; }

  private:
    std::set<Item> items_;
    std::vector<std::uint64_t> log_;
    std::uint64_t sequence_ = 0;
    std::uint64_t wrong_ = 0;
    std::uint64_t ties_ = 0;
    std::uint64_t forNow_ = 0;
    std::uint64_t forLater_ = 0;
    std::int64_t last_ = -1;
};

/// A random program of everything that schedules: delays, zero delays, broadcasts, locks that are
/// handed over, alarms, spawning.
class Program {
  public:
    Program(std::uint64_t seed, int mix, int processes)
        : random_(seed), mix_(mix), most_(processes) {
        for (int i = 0; i < kSignals; ++i)
            signals_.push_back(std::make_unique<Signal>());
        for (int i = 0; i < kLocks; ++i)
            locks_.push_back(std::make_unique<Lock>());
        for (int i = 0; i < kTimers; ++i)
            timers_.push_back(std::make_unique<Timer>(agenda_));
    }

    void start() {
        for (int i = 0; i < most_; ++i)
            spawn();
    }
    void spawn() {
        ++alive_;
        Simulation::current().spawn(life(1 + static_cast<int>(random_.below(60))));
    }
    /// Ends the programs one after the other instead of letting each start its successor.
    void wind() { winding_ = true; }
    /// Wakes whoever still waits for a signal.
    void notifyAll() {
        for (auto& signal : signals_)
            notify(*signal);
    }

    Agenda& agenda() { return agenda_; }
    int alive() const { return alive_; }

  private:
    static constexpr int kSignals = 5;
    static constexpr int kLocks = 5;
    static constexpr int kTimers = 5;

    struct Signal {
        Broadcast broadcast;
        std::vector<Agenda::Item*> waiting;
    };
    struct Lock {
        Resource resource{1};
        std::deque<Agenda::Item*> waiting;
    };
    struct Timer {
        explicit Timer(Agenda& a) : agenda(&a), alarm(&ring, this) {}
        static void ring(void* self) {
            auto& timer = *static_cast<Timer*>(self);
            // Of several settings of one timer, the earliest rings.
            const Agenda::Item item = *timer.set.begin();
            timer.set.erase(timer.set.begin());
            timer.agenda->arrive(item);
        }
        Agenda* agenda;
        std::set<Agenda::Item> set;
        Alarm alarm;
    };

    Duration drawDelay() {
        std::int64_t ns = 0;
        switch (mix_) {
            case 0:  // ties everywhere
                ns = 1'000 * random_.between(0, 3);
                break;
            case 1:
                ns = random_.between(0, 3);
                break;
            case 2:  // a web-like mix
                ns = random_.oneIn(5)    ? 0
                     : random_.oneIn(20) ? random_.between(1'000'000, 90'000'000'000)
                     : random_.oneIn(3)  ? 50'000
                                         : random_.between(1, 400'000);
                break;
            default:  // all at the same instants
                ns = 1'000'000;
        }
        return Duration::nanoseconds(ns);
    }
    void notify(Signal& signal) {
        for (Agenda::Item* item : signal.waiting)
            *item = agenda_.schedule(Duration::zero());
        signal.waiting.clear();
        signal.broadcast.notifyAll();
    }

    Task<void> wait(int depth) {
        if (depth > 0) {
            co_await wait(depth - 1);
            co_return;
        }
        const Duration d = drawDelay();
        const Agenda::Item item = agenda_.schedule(d);
        co_await delay(d);
        agenda_.arrive(item);
    }
    Process life(int steps) {
        for (int i = 0; i < steps; ++i) {
            switch (random_.below(9)) {
                case 0: {
                    Signal& signal = *signals_[random_.below(kSignals)];
                    Agenda::Item item{};
                    signal.waiting.push_back(&item);
                    co_await signal.broadcast.wait();
                    agenda_.arrive(item);
                    break;
                }
                case 1:
                    notify(*signals_[random_.below(kSignals)]);
                    break;
                case 2: {
                    Timer& timer = *timers_[random_.below(kTimers)];
                    const Duration d = drawDelay();
                    timer.set.insert(agenda_.schedule(d));
                    timer.alarm.set(Simulation::current().now() + d);
                    break;
                }
                case 3:
                    co_await wait(3);
                    break;
                case 4:
                    if (!winding_ && alive_ < 2 * most_) spawn();
                    break;
                case 5: {
                    Lock& lock = *locks_[random_.below(kLocks)];
                    Agenda::Item item{};
                    const bool waits = lock.resource.inUse() != 0;
                    if (waits) lock.waiting.push_back(&item);
                    const Lease lease = co_await lock.resource.acquire();
                    if (waits) agenda_.arrive(item);
                    co_await wait(0);
                    // The lease goes next, to whoever has waited longest.
                    if (!lock.waiting.empty()) {
                        *lock.waiting.front() = agenda_.schedule(Duration::zero());
                        lock.waiting.pop_front();
                    }
                    break;
                }
                default: {
                    const Duration d = drawDelay();
                    const Agenda::Item item = agenda_.schedule(d);
                    co_await delay(d);
                    agenda_.arrive(item);
                }
            }
        }
        --alive_;
        if (!winding_ && alive_ < most_) spawn();
    }

    Agenda agenda_;
    TestRandom random_;
    int mix_;
    int most_;
    int alive_ = 0;
    bool winding_ = false;
    std::vector<std::unique_ptr<Signal>> signals_;
    std::vector<std::unique_ptr<Lock>> locks_;
    std::vector<std::unique_ptr<Timer>> timers_;
};

struct Ran {
    std::vector<std::uint64_t> log;
    std::uint64_t wrong = 0;
    std::uint64_t ties = 0;
    std::uint64_t forNow = 0;
    std::uint64_t forLater = 0;
    bool ended = false;
};

Ran run(EventQueue::Choice choice, int mix, int processes, std::uint64_t events) {
    Simulation simulation(Simulation::Options{.queue = choice});
    Ran ran;
    {
        Program program(static_cast<std::uint64_t>(mix + 10 * processes), mix, processes);
        TestRandom outside(17);
        program.start();
        // In pieces of random length, with work from outside between them.
        while (simulation.events() < events) {
            if (outside.oneIn(2)) {
                for (std::uint64_t n = outside.below(2'000); n > 0; --n)
                    simulation.step();
            } else {
                simulation.runFor(Duration::nanoseconds(outside.between(0, 30'000)));
            }
            if (outside.oneIn(4)) program.spawn();
            // All wait for signals that nobody is left to give.
            if (simulation.pendingEvents() == 0) program.notifyAll();
        }
        program.wind();
        for (int i = 0; i < 1'000 && program.alive() > 0; ++i) {
            simulation.runFor(Duration::seconds(86'400));
            program.notifyAll();
        }
        simulation.runUntil(SimTime::max());
        Agenda& agenda = program.agenda();
        ran = {agenda.log(),    agenda.wrong(),    agenda.ties(),
               agenda.forNow(), agenda.forLater(), program.alive() == 0 && agenda.isEmpty()};
        simulation.stop();
    }
    return ran;
}

}  // namespace

class EventOrderTest : public QObject {
    Q_OBJECT
  private slots:
    void a_random_program_runs_by_time_and_order_of_scheduling_data() {
        QTest::addColumn<int>("mix");
        QTest::addColumn<int>("processes");
        const char* names[] = {"few values", "0 to 3 ns", "web", "constant"};
        for (int mix = 0; mix < 4; ++mix) {
            for (const int processes : {2, 10, 300}) {
                const std::string row = std::string(names[mix]) + ", " + std::to_string(processes);
                QTest::newRow(row.c_str()) << mix << processes;
            }
        }
        QTest::newRow("web, very many") << 2 << fullOrTenth(20'000);
    }
    void a_random_program_runs_by_time_and_order_of_scheduling() {
        QFETCH(int, mix);
        QFETCH(int, processes);
        // Where the build is optimised, the nine rows of ties are over a million ties together, and
        // each is compared three times.
        const auto events = static_cast<std::uint64_t>(fullOrTenth(300'000));
        const Ran heap = run(EventQueue::Choice::heap, mix, processes, events);
        QCOMPARE(heap.wrong, 0U);
        QVERIFY(heap.ended);
        QVERIFY(heap.log.size() > events * 8 / 10);
        if (mix != 2) QVERIFY(heap.ties > heap.log.size() / 3);
        QVERIFY(heap.forNow > events / 60 && heap.forLater > events / 3);
        for (const auto choice : {EventQueue::Choice::wheel, EventQueue::Choice::automatic}) {
            const Ran other = run(choice, mix, processes, events);
            QCOMPARE(other.wrong, 0U);
            QVERIFY(other.ended);
            QVERIFY(other.log == heap.log);
        }
    }
};

HEADROOM_TEST(EventOrderTest);
#include "event_order_test.moc"
