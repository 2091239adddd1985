// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/closed_load.h"

#include <algorithm>
#include <cmath>

#include "models/analysis/approximate_mva.h"
#include "models/analysis/closed_network.h"

namespace headroom::models {

namespace {

/// What the customers of one chain ask of a station, on the average of their requests.
struct Asked {
    double visits = 0;
    double seconds = 0;
};

Asked asked(const Network& network, const NetworkStation& station, std::size_t source) {
    Asked sum;
    double rate = 0;
    for (std::size_t c = 0; c < network.classes.size(); ++c) {
        const NetworkClass& each = network.classes[c];
        if (each.source != source) continue;
        sum.visits += each.rate * station.visits[c];
        sum.seconds += each.rate * station.demands[c];
        rate += each.rate;
    }
    return {sum.visits / rate, sum.seconds / rate};
}

double delayOf(const Network& network, std::size_t source) {
    double seconds = 0;
    double rate = 0;
    for (std::size_t c = 0; c < network.classes.size(); ++c) {
        if (network.classes[c].source != source) continue;
        seconds += network.classes[c].rate * network.delays[c];
        rate += network.classes[c].rate;
    }
    return seconds / rate;
}

/// Whether both ask for the same; rates follow from that.
bool isSame(const Network& a, const Network& b) {
    constexpr double kSame = 1e-9;
    const auto differ = [](double x, double y) { return std::abs(x - y) > kSame * std::abs(y); };
    for (std::size_t s = 0; s < a.stations.size(); ++s) {
        for (std::size_t c = 0; c < a.classes.size(); ++c) {
            if (differ(a.stations[s].demands[c], b.stations[s].demands[c])) return false;
            if (differ(a.delays[c], b.delays[c])) return false;
        }
    }
    return true;
}

}  // namespace

std::optional<ClosedLoad> solveUsers(const ValidDesign& design, const std::vector<bool>& isPooled,
                                     Network& network) {
    constexpr int kMostRounds = 20;
    std::vector<bool> isWaitedFor;
    for (const Node& node : design.design().nodes)
        isWaitedFor.push_back(!node.kind->roles.works);
    for (int round = 0; round < kMostRounds; ++round) {
        auto load = solveClosedLoad(network, isWaitedFor, isPooled);
        if (!load) return std::nullopt;
        Network next = extract(design, load->rates);
        const bool isSettled = isSame(next, network);
        network = std::move(next);
        if (!isSettled && round + 1 < kMostRounds) continue;
        // Once more by the rates that came out: what is lost is told by the mean of all that ask.
        auto settled = solveClosedLoad(network, isWaitedFor, isPooled);
        if (!settled) return std::nullopt;
        return *std::move(settled);
    }
    return std::nullopt;
}

Answer<ClosedLoad> solveClosedLoad(const Network& network, const std::vector<bool>& isWaitedFor,
                                   const std::vector<bool>& isPooled) {
    const std::size_t stations = network.stations.size();
    ClosedNetwork closed;
    closed.demands.resize(network.users.size());
    closed.servers.push_back(kDelayStation);
    for (std::size_t p = 0; p < network.users.size(); ++p) {
        closed.population.push_back(network.users[p].count);
        closed.think.push_back(network.users[p].thinkSeconds);
        closed.demands[p].push_back(delayOf(network, network.users[p].source));
    }
    std::vector<std::size_t> first(stations);  // column of each station
    std::vector<std::int64_t> copies(stations, 0);
    for (std::size_t s = 0; s < stations; ++s) {
        const NetworkStation& station = network.stations[s];
        first[s] = closed.servers.size();
        if (!isWaitedFor[station.node]) continue;
        copies[s] = isPooled[station.node] ? 1 : station.instances;
        const std::int64_t together = station.instances / copies[s];
        for (std::int64_t k = 0; k < copies[s]; ++k) {
            closed.servers.push_back(station.visit.servers * together);
            for (std::size_t p = 0; p < network.users.size(); ++p) {
                const Asked each = asked(network, station, network.users[p].source);
                closed.demands[p].push_back(each.seconds / static_cast<double>(copies[s]));
            }
        }
    }
    ClosedLoad load;
    auto figures = solveClosed(closed);
    if (!figures) {
        load.isExact = false;
        figures = linearizer(closed);
    }
    if (!figures) return figures.error();
    load.rates.assign(network.nodes.size(), 0);
    load.lost.assign(stations, std::vector<double>(network.classes.size(), 0));
    for (std::size_t p = 0; p < network.users.size(); ++p) {
        const std::size_t source = network.users[p].source;
        load.rates[source] = figures->throughput[p];
        for (std::size_t s = 0; s < stations; ++s) {
            const NetworkStation& station = network.stations[s];
            const Asked each = asked(network, station, source);
            if (copies[s] == 0 || !(each.seconds > 0)) continue;
            double residence = 0;
            for (std::size_t k = 0; k < static_cast<std::size_t>(copies[s]); ++k)
                residence += figures->residence[p][first[s] + k];
            // In turn all lose the same; where servers are shared, in proportion to what is asked.
            const double lost = station.visit.sharing == Sharing::FirstCome
                                    ? (residence - each.seconds) / each.visits
                                    : station.meanService * (residence / each.seconds - 1);
            for (std::size_t c = 0; c < network.classes.size(); ++c) {
                if (network.classes[c].source == source) load.lost[s][c] = std::max(0.0, lost);
            }
        }
    }
    return load;
}

}  // namespace headroom::models
