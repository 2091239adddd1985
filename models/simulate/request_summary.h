// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "models/simulate/recorder.h"

namespace headroom::models {

/// The quantiles that every latency is reported with.
inline constexpr std::array<double, 5> kQuantiles = {0.5, 0.9, 0.95, 0.99, 0.999};
inline constexpr std::array<const char*, 5> kQuantileKeys = {"p50", "p90", "p95", "p99", "p999"};
inline constexpr std::size_t kP99 = 3;  ///< index into both

/// What became of the requests of one endpoint, or of all, in one replication.
struct RequestSummary {
    std::uint64_t ended = 0;
    std::uint64_t failed = 0;
    std::map<int, std::uint64_t> status;
    /// Of the requests answered; 0 without any.
    double meanNs = 0;
    std::array<double, kQuantiles.size()> quantilesNs{};

    RequestSummary() = default;
    explicit RequestSummary(const RequestCounts& counts);
    bool answered() const { return ended > failed; }
};

}  // namespace headroom::models
