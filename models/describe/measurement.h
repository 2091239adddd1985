// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/describe/expected.h"
#include "models/describe/field.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// A demand given as what was measured, as a design file has it:
///
///     { "from": "4 cores 35 % busy at 800/s", "shape": "lognormal cv 0.5" }
///     { "from": "measured.csv", "cores": 4 }
///
/// and as text: "from 4 cores 35 % busy at 800/s shape lognormal cv 0.5",
/// "from measured.csv with 4 cores".
struct MeasuredForm {
    std::string from;
    std::string shape = "exponential";
    std::optional<std::int64_t> cores;  ///< with a file only
};
const FieldList& measuredFormFields();

/// "4 cores 35 % busy at 800/s", or the path of a CSV file with the cores it was measured on.
/// Codes measured.*, unit.*.
Expected<Measurement> parseMeasurement(std::string_view from, std::optional<std::int64_t> cores);

/// How a demand is spread around its mean: "constant", "exponential", "lognormal cv 0.5",
/// "gamma cv 0.5", "erlang 4", "hyperexponential scv 4", "weibull 0.7". The mean is 0.
Expected<DistributionSpec> parseShape(std::string_view text);

/// The shape with the mean that was measured: demand = cores * busy / rate. That of a file is
/// worked out when the file is read (models/workload/measured_csv.h), and 0 until then.
/// Source: utilisation law, Denning & Buzen, "The Operational Analysis of Queueing Network Models",
///   ACM Computing Surveys 10(3), 1978.
/// Cost: O(1).
/// Assumptions: nothing else used the cores; the mean over what was asked for in that time.
Expected<DistributionSpec> measuredDemand(const DistributionSpec& shape, Measurement measurement);

/// The text form, all of it after "from".
Expected<DistributionSpec> parseMeasuredDemand(std::string_view text);

MeasuredForm measuredForm(const DistributionSpec& demand);
/// "from 4 cores 35 % busy at 800/s".
std::string measuredText(const DistributionSpec& demand);

}  // namespace headroom::models
