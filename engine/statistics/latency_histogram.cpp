// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/latency_histogram.h"

#include <cmath>

namespace headroom::engine {

std::uint64_t nearestRank(double q, std::uint64_t n) {
    assert(q >= 0 && q <= 1 && n >= 1);
    const double exact = q * static_cast<double>(n);
    // The product of a decimal fraction and a whole number is off by a rounding or two.
    const double rank = std::ceil(exact - exact * 0x1p-50);
    if (rank < 1) return 1;
    if (rank >= static_cast<double>(n)) return n;
    return static_cast<std::uint64_t>(rank);
}

void LatencyHistogram::reserve(Duration largest) {
    assert(largest >= Duration::zero());
    const std::size_t index = indexOf(largest.ns());
    if (index >= counts_.size()) growTo(index);
}

void LatencyHistogram::growTo(std::size_t index) {
    const std::size_t size = (index / kBucketsPerOctave + 1) * kBucketsPerOctave;
    counts_.reserve(size);  // exactly: doubling would waste up to half
    counts_.resize(size);
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
    if (other.count_ == 0) return;
    const std::size_t last = indexOf(other.max_);
    if (last >= counts_.size()) growTo(last);
    for (std::size_t i = indexOf(other.min_); i <= last; ++i)
        counts_[i] += other.counts_[i];
    count_ += other.count_;
    sum_ += other.sum_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
}

void LatencyHistogram::subtract(const LatencyHistogram& earlier) {
    if (earlier.count_ == 0) return;
    assert(earlier.count_ <= count_ && earlier.sum_ <= sum_);
    assert(earlier.min_ >= min_ && earlier.max_ <= max_);
    const std::size_t first = indexOf(min_);
    const std::size_t last = indexOf(max_);
    const std::size_t earlierLast = indexOf(earlier.max_);
    for (std::size_t i = indexOf(earlier.min_); i <= earlierLast; ++i) {
        assert(earlier.counts_[i] <= counts_[i]);
        counts_[i] -= earlier.counts_[i];
    }
    count_ -= earlier.count_;
    sum_ -= earlier.sum_;
    if (count_ == 0) {
        min_ = std::numeric_limits<std::int64_t>::max();
        max_ = -1;
        return;
    }
    std::size_t low = first;
    while (counts_[low] == 0)
        ++low;
    std::size_t high = last;
    while (counts_[high] == 0)
        --high;
    min_ = std::max(min_, lowOf(low));
    max_ = std::min(max_, highOf(high));
}

void LatencyHistogram::reset() {
    if (count_ != 0) {
        const auto begin = counts_.begin();
        std::fill(begin + static_cast<std::ptrdiff_t>(indexOf(min_)),
                  begin + static_cast<std::ptrdiff_t>(indexOf(max_)) + 1, 0);
    }
    count_ = 0;
    sum_ = 0;
    min_ = std::numeric_limits<std::int64_t>::max();
    max_ = -1;
}

double LatencyHistogram::mean() const {
    return count_ == 0 ? 0.0 : static_cast<double>(sum_) / static_cast<double>(count_);
}

double LatencyHistogram::quantile(double q) const {
    return count_ == 0 ? 0.0 : valueAtRank(nearestRank(q, count_));
}

double LatencyHistogram::valueAtRank(std::uint64_t rank) const {
    if (count_ == 0) return 0;
    assert(rank >= 1 && rank <= count_);
    if (rank == 1) return static_cast<double>(min_);
    if (rank == count_) return static_cast<double>(max_);
    std::uint64_t before = 0;
    std::size_t i = indexOf(min_);
    while (before + counts_[i] < rank)
        before += counts_[i++];
    // The outermost buckets are known to begin at the minimum and to end at the maximum.
    const std::int64_t low = std::max(lowOf(i), min_);
    const std::int64_t high = std::min(highOf(i), max_);
    const double share =
        (static_cast<double>(rank - before) - 0.5) / static_cast<double>(counts_[i]);
    return static_cast<double>(low) + share * static_cast<double>(high - low);
}

double LatencyHistogram::fractionAbove(std::int64_t ns) const {
    if (count_ == 0 || ns >= max_) return 0;
    if (ns < min_) return 1;
    const std::size_t index = indexOf(ns);
    std::uint64_t above = 0;
    const std::size_t last = indexOf(max_);
    for (std::size_t i = index + 1; i <= last; ++i)
        above += counts_[i];
    const std::int64_t low = std::max(lowOf(index), min_);
    const std::int64_t high = std::min(highOf(index), max_);
    const double share = static_cast<double>(high - ns) / static_cast<double>(high - low + 1);
    const double inside = static_cast<double>(counts_[index]) * share;
    return (static_cast<double>(above) + inside) / static_cast<double>(count_);
}

bool LatencyHistogram::operator==(const LatencyHistogram& other) const {
    if (count_ != other.count_ || sum_ != other.sum_) return false;
    if (count_ == 0) return true;
    if (min_ != other.min_ || max_ != other.max_) return false;
    const auto first = static_cast<std::ptrdiff_t>(indexOf(min_));
    const auto end = static_cast<std::ptrdiff_t>(indexOf(max_)) + 1;
    return std::equal(counts_.begin() + first, counts_.begin() + end,
                      other.counts_.begin() + first);
}

}  // namespace headroom::engine
