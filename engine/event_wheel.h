// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/event_heap.h"

namespace headroom::engine {

/// Pending events as a wheel of two levels whose bucket width follows the measured gap between
/// events. Equal times leave in the order in which they were pushed.
///
/// A coarse bucket is a log: events are appended and not looked at. When the wheel reaches it, its
/// log is dealt out to the fine buckets of the open window, and a fine bucket is sorted when it is
/// reached. Every step keeps the order of pushing among equal times: logs and buckets are filled in
/// that order, the sort is stable, an event pushed into the run being read goes behind its equals,
/// and events beyond the horizon wait in a heap that ranks them and is emptied into a coarse bucket
/// before anything newer can reach that bucket.
///
/// Source: timing wheels (Varghese & Lauck 1987), calendar queue (Brown 1988), ladder queue (Tang,
/// Goh & Thng 2005) for opening buckets late. The alternative, one level of lists, loses its order.
/// Cost: O(1) for any number pending; O(pending) when the density of events shifts by a factor of
/// four or more, at most once in 4,096 events or as soon as a run far denser than the width was
/// made for has cost as much in moves. Assumptions: times never lie before the last popped one;
/// blocks are 32-bit handles.
class EventWheel {
  public:
    /// `now`: no event will lie before; `gap`: expected ns between events, corrected by itself.
    EventWheel(std::int64_t now, double gap);

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    /// As a new wheel, with the memory of this one. Precondition: empty.
    void restart(std::int64_t now, double gap);

    void push(std::int64_t time, BlockHandle block) {
        ++size_;
        const auto t = static_cast<std::uint64_t>(time);
        const std::uint64_t ahead = (t >> coarseShift_) - window_;
        const Entry entry = ((t & offsetMask_) << 32) | block;
        if (ahead - 1 < kCoarse - 1) [[likely]] {
            append(static_cast<std::uint32_t>(t >> coarseShift_) & (kCoarse - 1), entry);
        } else if (ahead == 0) {
            pushIntoWindow(entry);
        } else {
            pushAside(time, block);
        }
    }

    /// The earliest instant pending, in ns. Precondition: not empty.
    std::int64_t nextTime() {
        if (head_ == tail_) advance();
        return timeOf(run_[head_]);
    }
    /// Whether an event is due at `time`, asked without looking further than the run being read:
    /// right when nothing pending lies before `time` and the last event popped was due at `time`.
    bool isDueAt(std::int64_t time) const { return head_ != tail_ && timeOf(run_[head_]) == time; }

    /// Precondition: not empty.
    PendingEvent pop() {
        if (head_ == tail_) advance();
        --size_;
        const Entry entry = run_[head_++];
        lastPopped_ = timeOf(entry);
        return {lastPopped_, static_cast<BlockHandle>(entry)};
    }
    /// Where the blocks are, so that those due next can be fetched into the cache ahead of time:
    /// with more pending than the cache holds, a pop would mostly wait for memory. Null: they are
    /// not fetched.
    void fetchBlocksFrom(const void* arena) { arena_ = static_cast<const char*>(arena); }

    /// log2 of the width of a fine bucket in ns, for tests and benchmarks.
    int fineShift() const { return fineShift_; }
    std::uint64_t rebuilds() const { return rebuilds_; }

  private:
    using Entry = std::uint64_t;  // offset in the coarse bucket << 32 | block

    static constexpr std::uint32_t kCoarse = 4096;
    static constexpr int kFineBits = 10;
    static constexpr std::uint32_t kFine = 1U << kFineBits;
    static constexpr std::uint32_t kSlots = 16;  // entries a fine bucket holds in place
    static constexpr std::uint32_t kLogEntries = 31;
    static constexpr std::uint64_t kCheckEvery = 4096;
    // Entries moved within a run that cost as much as dealing one pending event out anew.
    static constexpr std::uint64_t kMovedPerEvent = 64;

