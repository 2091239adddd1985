// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/open_network.h"

#include <algorithm>
#include <cstddef>

#include "models/analysis/markov_stations.h"

namespace headroom::models {

namespace {

bool isNetwork(const OpenNetwork& n) {
    return n.demands.size() == n.arrivalRates.size() &&
           std::ranges::all_of(n.arrivalRates, isNonNegative) &&
           std::ranges::all_of(n.servers, [](std::int64_t c) { return c >= 0; }) &&
           std::ranges::all_of(n.demands, [&](const auto& row) {
               return row.size() == n.servers.size() && std::ranges::all_of(row, isNonNegative);
           });
}

}  // namespace

Answer<NetworkFigures> solveOpen(const OpenNetwork& network) {
    if (!isNetwork(network)) return NoAnswer::OutOfRange;
    const std::size_t classes = network.arrivalRates.size();
    const std::size_t stations = network.servers.size();
    NetworkFigures figures;
    figures.throughput = network.arrivalRates;
    figures.response.assign(classes, 0);
    figures.utilization.assign(stations, 0);
    figures.residence = network.demands;
    figures.number = network.demands;
    for (std::size_t i = 0; i < stations; ++i) {
        double load = 0;
        for (std::size_t r = 0; r < classes; ++r)
            load += network.arrivalRates[r] * network.demands[r][i];
        double stretch = 1;  // residence over demand, the same for every class
        figures.utilization[i] = load;
        if (network.servers[i] != kDelayStation && load > 0) {
            figures.utilization[i] = load / static_cast<double>(network.servers[i]);
            const auto station = mmc(load, 1, network.servers[i]);
            if (!station) return station.error();
            stretch = station->figures.meanNumber / load;
        }
        for (std::size_t r = 0; r < classes; ++r) {
            figures.residence[r][i] = network.demands[r][i] * stretch;
            figures.number[r][i] = network.arrivalRates[r] * figures.residence[r][i];
            figures.response[r] += figures.residence[r][i];
        }
    }
    return figures;
}

}  // namespace headroom::models
