// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::engine {

/// A first-in first-out queue in one array that doubles when full and never shrinks. Items have a
/// place, counted from the first that was ever pushed, by which they are found while they are in.
template <class T>
class Ring {
  public:
    /// `capacity`: a power of two, or 0.
    explicit Ring(std::size_t capacity = 0) : items_(capacity), mask_(capacity - 1) {}

    bool empty() const { return head_ == tail_; }
    std::size_t size() const { return static_cast<std::size_t>(tail_ - head_); }

    /// The item's place.
    std::uint64_t push(T item) {
        if (tail_ - head_ == mask_ + 1) [[unlikely]]
            grow();
        items_[index(tail_)] = item;
        return tail_++;
    }
    /// Precondition of all three: not empty.
    T& front() { return items_[index(head_)]; }
    T pop() { return items_[index(head_++)]; }
    void dropFront() { ++head_; }
    /// Precondition: pushed and not yet popped.
    T& operator[](std::uint64_t place) { return items_[index(place)]; }
    void clear() { head_ = tail_; }

  private:
    std::size_t index(std::uint64_t place) const { return place & mask_; }
    void grow() {
        std::vector<T> larger(std::max<std::size_t>(items_.size() * 2, 16));
        for (std::uint64_t i = head_; i != tail_; ++i) {
            larger[i & (larger.size() - 1)] = items_[index(i)];
        }
        items_.swap(larger);
        mask_ = items_.size() - 1;
    }

    std::vector<T> items_;
    std::uint64_t mask_;  // one less than its size
    std::uint64_t head_ = 0;
    std::uint64_t tail_ = 0;
};

}  // namespace headroom::engine
