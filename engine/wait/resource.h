// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <coroutine>
#include <cstdint>
#include <limits>
#include <utility>

#include "engine/simulation.h"
#include "engine/statistics/time_average.h"
#include "engine/timeouts.h"
#include "engine/wait/wait_list.h"

namespace headroom::engine {

class Resource;

/// The right to one unit of a Resource, given back when it goes; or the reason why there is none.
class [[nodiscard]] Lease {
  public:
    Lease(Lease&& other) noexcept : word_(std::exchange(other.word_, kNone)) {}
    Lease& operator=(Lease&& other) noexcept {
        if (this != &other) {
            release();
            word_ = std::exchange(other.word_, kNone);
        }
        return *this;
    }
    ~Lease() { release(); }

    explicit operator bool() const { return word_ > kTimedOut; }
    bool refusedAsFull() const { return word_ == kFull; }
    bool timedOut() const { return word_ == kTimedOut; }
    inline void release();

  private:
    friend class Resource;
    friend class AcquireBase;
    static constexpr std::uintptr_t kNone = 0;
    static constexpr std::uintptr_t kFull = 1;
    static constexpr std::uintptr_t kTimedOut = 2;

    explicit Lease(std::uintptr_t word) : word_(word) {}
    explicit Lease(Resource& resource) : word_(reinterpret_cast<std::uintptr_t>(&resource)) {}

    std::uintptr_t word_;  // the resource, or why not
};

/// What waits for a unit. See Resource::acquire.
class AcquireBase : public WaitLink {
  protected:
    enum class State : std::uint8_t { idle, waiting, granted, full, expired, done };

    AcquireBase(Resource& resource, std::uint8_t priority)
        : resource_(&resource), priority_(priority) {}
    ~AcquireBase() {
        if (state_ != State::idle && state_ != State::done) [[unlikely]]
            cancel();
    }

    inline bool ready() noexcept;
    inline void wait(std::coroutine_handle<> caller);
    Lease take() noexcept {
        const State state = std::exchange(state_, State::done);
        if (state == State::granted) [[likely]]
            return Lease(*resource_);
        return Lease(state == State::full ? Lease::kFull : Lease::kTimedOut);
    }
    void expireNow();

    friend class Resource;
    Resource* resource_;
    BlockHandle frame_ = 0;
    State state_ = State::idle;
    std::uint8_t priority_;

  private:
    void cancel();
};

class [[nodiscard]] Acquire final : AcquireBase {
  public:
    Acquire(Resource& resource, std::uint8_t priority) : AcquireBase(resource, priority) {}
    bool await_ready() noexcept { return ready(); }
    void await_suspend(std::coroutine_handle<> caller) { wait(caller); }
    Lease await_resume() noexcept { return take(); }

  private:
    friend class Resource;
};

class [[nodiscard]] AcquireWithin final : AcquireBase, Expirable {
  public:
    AcquireWithin(Resource& resource, std::uint8_t priority, TimeLimit limit)
        : AcquireBase(resource, priority), Expirable(limit.limits, limit.deadline) {}
    ~AcquireWithin() override { disarm(); }
    bool await_ready() noexcept { return ready(); }
    void await_suspend(std::coroutine_handle<> caller) {
        wait(caller);
        arm();
    }
    Lease await_resume() noexcept {
        disarm();
        return take();
    }

  private:
    friend class Resource;
    void expire() override { expireNow(); }
};

/// A number of equal units that are held for a while: workers, connections, slots, locks.
///
/// A unit given back goes straight to the first that waits, which resumes at that instant after
/// everything already scheduled for it; nobody can get in between.
///
/// Source: counting semaphore with direct hand-off.
/// Cost: O(1); nothing allocated; no event if a unit is free.
/// Assumptions: outlives everything that waits for it or holds a unit.
class Resource {
  public:
    enum class Discipline : std::uint8_t {
        fifo,      ///< first come, first served
        lifo,      ///< last come, first served
        priority,  ///< lowest class number first, first come first served within a class
    };
    static constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t kClasses = 8;

    /// `mostWaiting`: how many may wait; one more is refused at once.
    explicit Resource(std::uint32_t units, std::uint32_t mostWaiting = kUnbounded,
                      Discipline discipline = Discipline::fifo)
        : units_(units), mostWaiting_(mostWaiting), discipline_(discipline) {}
    Resource(const Resource&) = delete;
    Resource& operator=(const Resource&) = delete;

    /// co_await acquire(): a Lease, empty if the queue was full. `priority`: 0 (first) to 7.
    Acquire acquire(std::uint8_t priority = 0) { return Acquire(*this, priority); }
    /// As acquire(), but gives up at the limit.
    AcquireWithin acquire(TimeLimit limit, std::uint8_t priority = 0) {
        return AcquireWithin(*this, priority, limit);
    }

    std::uint32_t units() const { return units_; }
    std::uint32_t inUse() const { return inUse_; }
    std::uint32_t waiting() const { return waiting_; }
    /// More units serve who waits at once; fewer take effect as units come back.
    void setUnits(std::uint32_t units);
    void setMostWaiting(std::uint32_t most) { mostWaiting_ = most; }

    /// Time averages of the units in use and of the number that waits.
    TimeAverage& inUseOverTime() { return inUseOverTime_; }
    TimeAverage& waitingOverTime() { return waitingOverTime_; }

  private:
    friend class AcquireBase;
    friend class Lease;

    void take(SimTime now) {
        ++inUse_;
        inUseOverTime_.change(now, 1);
    }
    void enqueue(AcquireBase& waiter);
    void leaveQueue(AcquireBase& waiter);
    void giveBack();
    void serveFirst();

    std::uint32_t units_;
    std::uint32_t inUse_ = 0;
    std::uint32_t waiting_ = 0;
    std::uint32_t mostWaiting_;
    Discipline discipline_;
    std::array<WaitList, kClasses> queues_;
    TimeAverage inUseOverTime_;
    TimeAverage waitingOverTime_;
};

inline void Lease::release() {
    const std::uintptr_t word = std::exchange(word_, kNone);
    if (word > kTimedOut) reinterpret_cast<Resource*>(word)->giveBack();
}

inline bool AcquireBase::ready() noexcept {
    Resource& r = *resource_;
    if (r.inUse_ < r.units_) [[likely]] {
        r.take(Simulation::current().now());
        state_ = State::granted;
        return true;
    }
    if (r.waiting_ >= r.mostWaiting_) {
        state_ = State::full;
        return true;
    }
    return false;
}

inline void AcquireBase::wait(std::coroutine_handle<> caller) {
    frame_ = Simulation::current().arena().handleOf(caller.address());
    state_ = State::waiting;
    resource_->enqueue(*this);
}

}  // namespace headroom::engine
