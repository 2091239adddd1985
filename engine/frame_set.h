// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstdint>
#include <vector>

namespace headroom::engine {

/// What a promise needs to be kept in a FrameSet: its place there. Stands first in the promise, so
/// that it is found from the frame's address whatever the rest of the promise is.
struct FrameSetMember {
    static constexpr std::uint32_t kNowhere = ~std::uint32_t{0};
    std::uint32_t place = kNowhere;

    bool isInSet() const { return place != kNowhere; }
};

/// The frames that somebody has to destroy in the end, in no order. Adding and removing are O(1).
/// The promises of the frames derive from FrameSetMember first and have no stricter alignment.
class FrameSet {
  public:
    bool empty() const { return frames_.empty(); }
    std::size_t size() const { return frames_.size(); }
    void* back() const { return frames_.back(); }

    void add(void* frame) {
        memberOf(frame).place = static_cast<std::uint32_t>(frames_.size());
        frames_.push_back(frame);
    }
    void remove(void* frame) {
        FrameSetMember& member = memberOf(frame);
        void* last = frames_.back();
        frames_.pop_back();
        if (last != frame) {
            frames_[member.place] = last;
            memberOf(last).place = member.place;
        }
        member.place = FrameSetMember::kNowhere;
    }

  private:
    struct alignas(8) AnyPromise : FrameSetMember {};
    static FrameSetMember& memberOf(void* frame) {
        return std::coroutine_handle<AnyPromise>::from_address(frame).promise();
    }

    std::vector<void*> frames_;
};

}  // namespace headroom::engine
