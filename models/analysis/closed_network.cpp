// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/closed_network.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "models/analysis/wide_number.h"

namespace headroom::models {

namespace {

constexpr double kMostPoints = 4e6;
constexpr double kMostWork = 3e9;

using Values = std::vector<WideNumber>;  // one for each point of the lattice

/// A queueing station and how many are exactly like it.
struct Station {
    std::int64_t servers;
    std::vector<double> demands;  // of each class
    std::vector<std::size_t> members;
};

/// All populations from nobody to everybody, class 0 the fastest to change.
class Lattice {
  public:
    explicit Lattice(const std::vector<std::int64_t>& population) : population_(population) {
        std::size_t points = 1;
        for (const std::int64_t n : population) {
            strides_.push_back(points);
            points *= static_cast<std::size_t>(n) + 1;
        }
        points_ = points;
    }
    std::size_t points() const { return points_; }
    std::size_t classes() const { return population_.size(); }
    std::size_t stride(std::size_t r) const { return strides_[r]; }

    /// visit(index, counts, total) over all points, each after those it is made of.
    template <class Visit>
    void each(Visit&& visit) const {
        std::vector<std::int64_t> counts(classes(), 0);
        std::int64_t total = 0;
        for (std::size_t index = 0; index < points_; ++index) {
            visit(index, counts, total);
            for (std::size_t r = 0; r < classes(); ++r) {
                if (counts[r] < population_[r]) {
                    ++counts[r];
                    ++total;
                    break;
                }
                total -= counts[r];
                counts[r] = 0;
            }
        }
    }

  private:
    std::vector<std::int64_t> population_;
    std::vector<std::size_t> strides_;
    std::size_t points_ = 0;
};

class Solver {
  public:
    explicit Solver(const ClosedNetwork& network)
        : network_(network), lattice_(network.population) {
        everybody_ =
            std::accumulate(network.population.begin(), network.population.end(), std::int64_t{0});
        think_ = network.think;
        for (std::size_t i = 0; i < network.servers.size(); ++i)
            sort(i);
    }

    double work() const {
        double fold = 0;
        for (const Station& s : stations_) {
            fold += static_cast<double>(s.members.size()) * states(s.servers);
        }
        double depth = 2;
        for (std::size_t n = stations_.size(); n > 1; n = (n + 1) / 2)
            ++depth;
        return static_cast<double>(lattice_.points()) * fold * depth;
    }

    NetworkFigures solve() {
        const std::size_t classes = lattice_.classes();
        NetworkFigures figures;
        figures.residence.assign(classes, std::vector<double>(network_.servers.size(), 0));
        figures.number = figures.residence;
        numbers_ = &figures.number;
        Values values = thinking();
        if (stations_.empty()) {
            finish(values);
        } else {
            withoutEach(0, stations_.size(), std::move(values));
        }
        figures.throughput = throughput_;
        figures.response.assign(classes, 0);
        figures.utilization.assign(network_.servers.size(), 0);
        for (std::size_t r = 0; r < classes; ++r) {
            const double x = throughput_[r];
            for (std::size_t i = 0; i < network_.servers.size(); ++i) {
                const double demand = network_.demands[r][i];
                double& number = figures.number[r][i];
                if (isDelay_[i]) number = x * demand;
                const auto servers =
                    static_cast<double>(std::max<std::int64_t>(network_.servers[i], 1));
                figures.utilization[i] += x * demand / servers;
                figures.residence[r][i] = x > 0 ? number / x : 0;
                figures.response[r] += figures.residence[r][i];
            }
        }
        return figures;
    }

    /// All normalising constants.
    Values constants() {
        Values values = thinking();
        for (const Station& s : stations_) {
            for (std::size_t copy = 0; copy < s.members.size(); ++copy)
                fold(values, s);
        }
        return values;
    }

  private:
    /// Puts a station among those where one may wait, or adds it to the thinking.
    void sort(std::size_t i) {
        std::vector<double> demands;
        for (const auto& row : network_.demands)
            demands.push_back(row[i]);
        const std::int64_t servers = network_.servers[i];
        const bool nobodyWaits = servers == kDelayStation || servers >= everybody_ ||
                                 std::ranges::all_of(demands, [](double d) { return d == 0; });
        isDelay_.push_back(nobodyWaits);
        if (nobodyWaits) {
            for (std::size_t r = 0; r < demands.size(); ++r)
                think_[r] += demands[r];
            return;
        }
        for (Station& known : stations_) {
            if (known.servers == servers && known.demands == demands) {
                known.members.push_back(i);
                return;
            }
        }
        stations_.push_back({servers, std::move(demands), {i}});
    }

