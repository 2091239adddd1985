// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/design_argument.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"
#include "app/cli/run_options.h"
#include "models/describe/units.h"
#include "models/report/run_report.h"

namespace headroom::app {

namespace {

// Of each endpoint: as many as one looks at.
constexpr std::size_t kSlowest = 3;

struct RunCommandArguments {
    std::string design;
    std::vector<std::string> assignments;
    std::string format = "text";
    bool waterfall = false;
    bool bare = false;
    std::string target;
    std::size_t sampled = 0;
    RunArguments run;
};

/// What was promised and missed is an answer even of a run that could have been more precise; that
/// all was kept is one only of a run that came to its end.
int statusOf(const models::RunResult& result) {
    using Verdict = models::ObjectiveVerdict;
    // Figures that contradict each other answer nothing.
    if (result.audit && !result.audit->passed) return kInternal;
    if (result.ending == models::RunEnding::cancelled) return kInterrupted;
    if (result.ending == models::RunEnding::overloaded) return kNo;
    const Verdict verdict = models::worstOf(result.objectives);
    if (verdict == Verdict::missed) return kNo;
    const bool ended =
        result.ending == models::RunEnding::precise || result.ending == models::RunEnding::complete;
    return ended && result.warmupFound && verdict == Verdict::met ? kYes : kUndecided;
}

/// What `--target` says, else what the design says, else all there is; nothing if it is no share.
std::optional<double> targetOf(const RunCommandArguments& a, const models::Design& design) {
    if (a.target.empty()) return design.targetUtilization ? design.targetUtilization->value : 1.0;
    const auto share = models::parseFraction(a.target);
    if (share && share->value > 0) return share->value;
    std::cerr << "headroom: --target: write a share above zero, such as 80 %\n";
    return std::nullopt;
}

int run(RunCommandArguments& a) {
    const auto loaded = loadDesignArgument(a.design, a.assignments);
    if (!loaded || !readRunOptions(loaded->design, a.run)) return kUnusable;
    const std::optional<double> target = targetOf(a, loaded->design.design());
    if (!target) return kUnusable;
    if (a.waterfall) a.run.options.slowest = kSlowest;
    a.run.options.sampled = a.sampled;
    if (!a.bare) a.run.options.target = *target;
    const std::atomic<bool>& interrupted = listenToInterrupts();
    models::RunResult result;
    const auto begin = std::chrono::steady_clock::now();
    {
        ProgressLine line;
        result = models::run(loaded->design, loaded->inputs, a.run.options, &interrupted,
                             line.watcher());
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    if (a.format == "json") {
        const models::RunRecord record{loaded->design, loaded->inputs, a.run.options, wall.count()};
        models::writeJson(std::cout, result, HEADROOM_VERSION, &record);
    } else {
        models::writeText(std::cout, result);
    }
    return statusOf(result);
}

}  // namespace

void addRun(CLI::App& app, int& status) {
    const auto a = std::make_shared<RunCommandArguments>();
    CLI::App* command = app.add_subcommand("run", "Simulate a design and report what it did");
    command->add_option("DESIGN", a->design, "Design file")->required();
    command->add_option("--set", a->assignments, "Change a setting: node.setting=value");
    command->add_option("--format", a->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("--waterfall", a->waterfall,
                      "Show where the time of the slowest requests of each endpoint went");
    command
        ->add_option("--sample", a->sampled,
                     "The same of about that many other requests, whatever became of them")
        ->check(CLI::Range(0, 1'000'000));
    command->add_option("--target", a->target,
                        "How busy a resource may be, such as 80 %; headroom is told against it");
    command->add_flag("--bare", a->bare, "Only run it: look for no bottleneck and no headroom");
    addRunOptions(*command, a->run);
    command->callback([a, &status] { status = run(*a); });
}

}  // namespace headroom::app
