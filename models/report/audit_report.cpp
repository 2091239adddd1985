// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/audit_report.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "models/report/json_figures.h"

namespace headroom::models {

namespace {

std::string deviation(double relative) {
    if (relative == 0) return "exact";
    char text[32];
    std::snprintf(text, sizeof text, "%.1e", relative);
    return text;
}

}  // namespace

void writeAuditText(std::ostream& out, const AuditResult& audit) {
    out << (audit.passed ? "\n  Audit passed" : "\n  AUDIT FAILED, do not use these figures")
        << ": flow balance " << deviation(audit.flowBalance) << ", Little's law "
        << deviation(audit.littleLaw) << ", utilization law " << deviation(audit.utilizationLaw);
    if (!audit.formulas.empty()) {
        out << ", " << audit.formulas.size() << " figures held against exact formulas";
    }
    out << ".\n";
    for (const Sentence& finding : audit.findings)
        out << "    " << finding.english() << '\n';
    for (const Sentence& sentence : audit.notChecked)
        out << "    " << sentence.english() << '\n';
}

Json auditJson(const AuditResult& audit) {
    Json json = {{"passed", audit.passed},
                 {"flowBalance", audit.flowBalance},
                 {"littleLaw", audit.littleLaw},
                 {"utilizationLaw", audit.utilizationLaw}};
    json["formulas"] = Json::array();
    for (const FormulaCheck& check : audit.formulas) {
        json["formulas"].push_back({{"component", check.component},
                                    {"figure", check.figure},
                                    {"formula", numberJson(check.formula)},
                                    {"simulated",
                                     {{"mean", numberJson(check.simulated.mean)},
                                      {"low", numberJson(check.simulated.low)},
                                      {"high", numberJson(check.simulated.high)}}},
                                    {"agrees", check.agrees}});
    }
    json["findings"] = sentencesJson(audit.findings);
    json["notChecked"] = sentencesJson(audit.notChecked);
    return json;
}

}  // namespace headroom::models
