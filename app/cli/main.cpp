// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "app/cli/commands.h"

using namespace headroom::app;

namespace {

/// An answer that nobody got is none, whatever it says.
int afterWriting(int status) {
    std::cout.flush();
    if (std::fflush(stdout) == 0 && std::cout.good()) return status;
    std::fputs("headroom: standard output cannot be written\n", stderr);
    return kInternal;
}

/// May throw: bad usage as CLI::ParseError, and what nobody foresaw.
int runCommand(CLI::App& app, int argc, char** argv) {
    app.name("headroom");
    app.set_version_flag("--version", HEADROOM_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit status: 0 yes, 1 no, 2 unusable input or usage, 3 undecided or unfinished, "
        "4 internal error or an answer that could not be written, 130 interrupted.");
    int status = kInternal;
    addRun(app, status);
    addCompare(app, status);
    addVerify(app, status);
    addValidate(app, status);
    addFormat(app, status);
    addKinds(app, status);
    addSchema(app, status);
    addBench(app, status);
    try {
        app.parse(argc, argv);
        return afterWriting(status);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? afterWriting(kYes) : kUnusable;
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        CLI::App app{
            "Headroom simulates a web system request by request and tells how much more it can "
            "take."};
        return runCommand(app, argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "headroom: internal error: %s\n", error.what());
        return kInternal;
    } catch (...) {
        std::fputs("headroom: internal error\n", stderr);
        return kInternal;
    }
}
