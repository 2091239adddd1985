// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_wheel.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace headroom::engine {

namespace {

constexpr std::size_t kCacheLine = 64;  // bytes, of all machines that this runs on
constexpr int kLeastFineShift = 1;
constexpr int kMostFineShift = 22;  // so that an offset in a coarse bucket fits 32 bits

// A fine bucket should hold three to five events: fewer cost time to find, more to sort.
int fineShiftFor(double gap) {
    const double width = std::clamp(gap * 5.0, 2.0, 4.0e6);
    const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(width)));
    return std::clamp(bits - 1, kLeastFineShift, kMostFineShift);
}

}  // namespace

EventWheel::EventWheel(std::int64_t now, double gap)
    : runStore_(256),
      slots_(std::make_unique<Entry[]>(std::size_t{kFine} * kSlots)),
      spillNodes_(1),
      logBlocks_(1) {
    run_ = runStore_.data();
    restart(now, fineShiftFor(gap));
}

void EventWheel::setWidth(int fineShift) {
    fineShift_ = fineShift;
    coarseShift_ = fineShift + kFineBits;
    offsetMask_ = (std::uint64_t{1} << coarseShift_) - 1;
}

void EventWheel::appendBlock(std::uint32_t bucket, Entry entry) {
    std::uint32_t id = freeLog_;
    if (id != 0) {
        freeLog_ = logBlocks_[id].next;
    } else {
        id = static_cast<std::uint32_t>(logBlocks_.size());
        logBlocks_.emplace_back();
    }
    LogBlock& block = logBlocks_[id];
    block.entries[0] = entry;
    block.count = 1;
    block.next = 0;
    Chain& log = logs_[bucket];
    if (log.last != 0) {
        logBlocks_[log.last].next = id;
    } else {
        log.first = id;
        coarseBits_[bucket >> 6] |= std::uint64_t{1} << (bucket & 63);
    }
    log.last = id;
}

void EventWheel::spill(std::uint32_t fine, Entry entry) {
    std::uint32_t id = freeSpill_;
    if (id != 0) {
        freeSpill_ = spillNodes_[id].next;
    } else {
        id = static_cast<std::uint32_t>(spillNodes_.size());
        spillNodes_.emplace_back();
    }
    spillNodes_[id] = {entry, 0};
    Chain& chain = spills_[fine];
    if (chain.last != 0) {
        spillNodes_[chain.last].next = id;
    } else {
        chain.first = id;
    }
    chain.last = id;
}

void EventWheel::growRun(std::size_t needed) {
    if (needed <= runStore_.size()) return;
    runStore_.resize(std::max(needed, runStore_.size() * 2));
    run_ = runStore_.data();
}

void EventWheel::insertIntoRun(Entry entry) {
    if (tail_ == runStore_.size()) [[unlikely]] {
        if (head_ > tail_ / 2) {
            std::copy(run_ + head_, run_ + tail_, run_);
            tail_ -= head_;
            head_ = 0;
        } else {
            growRun(tail_ + 1);
        }
    }
    const std::uint64_t offset = entry >> 32;
    std::size_t i = tail_++;
    // A short run is shifted by hand; a long one is searched first, so that a burst far denser than
    // the width was made for costs moves of memory and not comparisons.
    if (i - head_ > 64) {
        const Entry* at = std::upper_bound(run_ + head_, run_ + i, offset,
                                           [](std::uint64_t o, Entry e) { return o < (e >> 32); });
        const auto position = static_cast<std::size_t>(at - run_);
        std::copy_backward(run_ + position, run_ + i, run_ + i + 1);
        run_[position] = entry;
        moved_ += i - position;
        if (moved_ > kMovedPerEvent * size_ + kCheckEvery) [[unlikely]]
            splitRun();
        return;
    }
    while (i > head_ && (run_[i - 1] >> 32) > offset) {
        run_[i] = run_[i - 1];
        --i;
    }
    run_[i] = entry;
}

// Beyond the horizon, or before the open window: the latter when the wheel has looked ahead for
// its next event, the run was halted before it, and something earlier is scheduled now.
void EventWheel::pushAside(std::int64_t time, BlockHandle block) {
    if ((static_cast<std::uint64_t>(time) >> coarseShift_) > window_) {
        far_.push(time, block);
        return;
    }
    --size_;
    rebuild(lastPopped_, fineShift_);
    push(time, block);
}

