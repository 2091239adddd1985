// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/simulate/run.h"

namespace CLI {
class App;
}

namespace headroom::app {

/// The options of a run as the command line has them.
struct RunArguments {
    std::vector<std::string> changes;  ///< "10 s app.instances=8"
    std::string duration;
    std::string warmup;
    std::string memory;
    std::string queue = "automatic";
    std::optional<std::uint64_t> seed;
    models::RunOptions options;
};

/// Declares them for a command.
void addRunOptions(CLI::App& command, RunArguments& arguments);
/// What they mean for a design; says on standard error what is wrong with them and gives false.
bool readRunOptions(const models::ValidDesign& design, RunArguments& arguments);

}  // namespace headroom::app
