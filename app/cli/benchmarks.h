// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/event_queue.h"

namespace headroom::app {

/// What `headroom bench` times. All times are wall-clock ns on this machine; only ratios of figures
/// taken one after another say anything about the program.

/// The hold model on the event set alone: take the earliest event, schedule it anew; ns for both.
/// The delays are drawn beforehand. `shape`: "web", "exponential" or "bimodal".
double hold(engine::EventQueue::Choice choice, const std::string& shape, std::size_t pending,
            std::size_t operations);

/// The same with exponential delays whose mean falls to a sixtieth and rises again: ns for a pop
/// and a push over all of it. 68 operations a pending event.
double jump(std::size_t pending);

/// The hold model as a user of the kernel meets it: every pending event is a process that draws its
/// next delay when it wakes up, which is what other simulators' hold models do. ns an event.
double holdByProcesses(std::size_t pending, std::size_t operations);

/// One station at a load of 0.8, or three tiers of them behind a delay.
struct QueueingFigures {
    double nsPerEvent;
    double nsPerCustomer;
    double meanTimeInSystem;  ///< in simulated s; exact: 4 for one station, 5.66 for three tiers
};
QueueingFigures queueing(bool threeTiers, std::uint64_t customers);

/// Bytes of the arena a request in flight, with `rate` ("20k/s") requests on a path of balancer,
/// server, cache and database that are far apart. Nothing if the built-in design is refused, which
/// is a bug and has been said on standard error.
struct MemoryFigures {
    double requests;
    double bytesInUse;
    double bytesReserved;
};
std::optional<MemoryFigures> memoryInFlight(const std::string& rate);

/// Seconds to read and check a design of that many nodes, of all that a shop consists of.
double loading(std::size_t nodes);

/// ns a request behind a balancer of that many instances of one server, at the same rate of all.
double requestAmong(std::size_t instances, double requests);

}  // namespace headroom::app
