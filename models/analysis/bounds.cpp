// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "models/analysis/network.h"

namespace headroom::models {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Totals {
    double queueing = 0;  // demand where one may wait
    double delay = 0;     // demand where nobody waits
    double largest = 0;   // demand of one station, per server
    double stations = 0;  // where one may wait
    bool onlySingle = true;

    double all() const { return queueing + delay; }
    double mean() const { return stations > 0 ? queueing / stations : 0; }
};

std::optional<Totals> totalsOf(std::span<const BoundedStation> stations) {
    Totals totals;
    for (const BoundedStation& s : stations) {
        if (!isNonNegative(s.demand) || s.servers < 0) return std::nullopt;
        if (s.servers == kDelayStation) {
            totals.delay += s.demand;
            continue;
        }
        totals.queueing += s.demand;
        totals.largest = std::max(totals.largest, s.demand / static_cast<double>(s.servers));
        totals.stations += 1;
        totals.onlySingle = totals.onlySingle && s.servers == 1;
    }
    return totals;
}

bool isClosed(const Totals& totals, std::int64_t population, double think) {
    return population >= 1 && isNonNegative(think) && think + totals.all() > 0;
}

NetworkBounds asymptotic(const Totals& totals, double n, double think) {
    const double pause = think + totals.delay;
    const double most = totals.largest > 0 ? 1 / totals.largest : kInfinity;
    NetworkBounds b;
    b.throughput = {n / (n * totals.queueing + pause),
                    std::min(most, n / (totals.queueing + pause))};
    b.response = {std::max(totals.all(), n * totals.largest - think),
                  n * totals.queueing + totals.delay};
    return b;
}

}  // namespace

Answer<NetworkBounds> asymptoticBoundsClosed(std::span<const BoundedStation> stations,
                                             std::int64_t population, double think) {
    const auto totals = totalsOf(stations);
    if (!totals || !isClosed(*totals, population, think)) return NoAnswer::OutOfRange;
    return asymptotic(*totals, static_cast<double>(population), think);
}

Answer<NetworkBounds> balancedBoundsClosed(std::span<const BoundedStation> stations,
                                           std::int64_t population, double think) {
    const auto totals = totalsOf(stations);
    if (!totals || !isClosed(*totals, population, think) || !totals->onlySingle) {
        return NoAnswer::OutOfRange;
    }
    const auto n = static_cast<double>(population);
    const NetworkBounds loose = asymptotic(*totals, n, think);
    if (totals->queueing == 0) return loose;
    const double d = totals->queueing;
    const double pause = think + totals->delay;
    const double slowest = d + (n - 1) * totals->largest / (1 + pause / (n * d));
    const double fastest = d + (n - 1) * totals->mean() / (1 + pause / d);
    NetworkBounds b;
    b.throughput = {n / (pause + slowest), std::min(1 / totals->largest, n / (pause + fastest))};
    b.response = {std::max(loose.response.low, fastest + totals->delay), slowest + totals->delay};
    return b;
}

Answer<NetworkBounds> asymptoticBoundsOpen(std::span<const BoundedStation> stations) {
    const auto totals = totalsOf(stations);
    if (!totals) return NoAnswer::OutOfRange;
    NetworkBounds b;
    b.throughput = {0, totals->largest > 0 ? 1 / totals->largest : kInfinity};
    b.response = {totals->all(), kInfinity};
    return b;
}

Answer<NetworkBounds> balancedBoundsOpen(std::span<const BoundedStation> stations,
                                         double arrivalRate) {
    const auto totals = totalsOf(stations);
    if (!totals || !isPositive(arrivalRate) || !totals->onlySingle) return NoAnswer::OutOfRange;
    if (arrivalRate * totals->largest >= 1) return NoAnswer::Unstable;
    NetworkBounds b;
    b.throughput = {arrivalRate, arrivalRate};
    b.response = {totals->queueing / (1 - arrivalRate * totals->mean()) + totals->delay,
                  totals->queueing / (1 - arrivalRate * totals->largest) + totals->delay};
    return b;
}

}  // namespace headroom::models
