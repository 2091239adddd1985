// SPDX-License-Identifier: GPL-3.0-or-later
//
// The forms of coroutine code that engine/README.md calls safe, one test each. GCC 12 compiles
// their neighbours wrongly, and differently at each level of optimisation, so this file is built
// several times with flags of its own.
#include <QTest>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/call.h"
#include "engine/process.h"
#include "engine/task.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/group.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::engine::literals;
using namespace headroom::tests;

namespace {

/// Counts constructions and destructions, and whether something was used after its end.
struct Ledger {
    int made = 0;
    int gone = 0;
    int usedWhenGone = 0;
    bool isEven() const { return made == gone && usedWhenGone == 0; }
};

class Guard {
  public:
    explicit Guard(Ledger& ledger, std::string name = "a name that is too long for its own object")
        : ledger_(&ledger), name_(std::move(name)) {
        ++ledger_->made;
    }
    Guard(const Guard& other) : ledger_(other.ledger_), name_(other.name_) {
        check();
        ++ledger_->made;
    }
    Guard(Guard&& other) noexcept : ledger_(other.ledger_), name_(std::move(other.name_)) {
        other.check();
        ++ledger_->made;
    }
    Guard& operator=(const Guard&) = delete;
    ~Guard() {
        check();
        alive_ = kGone;
        ++ledger_->gone;
    }
    const std::string& name() const {
        check();
        return name_;
    }

  private:
    static constexpr std::uint32_t kAlive = 0x600d'cafe;
    static constexpr std::uint32_t kGone = 0xdead'beef;
    void check() const {
        if (alive_ != kAlive) ++ledger_->usedWhenGone;
    }
    Ledger* ledger_;
    std::string name_;
    volatile std::uint32_t alive_ = kAlive;
};

/// Gives a guard for as long as its owner keeps it, after a wait or at once.
class [[nodiscard]] Acquire {
  public:
    Acquire(Ledger& ledger, Duration after)
        : ledger_(ledger), delay_(after), waits_(after > 0_ns) {}
    Acquire(const Acquire&) = delete;
    Acquire& operator=(const Acquire&) = delete;
    bool await_ready() const noexcept { return !waits_; }
    void await_suspend(std::coroutine_handle<> waiting) { delay_.await_suspend(waiting); }
    Guard await_resume() {
        if (waits_) delay_.await_resume();
        return Guard(ledger_);
    }

