// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/algorithms/balancing/least_connections.h"

#include <cassert>

namespace headroom::models {

LeastConnections::LeastConnections(std::size_t targets)
    : targets_(targets, Target{kNone, kNone, 0}), lists_(2) {
    assert(targets != 0);
    for (std::size_t i = 0; i < targets; ++i)
        append(static_cast<std::uint32_t>(i));
}

void LeastConnections::append(std::uint32_t target) {
    List& list = lists_[targets_[target].connections];
    targets_[target].previous = list.last;
    targets_[target].next = kNone;
    (list.last == kNone ? list.first : targets_[list.last].next) = target;
    list.last = target;
}

void LeastConnections::remove(std::uint32_t target) {
    const Target& t = targets_[target];
    List& list = lists_[t.connections];
    (t.previous == kNone ? list.first : targets_[t.previous].next) = t.next;
    (t.next == kNone ? list.last : targets_[t.next].previous) = t.previous;
}

void LeastConnections::move(std::size_t target, std::uint32_t connections) {
    const auto id = static_cast<std::uint32_t>(target);
    if (!targets_[target].isOn) {
        targets_[target].connections = connections;
        return;
    }
    remove(id);
    if (connections >= lists_.size()) lists_.resize(std::size_t{connections} * 2);
    targets_[target].connections = connections;
    append(id);
    // The number changes by one, so the least is where it was or one list further.
    if (connections < least_) {
        least_ = connections;
    } else if (lists_[least_].first == kNone) {
        ++least_;
    }
}

void LeastConnections::add() {
    targets_.push_back({kNone, kNone, 0});
    append(static_cast<std::uint32_t>(targets_.size() - 1));
    least_ = 0;
}

void LeastConnections::setOn(std::size_t target, bool on) {
    const auto id = static_cast<std::uint32_t>(target);
    Target& t = targets_[target];
    if (t.isOn == on) return;
    t.isOn = on;
    if (on) {
        if (t.connections >= lists_.size()) lists_.resize(std::size_t{t.connections} * 2);
        append(id);
    } else {
        remove(id);
    }
    findLeast();
}

void LeastConnections::findLeast() {
    least_ = 0;
    while (least_ + 1 < lists_.size() && lists_[least_].first == kNone)
        ++least_;
}

}  // namespace headroom::models
