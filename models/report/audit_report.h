// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>

#include "models/simulate/audit_result.h"

namespace headroom::models {

/// For people at a terminal: whether the run's figures agree with each other, how far, and what
/// does not or was not checked.
void writeAuditText(std::ostream& out, const AuditResult& audit);

/// For programs: deviations relative, formulas with the estimates they were held against.
nlohmann::ordered_json auditJson(const AuditResult& audit);

}  // namespace headroom::models
