// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::models {

/// A cache that evicts what has not been used for longest, bounded by bytes and by entries.
///
/// Source: least recently used, exact (not Redis's sampled approximation).
/// Cost: O(1) a look-up or store; 40 bytes an entry and 8 to 16 for the index.
/// Assumptions: keys are 64-bit and already well mixed or mixed here; times in ns from one clock.
class LruCache {
  public:
    static constexpr std::int64_t kNeverExpires = INT64_MAX;

    /// Both bounds hold; `mostEntries` at most 2^31.
    LruCache(std::uint64_t mostBytes, std::uint64_t mostEntries);

    /// Whether the key is there and has not expired; a hit makes it the most recently used. An
    /// expired entry is dropped.
    bool get(std::uint64_t key, std::int64_t now);
    /// Stores or replaces; evicts from the other end as far as needed. Something larger than the
    /// whole cache is not stored.
    void put(std::uint64_t key, std::uint64_t bytes, std::int64_t expiresAt = kNeverExpires);
    void erase(std::uint64_t key);
    /// Other bounds; evicts as far as needed.
    void setMost(std::uint64_t mostBytes, std::uint64_t mostEntries);
    /// From now on instants are counted from another origin: what was at t is at t + by.
    void moveClock(std::int64_t by);

    std::size_t entries() const { return count_; }
    std::uint64_t bytes() const { return bytes_; }
    std::uint64_t evictions() const { return evictions_; }

  private:
    using Index = std::uint32_t;
    struct Entry {
        std::uint64_t key;
        std::uint64_t bytes;
        std::int64_t expiresAt;
        Index newer;
        Index older;
        Index nextInBucket;
    };

    std::size_t bucketOf(std::uint64_t key) const;
    Index find(std::uint64_t key) const;
    void unlink(Index i);
    void linkNewest(Index i);
    void drop(Index i);
    void growTable();

    std::uint64_t mostBytes_;
    std::uint64_t mostEntries_;
    std::uint64_t bytes_ = 0;
    std::uint64_t evictions_ = 0;
    std::size_t count_ = 0;
    std::vector<Entry> entries_;  // [0] is the end of the list: newer = oldest, older = newest
    std::vector<Index> buckets_;
    Index free_ = 0;
};

}  // namespace headroom::models
