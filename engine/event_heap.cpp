// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_heap.h"

#include <algorithm>

namespace headroom::engine {

// Called with the new entry at the end.
void EventHeap::siftUp(const Entry& entry) {
    std::size_t i = entries_.size() - 1;
    while (i != 0) {
        const std::size_t parent = (i - 1) / 4;
        if (!entry.before(entries_[parent])) break;
        entries_[i] = entries_[parent];
        i = parent;
    }
    entries_[i] = entry;
}

void EventHeap::removeTop() {
    const Entry last = entries_.back();
    entries_.pop_back();
    const std::size_t n = entries_.size();
    if (n == 0) {
        isRow_ = true;
        return;
    }
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

void EventHeap::closeUp() {
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
    isRow_ = entries_.size() <= kMostInRow;
}

std::int64_t EventHeap::latestTime() const {
    return std::max_element(entries_.begin() + static_cast<std::ptrdiff_t>(first_), entries_.end(),
                            [](const Entry& a, const Entry& b) { return a.time < b.time; })
        ->time;
}

// The rank is about to wrap: number the pending events anew in their order. A sorted array is a
// heap, so nothing else moves.
void EventHeap::renumber() {
    if (isRow_) closeUp();
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.before(b); });
    nextRank_ = 0;
    for (Entry& entry : entries_) {
        entry.rankAndBlock =
            (std::uint64_t{nextRank_++} << 32) | static_cast<std::uint32_t>(entry.rankAndBlock);
    }
}

}  // namespace headroom::engine
