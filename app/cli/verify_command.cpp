// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <sstream>

#include "app/cli/commands.h"
#include "app/cli/progress_line.h"
#include "models/format/json_reader.h"
#include "models/kinds.h"
#include "models/report/result_reader.h"
#include "models/workload/text_file.h"

namespace headroom::app {

namespace {

constexpr std::size_t kMostBytes = std::size_t{256} << 20;
constexpr models::JsonLimits kLimits = {kMostBytes, 64, 20'000'000};

struct VerifyArguments {
    std::string result;
    unsigned threads = 0;
};

int verify(const VerifyArguments& a) {
    models::Diagnostics problems;
    const auto text = models::readTextFile(a.result, kMostBytes, problems);
    if (!text) {
        models::print(std::cerr, problems);
        return kUnusable;
    }
    const models::ResultReading reading = models::readResult(*text, a.result, models::kinds());
    models::print(std::cerr, reading.diagnostics);
    if (!reading.result) return kUnusable;
    models::RunRecord record = reading.result->record;
    if (a.threads != 0) record.options.threads = a.threads;
    models::RunResult repeated;
    {
        ProgressLine line;
        repeated =
            models::run(record.design, record.inputs, record.options, nullptr, line.watcher());
    }
    std::ostringstream written;
    models::writeJson(written, repeated, HEADROOM_VERSION, &record);
    const auto json = models::readJson(written.str(), "repeated", problems, kLimits);
    if (!json) return kInternal;
    const auto found = models::differences(reading.result->json, *json);
    if (reading.result->version != HEADROOM_VERSION) {
        std::cerr << "headroom: the result is of version " << reading.result->version
                  << ", this is " << HEADROOM_VERSION << '\n';
    }
    if (found.empty()) {
        std::cout << a.result << ": repeated, every figure is the same; fingerprint "
                  << repeated.fingerprint << '\n';
        return kYes;
    }
    std::cout << a.result << ": differs\n";
    for (const models::FigureDifference& each : found) {
        std::cout << "  " << each.pointer << ": " << each.recorded << ", repeated " << each.repeated
                  << '\n';
    }
    return kNo;
}

}  // namespace

void addVerify(CLI::App& app, int& status) {
    const auto a = std::make_shared<VerifyArguments>();
    CLI::App* command = app.add_subcommand(
        "verify", "Repeat a run from its result (JSON) and compare every figure");
    command->add_option("RESULT", a->result, "What run --format json has printed")->required();
    command->add_option("--threads", a->threads, "Replications at once; default: as recorded")
        ->check(CLI::Range(1, 1024));
    command->callback([a, &status] { status = verify(*a); });
}

}  // namespace headroom::app
