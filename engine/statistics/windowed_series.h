// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/sim_time.h"
#include "engine/statistics/int128.h"

namespace headroom::engine {

/// The simplest thing to keep of a window.
struct CountAndSum {
    std::uint64_t count = 0;
    Int128 sum = 0;

    void add(std::int64_t value) {
        ++count;
        sum += value;
    }
    void merge(const CountAndSum& other) {
        count += other.count;
        sum += other.sum;
    }
    /// 0 without values.
    double mean() const {
        return count == 0 ? 0.0 : static_cast<double>(sum) / static_cast<double>(count);
    }
    bool operator==(const CountAndSum&) const = default;
};

/// A series of windows [t0 + k width, t0 + (k + 1) width) with a bounded number of points: an
/// instant that would need one more merges neighbours and doubles the width. As the windows of the
/// doubled width are unions of the old ones, the result is what recording with that width from the
/// start would have given. `Accumulator` has a default constructor (nothing seen) and merge(other).
///
/// Source: none; first principles.
/// Cost: two comparisons for an instant in the window of the one before, else a division; memory is
///       maxPoints accumulators, allocated at once. Doubling is one pass, log2(run / width) times.
/// Assumptions: no instant before t0 (asserted). Instants may come in any order.
template <class Accumulator = CountAndSum>
class WindowedSeries {
  public:
    /// width > 0, maxPoints >= 2 (asserted).
    WindowedSeries(SimTime t0, Duration width, std::size_t maxPoints = 1024)
        : t0_(t0), width_(width), maxPoints_(maxPoints) {
        assert(width > Duration::zero() && maxPoints >= 2);
        points_.reserve(maxPoints);
    }

    /// The accumulator of the window that contains the instant. Valid until the next call.
    Accumulator& at(SimTime instant) {
        assert(instant >= t0_);
        const std::int64_t offset = (instant - t0_).ns();
        if (offset - currentBegin_ < 0 || offset - currentBegin_ >= currentWidth_) find(offset);
        return points_[current_];
    }

    /// Calls visit(accumulator, Duration) with each window that [from, to) touches and the time it
    /// has in common with it: how a level that held from one instant to the next is recorded.
    template <class Visit>
    void spread(SimTime from, SimTime to, Visit&& visit) {
        if (from >= to) return;
        at(to - Duration::nanoseconds(1));  // the width is settled before the first visit
        while (from < to) {
            Accumulator& window = at(from);
            const std::int64_t left = currentBegin_ + currentWidth_ - (from - t0_).ns();
            const Duration part = std::min(Duration::nanoseconds(left), to - from);
            visit(window, part);
            from += part;
        }
    }

    std::size_t size() const { return points_.size(); }
    bool empty() const { return points_.empty(); }
    std::size_t maxPoints() const { return maxPoints_; }
    SimTime start() const { return t0_; }
    /// The width of every window now; the first one times a power of two.
    Duration width() const { return width_; }
    SimTime beginOf(std::size_t k) const {
        return t0_ + Duration::nanoseconds(width_.ns() * static_cast<std::int64_t>(k));
    }
    const Accumulator& operator[](std::size_t k) const { return points_[k]; }
    auto begin() const { return points_.begin(); }
    auto end() const { return points_.end(); }

  private:
    void find(std::int64_t offset) {
        while (static_cast<std::uint64_t>(offset / width_.ns()) >= maxPoints_)
            doubleWidth();
        current_ = static_cast<std::size_t>(offset / width_.ns());
        if (current_ >= points_.size()) points_.resize(current_ + 1);
        currentBegin_ = static_cast<std::int64_t>(current_) * width_.ns();
        currentWidth_ = width_.ns();
    }
    /// Cannot pass 63 bits: it is only called while two widths or more fit into an instant.
    void doubleWidth() {
        const std::size_t half = (points_.size() + 1) / 2;
        for (std::size_t k = 0; k < half; ++k) {
            if (k != 0) points_[k] = std::move(points_[2 * k]);
            if (2 * k + 1 < points_.size()) points_[k].merge(points_[2 * k + 1]);
        }
        points_.resize(half);
        width_ = width_ * 2;
    }

    SimTime t0_;
    Duration width_;
    std::size_t maxPoints_;
    std::vector<Accumulator> points_;
    // The window of the latest instant, as offsets from t0; of width 0 until there is one.
    std::size_t current_ = 0;
    std::int64_t currentBegin_ = 0;
    std::int64_t currentWidth_ = 0;
};

}  // namespace headroom::engine
