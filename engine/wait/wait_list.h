// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::engine {

/// A link of a WaitList; part of an awaitable, and so of the waiting coroutine's frame.
struct WaitLink {
    WaitLink* previous = nullptr;
    WaitLink* next = nullptr;

    WaitLink() = default;
    WaitLink(const WaitLink&) = delete;
    WaitLink& operator=(const WaitLink&) = delete;

    void unlink() {
        previous->next = next;
        next->previous = previous;
    }
};

/// A list of who waits, linked through the waiting frames themselves: nothing is allocated, and
/// whoever stops waiting leaves in O(1).
class WaitList {
  public:
    WaitList() { clear(); }
    WaitList(const WaitList&) = delete;
    WaitList& operator=(const WaitList&) = delete;

    bool empty() const { return end_.next == &end_; }
    WaitLink& front() { return *end_.next; }
    void pushBack(WaitLink& link) { insertBefore(end_, link); }
    void pushFront(WaitLink& link) { insertBefore(*end_.next, link); }
    WaitLink& popFront() {
        WaitLink& first = *end_.next;
        first.unlink();
        return first;
    }
    /// Moves everything behind what is in `other`.
    void moveTo(WaitList& other) {
        if (empty()) return;
        end_.next->previous = other.end_.previous;
        other.end_.previous->next = end_.next;
        end_.previous->next = &other.end_;
        other.end_.previous = end_.previous;
        clear();
    }

  private:
    void clear() { end_.previous = end_.next = &end_; }
    static void insertBefore(WaitLink& at, WaitLink& link) {
        link.previous = at.previous;
        link.next = &at;
        at.previous->next = &link;
        at.previous = &link;
    }

    WaitLink end_;
};

}  // namespace headroom::engine