    /// States of at most c customers: what folding in one point of a station costs.
    double states(std::int64_t servers) const {
        if (servers == 1) return static_cast<double>(lattice_.classes());
        double count = 1;
        for (std::size_t r = 1; r <= lattice_.classes(); ++r) {
            count *= static_cast<double>(servers) + static_cast<double>(r);
            count /= static_cast<double>(r);
        }
        return std::min(count, static_cast<double>(lattice_.points()));
    }

    /// Sum of values one customer earlier, each class with its factor.
    WideNumber before(const Values& values, std::size_t index,
                      const std::vector<std::int64_t>& counts,
                      const std::vector<double>& factors) const {
        WideNumber sum;
        for (std::size_t r = 0; r < counts.size(); ++r) {
            if (counts[r] > 0 && factors[r] > 0) {
                sum += values[index - lattice_.stride(r)] * factors[r];
            }
        }
        return sum;
    }

    /// Those who think, and those at stations where nobody waits: powers over factorials.
    Values thinking() const {
        Values values(lattice_.points());
        lattice_.each([&](std::size_t index, const auto& counts, std::int64_t) {
            if (index == 0) {
                values[0] = WideNumber(1);
                return;
            }
            std::size_t r = 0;
            while (counts[r] == 0)
                ++r;
            values[index] =
                values[index - lattice_.stride(r)] * (think_[r] / static_cast<double>(counts[r]));
        });
        return values;
    }

    /// The weights of a station's own states.
    Values alone(const Station& s) const {
        Values values(lattice_.points());
        std::vector<double> factors(lattice_.classes());
        lattice_.each([&](std::size_t index, const auto& counts, std::int64_t total) {
            if (index == 0) {
                values[0] = WideNumber(1);
                return;
            }
            const auto busy = static_cast<double>(std::min(total, s.servers));
            for (std::size_t r = 0; r < factors.size(); ++r)
                factors[r] = s.demands[r] / busy;
            values[index] = before(values, index, counts, factors);
        });
        return values;
    }

    /// Convolves with a station.
    void fold(Values& values, const Station& s) const {
        if (s.servers == 1) {
            lattice_.each([&](std::size_t index, const auto& counts, std::int64_t) {
                values[index] += before(values, index, counts, s.demands);
            });
            return;
        }
        struct State {
            std::size_t offset;
            std::vector<std::int64_t> counts;
            WideNumber weight;
        };
        std::vector<State> waitingForNone;  // fewer than c there
        std::vector<State> allBusy;         // exactly c
        const Values weights = alone(s);
        lattice_.each([&](std::size_t index, const auto& counts, std::int64_t total) {
            if (total > s.servers || weights[index].isZero()) return;
            (total < s.servers ? waitingForNone : allBusy)
                .push_back({index, counts, weights[index]});
        });
        const auto sumOver = [&](const std::vector<State>& states, std::size_t index,
                                 const std::vector<std::int64_t>& counts) {
            WideNumber sum;
            for (const State& state : states) {
                bool fits = true;
                for (std::size_t r = 0; r < counts.size(); ++r)
                    fits = fits && state.counts[r] <= counts[r];
                if (fits) sum += values[index - state.offset] * state.weight;
            }
            return sum;
        };
        std::vector<double> perServer = s.demands;
        for (double& d : perServer)
            d /= static_cast<double>(s.servers);
        // From c customers on, one more multiplies a state's weight by a constant.
        Values tail(lattice_.points());
        Values result(lattice_.points());
        lattice_.each([&](std::size_t index, const auto& counts, std::int64_t total) {
            result[index] = sumOver(waitingForNone, index, counts);
            if (total < s.servers) return;
            tail[index] = sumOver(allBusy, index, counts);
            tail[index] += before(tail, index, counts, perServer);
            result[index] += tail[index];
        });
        values = std::move(result);
    }

