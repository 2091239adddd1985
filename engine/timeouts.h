// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/alarm.h"
#include "engine/call.h"
#include "engine/sim_time.h"

namespace headroom::engine {

class TimeLimits;

/// Something that ends at a deadline unless it ends before.
class Expirable {
  public:
    Expirable(const Expirable&) = delete;
    Expirable& operator=(const Expirable&) = delete;

  protected:
    Expirable(TimeLimits* limits, SimTime deadline)
        : limits_(limits), deadlineOrPlace_(static_cast<std::uint64_t>(deadline.ns())) {}
    virtual ~Expirable() = default;

    /// Begins to watch the deadline.
    void arm();
    /// No longer watches it; nothing is left behind anywhere. Does nothing if not armed.
    void disarm();
    virtual void expire() = 0;

  private:
    friend class TimeoutLane;
    friend class DeadlineHeap;
    bool armed_ = false;
    TimeLimits* limits_;
    std::uint64_t deadlineOrPlace_;  // the deadline in ns until armed, then the place in limits_
};

/// A set of deadlines being watched. At most one event of it that matters is pending, however many
/// deadlines there are.
class TimeLimits {
  public:
    virtual ~TimeLimits() = default;
    /// Takes `e` in and gives it its place.
    virtual void add(Expirable& e) = 0;
    virtual void remove(Expirable& e) = 0;
    virtual std::size_t size() const = 0;
};

/// A deadline and who watches it, as an argument of `within` and of waits.
struct TimeLimit {
    TimeLimits* limits;
    SimTime deadline;
};

/// Time-outs of one length: deadlines come in the order in which they are set, so a queue will do.
///
/// Cost: O(1) to set and to take back, 16 bytes for each that is set.
/// Assumptions: every limit is used at the instant it is asked for.
class TimeoutLane final : public TimeLimits {
  public:
    explicit TimeoutLane(Duration length) : length_(length), alarm_(&onAlarm, this) {}

    TimeLimit limit() { return {this, Simulation::current().now() + length_}; }
    Duration length() const { return length_; }

    void add(Expirable& e) override;
    void remove(Expirable& e) override;
    std::size_t size() const override { return live_; }
    /// Entries that had to be looked at to make room, up to now: at most two for each that was set.
    std::uint64_t entriesMoved() const { return entriesMoved_; }
    /// Entries there is room for: at most four for each of the most that ever were set at once.
    std::size_t capacity() const { return entries_.size(); }

  private:
    struct Entry {
        std::int64_t deadline;
        Expirable* who;  // null once taken back
    };

    static void onAlarm(void* self) { static_cast<TimeoutLane*>(self)->expireDue(); }
    void expireDue();
    void dropTakenBack();
    void makeRoom();
    Entry& entry(std::uint64_t place) { return entries_[place & (entries_.size() - 1)]; }

    Duration length_;
    Alarm alarm_;
    bool alarmSet_ = false;
    std::size_t live_ = 0;
    std::vector<Entry> entries_ = std::vector<Entry>(64);
    std::uint64_t head_ = 0;
    std::uint64_t tail_ = 0;
    std::uint64_t entriesMoved_ = 0;
};

/// Deadlines at any instant, each its own.
///
/// Cost: O(log n) to set and to take back, 24 bytes for each that is set.
class DeadlineHeap final : public TimeLimits {
  public:
    DeadlineHeap() : alarm_(&onAlarm, this) {}

    TimeLimit limit(SimTime deadline) { return {this, deadline}; }

    void add(Expirable& e) override;
    void remove(Expirable& e) override;
    std::size_t size() const override { return heap_.size(); }

  private:
    struct Entry {
        std::int64_t deadline;
        std::uint64_t order;
        Expirable* who;
        bool before(const Entry& other) const {
            return deadline != other.deadline ? deadline < other.deadline : order < other.order;
        }
    };

    static void onAlarm(void* self) { static_cast<DeadlineHeap*>(self)->expireDue(); }
    void expireDue();
    void setAlarm();
    void put(std::size_t i, const Entry& e);
    void siftUp(std::size_t i, const Entry& e);
    void siftDown(std::size_t i, const Entry& e);

    EarliestAlarm alarm_;
    std::uint64_t nextOrder_ = 0;
    std::vector<Entry> heap_;
};

inline void Expirable::arm() {
    limits_->add(*this);
    armed_ = true;
}
inline void Expirable::disarm() {
    if (!armed_) return;
    armed_ = false;
    limits_->remove(*this);
}

/// co_await within(lane.limit(), server.serve(request)): the reply, or a failed one when the time
/// is over first; the callee then goes on for nobody.
template <CallReply R>
class [[nodiscard]] Within final : Expirable {
  public:
    Within(TimeLimit limit, Call<R>&& call)
        : Expirable(limit.limits, limit.deadline), call_(std::move(call)) {}
    ~Within() override { disarm(); }

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) {
        if (!call_.await_suspend(caller)) return false;
        arm();
        return true;
    }
    R await_resume() {
        disarm();
        return call_.await_resume();
    }

  private:
    void expire() override { call_.abandon(CallFailure::timeout); }
    Call<R> call_;
};

template <CallReply R>
Within<R> within(TimeLimit limit, Call<R>&& call) {
    return Within<R>(limit, std::move(call));
}

}  // namespace headroom::engine
