// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>

#include "models/simulate/run.h"

namespace headroom::models {

/// The version of the form of results that this program writes; what it has may only grow.
inline constexpr int kResultVersion = 1;

/// What a result was made from, so that it can be repeated.
struct RunRecord {
    ValidDesign design;
    Inputs inputs;
    RunOptions options;
    double wallSeconds = 0;
};

/// A result for people at a terminal.
void writeText(std::ostream& out, const RunResult& result);
/// A result for programs: one JSON object. Times in ms, rates per second, shares 0 to 1; every
/// estimate is {mean, low, high}, a bound that the data do not give is null. With a record it holds
/// all that `headroom verify` needs to repeat it.
void writeJson(std::ostream& out, const RunResult& result, const std::string& version,
               const RunRecord* record = nullptr);

/// What kind of end a run came to, as in the JSON: "precise", "complete", ...
const char* keyOf(RunEnding ending);

}  // namespace headroom::models
