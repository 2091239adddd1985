// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/audit_report.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

namespace headroom::models {

namespace {

using Json = nlohmann::ordered_json;

std::string deviation(double relative) {
    if (relative == 0) return "exact";
    char text[32];
    std::snprintf(text, sizeof text, "%.1e", relative);
    return text;
}

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json sentences(const std::vector<Sentence>& list) {
    Json json = Json::array();
    for (const Sentence& s : list)
        json.push_back(s.english());
    return json;
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
                                    {"formula", number(check.formula)},
                                    {"simulated",
                                     {{"mean", number(check.simulated.mean)},
                                      {"low", number(check.simulated.low)},
                                      {"high", number(check.simulated.high)}}},
                                    {"agrees", check.agrees}});
    }
    json["findings"] = sentences(audit.findings);
    json["notChecked"] = sentences(audit.notChecked);
    return json;
}

}  // namespace headroom::models
