// SPDX-License-Identifier: GPL-3.0-or-later
//
// Completions that need not wait use no stack, however many follow one another and at whatever
// level of optimisation: built several times, as idioms_test.cpp.
#include <QTest>
#include <algorithm>
#include <cstdint>

#include "engine/call.h"
#include "engine/process.h"
#include "engine/task.h"
#include "engine/wait/group.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

constexpr int kTenMillion = 10'000'000;

/// How far the stack has reached, seen from inside the deepest callee.
class Depth {
  public:
    // Not inlined: the frame address must be a callee's own.
    [[gnu::noinline]] void note() {
        const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        if (notes_++ == kFirst) {
            lowest_ = highest_ = here;
        } else if (notes_ > kFirst) {
            lowest_ = std::min(lowest_, here);
            highest_ = std::max(highest_, here);
        }
    }
    std::uintptr_t bytes() const { return highest_ - lowest_; }
    int notes() const { return notes_; }

  private:
    static constexpr int kFirst = 3;
    std::uintptr_t lowest_ = 0;
    std::uintptr_t highest_ = 0;
    int notes_ = 0;
};

Task<int> atOnce(Depth& depth, int value) {
    depth.note();
    co_return value;
}
Call<Answer> answerAtOnce(Depth& depth, int value) {
    depth.note();
    co_return Answer{value};
}
Task<int> inner(Depth& depth, int value) {
    co_return co_await atOnce(depth, value);
}

Process tasks(Depth& depth, int times, std::int64_t& sum) {
    for (int i = 0; i < times; ++i)
        sum += co_await atOnce(depth, 1);
}
Process nestedTasks(Depth& depth, int times, std::int64_t& sum) {
    for (int i = 0; i < times; ++i)
        sum += co_await inner(depth, 1);
}
Process calls(Depth& depth, int times, std::int64_t& sum) {
    for (int i = 0; i < times; ++i)
        sum += (co_await answerAtOnce(depth, 1)).value;
}
Process leases(Depth& depth, int times, std::int64_t& sum) {
    Resource places(1);
    for (int i = 0; i < times; ++i) {
        const Lease place = co_await places.acquire();
        depth.note();
        sum += place ? 1 : 0;
    }
}
Process groups(Depth& depth, int times, std::int64_t& sum) {
    for (int i = 0; i < times; ++i) {
        Group<Task<int>> group(2);
        group.add(atOnce(depth, 1));
        group.add(atOnce(depth, 1));
        co_await group.all();
        sum += group.result(0);
    }
}

/// Each waits for the one before: at the end all complete in one event.
Task<int> chain(Depth& depth, int length) {
    if (length == 0) {
        co_await delay(1_us);
        co_return 0;
    }
    const int below = co_await chain(depth, length - 1);
    depth.note();
    co_return below + 1;
}
Process waitForChain(Depth& depth, int length, std::int64_t& sum) {
    sum = co_await chain(depth, length);
}

using Loop = Process (*)(Depth&, int, std::int64_t&);

}  // namespace

class StackTest : public QObject {
    Q_OBJECT
  private slots:
    void completions_that_need_not_wait_use_no_stack_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<int>("times");
        QTest::newRow("tasks") << 0 << kTenMillion;
        QTest::newRow("nested tasks") << 1 << kTenMillion / 10;
        QTest::newRow("calls") << 2 << kTenMillion;
        QTest::newRow("leases") << 3 << kTenMillion / 10;
        QTest::newRow("groups") << 4 << kTenMillion / 20;
    }
    void completions_that_need_not_wait_use_no_stack() {
        QFETCH(int, which);
        QFETCH(int, times);
        const Loop loops[] = {tasks, nestedTasks, calls, leases, groups};
        Depth depth;
        std::int64_t sum = 0;
        Simulation simulation;
        simulation.spawn(loops[which](depth, times, sum));
        QVERIFY(simulation.processes().empty());
        QCOMPARE(sum, std::int64_t{times});
        QVERIFY(depth.notes() >= times);
        // A handful of words at most: the two calls of a group stand in different places.
        QVERIFY2(depth.bytes() < 1024, QByteArray::number(qulonglong(depth.bytes())).constData());
        QCOMPARE(simulation.arena().blocksInUse(), std::uint64_t{0});
    }

    void a_chain_of_waiting_tasks_completes_without_stack() {
        Depth depth;
        std::int64_t sum = 0;
        Simulation simulation;
        simulation.spawn(waitForChain(depth, 1'000, sum));
        simulation.runFor(1_ms);
        QCOMPARE(sum, std::int64_t{1'000});
        QVERIFY2(depth.bytes() < 1024, QByteArray::number(qulonglong(depth.bytes())).constData());
    }
};

HEADROOM_TEST(StackTest);
#include "stack_test.moc"
