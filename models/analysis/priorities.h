// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "models/analysis/answer.h"
#include "models/analysis/general_stations.h"

namespace headroom::models {

struct PriorityClass {
    double arrivalRate = 0;  ///< per second
    ServiceMoments service;
};

struct PriorityTimes {
    double meanWait = 0;      ///< s, until service begins; with preemption: all but the service
    double meanResponse = 0;  ///< s
};

/// M/G/1 with priorities, the first class the highest, first come first served within a class; who
/// is in service ends it first.
/// Source: Cobham, "Priority assignment in waiting line problems", Operations Research 2, 1954.
/// Cost: O(classes).
/// Assumptions: Poisson arrivals. Errors: Unstable if all together reach 1, OutOfRange.
Answer<std::vector<PriorityTimes>> priorityNonPreemptive(std::span<const PriorityClass> classes);

/// The same, where a higher class interrupts a lower one, which resumes later.
/// Source: Kleinrock, Queueing Systems II, 3.5.
/// Cost: O(classes).
/// Assumptions: as above.
Answer<std::vector<PriorityTimes>> priorityPreemptiveResume(std::span<const PriorityClass> classes);

}  // namespace headroom::models
