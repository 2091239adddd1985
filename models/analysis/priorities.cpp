// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/priorities.h"

#include <cmath>
#include <optional>

namespace headroom::models {

namespace {

std::optional<NoAnswer> problemOf(std::span<const PriorityClass> classes) {
    if (classes.empty()) return NoAnswer::OutOfRange;
    double load = 0;
    for (const PriorityClass& c : classes) {
        if (!isPositive(c.arrivalRate) || !isPositive(c.service.first) ||
            !isPositive(c.service.second)) {
            return NoAnswer::OutOfRange;
        }
        load += c.arrivalRate * c.service.first;
    }
    if (load >= 1) return NoAnswer::Unstable;
    return std::nullopt;
}

}  // namespace

Answer<std::vector<PriorityTimes>> priorityNonPreemptive(std::span<const PriorityClass> classes) {
    if (const auto problem = problemOf(classes)) return *problem;
    double residual = 0;  // of whatever service an arrival finds going on
    for (const PriorityClass& c : classes)
        residual += c.arrivalRate * c.service.second / 2;
    std::vector<PriorityTimes> times;
    double above = 0;
    for (const PriorityClass& c : classes) {
        const double with = above + c.arrivalRate * c.service.first;
        const double wait = residual / ((1 - above) * (1 - with));
        times.push_back({wait, wait + c.service.first});
        above = with;
    }
    return times;
}

Answer<std::vector<PriorityTimes>> priorityPreemptiveResume(
    std::span<const PriorityClass> classes) {
    if (const auto problem = problemOf(classes)) return *problem;
    std::vector<PriorityTimes> times;
    double above = 0;
    double residual = 0;  // of services of this class and those above
    for (const PriorityClass& c : classes) {
        const double with = above + c.arrivalRate * c.service.first;
        residual += c.arrivalRate * c.service.second / 2;
        const double response =
            c.service.first / (1 - above) + residual / ((1 - above) * (1 - with));
        times.push_back({response - c.service.first, response});
        above = with;
    }
    return times;
}

}  // namespace headroom::models
