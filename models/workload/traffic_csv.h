// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/describe/diagnostic.h"
#include "models/workload/rate_curve.h"

namespace headroom::models {

struct TrafficReading {
    std::vector<TrafficPoint> points;  ///< at least two, unless there is an error
    Diagnostics diagnostics;           ///< codes traffic.*, with the line of the file
};

/// Reads how a rate went: columns time and rate, apart by commas (or semicolons, or tabs). Times
/// are seconds, or durations with a unit, and must grow; what counts is how long after the first
/// line they are. Rates are events per second, or have a unit. A first line that does not begin
/// with a time is a header. Blank lines and those that begin with # are passed over.
TrafficReading readTraffic(std::string_view csv, const std::string& file);

}  // namespace headroom::models
