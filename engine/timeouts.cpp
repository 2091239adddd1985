// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/timeouts.h"

#include <cassert>

namespace headroom::engine {

void TimeoutLane::add(Expirable& e) {
    if (tail_ - head_ == entries_.size()) [[unlikely]]
        makeRoom();
    const auto deadline = static_cast<std::int64_t>(e.deadlineOrPlace_);
    assert(head_ == tail_ || entry(tail_ - 1).deadline <= deadline);
    entry(tail_) = {deadline, &e};
    e.deadlineOrPlace_ = tail_++;
    ++live_;
    if (!alarmSet_) {
        alarmSet_ = true;
        alarm_.set(SimTime::atNanoseconds(deadline));
    }
}

void TimeoutLane::remove(Expirable& e) {
    entry(e.deadlineOrPlace_).who = nullptr;
    --live_;
    dropTakenBack();
}

void TimeoutLane::dropTakenBack() {
    while (head_ != tail_ && entry(head_).who == nullptr)
        ++head_;
}

// One long wait at the head keeps everything behind it in the queue. So before the queue grows,
// what has been taken back is closed up; that pays for itself, being done once in size/2 settings.
void TimeoutLane::makeRoom() {
    entriesMoved_ += tail_ - head_;
    std::vector<Entry> old;
    const bool grow = live_ * 2 > entries_.size();
    if (grow) {
        old.swap(entries_);
        entries_.resize(old.size() * 2);
    }
    std::uint64_t to = head_;
    for (std::uint64_t from = head_; from != tail_; ++from) {
        const Entry e = grow ? old[from & (old.size() - 1)] : entry(from);
        if (e.who == nullptr) continue;
        entry(to) = e;
        e.who->deadlineOrPlace_ = to++;
    }
    tail_ = to;
}

// The alarm counts as set until the end: what is set meanwhile, by somebody who expires, is later
// than what may be left here.
void TimeoutLane::expireDue() {
    const std::int64_t now = Simulation::current().now().ns();
    while (head_ != tail_ && entry(head_).deadline <= now) {
        Expirable* who = entry(head_++).who;
        if (who == nullptr) continue;
        --live_;
        who->armed_ = false;
        who->expire();
    }
    dropTakenBack();
    alarmSet_ = head_ != tail_;
    if (alarmSet_) {
        alarm_.set(SimTime::atNanoseconds(entry(head_).deadline));
    }
}

void DeadlineHeap::put(std::size_t i, const Entry& e) {
    heap_[i] = e;
    e.who->deadlineOrPlace_ = i;
}

void DeadlineHeap::siftUp(std::size_t i, const Entry& e) {
    while (i != 0) {
        const std::size_t parent = (i - 1) / 4;
        if (!e.before(heap_[parent])) break;
        put(i, heap_[parent]);
        i = parent;
    }
    put(i, e);
}

void DeadlineHeap::siftDown(std::size_t i, const Entry& e) {
    for (;;) {
        const std::size_t first = 4 * i + 1;
        if (first >= heap_.size()) break;
        std::size_t least = first;
        for (std::size_t k = first + 1; k < heap_.size() && k < first + 4; ++k) {
            if (heap_[k].before(heap_[least])) least = k;
        }
        if (!heap_[least].before(e)) break;
        put(i, heap_[least]);
        i = least;
    }
    put(i, e);
}

void DeadlineHeap::add(Expirable& e) {
    const Entry entry{static_cast<std::int64_t>(e.deadlineOrPlace_), nextOrder_++, &e};
    heap_.push_back(entry);
    siftUp(heap_.size() - 1, entry);
    setAlarm();
}

void DeadlineHeap::remove(Expirable& e) {
    const auto i = static_cast<std::size_t>(e.deadlineOrPlace_);
    const Entry last = heap_.back();
    heap_.pop_back();
    if (i == heap_.size()) return;
    if (last.before(heap_[i])) {
        siftUp(i, last);
    } else {
        siftDown(i, last);
    }
}

void DeadlineHeap::setAlarm() {
    if (!heap_.empty()) alarm_.set(SimTime::atNanoseconds(heap_.front().deadline));
}

void DeadlineHeap::expireDue() {
    const std::int64_t now = Simulation::current().now().ns();
    while (!heap_.empty() && heap_.front().deadline <= now) {
        Expirable* who = heap_.front().who;
        const Entry last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) siftDown(0, last);
        who->armed_ = false;
        who->expire();
    }
    setAlarm();
}

}  // namespace headroom::engine
