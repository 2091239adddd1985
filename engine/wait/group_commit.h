// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <coroutine>
#include <cstdint>
#include <limits>

#include "engine/simulation.h"
#include "engine/wait/wait_list.h"

namespace headroom::engine {

/// Many commits, one flush: whoever commits while a flush is under way shares the next one.
///
/// A committer does co_await gate.commit(bytes). One flusher does, for ever:
///     const auto batch = co_await gate.collect();   // waits until there is something
///     co_await disk.write(batch.bytes);
///     gate.complete();                               // everybody in the batch goes on
///
/// The batch may be empty, if all that had come have gone away since. A flusher that goes away with
/// a batch under way leaves it to the next one, whose first batch begins with it.
///
/// Source: group commit (DeWitt et al. 1984), as in PostgreSQL's and InnoDB's write-ahead logs.
/// Cost: O(1) a commit; nothing allocated.
/// Assumptions: one flusher; outlives both sides.
class GroupCommit {
  public:
    static constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();

    struct Batch {
        std::uint32_t commits;
        std::uint64_t bytes;
    };

    class [[nodiscard]] Commit final : WaitLink {
      public:
        Commit(GroupCommit& gate, std::uint64_t bytes) : gate_(&gate), bytes_(bytes) {}
        ~Commit() {
            if (frame_ != 0) [[unlikely]]
                gate_->cancel(*this);
        }
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> caller) {
            frame_ = Simulation::current().arena().handleOf(caller.address());
            gate_->join(*this);
        }
        void await_resume() noexcept { frame_ = 0; }

      private:
        friend class GroupCommit;
        enum class State : std::uint8_t { open, flushing, woken };
        GroupCommit* gate_;
        std::uint64_t bytes_;
        BlockHandle frame_ = 0;
        State state_ = State::open;
    };

    class [[nodiscard]] Collect final {
      public:
        explicit Collect(GroupCommit& gate) : gate_(&gate) {}
        Collect(const Collect&) = delete;
        Collect& operator=(const Collect&) = delete;
        ~Collect() {
            if (frame_ != nullptr) [[unlikely]]
                gate_->flusherGone(frame_);
        }
        bool await_ready() const noexcept {
            return gate_->openCommits_ != 0 || !gate_->flushing_.empty();
        }
        void await_suspend(std::coroutine_handle<> caller) {
            frame_ = caller.address();
            gate_->flusher_ = frame_;
        }
        Batch await_resume() noexcept {
            frame_ = nullptr;
            return gate_->close();
        }

      private:
        GroupCommit* gate_;
        void* frame_ = nullptr;
    };

    /// `mostPerBatch` > 0.
    explicit GroupCommit(std::uint32_t mostPerBatch = kUnbounded) : most_(mostPerBatch) {
        assert(mostPerBatch > 0);
    }
    GroupCommit(const GroupCommit&) = delete;
    GroupCommit& operator=(const GroupCommit&) = delete;

    Commit commit(std::uint64_t bytes = 0) { return Commit(*this, bytes); }
    Collect collect() { return Collect(*this); }
    void complete();

    /// Commits that are in no batch yet.
    std::uint32_t waiting() const { return openCommits_; }

  private:
    void join(Commit& commit);
    void cancel(Commit& commit);
    void flusherGone(void* frame);
    Batch close();
    void reopen();

    std::uint32_t most_;
    std::uint32_t openCommits_ = 0;
    WaitList open_;
    WaitList flushing_;
    void* flusher_ = nullptr;  // waits for a first commit
};

}  // namespace headroom::engine
