// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/analysis/analyze.h"
#include "models/simulate/run.h"

namespace headroom::tests {

/// A figure of a case and the figure of a run that has to be it.
struct CaseFigure {
    std::string name;     ///< in queueing.json; "U/1" is the second of a list
    std::string of;       ///< "mean", "p99", "utilization:app", "mean-of:A", ...
    double expected = 0;  ///< seconds, rates and shares
};

/// A case of queueing.json as a design.
struct DesignCase {
    std::string id;
    std::string design;  ///< file in tests/golden/designs
    std::vector<CaseFigure> figures;
    std::string analytic;  ///< "exact", "same", "bound" or nothing
    double seconds = 0;    ///< measured of each replication
    double fast = 0;       ///< the same where it has to be quick; 0: not simulated there
    double precision = 0.02;
    std::optional<double> approximation;  ///< the case is one: how far off it may be
    std::optional<double> above;          ///< a bound that the first figure keeps
    std::optional<double> below;
    std::string test;  ///< a function of its own
};

struct DesignCases {
    std::vector<std::string> known;  ///< every case of queueing.json
    std::vector<DesignCase> designs;
    std::map<std::string, std::string> notExpressed;  ///< and why
};
const DesignCases& designCases();

/// The formulas' figure in seconds, rates or shares; nothing if they have none.
std::optional<double> analyticFigure(const models::AnalyticAnswer& answer, const std::string& of);
/// The same of a run, as its 95 % interval. `answer`: what the formulas say of the design.
engine::Estimate simulatedFigure(const models::RunResult& result,
                                 const models::AnalyticAnswer& answer, const std::string& of);

/// What ten replications say of the figures of the cases that share a design.
struct CaseScore {
    int cases = 0;
    int casesMissed = 0;  ///< by their first figure
    int figures = 0;
    int figuresMissed = 0;
    std::vector<std::string> wrong;  ///< what must not be, chance or not
};
/// Simulates a design for that many seconds and holds its cases against it: 99 % intervals.
/// `precision`: times that of the case the half-width may have.
void scoreCases(const std::vector<DesignCase>& cases, double seconds, double precision,
                CaseScore& score);

}  // namespace headroom::tests
