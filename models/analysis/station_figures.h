// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::models {

/// What a formula says of one station in steady state. Times in seconds, rates per second; all of
/// who is served in the end, unless said otherwise.
struct StationFigures {
    double utilization = 0;       ///< mean share of the servers that are busy, 0 to 1
    double throughput = 0;        ///< served, per second
    double waitProbability = 0;   ///< of an accepted arrival to find no free server
    double blockProbability = 0;  ///< of an arrival to be turned away or to give up
    double emptyProbability = 0;  ///< that nobody is there
    double meanWait = 0;          ///< before service, those who do not wait included
    double meanResponse = 0;      ///< wait and service
    double meanQueue = 0;         ///< number waiting
    double meanNumber = 0;        ///< number waiting or in service
};

}  // namespace headroom::models
