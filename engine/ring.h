// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::engine {

/// A first-in first-out queue in one array that doubles when full and never shrinks.
template <class T>
class Ring {
  public:
    Ring() : items_(1024) {}

    bool empty() const { return head_ == tail_; }
    std::size_t size() const { return static_cast<std::size_t>(tail_ - head_); }

    void push(T item) {
        if (tail_ - head_ == items_.size()) [[unlikely]]
            grow();
        items_[tail_++ & (items_.size() - 1)] = item;
    }
    /// Precondition: not empty.
    T pop() { return items_[head_++ & (items_.size() - 1)]; }
    void clear() { head_ = tail_; }

  private:
    void grow() {
        std::vector<T> larger(items_.size() * 2);
        std::size_t n = 0;
        for (std::uint64_t i = head_; i != tail_; ++i) {
            larger[n++] = items_[i & (items_.size() - 1)];
        }
        head_ = 0;
        tail_ = n;
        items_.swap(larger);
    }

    std::vector<T> items_;
    std::uint64_t head_ = 0;
    std::uint64_t tail_ = 0;
};

}  // namespace headroom::engine
