// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/describe/quantity.h"
#include "models/describe/text.h"

namespace headroom::models {

/// How a metric's values over time and over instances become one figure.
enum class Summary {
    Count,        ///< events, added up
    TimeAverage,  ///< a level, averaged over time
    Ratio,        ///< of two counts
    Maximum,      ///< of a level
};

/// What a metric speaks of; a bottleneck is named by its resource.
enum class Resource { None, Cpu, Memory, Connections, Disk, Network, Queue, Log, Lock, Limiter };

/// A figure a component reports, described once like its settings.
struct Metric {
    const char* key = "";  ///< lowerCamel, as in results
    Text title;
    Quantity unit = Quantity::Number;
    Summary summary = Summary::Count;
    Resource resource = Resource::None;
    Text help{};
};

/// The kebab-case names in listings and results: "time-average", "cpu".
const char* summaryName(Summary summary);
const char* resourceName(Resource resource);

using MetricList = std::vector<Metric>;

}  // namespace headroom::models
