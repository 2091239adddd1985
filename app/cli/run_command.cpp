// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/design_argument.h"
#include "models/describe/units.h"
#include "models/report/run_report.h"

namespace headroom::app {

namespace {

std::atomic<bool> interrupted = false;

/// The first interrupt asks for what there is; a second one ends the program as it always would.
void onInterrupt(int signal) {
    interrupted = true;
    std::signal(signal, SIG_DFL);
}

struct Arguments {
    std::string design;
    std::vector<std::string> assignments;
    std::string format = "text";
    std::string duration;
    std::string warmup;
    std::string memory;
    std::string queue = "automatic";
    std::optional<std::uint64_t> seed;
    models::RunOptions options;
};

std::uint64_t halfOfMachine() {
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long size = ::sysconf(_SC_PAGESIZE);
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size) / 2;
}

/// "--duration 5": says what is wrong and returns false if the text is no such quantity.
template <class Value, class Parse, class Store>
bool readOption(const char* option, const std::string& text, Parse parse, Store store) {
    if (text.empty()) return true;
    const models::Expected<Value> value = parse(text);
    if (!value) {
        std::cerr << "headroom: " << option << ": " << models::toText(value.error()) << '\n';
        return false;
    }
    store(*value);
    return true;
}

bool readOptions(Arguments& a) {
    using engine::Duration;
    a.options.memoryLimit = halfOfMachine();
    const bool read =
        readOption<Duration>("--duration", a.duration, models::parseDuration,
                             [&](Duration d) { a.options.duration = d; }) &&
        readOption<Duration>("--warmup", a.warmup, models::parseDuration,
                             [&](Duration d) { a.options.warmup = d; }) &&
        readOption<models::Bytes>("--memory", a.memory, models::parseBytes,
                                  [&](models::Bytes b) { a.options.memoryLimit = b.count; });
    if (!read) return false;
    if (a.options.duration && *a.options.duration <= Duration::zero()) {
        std::cerr << "headroom: --duration: has to be longer than nothing, such as 60 s\n";
        return false;
    }
    using Choice = engine::EventQueue::Choice;
    a.options.queue = a.queue == "heap"    ? Choice::heap
                      : a.queue == "wheel" ? Choice::wheel
                                           : Choice::automatic;
    a.options.mostReplications = std::max(a.options.mostReplications, std::size_t{1});
    a.options.leastReplications =
        std::clamp(a.options.leastReplications, std::size_t{1}, a.options.mostReplications);
    return true;
}

/// Progress in one line of the terminal, if standard error is one.
class ProgressLine {
  public:
    ~ProgressLine() {
        if (shown_) std::fputs("\r\033[K", stderr);
    }
    void show(const models::RunProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        shown_ = true;
        if (progress.replication == 0) {
            std::fprintf(stderr, "\r\033[Klooking for the warm-up: %.0f %%", 100 * progress.part);
        } else {
            std::fprintf(stderr, "\r\033[Kreplication %zu of at most %zu: %.0f %%",
                         progress.replication, progress.most, 100 * progress.part);
        }
        std::fflush(stderr);
    }

  private:
    std::chrono::steady_clock::time_point last_{};
    bool shown_ = false;
};

/// What was promised and missed is an answer even of a run that could have been more precise; that
/// all was kept is one only of a run that came to its end.
int statusOf(const models::RunResult& result) {
    using Verdict = models::ObjectiveVerdict;
    if (result.ending == models::RunEnding::cancelled) return kInterrupted;
    if (result.ending == models::RunEnding::overloaded) return kNo;
    const Verdict verdict = models::worstOf(result.objectives);
    if (verdict == Verdict::missed) return kNo;
    const bool ended =
        result.ending == models::RunEnding::precise || result.ending == models::RunEnding::complete;
    return ended && result.warmupFound && verdict == Verdict::met ? kYes : kUndecided;
}

int run(Arguments& a) {
    if (!readOptions(a)) return kUnusable;
    const auto loaded = loadDesignArgument(a.design, a.assignments);
    if (!loaded) return kUnusable;
    a.options.seed = a.seed.value_or(static_cast<std::uint64_t>(loaded->design.design().seed));
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    models::RunResult result;
    {
        ProgressLine line;
        std::function<void(const models::RunProgress&)> progress;
        if (::isatty(STDERR_FILENO) != 0) {
            progress = [&line](const models::RunProgress& p) { line.show(p); };
        }
        result = models::run(loaded->design, loaded->inputs, a.options, &interrupted, progress);
    }
    if (a.format == "json") {
        models::writeJson(std::cout, result, HEADROOM_VERSION);
    } else {
        models::writeText(std::cout, result);
    }
    return statusOf(result);
}

}  // namespace

void addRun(CLI::App& app, int& status) {
    const auto a = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("run", "Simulate a design and report what it did");
    command->add_option("DESIGN", a->design, "Design file")->required();
    command->add_option("--set", a->assignments, "Change a setting: node.setting=value");
    command->add_option("--format", a->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_option("--seed", a->seed, "Seed of all randomness; default: the design's");
    command->add_option("--duration", a->duration,
                        "Simulated time measured in each replication, such as 60 s; default: about "
                        "a million requests, 1 s to 60 s");
    command->add_option("--warmup", a->warmup,
                        "Simulated time before that; default: found by MSER-5");
    command->add_option("--replications", a->options.mostReplications, "The most replications")
        ->capture_default_str();
    command
        ->add_option("--least-replications", a->options.leastReplications,
                     "The fewest replications")
        ->capture_default_str();
    command
        ->add_option("--precision", a->options.meanPrecision,
                     "Half-width of the mean latency's interval, as a share of it")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--tail-precision", a->options.tailPrecision, "The same for the p99")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--threads", a->options.threads, "Replications at once")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    command->add_option(
        "--memory", a->memory,
        "Bound on the requests in flight of one replication, such as 4 GB; default: "
        "half of the machine");
    command->add_option("--queue", a->queue, "Pending events: automatic, heap or wheel")
        ->check(CLI::IsMember({"automatic", "heap", "wheel"}))
        ->capture_default_str();
    command->callback([a, &status] { status = run(*a); });
}

}  // namespace headroom::app