  private:
    Ledger& ledger_;
    Delay delay_;
    bool waits_;
};

Task<std::string> say(std::string text, Duration after) {
    if (after > 0_ns) co_await delay(after);
    co_return text + "!";
}
Task<int> number(int value, Duration after) {
    if (after > 0_ns) co_await delay(after);
    co_return value;
}
Task<int> measure(Guard guard, Duration after) {
    if (after > 0_ns) co_await delay(after);
    co_return static_cast<int>(guard.name().size());
}
/// An aggregate: GCC 12 copies one that is written inside an awaiting expression bit by bit.
struct Parcel {
    Guard guard;
    std::string text;
};
Task<int> weigh(Parcel parcel, Duration after) {
    if (after > 0_ns) co_await delay(after);
    co_return static_cast<int>(parcel.guard.name().size() + parcel.text.size());
}
Task<std::unique_ptr<std::string>> own(std::string text, Duration after) {
    if (after > 0_ns) co_await delay(after);
    co_return std::make_unique<std::string>(std::move(text));
}
Task<std::vector<int>> upTo(int last, Duration after) {
    if (after > 0_ns) co_await delay(after);
    std::vector<int> values;
    for (int i = 1; i <= last; ++i)
        values.push_back(i);
    co_return values;
}
Task<std::pair<int, std::string>> both(int value, Duration after) {
    if (after > 0_ns) co_await delay(after);
    co_return std::pair(value, std::string("number ") + std::to_string(value));
}

const std::string kLong = "a text that is too long to stand in the string object itself";
const auto kGuardLength =
    static_cast<int>(std::string_view("a name that is too long for its own object").size());

/// What the idioms find out; each runs with a wait and without.
struct Findings {
    Ledger ledger;
    std::vector<int> numbers;
    std::string text;
    bool finished = false;
};

Process branchesAsStatements(Findings& found, bool first, Duration after) {
    int length = 0;
    if (first) {
        length = co_await measure(Guard(found.ledger), after);
    } else {
        length = co_await measure(Guard(found.ledger, kLong), after);
    }
    found.numbers = {length};
    found.finished = true;
}
Process conditionalOfPlainResults(Findings& found, bool first, Duration after) {
    const int value = first ? co_await number(1, after) : co_await number(2, 2 * after);
    found.numbers = {value};
    found.finished = true;
}
Process awaiterWithConstructor(Findings& found, bool, Duration after) {
    {
        const Guard guard = co_await Acquire(found.ledger, after);
        co_await delay(1_us);
        found.numbers = {static_cast<int>(guard.name().size())};
    }
    found.finished = true;
}
Process aggregateWithAName(Findings& found, bool, Duration after) {
    Parcel parcel{Guard(found.ledger), kLong};
    const int weight = co_await weigh(std::move(parcel), after);
    found.numbers = {weight};
    found.finished = true;
}
Process temporaryByValue(Findings& found, bool, Duration after) {
    found.text = co_await say(kLong, after);
    const int length = co_await measure(Guard(found.ledger), after);
    found.numbers = {length};
    found.finished = true;
}
Process severalInOneExpression(Findings& found, bool, Duration after) {
    found.numbers = {0};
    found.numbers[0] = co_await number(20, after) + 2 * co_await number(11, 2 * after);
    found.text = co_await say(kLong, after) + co_await say(kLong, 0_ns);
    found.finished = true;
}
Process listAfterStatements(Findings& found, bool, Duration after) {
    const int a = co_await number(1, after);
    const int b = co_await number(2, after);
    const std::vector<int> values{a, b};
    found.numbers = values;
    found.finished = true;
}
Process takenFromOptional(Findings& found, bool, Duration after) {
    std::optional<Task<std::string>> task;
    task.emplace(say(kLong, after));
    co_await delay(1_us);
    found.text = co_await std::move(*task);
    found.finished = true;
}
Process structuredBinding(Findings& found, bool, Duration after) {
    const auto [value, text] = co_await both(7, after);
    co_await delay(1_us);
    found.numbers = {value};
    found.text = text;
    found.finished = true;
}
Process rangeFor(Findings& found, bool, Duration after) {
    for (const int value : co_await upTo(5, after)) {
        co_await delay(1_us);
        found.numbers.push_back(value);
    }
    found.finished = true;
}
Process resultThatOnlyMoves(Findings& found, bool, Duration after) {
    const std::unique_ptr<std::string> text = co_await own(kLong, after);
    co_await delay(1_us);
    found.text = *text;
    found.finished = true;
}
Process lambdaWithAName(Findings& found, bool, Duration after) {
    const std::string captured = kLong;
    const auto task = [captured, after](int times) -> Task<std::string> {
        std::string all;
        for (int i = 0; i < times; ++i)
            all += co_await say(captured, after);
        co_return all;
    };
    found.text = co_await task(2);
    found.finished = true;
}
Process lambdaWithParameters(Findings& found, bool, Duration after) {
    found.text = co_await [](std::string text, Duration wait) -> Task<std::string> {
        co_await delay(wait + 1_us);
        co_return text + "?";
    }(kLong, after);
    found.finished = true;
}
Process awaitInCondition(Findings& found, bool, Duration after) {
    int rounds = 0;
    while (co_await number(rounds, after) < 3)
        ++rounds;
    if (const int value = co_await number(rounds, after); value == 3 && co_await number(1, after)) {
        found.numbers = {value};
    }
    found.finished = true;
}
Process guardAcrossABranch(Findings& found, bool first, Duration after) {
    // Two kinds of wait, one result: a statement each, the guard in an optional around them.
    std::optional<Guard> guard;
    if (first) {
        guard.emplace(co_await Acquire(found.ledger, after));
    } else {
        guard.emplace(co_await Acquire(found.ledger, 2 * after));
    }
    co_await delay(1_us);
    found.numbers = {static_cast<int>(guard->name().size())};
    guard.reset();
    found.finished = true;
}
Process earlyReturnWithGuards(Findings& found, bool first, Duration after) {
    const Guard outer(found.ledger);
    for (int i = 0; i < 3; ++i) {
        const Guard inner = co_await Acquire(found.ledger, after);
        if (i == 1) {
            found.numbers = {i, static_cast<int>(inner.name().size())};
            found.finished = true;
            if (first) co_return;
        }
    }
}

/// A component whose promise sees it as the first argument of a member coroutine.
class Component {
  public:
    FaultDomain& faultDomain() { return domain_; }
    Call<Answer> answer(std::string text, Duration after) {
        if (after > 0_ns) co_await delay(after);
        co_return Answer{static_cast<std::int32_t>(text.size())};
    }

