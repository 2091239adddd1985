// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/approximate_mva.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include "models/analysis/closed_network.h"

namespace headroom::models {

namespace {

/// A network of single servers and delays, with what is common to all its solutions.
class Approximation {
  public:
    explicit Approximation(const ClosedNetwork& network)
        : network_(network),
          classes_(network.population.size()),
          stations_(network.servers.size()),
          queueing_(network.demands),
          delays_(network.demands) {
        for (std::size_t r = 0; r < classes_; ++r) {
            for (std::size_t i = 0; i < stations_; ++i) {
                const auto c = static_cast<double>(network.servers[i]);
                const double demand = network.demands[r][i];
                queueing_[r][i] = network.servers[i] == kDelayStation ? 0 : demand / c;
                delays_[r][i] = demand - queueing_[r][i];
            }
        }
    }

    struct Solution {
        PerClassAndStation queue;  // at the single servers
        std::vector<double> throughput;
    };

    /// How much of its population class r has at station i with one customer of class s less, over
    /// how much it has now: shift[s][r][i]. Empty: nothing changes.
    using Shifts = std::vector<PerClassAndStation>;

    /// The fixed point for these populations, from `start`.
    std::optional<Solution> settle(const std::vector<double>& population, const Shifts& shifts,
                                   Solution start) const {
        for (int iteration = 0; iteration < 100'000; ++iteration) {
            const double change = step(population, shifts, start);
            if (!std::isfinite(change)) return std::nullopt;
            if (change < 1e-11) return start;
        }
        return std::nullopt;
    }

    Solution spread(const std::vector<double>& population) const {
        Solution s;
        s.throughput.assign(classes_, 0);
        s.queue.assign(classes_, std::vector<double>(stations_, 0));
        for (std::size_t r = 0; r < classes_; ++r) {
            for (double& q : s.queue[r])
                q = population[r] / static_cast<double>(stations_);
        }
        return s;
    }

    NetworkFigures figures(const Solution& s) const {
        NetworkFigures f;
        f.throughput = s.throughput;
        f.response.assign(classes_, 0);
        f.utilization.assign(stations_, 0);
        f.residence = f.number = s.queue;
        for (std::size_t r = 0; r < classes_; ++r) {
            const double x = s.throughput[r];
            for (std::size_t i = 0; i < stations_; ++i) {
                f.number[r][i] += x * delays_[r][i];
                f.residence[r][i] = x > 0 ? f.number[r][i] / x : 0;
                f.response[r] += f.residence[r][i];
                f.utilization[i] += x * (queueing_[r][i] > 0 ? queueing_[r][i] : delays_[r][i]);
            }
        }
        return f;
    }

    std::vector<double> population() const {
        std::vector<double> result;
        for (const std::int64_t n : network_.population)
            result.push_back(static_cast<double>(n));
        return result;
    }
    std::size_t classes() const { return classes_; }
    std::size_t stations() const { return stations_; }

  private:
    /// One round of mean value analysis; how much the queues changed, over the population.
    double step(const std::vector<double>& population, const Shifts& shifts, Solution& s) const {
        const PerClassAndStation old = s.queue;
        double change = 0;
        for (std::size_t r = 0; r < classes_; ++r) {
            s.throughput[r] = 0;
            if (population[r] <= 0) {
                std::ranges::fill(s.queue[r], 0.0);
                continue;
            }
            double cycle = network_.think[r];
            std::vector<double> residence(stations_);
            for (std::size_t i = 0; i < stations_; ++i) {
                double met = 0;  // by one of class r that arrives
                for (std::size_t k = 0; k < classes_; ++k) {
                    if (population[k] <= 0) continue;
                    const double there = population[k] - (k == r ? 1 : 0);
                    const double shift = shifts.empty() ? 0 : shifts[r][k][i];
                    met += there * (old[k][i] / population[k] + shift);
                }
                residence[i] = queueing_[r][i] * (1 + std::max(met, 0.0));
                cycle += residence[i] + delays_[r][i];
            }
            s.throughput[r] = population[r] / cycle;
            for (std::size_t i = 0; i < stations_; ++i) {
                s.queue[r][i] = s.throughput[r] * residence[i];
                change = std::max(change, std::abs(s.queue[r][i] - old[r][i]) / population[r]);
            }
        }
        return change;
    }

    const ClosedNetwork& network_;
    std::size_t classes_;
    std::size_t stations_;
    PerClassAndStation queueing_;
    PerClassAndStation delays_;
};

}  // namespace

Answer<NetworkFigures> schweitzerBard(const ClosedNetwork& network) {
    if (!isClosedNetwork(network)) return NoAnswer::OutOfRange;
    const Approximation approximation(network);
    const auto population = approximation.population();
    const auto solution = approximation.settle(population, {}, approximation.spread(population));
    if (!solution) return NoAnswer::NotConverged;
    return approximation.figures(*solution);
}

Answer<NetworkFigures> linearizer(const ClosedNetwork& network) {
    if (!isClosedNetwork(network)) return NoAnswer::OutOfRange;
    const Approximation approximation(network);
    const std::size_t classes = approximation.classes();
    const std::size_t stations = approximation.stations();
    const auto population = approximation.population();
    Approximation::Shifts shifts(classes,
                                 PerClassAndStation(classes, std::vector<double>(stations, 0)));
    auto full = approximation.settle(population, shifts, approximation.spread(population));
    if (!full) return NoAnswer::NotConverged;
    // Chandy and Neuse found that two rounds of learning are enough.
    for (int round = 0; round < 2; ++round) {
        Approximation::Shifts learnt = shifts;
        for (std::size_t s = 0; s < classes; ++s) {
            if (population[s] <= 0) continue;
            auto less = population;
            less[s] -= 1;
            const auto reduced = approximation.settle(less, shifts, approximation.spread(less));
            if (!reduced) return NoAnswer::NotConverged;
            for (std::size_t r = 0; r < classes; ++r) {
                for (std::size_t i = 0; i < stations; ++i) {
                    if (population[r] <= 0) continue;
                    const double now = full->queue[r][i] / population[r];
                    const double then = less[r] > 0 ? reduced->queue[r][i] / less[r] : 0;
                    learnt[s][r][i] = then - now;
                }
            }
        }
        shifts = std::move(learnt);
        full = approximation.settle(population, shifts, *full);
        if (!full) return NoAnswer::NotConverged;
    }
    return approximation.figures(*full);
}

}  // namespace headroom::models
