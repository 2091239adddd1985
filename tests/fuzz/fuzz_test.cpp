// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include <QDir>
#include <QTest>
#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/fuzz/mutator.h"
#include "tests/fuzz/targets.h"
#include "tests/support/test_main.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>

// Of sanitizer/allocator_interface.h, which Debian's GCC has in its library and not in its headers.
extern "C" {
std::size_t __sanitizer_get_allocated_size(const volatile void* block);
int __sanitizer_install_malloc_and_free_hooks(void (*onAllocation)(const volatile void*,
                                                                   std::size_t),
                                              void (*onFree)(const volatile void*));
}
#endif

using namespace headroom::tests;

namespace {

const QString kSource = HEADROOM_SOURCE_DIR;
constexpr unsigned kLongestSeconds = 10;              // for one input
constexpr std::size_t kMostBytes = 500'000'000;       // while reading one input
constexpr std::size_t kKept = 4'000;                  // inputs to change further
constexpr const char* kFailureFile = "fuzz_failure";  // in the current folder

const std::string* current = nullptr;  // input being read

/// Keeps the input that did it. May run in a signal handler.
void saveInput() {
    if (current == nullptr) return;
    const int file = ::open(kFailureFile, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0) return;
    [[maybe_unused]] const auto written = ::write(file, current->data(), current->size());
    ::close(file);
}

void onAlarm(int) {
    saveInput();
    constexpr char message[] = "an input takes too long; it is in the file fuzz_failure\n";
    [[maybe_unused]] const auto written = ::write(2, message, sizeof(message) - 1);
    ::_exit(1);
}

#if defined(__SANITIZE_ADDRESS__)
std::atomic<std::int64_t> held = 0;
std::atomic<std::int64_t> mostHeld = 0;

void onAllocation(const volatile void*, std::size_t size) {
    held += static_cast<std::int64_t>(size);
    if (held > mostHeld) mostHeld = held.load();
}
void onFree(const volatile void* block) {
    held -= static_cast<std::int64_t>(__sanitizer_get_allocated_size(block));
}
#endif

std::string contents(const QString& path, std::size_t most) {
    std::ifstream in(path.toStdString(), std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str().substr(0, most);
}

std::vector<std::string> filesOf(const QString& folder, const QStringList& patterns) {
    std::vector<std::string> texts;
    const QDir dir(kSource + '/' + folder);
    for (const QString& name : dir.entryList(patterns, QDir::Files))
        texts.push_back(contents(dir.filePath(name), 6'000));
    return texts;
}

double secondsOf() {
    const double asked = qEnvironmentVariable("HEADROOM_FUZZ_SECONDS").toDouble();
    return asked > 0 ? asked : HEADROOM_FUZZ_SECONDS;
}

/// Reads the corpus, then changed inputs until the time is over. An input of a new behaviour joins
/// the corpus.
template <class Read, class Change>
void fuzz(std::vector<std::string> corpus, Read read, Change change, Mutator& mutator) {
    using Clock = std::chrono::steady_clock;
    QVERIFY(!corpus.empty());
    const auto end = Clock::now() + std::chrono::duration<double>(secondsOf());
    std::set<std::string> behaviours;
    std::uint64_t inputs = 0;
    const auto one = [&](const std::string& input) {
        current = &input;
#if defined(__SANITIZE_ADDRESS__)
        const std::int64_t before = held;
        mostHeld = before;
#endif
        ::alarm(kLongestSeconds);
        const Outcome outcome = read(input);
        ::alarm(0);
        ++inputs;
        std::string broken = outcome.broken;
#if defined(__SANITIZE_ADDRESS__)
        if (mostHeld - before > static_cast<std::int64_t>(kMostBytes)) broken = "too much memory";
#endif
        if (!broken.empty()) saveInput();
        current = nullptr;
        if (!broken.empty()) qWarning("%s", broken.substr(0, 2000).c_str());
        if (behaviours.insert(outcome.behaviour).second && corpus.size() < kKept) {
            corpus.push_back(input);
        }
        return broken.empty();
    };
    const auto given = corpus;
    for (const std::string& input : given)
        QVERIFY2(one(input), "the input is in the file fuzz_failure");
    while (Clock::now() < end) {
        const std::string input =
            change(corpus[mutator.below(corpus.size())], corpus[mutator.below(corpus.size())]);
        QVERIFY2(one(input), "the input is in the file fuzz_failure");
    }
    qInfo("%llu inputs, %zu behaviours", static_cast<unsigned long long>(inputs),
          behaviours.size());
    QVERIFY(inputs > given.size());
}

}  // namespace

class FuzzTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        std::signal(SIGALRM, onAlarm);
#if defined(__SANITIZE_ADDRESS__)
        __sanitizer_set_death_callback(saveInput);
        QVERIFY(__sanitizer_install_malloc_and_free_hooks(onAllocation, onFree) > 0);
#endif
    }
    void designs_bear_any_change() {
        Mutator mutator(1, designWords());
        auto corpus = filesOf("resources/examples", {"*.json"});
        for (auto& text : filesOf("tests/golden/broken", {"*.json"}))
            corpus.push_back(std::move(text));
        fuzz(
            std::move(corpus), readAsDesign,
            [&](const std::string& a, const std::string& b) {
                return mutator.below(3) == 0 ? mutator.bytes(a, b) : mutator.tree(a, b);
            },
            mutator);
    }
    void logs_bear_any_change() {
        Mutator mutator(2, logWords());
        auto corpus = filesOf("tests/golden/broken", {"*.log"});
        corpus.push_back(contents(kSource + "/resources/logs/small_access.log", 3'000));
        corpus.emplace_back(
            "time,client,method,target,status,bytes\n2015-05-17T10:05:03.25Z,a,GET,/b,200,5\n");
        fuzz(
            std::move(corpus), readAsLog,
            [&](const std::string& a, const std::string& b) { return mutator.bytes(a, b); },
            mutator);
    }
    void quantities_bear_any_change() {
        Mutator mutator(3, quantityWords());
        fuzz(
            {"10 ms", "2500us", "1h30m", "5k/s", "2.5 GB", "10 Gbit/s", "99.9 %", "1.2M", "0.9",
             "true", "exponential 2 ms", "lognormal p50 2 ms p99 20 ms", "uniform 1 ms 3 ms",
             "pareto alpha 1.5 from 1 ms to 10 s", "from 4 cores 35 % busy at 800/s",
             "from a.csv with 4 cores shape erlang 4", "zipf 0.9", "p99 < 200 ms",
             "throughput > 5k/s"},
            readAsQuantities,
            [&](const std::string& a, const std::string& b) { return mutator.bytes(a, b); },
            mutator);
    }
    void measured_loads_bear_any_change() {
        Mutator mutator(4, logWords());
        auto corpus = filesOf("tests/golden/broken", {"*.csv"});
        corpus.emplace_back("rps,cpu %,p50,p95\n100,10,5,20\n200,20,6,25\n400,41,8,40\n");
        fuzz(
            std::move(corpus), readAsMeasuredLoads,
            [&](const std::string& a, const std::string& b) { return mutator.bytes(a, b); },
            mutator);
    }
    void traffic_bears_any_change() {
        Mutator mutator(5, quantityWords());
        auto corpus = filesOf("tests/golden/broken", {"*.csv"});
        for (const char* text :
             {"time,rate\n0,100\n60,200\n120,50\n", "0 s;1k/s\n1 min;2.5k/s\n1 h;0/s\n",
              "# a day\n\n10\t5\n20\t7\n", "1,0\n2,0\n", "0,1e308\n1e9,1\n"})
            corpus.emplace_back(text);
        fuzz(
            std::move(corpus), readAsTraffic,
            [&](const std::string& a, const std::string& b) { return mutator.bytes(a, b); },
            mutator);
    }
};

HEADROOM_TEST(FuzzTest);
#include "fuzz_test.moc"
