// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstdint>
#include <new>
#include <utility>

#include "engine/simulation.h"

namespace headroom::engine {

/// Several tasks or calls at once. Fill it with add(), then either
///     co_await group.all();            // every one has ended
///     const auto i = co_await group.any();   // the first has ended: its number
/// and take results with result(i). They start in the order in which they were added; any() starts
/// no more once one has ended. What is in flight when the group goes is dropped: tasks end there,
/// calls go on for nobody.
///
/// `Awaited` is a Task<T> or a Call<R>.
/// Cost: 48 bytes of the arena a branch, and 8.
template <class Awaited>
class Group {
  public:
    /// `capacity`: the most branches it will take.
    explicit Group(std::uint32_t capacity)
        : capacity_(capacity),
          branches_(static_cast<Branch**>(
              Simulation::current().arena().allocate(capacity * sizeof(Branch*)))) {}
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
    ~Group() {
        Simulation& simulation = Simulation::current();
        for (std::uint32_t i = 0; i < count_; ++i) {
            branches_[i]->~Branch();
            simulation.releaseFrame(branches_[i], sizeof(Branch));
        }
        simulation.arena().release(branches_, capacity_ * sizeof(Branch*));
    }

    /// Precondition: fewer than `capacity` were added, and nobody has waited yet.
    void add(Awaited&& awaited) {
        void* block = Simulation::current().allocateFrame(sizeof(Branch));
        branches_[count_] = new (block) Branch(*this, count_, std::move(awaited));
        ++count_;
    }
    std::uint32_t size() const { return count_; }
    /// Whether branch `i` has ended, so that its result can be taken.
    bool ended(std::uint32_t i) const { return branches_[i]->ended; }
    decltype(auto) result(std::uint32_t i) { return branches_[i]->awaited.takeResult(); }

    class [[nodiscard]] Wait final {
      public:
        Wait(Group& group, bool any) : group_(&group), any_(any) {}
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;
        bool await_ready() const noexcept { return group_->count_ == 0; }
        bool await_suspend(std::coroutine_handle<> caller) { return group_->start(caller, any_); }
        std::uint32_t await_resume() const noexcept { return group_->first_; }

      private:
        Group* group_;
        bool any_;
    };

    Wait all() { return Wait(*this, false); }
    Wait any() { return Wait(*this, true); }

  private:
    // Stands for the waiting coroutine towards one branch.
    struct Branch : Wakeable {
        Branch(Group& g, std::uint32_t i, Awaited&& a)
            : Wakeable{&Branch::onEnd, &Branch::onEnd},
              group(&g),
              index(i),
              awaited(std::move(a)) {}
        static void onEnd(void* self) {
            auto* branch = static_cast<Branch*>(self);
            branch->awaited.noteResumed();
            branch->group->onBranchEnd(*branch);
        }
        Group* group;
        std::uint32_t index;
        bool ended = false;
        Awaited awaited;
    };

    bool start(std::coroutine_handle<> caller, bool any) {
        pending_ = 0;
        for (std::uint32_t i = 0; i < count_; ++i) {
            Branch& branch = *branches_[i];
            if (branch.awaited.startFor(std::coroutine_handle<>::from_address(&branch))) {
                ++pending_;
                continue;
            }
            branch.ended = true;
            if (any) {
                first_ = i;
                return false;
            }
        }
        if (any) pending_ = 1;
        if (pending_ == 0) return false;
        waiting_ = caller;
        return true;
    }
    void onBranchEnd(Branch& branch) {
        branch.ended = true;
        if (pending_ == 0 || --pending_ != 0) return;
        first_ = branch.index;
        Simulation::current().continueWith(waiting_);
    }

    std::uint32_t capacity_;
    std::uint32_t count_ = 0;
    std::uint32_t pending_ = 0;
    std::uint32_t first_ = 0;
    std::coroutine_handle<> waiting_;
    Branch** branches_;
};

}  // namespace headroom::engine
