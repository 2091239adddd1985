// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>

#include "models/analysis/analyze.h"
#include "models/simulate/result.h"

namespace headroom::models {

/// What formulas say, for people at a terminal: beside what the run measured, component by
/// component, and why a formula is only near or does not apply. Of a run without means, or of a
/// load that is not steady, the formulas alone.
void writeAnalysisText(std::ostream& out, const AnalyticAnswer& answer, const RunResult& result);

/// For programs: times in ms, rates per second; what has no answer is null.
nlohmann::ordered_json analysisJson(const AnalyticAnswer& answer);

/// As in the JSON: "exact", "approximation", "none".
const char* keyOf(FormulaQuality quality);

}  // namespace headroom::models
