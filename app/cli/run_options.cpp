// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_options.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "models/describe/units.h"

namespace headroom::app {

namespace {

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

/// `--at`, one after the other.
bool readChanges(const models::ValidDesign& valid, RunArguments& a) {
    const models::Design& design = valid.design();
    models::Diagnostics problems;
    for (const std::string& text : a.changes) {
        const auto change = models::parseTimedChange(design, text);
        if (change) {
            a.options.scenario.push_back(*change);
        } else {
            problems.add(change.error());
        }
    }
    models::Scenario all = models::scenarioOf(valid);
    all.insert(all.end(), a.options.scenario.begin(), a.options.scenario.end());
    models::sortScenario(all);
    if (!problems.hasErrors()) {
        if (auto wrong = models::checkScenario(design, all)) problems.add(*wrong);
    }
    models::print(std::cerr, problems);
    return !problems.hasErrors();
}

}  // namespace

bool readRunOptions(const models::ValidDesign& design, RunArguments& a) {
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
    a.options.seed = a.seed.value_or(static_cast<std::uint64_t>(design.design().seed));
    return readChanges(design, a);
}

void addRunOptions(CLI::App& command, RunArguments& a) {
    command.add_option("--at", a.changes,
                       "Change something while running: \"10 s app.instances=8\", \"20 s crash "
                       "app.0 for 5 s\", \"22 s restore app.0\" or \"30 s flush redis\"");
    command.add_flag("--cold", a.options.cold,
                     "Begin with empty caches, whatever their settings say");
    command.add_option("--seed", a.seed, "Seed of all randomness; default: the design's");
    command.add_option("--duration", a.duration,
                       "Simulated time measured in each replication, such as 60 s; default: about "
                       "a million requests, 1 s to 60 s");
    command.add_option("--warmup", a.warmup,
                       "Simulated time before that; default: found by MSER-5");
    command.add_option("--replications", a.options.mostReplications, "The most replications")
        ->capture_default_str();
    command
        .add_option("--least-replications", a.options.leastReplications, "The fewest replications")
        ->capture_default_str();
    command
        .add_option("--precision", a.options.meanPrecision,
                    "Half-width of the mean latency's interval, as a share of it")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command.add_option("--tail-precision", a.options.tailPrecision, "The same for the p99")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command.add_option("--threads", a.options.threads, "Replications at once")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    command.add_option("--memory", a.memory,
                       "Bound on the requests in flight of one replication, such as 4 GB; default: "
                       "half of the machine");
    command.add_option("--queue", a.queue, "Pending events: automatic, heap or wheel")
        ->check(CLI::IsMember({"automatic", "heap", "wheel"}))
        ->capture_default_str();
}

}  // namespace headroom::app
