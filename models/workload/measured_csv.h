// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/describe/diagnostic.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// One load under which a system was measured.
struct MeasuredLoad {
    double rps = 0;
    double busy = 0;  ///< of all cores, 0 to 1
    std::optional<engine::Duration> p50;
    std::optional<engine::Duration> p95;
};

struct MeasuredReading {
    std::vector<MeasuredLoad> loads;  ///< empty if there is an error
    Diagnostics diagnostics;          ///< codes measured.*, with the line of the file
};

/// Reads measured loads: columns rps and cpu, and p50 and p95 if there are any, apart by commas (or
/// semicolons, or tabs). The first line may name them in any order ("rps", "cpu %", "p50", "p95",
/// "p50 ms"); without it they are in that order. Rates are numbers or "800/s", cpu is in percent,
/// percentiles in milliseconds unless they have a unit. Blank lines and those that begin with # are
/// passed over.
MeasuredReading readMeasuredLoads(std::string_view csv, const std::string& file);

struct DemandFit {
    double seconds = 0;          ///< of one core, for each request
    double backgroundCores = 0;  ///< busy without any request, never below zero
    double r2 = 0;               ///< part of the variance of the busy cores that is explained
};

/// The demand of a request: the slope of busy cores over the rate.
/// Source: least squares of the utilisation law with a constant background, the background held at
///   zero where it would come out below; as in Zhang, Cherkasova & Smirni, "A Regression-Based
///   Analytic Model for Dynamic Resource Provisioning of Multi-Tier Applications", ICAC 2007.
/// Cost: O(loads).
/// Assumptions: at least one load with a rate above zero. The slope may be zero or below if nothing
///   grows with the rate.
DemandFit fitDemand(const std::vector<MeasuredLoad>& loads, double cores);

/// Gives a demand that comes from a file its mean; `directory` is where relative paths start. False
/// if there is an error; what has no file is left as it is.
bool resolveDemand(DistributionSpec& demand, const std::string& directory,
                   Diagnostics& diagnostics);

}  // namespace headroom::models