// Sorts up to Count entries into the run by counting for each how many go before it: no branch
// depends on the data. Slots beyond n count as latest.
template <std::uint32_t Count>
void EventWheel::sortSlots(Entry* slots, std::uint32_t n) {
    std::array<Entry, Count> entries;
    std::array<std::uint64_t, Count> keys;
    for (std::uint32_t i = 0; i < Count; ++i) {
        entries[i] = slots[i];
        const std::uint64_t key = ((entries[i] >> 32) << 32) | i;  // the slot keeps equals in order
        keys[i] = i < n ? key : ~std::uint64_t{0};
    }
    for (std::uint32_t i = 0; i < n; ++i) {
        std::uint32_t rank = 0;
        for (std::uint32_t j = 0; j < Count; ++j)
            rank += keys[j] < keys[i];
        run_[rank] = entries[i];
    }
}

void EventWheel::openFine(std::uint32_t fine) {
    const std::uint32_t n = counts_[fine];
    Entry* slots = &slots_[std::size_t{fine} * kSlots];
    openFine_ = fine;
    head_ = 0;
    tail_ = n;
    if (n <= 4) {
        sortSlots<4>(slots, n);
    } else if (n <= 8) {
        sortSlots<8>(slots, n);
    } else {
        sortSlots<16>(slots, n);
    }
    counts_[fine] = 0;
    fineBits_[fine >> 6] &= ~(std::uint64_t{1} << (fine & 63));
    if (spills_[fine].first != 0) [[unlikely]]
        takeSpilled(fine);
    opened_ += tail_;
}

// A frame mostly has two lines that are looked at: what resumes it, and what it waits in.
void EventWheel::fetchFine(std::uint32_t fine) const {
    const std::uint32_t n = counts_[fine];
    const Entry* slots = &slots_[std::size_t{fine} * kSlots];
    for (std::uint32_t i = 0; i < n; ++i) {
        const char* block =
            arena_ + std::size_t{static_cast<BlockHandle>(slots[i])} * FrameArena::kGranule;
        __builtin_prefetch(block);
        __builtin_prefetch(block + kCacheLine);
    }
}

// More events than slots: sorted by (offset, position), which is stable and allocates nothing.
void EventWheel::takeSpilled(std::uint32_t fine) {
    std::size_t total = tail_;
    for (std::uint32_t id = spills_[fine].first; id != 0; id = spillNodes_[id].next)
        ++total;
    growRun(total);
    unsorted_.assign(run_, run_ + tail_);
    std::uint32_t id = spills_[fine].first;
    while (id != 0) {
        unsorted_.push_back(spillNodes_[id].entry);
        const std::uint32_t next = spillNodes_[id].next;
        spillNodes_[id].next = freeSpill_;
        freeSpill_ = id;
        id = next;
    }
    spills_[fine] = {};
    keys_.resize(total);
    for (std::size_t i = 0; i < total; ++i)
        keys_[i] = ((unsorted_[i] >> 32) << 32) | i;
    std::sort(keys_.begin(), keys_.end());
    for (std::size_t i = 0; i < total; ++i) {
        run_[i] = unsorted_[static_cast<std::uint32_t>(keys_[i])];
    }
    tail_ = total;
}

void EventWheel::advance() {
    assert(size_ != 0);
    if (opened_ >= kCheckEvery && opened_ >= size_ / 4) [[unlikely]]
        checkWidth();
    for (;;) {
        auto f = static_cast<std::uint32_t>(openFine_ + 1);
        std::uint32_t word = f >> 6;
        if (word < kFine / 64) {
            std::uint64_t bits = fineBits_[word] & (~std::uint64_t{0} << (f & 63));
            while (bits == 0 && ++word < kFine / 64)
                bits = fineBits_[word];
            if (bits != 0) {
                f = (word << 6) + static_cast<std::uint32_t>(std::countr_zero(bits));
                openFine(f);
                bits &= bits - 1;
                if (bits != 0 && arena_ != nullptr) [[likely]]
                    fetchFine((word << 6) + static_cast<std::uint32_t>(std::countr_zero(bits)));
                return;
            }
        }
        openCoarse(nextWindow());
    }
}

std::uint64_t EventWheel::nextWindow() const {
    const std::uint64_t from = window_ + 1;
    auto index = static_cast<std::uint32_t>(from) & (kCoarse - 1);
    std::uint32_t word = index >> 6;
    std::uint64_t bits = coarseBits_[word] & (~std::uint64_t{0} << (index & 63));
    std::uint64_t base = from - (index & 63);
    for (std::uint32_t k = 0; k <= kCoarse / 64; ++k) {
        if (bits != 0) return base + static_cast<std::uint64_t>(std::countr_zero(bits));
        word = (word + 1) & (kCoarse / 64 - 1);
        bits = coarseBits_[word];
        base += 64;
    }
    return static_cast<std::uint64_t>(far_.topTime()) >> coarseShift_;
}

