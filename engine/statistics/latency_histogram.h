// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/sim_time.h"
#include "engine/statistics/int128.h"

namespace headroom::engine {

/// The rank, from 1 to n, of the q-quantile of n values: the smallest value with at least q n
/// values at or below it. Rounding in q n does not push a whole number over: 0.9 of 10 is rank 9.
/// 0 <= q <= 1, n >= 1.
std::uint64_t nearestRank(double q, std::uint64_t n);

/// A log-linear histogram of times in nanoseconds, 0 to 2^63 - 1: each octave has 512 buckets of
/// equal width, values below 1024 have a bucket each. Count, sum, minimum and maximum are exact.
///
/// A quantile is interpolated inside its bucket and is off by less than 1/512 (0.196 %) of the
/// exact one, for any distribution: a bucket is that narrow. (256 buckets an octave would promise
/// that only for the middle of a bucket, and simulated times are often a few exact values, not a
/// density.)
///
/// Source: the bucket layout of HdrHistogram, https://hdrhistogram.org (G. Tene, 2012).
/// Cost: record() is a shift, an add and five updates, about 2 ns in cache. 4 KiB an octave, from
///       zero up to the largest value seen: 76 KiB up to 134 ms, 108 KiB up to 34 s, 220 KiB at
///       most. It grows when a value opens a new octave and never shrinks; quantiles read the
///       buckets once.
/// Assumptions: values are not negative (asserted); fewer than 2^63 values.
class LatencyHistogram {
  public:
    static constexpr int kBitsPerOctave = 9;
    static constexpr std::size_t kBucketsPerOctave = std::size_t{1} << kBitsPerOctave;
    /// Bound of |quantile - exact quantile| / exact quantile.
    static constexpr double kRelativeError = 1.0 / static_cast<double>(kBucketsPerOctave);

    /// Values from low to high (both included), how many.
    struct Bucket {
        std::int64_t low;
        std::int64_t high;
        std::uint64_t count;
    };

    /// Allocates nothing before the first value.
    LatencyHistogram() = default;
    /// Makes room for values up to `largest`, so that recording them never allocates.
    void reserve(Duration largest);

    void record(std::int64_t ns) { record(ns, 1); }
    void record(std::int64_t ns, std::uint64_t count);
    void record(Duration time) { record(time.ns(), 1); }

    /// Adds all values of the other one; the result is what recording them here would have given.
    void merge(const LatencyHistogram& other);
    /// Takes away values that are all contained here: a window is the later state minus the
    /// earlier. Count and sum stay exact; minimum and maximum become the edges of the outermost
    /// buckets left.
    void subtract(const LatencyHistogram& earlier);
    /// Forgets the values and keeps the memory.
    void reset();

    bool empty() const { return count_ == 0; }
    std::uint64_t count() const { return count_; }
    /// Nanoseconds.
    Uint128 sum() const { return sum_; }
    /// Nanoseconds; 0 without values, as are min, max and quantile.
    double mean() const;
    std::int64_t min() const { return count_ == 0 ? 0 : min_; }
    std::int64_t max() const { return count_ == 0 ? 0 : max_; }

    /// The q-quantile in nanoseconds, 0 <= q <= 1, by nearestRank(); min() at 0 and max() at 1.
    double quantile(double q) const;
    /// The value of the given rank, 1 (the smallest) to count(), interpolated, in nanoseconds.
    double valueAtRank(std::uint64_t rank) const;
    /// Share of the values greater than ns, interpolated inside the bucket of ns; 0 without values.
    double fractionAbove(std::int64_t ns) const;

    /// Calls visit(Bucket) for each non-empty bucket, lowest first.
    template <class Visit>
    void forEachBucket(Visit&& visit) const {
        if (count_ == 0) return;
        const std::size_t last = indexOf(max_);
        for (std::size_t i = indexOf(min_); i <= last; ++i) {
            if (counts_[i] != 0) visit(Bucket{lowOf(i), highOf(i), counts_[i]});
        }
    }

    /// Bytes on the heap.
    std::size_t memory() const { return counts_.capacity() * sizeof(std::uint64_t); }

    /// Same values as far as the buckets can tell, and the same count, sum and extremes.
    bool operator==(const LatencyHistogram& other) const;

    /// The layout, for those who draw it: 0 <= ns, index < kBuckets.
    static constexpr std::size_t kBuckets =
        (63 - kBitsPerOctave) * kBucketsPerOctave + kBucketsPerOctave;
    static constexpr std::size_t indexOf(std::int64_t ns) {
        const auto value = static_cast<std::uint64_t>(ns);
        const int octave = octaveOf(value);
        return (static_cast<std::size_t>(octave) << kBitsPerOctave) + (value >> octave);
    }
    static constexpr std::int64_t lowOf(std::size_t index) {
        const std::size_t octave =
            index < 2 * kBucketsPerOctave ? 0 : (index >> kBitsPerOctave) - 1;
        return static_cast<std::int64_t>((index - (octave << kBitsPerOctave)) << octave);
    }
    static constexpr std::int64_t highOf(std::size_t index) {
        const std::size_t octave =
            index < 2 * kBucketsPerOctave ? 0 : (index >> kBitsPerOctave) - 1;
        return lowOf(index) + static_cast<std::int64_t>((std::uint64_t{1} << octave) - 1);
    }

  private:
    /// Doublings beyond the exact range; the or makes it 0 there without a branch.
    static constexpr int octaveOf(std::uint64_t value) {
        return static_cast<int>(std::bit_width(value | kBucketsPerOctave)) - (kBitsPerOctave + 1);
    }
    void growTo(std::size_t index);

    std::vector<std::uint64_t> counts_;
    std::uint64_t count_ = 0;
    Uint128 sum_ = 0;
    std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
    std::int64_t max_ = -1;
};

inline void LatencyHistogram::record(std::int64_t ns, std::uint64_t count) {
    assert(ns >= 0);
    if (count == 0) return;
    const std::size_t index = indexOf(ns);
    if (index >= counts_.size()) [[unlikely]]
        growTo(index);
    counts_[index] += count;
    count_ += count;
    sum_ += static_cast<Uint128>(static_cast<std::uint64_t>(ns)) * count;
    min_ = std::min(min_, ns);
    max_ = std::max(max_, ns);
}

}  // namespace headroom::engine
