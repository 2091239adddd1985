// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include "models/report/run_report.h"

namespace headroom::models {

/// The parts of a result that say how it was made. Internal to report/: nlohmann's types are slow
/// to compile.

/// Times as people write them, null for what was left to the program.
nlohmann::ordered_json optionsJson(const RunRecord& record);
/// As the scenario of a design file: {"at", "set", "to"}, {"at", "fault", "node", "instance",
/// "for"}, and {"at", "design"} for a redesign.
nlohmann::ordered_json journalJson(const Design& design, const Scenario& journal);
/// What the design names beside itself, with a digest of what was in it.
nlohmann::ordered_json inputsJson(const RunRecord& record);

/// A number that another log is unlikely to have.
std::string digestOf(const AccessLog& log);

}  // namespace headroom::models
