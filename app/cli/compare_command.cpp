// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/design_argument.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"
#include "app/cli/run_options.h"
#include "models/report/compare_report.h"

namespace headroom::app {

namespace {

struct CompareArguments {
    std::string first;
    std::string second;
    std::vector<std::string> firstAssignments;
    std::vector<std::string> secondAssignments;
    std::string format = "text";
    RunArguments run;
};

/// As diff: 0 if there is no difference, 1 if one shows, 3 if one may hide in the noise.
int statusOf(const models::Comparison& comparison) {
    using Preference = models::Preference;
    if (comparison.cancelled) return kInterrupted;
    if (comparison.differs()) return kNo;
    return comparison.verdict() == Preference::Same ? kYes : kUndecided;
}

int compare(CompareArguments& a) {
    const auto first = loadDesignArgument(a.first, a.firstAssignments);
    const auto second =
        loadDesignArgument(a.second.empty() ? a.first : a.second, a.secondAssignments);
    if (!first || !second || !readRunOptions(first->design, a.run)) return kUnusable;
    const std::atomic<bool>& interrupted = listenToInterrupts();
    models::Comparison comparison;
    {
        ProgressLine line;
        comparison = models::compare(first->design, first->inputs, second->design, second->inputs,
                                     a.run.options, &interrupted, line.watcher());
    }
    if (a.format == "json") {
        models::writeJson(std::cout, comparison, HEADROOM_VERSION);
    } else {
        models::writeText(std::cout, comparison);
    }
    return statusOf(comparison);
}

}  // namespace

void addCompare(CLI::App& app, int& status) {
    const auto a = std::make_shared<CompareArguments>();
    CLI::App* command = app.add_subcommand(
        "compare", "Simulate two designs on the same requests and tell what differs");
    command->add_option("FIRST", a->first, "Design file")->required();
    command->add_option("SECOND", a->second,
                        "The design that may be better; default: the first, with --set");
    command->add_option("--set", a->secondAssignments,
                        "Change a setting of the second: node.setting=value");
    command->add_option("--set-first", a->firstAssignments, "The same of the first");
    command->add_option("--format", a->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    addRunOptions(*command, a->run);
    command->callback([a, &status] { status = compare(*a); });
}

}  // namespace headroom::app