    struct LogBlock {
        std::array<Entry, kLogEntries> entries;
        std::uint32_t count;
        std::uint32_t next;
    };
    struct Chain {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };
    struct Spill {
        Entry entry;
        std::uint32_t next;
    };

    std::int64_t timeOf(Entry e) const {
        return static_cast<std::int64_t>((window_ << coarseShift_) | (e >> 32));
    }
    std::uint32_t fineOf(Entry e) const {
        return static_cast<std::uint32_t>((e >> 32) >> fineShift_);
    }

    void append(std::uint32_t bucket, Entry entry) {
        Chain& log = logs_[bucket];
        if (log.last != 0) [[likely]] {
            LogBlock& block = logBlocks_[log.last];
            if (block.count < kLogEntries) [[likely]] {
                block.entries[block.count++] = entry;
                return;
            }
        }
        appendBlock(bucket, entry);
    }
    void pushIntoWindow(Entry entry) {
        if (static_cast<std::int64_t>(fineOf(entry)) <= openFine_) {
            insertIntoRun(entry);
        } else {
            putFine(entry);
        }
    }
    void putFine(Entry entry) {
        const std::uint32_t f = fineOf(entry);
        const std::uint32_t n = counts_[f];
        if (n < kSlots) [[likely]] {
            slots_[f * kSlots + n] = entry;
            counts_[f] = static_cast<std::uint8_t>(n + 1);
            fineBits_[f >> 6] |= std::uint64_t{1} << (f & 63);
        } else {
            spill(f, entry);
        }
    }

    void appendBlock(std::uint32_t bucket, Entry entry);
    void spill(std::uint32_t fine, Entry entry);
    void insertIntoRun(Entry entry);
    void pushAside(std::int64_t time, BlockHandle block);
    void advance();
    void openFine(std::uint32_t fine);
    void fetchFine(std::uint32_t fine) const;
    void takeSpilled(std::uint32_t fine);
    void openCoarse(std::uint64_t window);
    std::uint64_t nextWindow() const;
    void admitFar();
    void checkWidth();
    void splitRun();
    void rebuild(std::int64_t from, int fineShift);
    void restart(std::int64_t from, int fineShift);
    void setWidth(int fineShift);
    template <class Take>
    void takeLog(std::uint32_t bucket, Take take);
    void growRun(std::size_t needed);
    template <std::uint32_t Count>
    void sortSlots(Entry* slots, std::uint32_t n);

    int fineShift_ = 0;
    int coarseShift_ = 0;
    std::uint64_t offsetMask_ = 0;
    std::uint64_t window_ = 0;    // number of the coarse bucket that is open
    std::int64_t openFine_ = -1;  // fine bucket being read; -1: none yet in this window
    std::size_t size_ = 0;
    std::int64_t lastPopped_ = 0;
    const char* arena_ = nullptr;

    Entry* run_ = nullptr;  // the open fine bucket, sorted; read from head_ to tail_
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
    std::vector<Entry> runStore_;
    std::vector<Entry> unsorted_;
    std::vector<std::uint64_t> keys_;
    std::vector<PendingEvent> rebuilt_;

    std::unique_ptr<Entry[]> slots_;
    std::array<std::uint8_t, kFine> counts_{};
    std::array<std::uint64_t, kFine / 64> fineBits_{};
    std::array<Chain, kFine> spills_{};
    std::vector<Spill> spillNodes_;
    std::uint32_t freeSpill_ = 0;

    std::array<Chain, kCoarse> logs_{};
    std::array<std::uint64_t, kCoarse / 64> coarseBits_{};
    std::vector<LogBlock> logBlocks_;
    std::uint32_t freeLog_ = 0;

    EventHeap far_;

    // The measured density: events opened since the last check, and when that was.
    std::uint64_t opened_ = 0;
    std::uint64_t moved_ = 0;  // entries of the run shifted by pushes since the last rebuild
    std::int64_t checkedAt_ = 0;
    std::uint64_t rebuilds_ = 0;
};

}  // namespace headroom::engine
