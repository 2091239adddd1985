// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "models/format/atomic_file.h"
#include "models/format/design_reader.h"
#include "models/format/design_schema.h"
#include "models/format/design_writer.h"
#include "models/format/json_writer.h"
#include "models/kinds.h"
#include "models/workload/text_file.h"

namespace headroom::app {

namespace {

struct FormatArguments {
    std::string design;
    std::string output;
    bool check = false;
};

/// What could not be printed, on a full disk say, was not answered.
int printed() {
    std::cout.flush();
    return std::cout ? kYes : kUnusable;
}

int format(const FormatArguments& a) {
    models::Diagnostics problems;
    const auto text = models::readTextFile(a.design, models::JsonLimits{}.bytes, problems);
    if (!text) {
        models::print(std::cerr, problems);
        return kUnusable;
    }
    // Drawings that are not finished have a canonical form too, so the wiring is not looked at; a
    // value that cannot be read would be lost.
    const models::DesignReading reading = models::readDesign(*text, a.design, models::kinds());
    models::print(std::cerr, reading.diagnostics);
    if (!reading.design || reading.diagnostics.hasErrors()) return kUnusable;
    const std::string canonical = models::writeDesign(*reading.design);
    if (a.check) {
        if (canonical == *text) return kYes;
        std::cout << a.design << ": not in canonical form\n";
        return kNo;
    }
    if (a.output.empty()) {
        std::cout << canonical;
        return printed();
    }
    if (const auto problem = models::writeFileAtomically(a.output, canonical)) {
        std::cerr << models::toText(*problem) << '\n';
        return kUnusable;
    }
    return kYes;
}

}  // namespace

void addFormat(CLI::App& app, int& status) {
    const auto a = std::make_shared<FormatArguments>();
    CLI::App* command = app.add_subcommand("format", "Print the canonical form of a design");
    command->add_option("DESIGN", a->design, "Design file")->required();
    auto* output =
        command->add_option("--output", a->output, "Save it there, all of it or nothing");
    command->add_flag("--check", a->check, "Print nothing; status 1 if the form is another one")
        ->excludes(output);
    command->callback([a, &status] { status = format(*a); });
}

void addSchema(CLI::App& app, int& status) {
    app.add_subcommand("schema", "Print a JSON Schema (2020-12) of the design file")
        ->callback([&status] {
            std::cout << models::formatJson(models::designSchema(models::kinds()));
            status = printed();
        });
}

}  // namespace headroom::app
