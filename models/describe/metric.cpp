// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/metric.h"

#include <array>
#include <cstddef>

namespace headroom::models {

const char* summaryName(Summary summary) {
    static constexpr std::array kNames = {"count", "time-average", "ratio", "maximum"};
    return kNames[static_cast<std::size_t>(summary)];
}

const char* resourceName(Resource resource) {
    static constexpr std::array kNames = {"none",    "cpu",   "memory", "connections", "disk",
                                          "network", "queue", "log",    "lock",        "limiter"};
    return kNames[static_cast<std::size_t>(resource)];
}

}  // namespace headroom::models
