// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace headroom::models {

/// Each target in turn.
///
/// Source: round robin, as nginx `upstream` without weights.
/// Cost: O(1).
/// Assumptions: at least one target.
class RoundRobin {
  public:
    explicit RoundRobin(std::size_t targets) : targets_(targets) {}

    std::size_t choose() {
        const std::size_t chosen = next_;
        next_ = next_ + 1 == targets_ ? 0 : next_ + 1;
        return chosen;
    }

    /// From now on among so many; the turn goes on, from the first if its target is gone.
    void setTargets(std::size_t targets) {
        targets_ = targets;
        if (next_ >= targets_) next_ = 0;
    }

  private:
    std::size_t targets_;
    std::size_t next_ = 0;
};

}  // namespace headroom::models