void EventWheel::openCoarse(std::uint64_t window) {
    window_ = window;
    openFine_ = -1;
    head_ = tail_ = 0;
    const auto index = static_cast<std::uint32_t>(window) & (kCoarse - 1);
    takeLog(index, [this](Entry entry) { putFine(entry); });
    admitFar();
}

template <class Take>
void EventWheel::takeLog(std::uint32_t bucket, Take take) {
    std::uint32_t id = logs_[bucket].first;
    while (id != 0) {
        LogBlock& block = logBlocks_[id];
        for (std::uint32_t i = 0; i < block.count; ++i)
            take(block.entries[i]);
        const std::uint32_t next = block.next;
        block.next = freeLog_;
        freeLog_ = id;
        id = next;
    }
    logs_[bucket] = {};
    coarseBits_[bucket >> 6] &= ~(std::uint64_t{1} << (bucket & 63));
}

// Events of windows that have just come within the horizon, before anything newer can get there.
void EventWheel::admitFar() {
    while (!far_.empty()) {
        const auto t = static_cast<std::uint64_t>(far_.topTime());
        const std::uint64_t ahead = (t >> coarseShift_) - window_;
        if (ahead >= kCoarse) return;
        const Entry entry = ((t & offsetMask_) << 32) | far_.pop().block;
        if (ahead == 0) {
            putFine(entry);
        } else {
            append(static_cast<std::uint32_t>(t >> coarseShift_) & (kCoarse - 1), entry);
        }
    }
}

void EventWheel::checkWidth() {
    const double gap = static_cast<double>(lastPopped_ - checkedAt_) / static_cast<double>(opened_);
    const int wanted = fineShiftFor(gap);
    opened_ = 0;
    checkedAt_ = lastPopped_;
    if (wanted - fineShift_ >= 2 || fineShift_ - wanted >= 2) rebuild(lastPopped_, wanted);
}

// The run being read has become a heap of work: everything pushed lands in it, and the width is
// otherwise looked at only when a run has been read to its end. A burst of fresh events does that.
void EventWheel::splitRun() {
    moved_ = 0;
    const auto span = static_cast<double>(timeOf(run_[tail_ - 1]) - timeOf(run_[head_]));
    const int wanted = fineShiftFor(span / static_cast<double>(tail_ - head_));
    if (fineShift_ - wanted < 2) return;
    rebuild(lastPopped_, wanted);
    advance();  // what is due now has to be in the run, for isDueAt
}

// Deals out anew what lies within the horizon, in an order in which equal times keep theirs: what is
// being read, the fine buckets, the logs by time. What lies beyond it waits in its heap, later than
// all of that, until the new horizon reaches it.
void EventWheel::rebuild(std::int64_t from, int fineShift) {
    ++rebuilds_;
    rebuilt_.clear();
    rebuilt_.reserve(size_);
    const auto keep = [this](Entry e) {
        rebuilt_.push_back({timeOf(e), static_cast<BlockHandle>(e)});
    };
    for (std::size_t i = head_; i < tail_; ++i)
        keep(run_[i]);
    head_ = tail_ = 0;
    for (std::uint32_t f = 0; f < kFine; ++f) {
        if (counts_[f] == 0) continue;
        openFine(f);
        for (std::size_t i = 0; i < tail_; ++i)
            keep(run_[i]);
        head_ = tail_ = 0;
    }
    const std::uint64_t window = window_;
    for (std::uint64_t ahead = 1; ahead < kCoarse; ++ahead) {
        window_ = window + ahead;
        takeLog(static_cast<std::uint32_t>(window_) & (kCoarse - 1), keep);
    }

    restart(from, fineShift);
    size_ = far_.size();
    for (const PendingEvent& event : rebuilt_)
        push(event.time, event.block);
    admitFar();
}

void EventWheel::restart(std::int64_t from, int fineShift) {
    setWidth(fineShift);
    window_ = static_cast<std::uint64_t>(from) >> coarseShift_;
    openFine_ = -1;
    lastPopped_ = from;
    checkedAt_ = from;
    opened_ = 0;
    moved_ = 0;
    size_ = 0;
}

void EventWheel::restart(std::int64_t now, double gap) {
    assert(size_ == 0);
    head_ = tail_ = 0;
    restart(now, fineShiftFor(gap));
}

}  // namespace headroom::engine
