// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/statistics/intervals.h"
#include "models/describe/text.h"

namespace headroom::models {

/// A formula that solves a part of the design exactly, beside what was simulated.
struct FormulaCheck {
    std::string component;  ///< empty: the response of all
    std::string figure;     ///< "waitMs", "cpu" as a utilization, ...
    double formula = 0;
    engine::Estimate simulated;
    bool agrees = true;
};

struct AuditResult {
    bool passed = true;
    double flowBalance = 0;  ///< largest relative deviations of all replications
    double littleLaw = 0;
    double utilizationLaw = 0;
    std::vector<FormulaCheck> formulas;
    std::vector<Sentence> findings;    ///< what is wrong, if it did not pass
    std::vector<Sentence> notChecked;  ///< and what could not be told
};

}  // namespace headroom::models
