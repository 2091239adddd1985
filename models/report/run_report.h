// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>

#include "models/simulate/run.h"

namespace headroom::models {

/// A result for people at a terminal.
void writeText(std::ostream& out, const RunResult& result);
/// A result for programs: one JSON object. Times in ms, rates per second, shares 0 to 1; every
/// estimate is {mean, low, high}, a bound that the data do not give is null.
void writeJson(std::ostream& out, const RunResult& result, const std::string& version);

/// What kind of end a run came to, as in the JSON: "precise", "complete", ...
const char* keyOf(RunEnding ending);

}  // namespace headroom::models
