// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/topology/design.h"

namespace headroom::models {

/// How long a link takes that does not say it, one way, for every link of a design: what it states,
/// else what follows from where its ends stand.
///
/// Two regions: half of the round trip between their places, in the direction of the call. Two
/// zones of one region, or two regions in one place: half of the round trip between zones. All
/// else, and regions nobody knows the place of: the default within a data centre. A node that
/// stands in a region and in none of its zones is taken as near to all of them.
/// Source: RegionLatency, which names its own; kInsideLatency: Dean, "Numbers everyone should
///   know", 2009.
/// Cost: O(links + nodes + groups).
/// Assumptions: what a design may be; what it names and does not have stands nowhere.
std::vector<DistributionSpec> linkLatencies(const Design& design);

/// Half of the round trip inside a data centre.
inline constexpr engine::Duration kInsideLatency = engine::Duration::microseconds(250);

/// Places that are not in the table, zones with one, and links between regions that need one.
void checkPlaces(const Design& design, Diagnostics& diagnostics);

}  // namespace headroom::models
