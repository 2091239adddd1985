// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/describe/kind.h"
#include "models/format/json_value.h"
#include "models/report/run_report.h"

namespace headroom::models {

/// A result as a file has it, ready to be repeated.
struct RecordedResult {
    JsonValue json;
    std::string version;  ///< of the program that wrote it
    std::string fingerprint;
    bool interrupted = false;  ///< only whole replications of it can be repeated
    RunRecord record;
};

struct ResultReading {
    std::optional<RecordedResult> result;  ///< set exactly if there is no error
    Diagnostics diagnostics;
};

/// Reads what writeJson has written with a record. Refuses what is no JSON, no result, of a newer
/// form, or damaged, with line and JSON pointer; a design in it that is not valid; logs that are
/// not there any more or have changed (looked for from the folder the design was in, then from the
/// result's). Codes result.*.
ResultReading readResult(std::string_view text, const std::string& file, const KindList& kinds);

/// A figure that is not the same.
struct FigureDifference {
    std::string pointer;  ///< JSON pointer into the results
    std::string recorded;
    std::string repeated;
};

/// All figures of the two results that differ: everything but the version, the time it took on the
/// clock on the wall, and how it was made. At most `most`.
std::vector<FigureDifference> differences(const JsonValue& recorded, const JsonValue& repeated,
                                          std::size_t most = 20);

}  // namespace headroom::models
