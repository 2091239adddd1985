// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/event_queue.h"
#include "engine/frame_arena.h"
#include "engine/frame_set.h"
#include "engine/ring.h"
#include "engine/sim_time.h"

namespace headroom::engine {

class FaultDomain;
class Process;

/// Something in the arena that the event loop can resume though it is no coroutine: a timer of a
/// station, the head of a list of time-outs. Its first two words are those of a coroutine frame,
/// which is how GCC and clang lay frames out.
struct Wakeable {
    void (*resume)(void*);
    void (*destroy)(void*);
};

/// Why Simulation::runUntil came back.
enum class RunEnd {
    reached,    ///< simulated time is now the instant asked for
    exhausted,  ///< nothing is pending any more; time stands at the instant asked for
    halted,     ///< halt() was called
    memory,     ///< the memory limit was passed; said once
    stuck,      ///< events follow one another without time going on
};

/// One simulated world: its clock, its pending events, its memory.
///
/// Order: events run by (time, order of scheduling) over everything that schedules: delays, wakings
/// at the present instant, timers. What is woken now runs after what had been scheduled for now
/// before; see the README of this folder for why one comparison of times proves it.
///
/// A simulation belongs to one thread at a time. While it is built, run or taken down it is
/// Simulation::current() of that thread: coroutine frames come from the current one's arena.
class Simulation {
  public:
    struct Options {
        EventQueue::Choice queue = EventQueue::Choice::automatic;
        std::uint64_t memoryLimit = ~std::uint64_t{0};  ///< bytes of the arena
        /// Wakings at one instant before the run counts as stuck.
        std::uint64_t mostAtOneInstant = 100'000'000;
    };

    Simulation() : Simulation(Options{}) {}
    explicit Simulation(const Options& options);
    /// Stops first, if stop() was not called. Components that requests may hold something of must
    /// outlive that: call stop() before they go.
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    static Simulation& current() { return *current_; }

    /// Makes `simulation` the current one of this thread while it lives.
    class Activation {
      public:
        explicit Activation(Simulation& simulation) : previous_(current_) {
            current_ = &simulation;
        }
        ~Activation() { current_ = previous_; }
        Activation(const Activation&) = delete;
        Activation& operator=(const Activation&) = delete;

      private:
        Simulation* previous_;
    };

    SimTime now() const { return SimTime::atNanoseconds(now_); }
    std::uint64_t events() const { return events_; }
    std::size_t pendingEvents() const { return queue_.size() + ready_.size(); }
    FrameArena& arena() { return arena_; }
    const EventQueue& queue() const { return queue_; }

    /// Starts a process: it runs at once up to its first wait, and belongs to the simulation.
    void spawn(Process&& process);

    /// Runs every event up to and including `end`, then sets the clock to `end`.
    RunEnd runUntil(SimTime end);
    RunEnd runFor(Duration d) { return runUntil(now() + d); }
    /// Runs one event; false if none is pending.
    bool step();
    /// Ends runUntil after the event that is running; callable from inside. A step ends anyway.
    void halt() {
        haltRequested_ = true;
        interrupted_ = true;
    }

    /// Destroys every request in flight: processes, then abandoned calls. Whatever they hold is
    /// given back in good order. Nothing can be spawned afterwards.
    void stop();
    bool stopping() const { return stopping_; }

    // --- for awaitables ---

    /// Resumes the block at `time`, or at this instant if that is not later.
    void resumeAt(std::int64_t time, void* block) {
        if (time <= now_) [[unlikely]] {
            ready_.push(arena_.handleOf(block));
        } else {
            queue_.push(time, arena_.handleOf(block));
        }
    }
    /// Resumes the block at this instant, after everything already scheduled for it.
    void resumeNow(void* block) { ready_.push(arena_.handleOf(block)); }
    void resumeNow(BlockHandle block) { ready_.push(block); }
    /// Called by a coroutine that has ended while its caller waits: the caller goes on as soon as
    /// this one has returned to the event loop. So the stack stays flat without tail calls.
    void continueWith(std::coroutine_handle<> waiting) { continuation_ = waiting; }

    /// The coroutine at `frame` is being destroyed while an event for it is pending. Its block
    /// stays behind until that event comes, so that no other block can be resumed in its stead.
    void disown(void* frame) { disowned_.push_back(frame); }

    void* allocateFrame(std::size_t bytes) { return arena_.allocate(bytes); }
    void releaseFrame(void* frame, std::size_t bytes) {
        if (!disowned_.empty()) [[unlikely]] {
            if (leaveBehind(frame, bytes)) return;
        }
        arena_.release(frame, bytes);
    }

    FrameSet& processes() { return processes_; }
    FrameSet& abandonedCalls() { return abandonedCalls_; }
    void addDomain(FaultDomain* domain) { domains_.push_back(domain); }
    void removeDomain(FaultDomain* domain);

  private:
    void drive(BlockHandle block) {
        ++events_;
        std::coroutine_handle<>::from_address(arena_.at(block)).resume();
        while (continuation_) {
            const std::coroutine_handle<> next = continuation_;
            continuation_ = nullptr;
            next.resume();
        }
    }
    void setClock(std::int64_t time) {
        if (time == now_) return;
        now_ = time;
        atThisInstant_ = 0;
    }
    RunEnd interruption();
    bool takeHaltRequest();
    bool leaveBehind(void* frame, std::size_t bytes);

    inline static constinit thread_local Simulation* current_ = nullptr;

    std::int64_t now_ = 0;
    std::uint64_t events_ = 0;
    std::coroutine_handle<> continuation_;
    bool interrupted_ = false;  // look why after this event: halt() or the arena's limit
    bool haltRequested_ = false;
    bool memoryReported_ = false;
    bool stopping_ = false;
    std::uint64_t atThisInstant_ = 0;
    Ring<BlockHandle> ready_{1024};
    EventQueue queue_;
    FrameArena arena_;
    FrameSet processes_;
    FrameSet abandonedCalls_;
    std::vector<void*> disowned_;
    std::vector<FaultDomain*> domains_;
    std::uint64_t mostAtOneInstant_;
    std::uint64_t memoryLimit_;
    Simulation* outer_;
};

/// Mixed into promise types: frames live in the current simulation's arena.
struct FrameInArena {
    static void* operator new(std::size_t bytes) {
        return Simulation::current().allocateFrame(bytes);
    }
    static void operator delete(void* frame, std::size_t bytes) {
        Simulation::current().releaseFrame(frame, bytes);
    }
};

/// co_await delay(5_ms): goes on after that time. Zero lets everything scheduled for this instant
/// run first. Precondition: not negative.
class [[nodiscard]] Delay {
  public:
    explicit Delay(Duration d) : word_(d.ns()) {}
    Delay(const Delay&) = delete;
    Delay& operator=(const Delay&) = delete;
    ~Delay() {
        if (word_ < 0) [[unlikely]]
            Simulation::current().disown(frame());
    }

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
        Simulation& simulation = Simulation::current();
        simulation.resumeAt((simulation.now() + Duration::nanoseconds(word_)).ns(),
                            waiting.address());
        word_ = -static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(waiting.address()));
    }
    void await_resume() noexcept { word_ = 0; }

  private:
    void* frame() const { return reinterpret_cast<void*>(static_cast<std::intptr_t>(-word_)); }

    // The time to wait, then minus the address of the waiting frame: frames are kept small, and a
    // destroyed wait has to know whom to disown.
    std::int64_t word_;
};

inline Delay delay(Duration d) {
    return Delay(d);
}

}  // namespace headroom::engine