  private:
    FaultDomain domain_;
};
Process memberCoroutine(Findings& found, bool, Duration after) {
    Component component;
    const Answer answer = co_await component.answer(kLong, after);
    found.numbers = {answer.value};
    found.finished = answer.isReply();
}
Process loopOverAWait(Findings& found, bool, Duration after) {
    Resource places(1);
    FifoStation cores(1);
    for (int i = 0; i < 4; ++i) {
        const Lease place = co_await places.acquire();
        co_await cores.use(after + 1_us);
        if (place) found.numbers.push_back(i);
    }
    found.finished = places.inUse() == 0;
}

using Idiom = Process (*)(Findings&, bool, Duration);

struct Expected {
    const char* name;
    Idiom run;
    std::vector<int> first;   ///< numbers with the first branch
    std::vector<int> second;  ///< and with the other
    std::string text;
};

const std::vector<Expected>& idioms() {
    static const int length = static_cast<int>(kLong.size());
    static const std::vector<Expected> all = {
        {"branches as statements", branchesAsStatements, {kGuardLength}, {length}, ""},
        {"conditional of plain results", conditionalOfPlainResults, {1}, {2}, ""},
        {"awaiter with a constructor", awaiterWithConstructor, {kGuardLength}, {kGuardLength}, ""},
        {"aggregate with a name",
         aggregateWithAName,
         {kGuardLength + length},
         {kGuardLength + length},
         ""},
        {"temporaries by value", temporaryByValue, {kGuardLength}, {kGuardLength}, kLong + "!"},
        {"several in one expression",
         severalInOneExpression,
         {42},
         {42},
         kLong + "!" + kLong + "!"},
        {"list after statements", listAfterStatements, {1, 2}, {1, 2}, ""},
        {"taken from an optional", takenFromOptional, {}, {}, kLong + "!"},
        {"structured binding", structuredBinding, {7}, {7}, "number 7"},
        {"range for", rangeFor, {1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}, ""},
        {"result that only moves", resultThatOnlyMoves, {}, {}, kLong},
        {"lambda with a name", lambdaWithAName, {}, {}, kLong + "!" + kLong + "!"},
        {"lambda with parameters", lambdaWithParameters, {}, {}, kLong + "?"},
        {"await in a condition", awaitInCondition, {3}, {3}, ""},
        {"guard across a branch", guardAcrossABranch, {kGuardLength}, {kGuardLength}, ""},
        {"early return with guards",
         earlyReturnWithGuards,
         {1, kGuardLength},
         {1, kGuardLength},
         ""},
        {"member coroutine", memberCoroutine, {length}, {length}, ""},
        {"loop over a wait", loopOverAWait, {0, 1, 2, 3}, {0, 1, 2, 3}, ""},
    };
    return all;
}

}  // namespace

class IdiomsTest : public QObject {
    Q_OBJECT
  private slots:
    void a_safe_idiom_says_what_it_means_data() {
        QTest::addColumn<int>("idiom");
        for (std::size_t i = 0; i < idioms().size(); ++i)
            QTest::newRow(idioms()[i].name) << static_cast<int>(i);
    }
    // With and without waiting, in both branches, to the end.
    void a_safe_idiom_says_what_it_means() {
        QFETCH(int, idiom);
        const Expected& expected = idioms()[static_cast<std::size_t>(idiom)];
        for (const Duration after : {0_ns, 5_us}) {
            for (const bool first : {true, false}) {
                Findings found;
                {
                    Simulation simulation;
                    simulation.spawn(expected.run(found, first, after));
                    simulation.runFor(1_s);
                    QVERIFY(simulation.processes().empty());
                    QCOMPARE(simulation.arena().blocksInUse(), std::uint64_t{0});
                }
                QVERIFY(found.finished);
                QCOMPARE(found.numbers, first ? expected.first : expected.second);
                QCOMPARE(found.text, expected.text);
                QVERIFY2(found.ledger.isEven(), expected.name);
            }
        }
    }

    void a_safe_idiom_can_be_destroyed_at_every_instant_data() {
        a_safe_idiom_says_what_it_means_data();
    }
    void a_safe_idiom_can_be_destroyed_at_every_instant() {
        QFETCH(int, idiom);
        const Expected& expected = idioms()[static_cast<std::size_t>(idiom)];
        for (const bool first : {true, false}) {
            int stops = 0;
            bool finished = false;
            for (std::uint64_t steps = 0; !finished; ++steps) {
                Findings found;
                Simulation simulation;
                simulation.spawn(expected.run(found, first, 5_us));
                for (std::uint64_t i = 0; i < steps; ++i)
                    simulation.step();
                finished = simulation.processes().empty();
                stops += !finished;
                QCOMPARE(blocksAfterStop(simulation), std::uint64_t{0});
                QVERIFY2(found.ledger.isEven(), expected.name);
                QVERIFY(steps < 100);
            }
            QVERIFY(stops > 0);
        }
    }
};

HEADROOM_TEST(IdiomsTest);
#include "idioms_test.moc"
