// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/call.h"
#include "engine/fault_domain.h"
#include "engine/process.h"
#include "engine/ref.h"
#include "engine/simulation.h"
#include "engine/task.h"
#include "engine/timeouts.h"
#include "engine/wait/broadcast.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/group_commit.h"
#include "engine/wait/pipe.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"
#include "tests/engine/test_random.h"

namespace headroom::tests {

/// A small web system that uses everything the kernel has, at random: requests, retries and hedges;
/// servers with workers, shared cores and fan-outs; a database with connections, disks and a log;
/// time-outs, crashes from outside and from inside, a signal that many wait for.
class Web {
  public:
    struct Options {
        std::uint64_t seed = 1;
        int servers = 8;
        int clients = 1'000;  ///< each sends one request after the other
    };

    explicit Web(const Options& options);
    ~Web();

    /// Starts the clients, the flusher, the signal and the crashes.
    void start();

    /// What is wrong after the simulation has stopped: something held, listed or counted that
    /// should not be. Empty if nothing is.
    std::string leftAfterStop() const;

    std::uint64_t requestsEnded() const { return ended_; }
    int requestsInFlight() const { return inFlight_; }
    std::uint64_t failures() const { return failures_; }
    std::uint64_t crashes() const { return crashes_; }

  private:
    struct Record : engine::RefCounted {
        Record(int& live, std::uint64_t n) : held(live), number(n) {}
        Held held;
        std::uint64_t number;
    };
    using Request = engine::Ref<Record>;

    /// What a coroutine owns of the heap, counted among the living: memory that stays behind would
    /// be that of luggage whose destructor did not run.
    struct Luggage {
        Luggage(Web& web, std::uint64_t n) : held(web.live_) {
            text = "request number " + std::to_string(n) + ", long enough for the heap";
            numbers.assign(5, n);
        }
        Held held;
        std::string text;
        std::vector<std::uint64_t> numbers;
    };

    class Database;
    class Server;

    engine::Process client();
    engine::Process crashNowAndThen();
    engine::Process notifyNowAndThen();
    engine::Task<> oneRequest();
    engine::Task<Answer> hedged(Request request);
    Server& anyServer();
    engine::Duration upTo(std::int64_t microseconds);

    Options options_;
    TestRandom random_;
    int live_ = 0;
    int inFlight_ = 0;
    std::uint64_t ended_ = 0;
    std::uint64_t failures_ = 0;
    std::uint64_t crashes_ = 0;
    std::uint64_t numbers_ = 0;
    engine::TimeoutLane patient_;
    engine::TimeoutLane brief_;
    engine::TimeoutLane queueing_;
    engine::DeadlineHeap deadlines_;
    engine::Broadcast signal_;
    std::unique_ptr<Database> database_;
    std::vector<std::unique_ptr<Server>> servers_;
};

}  // namespace headroom::tests
