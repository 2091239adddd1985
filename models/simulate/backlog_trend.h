// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/statistics/intervals.h"
#include "models/simulate/system.h"

namespace headroom::models {

/// A queue of the running system: the component's place in the design, and what is waited for.
struct QueuePlace {
    std::size_t node = 0;
    const char* key = "";
};

/// A queue that grows without an end.
struct Growth {
    QueuePlace queue;
    engine::Estimate perSecond;  ///< requests
    double waiting = 0;          ///< at the end of what was watched
};

/// Increments of one queue between equally distant instants.
struct Increments {
    std::uint64_t count = 0;
    double sum = 0;
    double squares = 0;

    void add(double increment) {
        ++count;
        sum += increment;
        squares += increment * increment;
    }
    void merge(const Increments& other) {
        count += other.count;
        sum += other.sum;
        squares += other.squares;
    }
    /// P(a mean this high or higher) if there is no trend; the increments taken as independent.
    double chanceWithoutTrend() const;
    /// Mean increment with its 95 % interval.
    engine::Estimate mean() const;
};

enum class Stability {
    stable,     ///< every queue has come back to where it was, many times
    growing,    ///< one grows along a line
    unsettled,  ///< cannot be told from what was seen; watch longer
};

/// Whether a system under constant load is overloaded, from the lengths of its queues at equally
/// distant instants. When there are twice as many as kept, every other one goes, so a run of any
/// length is judged from its last half in 64 to 128 increments:
///
/// - growing: the increments of a queue have a mean above zero that no queue without a trend shows
///   with a chance above 1e-6 (over all queues together), also in the last quarter of the run, it
///   grew by 10 requests or more, and it will not be full within the time that may still be watched
///   (a queue that fills up and refuses makes errors, not an overload);
/// - stable: no queue grows, and each has turned around twenty times or more: the mean squared
///   difference of neighbours is above 40/n of the variance (for an autocorrelation that decays
///   with time T the ratio is 2 (1 - exp(-step/T))); queues that move by less than four requests
///   count as stable;
/// - unsettled: neither. A stable queue at 98 % load looks like this for its first 100,000
///   customers, and so does one at 100 %, for ever.
///
/// A queue without a drift wanders like a random walk, reflected at zero; the first half is left
/// out so that its departure from zero does not count. There its mean increment is at most a third
/// of its standard error, against the five that the rule asks for.
///
/// Source: t-test of the drift; ratio of von Neumann, Ann. Math. Statistics 12(4), 1941.
/// Cost: 256 floats a queue.
/// Assumptions: constant load; bursts of arrivals are short against a 64th of the time watched.
class BacklogTrend {
  public:
    static constexpr std::size_t kMost = 256;  ///< instants kept

    /// `step`: between the first instants, doubled as needed.
    explicit BacklogTrend(engine::Duration step) : step_(step) {}

    engine::Duration step() const { return step_; }
    /// Takes the queues' lengths, one step() after the last time.
    void observe(System& system);
    /// Whether the next observe() will double the step.
    bool isFull() const { return rows_ == kMost; }
    const std::vector<QueuePlace>& queues() const { return queues_; }

    struct Finding {
        Stability stability = Stability::unsettled;
        std::vector<Growth> growing;  ///< fastest first
    };
    /// `mayWatch`: how much longer somebody would wait for a queue to be full.
    Finding judge(engine::Duration mayWatch) const;

  private:
    Increments increments(std::size_t queue, std::size_t from) const;
    bool hasTurnedOften(std::size_t queue, std::size_t from) const;
    double at(std::size_t row, std::size_t queue) const {
        return static_cast<double>(lengths_[row * queues_.size() + queue]);
    }
    double stepSeconds() const { return step_.toSeconds(); }

    engine::Duration step_;
    std::size_t rows_ = 0;
    std::vector<QueuePlace> queues_;
    std::vector<double> capacities_;
    std::vector<float> lengths_;  // row by row
    ComponentSample sample_;
};

/// Judges the queues of several replications together by the same test; for those whose pilot could
/// not tell.
std::vector<Growth> growingOver(const std::vector<QueuePlace>& queues,
                                const std::vector<std::vector<Increments>>& replications,
                                engine::Duration step);

}  // namespace headroom::models
