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

/// Pending events ordered by (time, order of pushing): a sorted row while they are few, a 4-ary
/// heap beyond. A row in rising order is a heap as it stands, so nothing moves when it becomes one;
/// it is a row again once it has been empty.
///
/// Source: d-ary heap (Johnson 1975). The alternative, a binary heap, touches twice the levels. A
/// heap of a handful of events mispredicts at every comparison of a pop, a row takes its first.
/// Cost: O(log4 n); the best set up to about a hundred events.
/// Assumptions: at most 2^32 - 1 events pending.
class EventHeap {
  public:
    EventHeap() = default;
    /// Ranks begin at `firstRank`: for the test of what happens when they run out.
    explicit EventHeap(std::uint32_t firstRank) : nextRank_(firstRank) {}

    bool empty() const { return first_ == entries_.size(); }
    std::size_t size() const { return entries_.size() - first_; }
    std::int64_t topTime() const { return entries_[first_].time; }

    void push(std::int64_t time, BlockHandle block) {
        if (nextRank_ == 0xffff'ffff) [[unlikely]]
            renumber();
        const Entry entry{time, (std::uint64_t{nextRank_++} << 32) | block};
        entries_.push_back(entry);
        if (isRow_) [[likely]] {
            std::size_t i = entries_.size() - 1;
            while (i != first_ && entries_[i - 1].time > time) {
                entries_[i] = entries_[i - 1];
                --i;
            }
            entries_[i] = entry;
            if (entries_.size() == kRowEnd) [[unlikely]]
                closeUp();
        } else {
            siftUp(entry);
        }
    }

    PendingEvent pop() {
        const Entry top = entries_[first_];
        if (isRow_) [[likely]] {
            ++first_;
        } else {
            removeTop();
        }
        return {top.time, static_cast<BlockHandle>(top.rankAndBlock)};
    }

    /// Room for `n` events without allocating.
    void reserve(std::size_t n) { entries_.reserve(n > kRowEnd ? n : kRowEnd); }
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

    // A row is read from first_ on; it closes up, or becomes a heap, when it reaches this end.
    static constexpr std::size_t kRowEnd = 64;
    static constexpr std::size_t kMostInRow = 16;

    void siftUp(const Entry& entry);
    void removeTop();
    void closeUp();
    void renumber();

    std::vector<Entry> entries_;
    std::size_t first_ = 0;
    bool isRow_ = true;
    std::uint32_t nextRank_ = 0;
};

}  // namespace headroom::engine
