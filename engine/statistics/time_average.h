// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "engine/sim_time.h"
#include "engine/statistics/int128.h"

namespace headroom::engine {

/// A level that changes at instants, such as the number in the system or of busy cores, and its
/// exact integral over time (level times nanoseconds), so that it can be held against Little's law
/// with a residual of zero.
///
/// Source: none; first principles.
/// Cost: a multiplication and an addition a change; 56 bytes.
/// Assumptions: instants do not go back (asserted).
class TimeAverage {
  public:
    explicit TimeAverage(SimTime start = {}, std::int64_t level = 0)
        : start_(start), last_(start), level_(level), max_(level) {}

    void change(SimTime now, std::int64_t delta) { set(now, level_ + delta); }
    void set(SimTime now, std::int64_t level) {
        advance(now);
        level_ = level;
        max_ = std::max(max_, level);
    }
    /// Forgets the past and keeps the level: the end of the warm-up.
    void restart(SimTime now) {
        assert(now >= last_);
        start_ = last_ = now;
        integral_ = 0;
        max_ = level_;
    }

    std::int64_t level() const { return level_; }
    /// The highest level since the start, were it only for an instant.
    std::int64_t max() const { return max_; }
    SimTime start() const { return start_; }
    /// Level times nanoseconds from the start to now.
    Int128 integral(SimTime now) const {
        assert(now >= last_);
        return integral_ + static_cast<Int128>(level_) * (now - last_).ns();
    }
    /// The mean over [start, now]; the level itself where that is no time at all.
    double mean(SimTime now) const {
        if (now == start_) return static_cast<double>(level_);
        return static_cast<double>(integral(now)) / static_cast<double>((now - start_).ns());
    }

  private:
    void advance(SimTime now) {
        integral_ = integral(now);
        last_ = now;
    }

    Int128 integral_ = 0;
    SimTime start_;
    SimTime last_;
    std::int64_t level_;
    std::int64_t max_;
};

}  // namespace headroom::engine
