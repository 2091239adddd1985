// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "engine/sim_time.h"
#include "models/components/request.h"

namespace headroom::models {

/// Names a request within a replication.
struct RequestName {
    std::uint32_t population = 0;
    std::uint64_t number = 0;
    auto operator<=>(const RequestName&) const = default;
};

/// What was noted of one call over a link. Instants that have not come are SimTime::max().
struct TracedCall {
    std::uint64_t from = 0;      ///< hash of the caller's node id
    std::uint64_t to = 0;        ///< hash of the callee's
    std::uint32_t place = 0;     ///< of the link
    std::uint32_t instance = 0;  ///< of the callee
    Operation operation = Operation::serve;
    int parent = -1;                                ///< call inside which this was made; -1: none
    engine::SimTime begin;                          ///< the caller's view
    engine::SimTime arrived;                        ///< at the callee
    engine::SimTime left = engine::SimTime::max();  ///< the reply, at the callee
    engine::SimTime end = engine::SimTime::max();   ///< the caller's view: it waits no longer
    struct Wait {
        engine::SimTime begin;
        engine::SimTime end;
    };
    std::vector<Wait> waits;                 ///< in queues of the callee
    std::optional<engine::Duration> demand;  ///< work that it took there, if it says so
    engine::SimTime mark;                    ///< nothing before it is still to be noted
};

/// The calls made for one request, as they happen. What happens after the request has ended, for
/// nobody, is not noted.
class RequestTrace {
  public:
    /// Nobody's: nothing is noted.
    RequestTrace() : ended(engine::SimTime::zero()) {}
    explicit RequestTrace(const Request& request)
        : name{request.population, request.number},
          endpoint(request.endpoint),
          born(request.born) {}

    /// `travels`: arrived() will be told when the callee has it.
    std::size_t begin(std::uint64_t from, std::uint64_t to, std::uint32_t place,
                      std::size_t instance, Operation operation, bool travels);
    void arrived(std::uint32_t place);
    void left(std::uint32_t place);
    void end(std::size_t call);
    /// As NodeStatistics::waited: said when the time is over, or when the work after it is.
    void waited(std::uint64_t hop, engine::Duration time);
    void worked(std::uint64_t hop, engine::Duration demand);
    void finish(int status);

    RequestName name;
    std::uint32_t endpoint = 0;
    engine::SimTime born;
    engine::SimTime ended = engine::SimTime::max();
    int status = 0;
    std::vector<TracedCall> calls;

  private:
    bool isOver() const { return ended != engine::SimTime::max(); }
    /// The call inside that component, the latest; nullptr if none is.
    TracedCall* inside(std::uint64_t hop);
};

/// Traces the requests asked for: all others cost nothing but one look at a word that is zero.
///
/// Source: none; first principles. Runs are repeatable, so the requests worth tracing are chosen
///         after a first run and traced in a second one that is the same in every event.
/// Cost: some allocations a call of a traced request; a look-up a call of any other while one
///       simulation traces; nothing without a tracer.
/// Assumptions: one simulation.
class Tracer {
  public:
    /// `sampled`: share of all others that is traced too, chosen by their names alone.
    explicit Tracer(std::vector<RequestName> wanted, double sampled = 0);
    Tracer(const Tracer&) = delete;
    Tracer& operator=(const Tracer&) = delete;

    /// The request's trace; nullptr if it is not traced.
    RequestTrace* of(Request& request);
    /// nullptr unless the request is traced already. Precondition: request.trace != 0.
    static RequestTrace* known(const Request& request);

    const std::deque<RequestTrace>& traces() const { return traces_; }

    // For who looks on without an end in sight.

    /// Samples that share of those born after `now`, and keeps at most so many traces at once: who
    /// would be one more goes untraced.
    void sample(double share, std::size_t most, engine::SimTime now);
    /// Takes out the traces that have ended, in the order of their places, which others take then.
    /// Precondition: sample() was called before the first request.
    std::vector<RequestTrace> takeEnded();
    /// All that were asked for by name have ended.
    bool isComplete() const { return openWanted_ == 0; }
    void noteEnd(const Request& request, int status);

  private:
    bool wants(const RequestName& name) const;
    engine::BlockHandle open(const Request& request);

    std::vector<RequestName> wanted_;  // sorted
    std::uint64_t sampledBelow_;       // of 2^53
    std::size_t openWanted_;
    std::deque<RequestTrace> traces_;
    // With places that are used again: what leads to each, and those that are free.
    bool reuses_ = false;
    std::size_t most_ = 0;
    engine::SimTime openSince_;
    std::vector<engine::BlockHandle> handles_;
    std::vector<std::size_t> free_;
};

}  // namespace headroom::models
