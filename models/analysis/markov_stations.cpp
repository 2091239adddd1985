// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/markov_stations.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "models/analysis/birth_death.h"
#include "models/analysis/erlang.h"

namespace headroom::models {

namespace {

bool isStation(double arrivalRate, double meanService, std::int64_t servers) {
    return isPositive(arrivalRate) && isPositive(meanService) && servers >= 1;
}

/// Probability that an M/M/c is empty.
double emptyProbability(double load, std::int64_t servers) {
    double empty = 0;
    double total = 0;
    const auto c = static_cast<double>(servers);
    visitBirthDeath([&](std::int64_t n) { return load / std::min(static_cast<double>(n) + 1, c); },
                    servers - 1,
                    [&](std::int64_t n, double weight) {
                        total += weight;
                        if (n == 0) empty = weight;
                        // the states from c on are a geometric series
                        if (n == servers - 1) total += weight * (load / c) / (1 - load / c);
                    });
    return empty / total;
}

}  // namespace

Answer<MultiServer> mmc(double arrivalRate, double meanService, std::int64_t servers) {
    if (!isStation(arrivalRate, meanService, servers)) return NoAnswer::OutOfRange;
    const double load = arrivalRate * meanService;
    const auto waits = erlangC(load, servers);
    if (!waits) return waits.error();
    const auto c = static_cast<double>(servers);
    MultiServer station;
    const double drain = c / meanService - arrivalRate;
    if (!(drain > 0)) return NoAnswer::Unstable;
    station.times = {*waits, drain, 1 / meanService};
    StationFigures& f = station.figures;
    f.utilization = load / c;
    f.throughput = arrivalRate;
    f.waitProbability = *waits;
    f.emptyProbability = emptyProbability(load, servers);
    f.meanWait = *waits / drain;
    f.meanResponse = f.meanWait + meanService;
    f.meanQueue = arrivalRate * f.meanWait;
    f.meanNumber = f.meanQueue + load;
    return station;
}

Answer<StationFigures> mmck(double arrivalRate, double meanService, std::int64_t servers,
                            std::int64_t places) {
    if (!isStation(arrivalRate, meanService, servers) || places < servers) {
        return NoAnswer::OutOfRange;
    }
    if (places > 100'000'000) return NoAnswer::TooLarge;
    const double load = arrivalRate * meanService;
    const auto c = static_cast<double>(servers);
    double total = 0;
    double number = 0;
    double queue = 0;
    double busy = 0;
    double allBusy = 0;
    double full = 0;
    double empty = 0;
    visitBirthDeath([&](std::int64_t n) { return load / std::min(static_cast<double>(n) + 1, c); },
                    places,
                    [&](std::int64_t n, double weight) {
                        const auto there = static_cast<double>(n);
                        total += weight;
                        number += weight * there;
                        busy += weight * std::min(there, c);
                        if (n >= servers) {
                            queue += weight * (there - c);
                            allBusy += weight;
                        }
                        if (n == places) full = weight;
                        if (n == 0) empty = weight;
                    });
    StationFigures f;
    f.utilization = busy / total / c;
    f.blockProbability = full / total;
    f.throughput = busy / total / meanService;
    f.emptyProbability = empty / total;
    f.meanNumber = number / total;
    f.meanQueue = queue / total;
    f.waitProbability = total > full ? (allBusy - full) / (total - full) : 0;
    f.meanWait = f.meanQueue / f.throughput;
    f.meanResponse = f.meanNumber / f.throughput;
    return f;
}

Answer<StationFigures> mminf(double arrivalRate, double meanService) {
    if (!isPositive(arrivalRate) || !isPositive(meanService)) return NoAnswer::OutOfRange;
    StationFigures f;
    f.throughput = arrivalRate;
    f.meanResponse = meanService;
    f.meanNumber = arrivalRate * meanService;
    f.emptyProbability = std::exp(-f.meanNumber);
    return f;
}

Answer<StationFigures> mmcm(double arrivalRate, double meanService, std::int64_t servers,
                            double meanPatience) {
    if (!isStation(arrivalRate, meanService, servers) || !isPositive(meanPatience)) {
        return NoAnswer::OutOfRange;
    }
    const auto c = static_cast<double>(servers);
    const double serviceRate = 1 / meanService;
    const double giveUpRate = 1 / meanPatience;
    double total = 0;
    double queue = 0;
    double busy = 0;
    double allBusy = 0;
    double empty = 0;
    visitBirthDeath(
        [&](std::int64_t n) {
            const double there = static_cast<double>(n) + 1;
            return arrivalRate /
                   (std::min(there, c) * serviceRate + std::max(there - c, 0.0) * giveUpRate);
        },
        std::numeric_limits<std::int64_t>::max() / 4,
        [&](std::int64_t n, double weight) {
            const auto there = static_cast<double>(n);
            total += weight;
            busy += weight * std::min(there, c);
            if (n >= servers) {
                queue += weight * (there - c);
                allBusy += weight;
            }
            if (n == 0) empty = weight;
        });
    StationFigures f;
    f.utilization = busy / total / c;
    f.throughput = busy / total * serviceRate;
    f.waitProbability = allBusy / total;
    f.emptyProbability = empty / total;
    f.meanQueue = queue / total;
    f.blockProbability = f.meanQueue * giveUpRate / arrivalRate;
    f.meanWait = f.meanQueue / arrivalRate;
    f.meanNumber = f.meanQueue + busy / total;
    f.meanResponse = f.meanNumber / arrivalRate;
    return f;
}

Answer<Availability> replicaAvailability(std::int64_t replicas, std::int64_t quorum,
                                         std::int64_t repairers, double failureRate,
                                         double repairRate) {
    if (!isPositive(failureRate) || !isPositive(repairRate) || replicas < 1 || repairers < 1 ||
        quorum < 0 || quorum > replicas || replicas > 1'000'000) {
        return NoAnswer::OutOfRange;
    }
    Availability result;
    result.failed.assign(static_cast<std::size_t>(replicas) + 1, 0);
    double total = 0;
    visitBirthDeath(
        [&](std::int64_t down) {
            return static_cast<double>(replicas - down) * failureRate /
                   (static_cast<double>(std::min(down + 1, repairers)) * repairRate);
        },
        replicas,
        [&](std::int64_t down, double weight) {
            result.failed[static_cast<std::size_t>(down)] = weight;
            total += weight;
        });
    for (std::int64_t down = 0; down <= replicas; ++down) {
        double& probability = result.failed[static_cast<std::size_t>(down)];
        probability /= total;
        if (replicas - down >= quorum) result.available += probability;
    }
    return result;
}

}  // namespace headroom::models
