// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/algorithms/caching/lru.h"

#include <algorithm>

namespace headroom::models {

LruCache::LruCache(std::uint64_t mostBytes, std::uint64_t mostEntries)
    : mostBytes_(mostBytes),
      mostEntries_(std::min<std::uint64_t>(mostEntries, std::uint64_t{1} << 31)),
      entries_(1),
      buckets_(64, 0) {}

std::size_t LruCache::bucketOf(std::uint64_t key) const {
    // Multiplicative hashing: keys that count up land far apart.
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15u) >> 32) & (buckets_.size() - 1);
}

LruCache::Index LruCache::find(std::uint64_t key) const {
    Index i = buckets_[bucketOf(key)];
    while (i != 0 && entries_[i].key != key)
        i = entries_[i].nextInBucket;
    return i;
}

void LruCache::unlink(Index i) {
    const Entry& e = entries_[i];
    entries_[e.newer].older = e.older;
    entries_[e.older].newer = e.newer;
}

void LruCache::linkNewest(Index i) {
    const Index newest = entries_[0].older;
    entries_[i].newer = 0;
    entries_[i].older = newest;
    entries_[newest].newer = i;
    entries_[0].older = i;
}

void LruCache::drop(Index i) {
    unlink(i);
    Index* at = &buckets_[bucketOf(entries_[i].key)];
    while (*at != i)
        at = &entries_[*at].nextInBucket;
    *at = entries_[i].nextInBucket;
    bytes_ -= entries_[i].bytes;
    --count_;
    entries_[i].nextInBucket = free_;
    free_ = i;
}

bool LruCache::get(std::uint64_t key, std::int64_t now) {
    const Index i = find(key);
    if (i == 0) return false;
    if (entries_[i].expiresAt <= now) {
        drop(i);
        return false;
    }
    if (entries_[0].older != i) {
        unlink(i);
        linkNewest(i);
    }
    return true;
}

void LruCache::put(std::uint64_t key, std::uint64_t bytes, std::int64_t expiresAt) {
    erase(key);
    if (bytes > mostBytes_ || mostEntries_ == 0) return;
    while (count_ + 1 > mostEntries_ || bytes_ + bytes > mostBytes_) {
        ++evictions_;
        drop(entries_[0].newer);
    }
    Index i = free_;
    if (i != 0) {
        free_ = entries_[i].nextInBucket;
    } else {
        i = static_cast<Index>(entries_.size());
        entries_.emplace_back();
        if (entries_.size() > buckets_.size()) growTable();
    }
    Entry& e = entries_[i];
    e.key = key;
    e.bytes = bytes;
    e.expiresAt = expiresAt;
    Index& bucket = buckets_[bucketOf(key)];
    e.nextInBucket = bucket;
    bucket = i;
    linkNewest(i);
    bytes_ += bytes;
    ++count_;
}

void LruCache::setMost(std::uint64_t mostBytes, std::uint64_t mostEntries) {
    mostBytes_ = mostBytes;
    mostEntries_ = std::min<std::uint64_t>(mostEntries, std::uint64_t{1} << 31);
    while (count_ > mostEntries_ || bytes_ > mostBytes_) {
        ++evictions_;
        drop(entries_[0].newer);
    }
}

void LruCache::moveClock(std::int64_t by) {
    for (Index i = entries_[0].older; i != 0; i = entries_[i].older) {
        if (entries_[i].expiresAt != kNeverExpires) entries_[i].expiresAt += by;
    }
}

void LruCache::erase(std::uint64_t key) {
    if (const Index i = find(key); i != 0) drop(i);
}

void LruCache::growTable() {
    buckets_.assign(buckets_.size() * 2, 0);
    for (Index i = entries_[0].older; i != 0; i = entries_[i].older) {
        Index& bucket = buckets_[bucketOf(entries_[i].key)];
        entries_[i].nextInBucket = bucket;
        bucket = i;
    }
}

}  // namespace headroom::models
