// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/frame_arena.h"

namespace headroom::engine {

/// What is due when: the block whose first word is resumed at the instant `time` (ns).
struct PendingEvent {
    std::int64_t time;
    BlockHandle block;
};

/// Pending events as a 4-ary heap ordered by (time, order of pushing).
///
/// Source: d-ary heap (Johnson 1975). The alternative, a binary heap, touches twice the levels.
/// Cost: O(log4 n); the best set up to about a hundred events.
/// Assumptions: at most 2^32 - 1 events pending.
class EventHeap {
  public:
    EventHeap() = default;
    /// Ranks begin at `firstRank`: for the test of what happens when they run out.
    explicit EventHeap(std::uint32_t firstRank) : nextRank_(firstRank) {}

    bool empty() const { return entries_.empty(); }
    std::size_t size() const { return entries_.size(); }
    std::int64_t topTime() const { return entries_.front().time; }

    void push(std::int64_t time, BlockHandle block) {
        if (nextRank_ == 0xffff'ffff) [[unlikely]]
            renumber();
        const Entry entry{time, (std::uint64_t{nextRank_++} << 32) | block};
        entries_.push_back(entry);
        std::size_t i = entries_.size() - 1;
        while (i != 0) {
            const std::size_t parent = (i - 1) / 4;
            if (!entry.before(entries_[parent])) break;
            entries_[i] = entries_[parent];
            i = parent;
        }
        entries_[i] = entry;
    }

    PendingEvent pop() {
        const Entry top = entries_.front();
        const Entry last = entries_.back();
        entries_.pop_back();
        const std::size_t n = entries_.size();
        if (n != 0) {
            std::size_t i = 0;
            for (;;) {
                const std::size_t first = 4 * i + 1;
                if (first >= n) break;
                std::size_t least = first;
                const std::size_t end = first + 4 < n ? first + 4 : n;
                for (std::size_t k = first + 1; k < end; ++k) {
                    if (entries_[k].before(entries_[least])) least = k;
                }
                if (!entries_[least].before(last)) break;
                entries_[i] = entries_[least];
                i = least;
            }
            entries_[i] = last;
        }
        return {top.time, static_cast<BlockHandle>(top.rankAndBlock)};
    }

    /// Room for `n` events without allocating.
    void reserve(std::size_t n) { entries_.reserve(n); }
    /// The latest instant pending; O(n). Precondition: not empty.
    std::int64_t latestTime() const;

  private:
    struct Entry {
        std::int64_t time;
        std::uint64_t rankAndBlock;  // order of pushing in the upper half

        // Without a branch: which of several children comes first is a coin toss to the processor.
        bool before(const Entry& other) const {
            return static_cast<bool>(static_cast<int>(time < other.time) |
                                     (static_cast<int>(time == other.time) &
                                      static_cast<int>(rankAndBlock < other.rankAndBlock)));
        }
    };

    void renumber();

    std::vector<Entry> entries_;
    std::uint32_t nextRank_ = 0;
};

}  // namespace headroom::engine
