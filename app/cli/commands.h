// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace headroom::app {

/// What a command answers to the shell.
enum ExitStatus {
    kYes = 0,
    kNo = 1,         ///< the answer is no
    kUnusable = 2,   ///< input or usage
    kUndecided = 3,  ///< undecided or unfinished
    kInternal = 4,   ///< or the answer could not be written
    kInterrupted = 130,
};

/// Each adds one command; `status` gets its answer when it runs.
void addRun(CLI::App& app, int& status);
void addCompare(CLI::App& app, int& status);
void addVerify(CLI::App& app, int& status);
void addValidate(CLI::App& app, int& status);
void addKinds(CLI::App& app, int& status);
void addFormat(CLI::App& app, int& status);
void addSchema(CLI::App& app, int& status);
void addBench(CLI::App& app, int& status);

}  // namespace headroom::app
