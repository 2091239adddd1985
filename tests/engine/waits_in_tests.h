// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/call.h"
#include "engine/fault_domain.h"
#include "engine/process.h"
#include "engine/simulation.h"
#include "engine/wait/resource.h"
#include "tests/engine/calls_in_tests.h"

namespace headroom::tests {

/// Who went on, and when, in the order in which they did.
struct Noted {
    int who;
    engine::SimTime at;

    bool operator==(const Noted&) const = default;
};
using Notes = std::vector<Noted>;

inline void note(Notes& notes, int who) {
    notes.push_back({who, engine::Simulation::current().now()});
}
inline std::vector<int> whoOf(const Notes& notes) {
    std::vector<int> order;
    for (const Noted& n : notes)
        order.push_back(n.who);
    return order;
}

/// A place that can crash, and calls that wait inside it.
class Place {
  public:
    engine::FaultDomain& faultDomain() { return domain_; }

    /// Works at a station, which is outside.
    template <class Station>
    engine::Call<Answer> use(Station& station, engine::Duration work) {
        const Held inside(inside_);
        co_await station.use(work);
        ++completed_;
        co_return Answer{1};
    }
    template <class Pipe>
    engine::Call<Answer> push(Pipe& pipe, std::uint64_t bytes) {
        const Held inside(inside_);
        co_await pipe.send(bytes);
        ++completed_;
        co_return Answer{1};
    }
    /// Holds a unit for a while.
    engine::Call<Answer> hold(engine::Resource& resource, engine::Duration work) {
        const Held inside(inside_);
        const engine::Lease lease = co_await resource.acquire();
        co_await engine::delay(work);
        ++completed_;
        co_return Answer{1};
    }
    engine::Call<Answer> holdWithin(engine::Resource& resource, engine::TimeLimit limit,
                                    engine::Duration work) {
        const Held inside(inside_);
        const engine::Lease lease = co_await resource.acquire(limit);
        if (!lease) co_return Answer{2};
        co_await engine::delay(work);
        ++completed_;
        co_return Answer{1};
    }

    int inside() const { return inside_; }
    int completed() const { return completed_; }

  private:
    engine::FaultDomain domain_;
    int inside_ = 0;
    int completed_ = 0;
};

template <class Station>
engine::Process useInside(Place& place, Station& station, engine::Duration work, Outcome& outcome) {
    outcome.note(co_await place.use(station, work));
}
/// As useInside, but waits no longer than the lane says.
template <class Station>
engine::Process useInsideWithin(engine::TimeoutLane& lane, Place& place, Station& station,
                                engine::Duration work, Outcome& outcome) {
    outcome.note(co_await engine::within(lane.limit(), place.use(station, work)));
}
inline engine::Process holdInside(Place& place, engine::Resource& resource, engine::Duration work,
                                  Outcome& outcome) {
    outcome.note(co_await place.hold(resource, work));
}
inline engine::Process holdInsideWithin(engine::TimeoutLane& lane, Place& place,
                                        engine::Resource& resource, engine::Duration work,
                                        Outcome& outcome) {
    outcome.note(co_await engine::within(lane.limit(), place.hold(resource, work)));
}

/// Works at a station from `start` on, as number `who`.
template <class Station>
engine::Process useFrom(engine::Duration start, Station& station, engine::Duration work, int who,
                        Notes& notes) {
    if (start > engine::Duration::zero()) co_await engine::delay(start);
    co_await station.use(work);
    note(notes, who);
}

}  // namespace headroom::tests
