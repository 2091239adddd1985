// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::models {

/// The target with the fewest connections; among equals the one that has been at that number
/// longest, so that equals take turns.
///
/// Targets stand in lists by their number of connections, and a connection more or less moves a
/// target to the neighbouring list; so nothing is searched, however many targets there are. The
/// alternative, scanning all of them as nginx and HAProxy's static maps do, costs O(targets).
///
/// Source: nginx `least_conn`, HAProxy `balance leastconn` (equals by round robin).
/// Cost: O(1) to choose, to open and to close; 16 bytes a target.
/// Assumptions: at least one target; every opened connection is closed once.
class LeastConnections {
  public:
    explicit LeastConnections(std::size_t targets);

    std::size_t choose() const { return lists_[least_].first; }
    void open(std::size_t target) { move(target, targets_[target].connections + 1); }
    void close(std::size_t target) { move(target, targets_[target].connections - 1); }
    /// How many there are, chosen or not.
    std::size_t targets() const { return targets_.size(); }
    /// One more target, without connections; its number is the next.
    void add();
    /// A target that is off is not chosen; its connections go on being counted. At least one
    /// target has to be on. O(targets) at worst.
    void setOn(std::size_t target, bool on);
    std::uint32_t connections(std::size_t target) const { return targets_[target].connections; }

  private:
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    struct Target {
        std::uint32_t previous;
        std::uint32_t next;
        std::uint32_t connections;
        bool isOn = true;
    };
    struct List {
        std::uint32_t first = kNone;
        std::uint32_t last = kNone;
    };

    void move(std::size_t target, std::uint32_t connections);
    void append(std::uint32_t target);
    void remove(std::uint32_t target);
    void findLeast();

    std::vector<Target> targets_;
    std::vector<List> lists_;  // by number of connections
    std::uint32_t least_ = 0;
};

}  // namespace headroom::models
