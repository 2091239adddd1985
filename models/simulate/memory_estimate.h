// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "models/describe/text.h"
#include "models/topology/validate.h"
#include "models/workload/workload.h"

namespace headroom::models {

struct MemoryPart {
    Sentence what;
    double bytes = 0;
};

/// What simulating a design will take of the machine's memory, before anything is built.
struct MemoryEstimate {
    std::vector<MemoryPart> parts;  ///< largest first
    double bytes = 0;               ///< of all
    double inFlight = 0;            ///< of that, for requests in flight; grows under overload
};

/// `replications`: how many run at once; what is read only is shared among them. Requests in flight
/// are counted by Little's law from the rates and the way there and back, without any queueing.
/// Cost: O(nodes + links + endpoints).
/// Assumptions: latencies up to some seconds; a cache holds as many keys as its kind's footprint
/// says.
MemoryEstimate estimateMemory(const ValidDesign& design, const Inputs& inputs,
                              unsigned replications);

}  // namespace headroom::models
