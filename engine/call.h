// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <coroutine>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "engine/fault_domain.h"
#include "engine/frame_set.h"
#include "engine/simulation.h"
#include "engine/task.h"

namespace headroom::engine {

/// What a call can return: made from a failure, small, plain.
template <class R>
concept CallReply = std::is_trivially_copyable_v<R> && std::is_default_constructible_v<R> &&
    requires(CallFailure failure) {
    { R::failed(failure) } -> std::same_as<R>;
};

template <CallReply R>
class Call;

namespace detail {

class CallSlot;

/// The part of a call's promise that does not depend on the reply.
struct alignas(8) CallPromiseBase : FrameSetMember, FrameInArena {
    bool abandoned = false;
    CallSlot* slot =
        nullptr;  // where the caller waits; null before the first wait and if nobody does
    FaultDomain* domain = nullptr;

    CallPromiseBase() = default;
    template <class Self, class... Arguments>
    explicit CallPromiseBase(Self&& self, Arguments&&...) {
        if constexpr (requires { self.faultDomain(); }) domain = &self.faultDomain();
    }
    CallPromiseBase(const CallPromiseBase&) = delete;
    CallPromiseBase& operator=(const CallPromiseBase&) = delete;
    ~CallPromiseBase() {
        if (isInSet()) [[unlikely]]
            leaveSet();
    }

    std::suspend_always initial_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { exceptionInCoroutine(); }

    struct Final {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> self) noexcept {
            self.promise().end(self);
        }
        void await_resume() noexcept {}
    };
    Final final_suspend() noexcept { return {}; }

    void* frame() { return std::coroutine_handle<CallPromiseBase>::from_promise(*this).address(); }
    void end(std::coroutine_handle<> self) noexcept;
    void leaveSet();
};

/// The caller's end of a call that has been made: everything but the type of the reply. Two words
/// of 32 bits, for it stands in every frame between a user and the end of the path.
class CallSlot {
  public:
    CallSlot(const CallSlot&) = delete;
    CallSlot& operator=(const CallSlot&) = delete;

    bool inFlight() const { return waiting_ != 0 && !hasFailed(); }
    /// Gives the call up: the caller is resumed at this instant with `why`, the callee goes on for
    /// nobody. Does nothing if the call is not in flight.
    void abandon(CallFailure why);

  protected:
    explicit CallSlot(void* frame) : frame_(Simulation::current().arena().handleOf(frame)) {}
    CallSlot(CallSlot&& other) noexcept : frame_(std::exchange(other.frame_, 0)) {}
    ~CallSlot() {
        if (frame_ == 0) return;
        if (!hasFailed()) [[likely]] {
            letGo();
        } else if (waiting_ != 0) [[unlikely]] {
            disownCaller();  // failed, and not yet resumed
        }
    }

    bool start(std::coroutine_handle<> caller);
    bool hasFailed() const { return frame_ >= FrameArena::kFirstUnused; }
    /// Precondition of both: has failed, has not.
    CallFailure failure() const {
        return static_cast<CallFailure>(frame_ - FrameArena::kFirstUnused);
    }
    void* frame() const { return Simulation::current().arena().at(frame_); }
    void noteResumed() { waiting_ = 0; }

  private:
    friend struct CallPromiseBase;
    friend class engine::FaultDomain;
    CallPromiseBase& promise() const {
        return std::coroutine_handle<CallPromiseBase>::from_address(frame()).promise();
    }
    void letGo();
    void detach();
    void disownCaller();
    void setFailure(CallFailure why) {
        frame_ = FrameArena::kFirstUnused + static_cast<BlockHandle>(why);
    }
    void fail(CallFailure why);

    BlockHandle frame_;        // the callee's; or why the call has failed
    BlockHandle waiting_ = 0;  // who waits, from the first wait to its waking
};

}  // namespace detail

/// A call over a link: a coroutine that its caller waits for but does not own. If the caller goes
/// away or waits no longer, the callee runs to its end for nobody, as a server does that is not
/// told that its client has hung up. If the callee's domain crashes, the caller is told at that
/// instant.
///
/// The callee is a member function of something that has `FaultDomain& faultDomain()`, or any
/// function, which then cannot crash. What it needs of the request it holds by a counted reference
/// (Ref), because it may outlive its caller.
///
/// Cost: a Task's, and 16 bytes; a callee that can crash is listed in its domain (O(1)).
template <CallReply R>
class [[nodiscard]] Call : public detail::CallSlot {
  public:
    struct promise_type : detail::CallPromiseBase {
        R reply{};

        using CallPromiseBase::CallPromiseBase;
        Call get_return_object() { return Call(this->frame()); }
        void return_value(R value) noexcept { reply = value; }
    };

    Call(Call&& other) noexcept = default;
    ~Call() = default;

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) { return start(caller); }
    R await_resume() {
        noteResumed();
        if (hasFailed()) [[unlikely]]
            return R::failed(failure());
        return std::coroutine_handle<promise_type>::from_address(frame()).promise().reply;
    }

    /// For groups; as Task.
    bool startFor(std::coroutine_handle<> waiting) { return start(waiting); }
    /// Whoever waits has been resumed, and may never take the result.
    using CallSlot::noteResumed;
    R takeResult() { return await_resume(); }

  private:
    explicit Call(void* frame) : CallSlot(frame) {}
};

namespace detail {

inline void CallPromiseBase::end(std::coroutine_handle<> self) noexcept {
    // Its frame may stand for a while yet, until the reply is taken and the caller's expression is
    // done; but it is no longer inside, and a crash does not take the reply back.
    if (isInSet()) leaveSet();
    if (slot != nullptr) [[likely]] {
        Simulation& simulation = Simulation::current();
        simulation.continueWith(
            std::coroutine_handle<>::from_address(simulation.arena().at(slot->waiting_)));
    } else if (abandoned) {
        self.destroy();
    }
}

inline bool CallSlot::start(std::coroutine_handle<> caller) {
    const auto handle = std::coroutine_handle<CallPromiseBase>::from_address(frame());
    CallPromiseBase& callee = handle.promise();
    if (callee.domain != nullptr) {
        if (!callee.domain->isUp()) [[unlikely]] {
            const CallFailure why = callee.domain->refusal();
            handle.destroy();
            setFailure(why);
            return false;
        }
        callee.domain->calls().add(handle.address());
    }
    handle.resume();
    if (handle.done()) return false;
    callee.slot = this;
    waiting_ = Simulation::current().arena().handleOf(caller.address());
    return true;
}

}  // namespace detail

}  // namespace headroom::engine