    /// `values` holds all stations but those of [first, last).
    void withoutEach(std::size_t first, std::size_t last, Values values) {
        if (last - first == 1) {
            const Station& s = stations_[first];
            for (std::size_t copy = 1; copy < s.members.size(); ++copy)
                fold(values, s);
            numbersOf(s, values);
            return;
        }
        const std::size_t middle = first + (last - first) / 2;
        {
            Values left = values;
            foldAll(left, middle, last);
            withoutEach(first, middle, std::move(left));
        }
        foldAll(values, first, middle);
        withoutEach(middle, last, std::move(values));
    }
    void foldAll(Values& values, std::size_t first, std::size_t last) const {
        for (std::size_t i = first; i < last; ++i) {
            for (std::size_t copy = 0; copy < stations_[i].members.size(); ++copy)
                fold(values, stations_[i]);
        }
    }

    /// Mean numbers at a station, given everything else.
    void numbersOf(const Station& s, Values& others) {
        const Values own = alone(s);
        std::vector<WideNumber> sums(lattice_.classes());
        WideNumber all;
        const std::size_t top = lattice_.points() - 1;
        lattice_.each([&](std::size_t index, const auto& counts, std::int64_t) {
            const WideNumber weight = own[index] * others[top - index];
            all += weight;
            for (std::size_t r = 0; r < counts.size(); ++r)
                sums[r] += weight * static_cast<double>(counts[r]);
        });
        for (std::size_t r = 0; r < sums.size(); ++r) {
            for (const std::size_t i : s.members)
                (*numbers_)[r][i] = ratio(sums[r], all);
        }
        if (throughput_.empty()) {
            fold(others, s);
            finish(others);
        }
    }

    void finish(const Values& constants) {
        const std::size_t top = lattice_.points() - 1;
        for (std::size_t r = 0; r < lattice_.classes(); ++r) {
            throughput_.push_back(network_.population[r] == 0
                                      ? 0
                                      : ratio(constants[top - lattice_.stride(r)], constants[top]));
        }
    }

    const ClosedNetwork& network_;
    Lattice lattice_;
    std::int64_t everybody_ = 0;
    std::vector<double> think_;
    std::vector<bool> isDelay_;
    std::vector<Station> stations_;
    std::vector<double> throughput_;
    PerClassAndStation* numbers_ = nullptr;
};

}  // namespace

bool isClosedNetwork(const ClosedNetwork& n) {
    const std::size_t classes = n.population.size();
    if (classes == 0 || n.think.size() != classes || n.demands.size() != classes) return false;
    for (std::size_t r = 0; r < classes; ++r) {
        if (n.population[r] < 0 || !isNonNegative(n.think[r])) return false;
        if (n.demands[r].size() != n.servers.size()) return false;
        if (!std::ranges::all_of(n.demands[r], isNonNegative)) return false;
        // A class that takes no time at all would go round infinitely often.
        const double once = std::accumulate(n.demands[r].begin(), n.demands[r].end(), n.think[r]);
        if (n.population[r] > 0 && !isPositive(once)) return false;
    }
    return std::ranges::all_of(n.servers, [](std::int64_t c) { return c >= 0; });
}

Answer<NetworkFigures> solveClosed(const ClosedNetwork& network) {
    if (!isClosedNetwork(network)) return NoAnswer::OutOfRange;
    double points = 1;
    for (const std::int64_t n : network.population)
        points *= static_cast<double>(n) + 1;
    if (points > kMostPoints) return NoAnswer::TooLarge;
    Solver solver(network);
    if (solver.work() > kMostWork) return NoAnswer::TooLarge;
    return solver.solve();
}

Answer<std::vector<double>> throughputByPopulation(const ClosedNetwork& network) {
    if (!isClosedNetwork(network) || network.population.size() != 1) return NoAnswer::OutOfRange;
    if (static_cast<double>(network.population[0]) > kMostPoints) return NoAnswer::TooLarge;
    Solver solver(network);
    if (solver.work() > kMostWork) return NoAnswer::TooLarge;
    const Values constants = solver.constants();
    std::vector<double> throughput;
    for (std::size_t n = 1; n < constants.size(); ++n)
        throughput.push_back(ratio(constants[n - 1], constants[n]));
    return throughput;
}

}  // namespace headroom::models
