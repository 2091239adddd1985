// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/request_summary.h"

namespace headroom::models {

RequestSummary::RequestSummary(const RequestCounts& counts)
    : ended(counts.ended), failed(counts.failed), meanNs(counts.latency.mean()) {
    for (std::size_t s = 0; s < counts.status.size(); ++s) {
        if (counts.status[s] != 0) status[static_cast<int>(s)] = counts.status[s];
    }
    for (std::size_t q = 0; q < kQuantiles.size(); ++q)
        quantilesNs[q] = counts.latency.quantile(kQuantiles[q]);
}

}  // namespace headroom::models
