// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::models {

// The operational laws: they hold for anything that was measured long enough, whatever the
// distributions. Rates per second, times in seconds.
// Source: Denning, Buzen, "The operational analysis of queueing network models", ACM Computing
//   Surveys 10, 1978. Cost: O(1). Assumptions: as much comes in as goes out.

/// Mean share of `servers` that are busy, from the demand of one request: all its visits.
constexpr double utilizationLaw(double throughput, double demand, double servers) {
    return throughput * demand / servers;
}
/// The demand of one request behind a measured utilization.
constexpr double demandFromUtilization(double utilization, double servers, double throughput) {
    return utilization * servers / throughput;
}
/// Visits per second to a station that each request visits so often.
constexpr double forcedFlowLaw(double throughput, double visits) {
    return throughput * visits;
}
/// Mean number inside (Little 1961).
constexpr double littlesLaw(double throughput, double meanTime) {
    return throughput * meanTime;
}
/// Mean response of a closed system whose users think between requests.
constexpr double interactiveResponseTime(double population, double throughput, double think) {
    return population / throughput - think;
}

}  // namespace headroom::models
