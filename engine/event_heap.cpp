// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_heap.h"

#include <algorithm>

namespace headroom::engine {

std::int64_t EventHeap::latestTime() const {
    return std::max_element(entries_.begin(), entries_.end(),
                            [](const Entry& a, const Entry& b) { return a.time < b.time; })
        ->time;
}

// The rank is about to wrap: number the pending events anew in their order. A sorted array is a
// heap, so nothing else moves.
void EventHeap::renumber() {
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.before(b); });
    nextRank_ = 0;
    for (Entry& entry : entries_) {
        entry.rankAndBlock =
            (std::uint64_t{nextRank_++} << 32) | static_cast<std::uint32_t>(entry.rankAndBlock);
    }
}

}  // namespace headroom::engine
