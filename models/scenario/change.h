// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/topology/validate.h"

namespace headroom::models {

/// A setting of a node gets another value.
struct SettingEdit {
    std::string node;
    std::string key;
    Value value;
};

/// An instance goes down with all it was doing, or all instances of a node do.
struct CrashFault {
    std::string node;
    std::optional<std::size_t> instance;     ///< not set: all of them
    std::optional<engine::Duration> outage;  ///< not set: it stays down
};

/// An instance that is down comes back now, empty, whatever its outage was; or all of them do.
struct RestoreFix {
    std::string node;
    std::optional<std::size_t> instance;  ///< not set: all of them
};

/// A cache loses all it keeps and goes on.
struct FlushFault {
    std::string node;
};

/// Nodes, links or endpoints are other ones.
struct Redesign {
    ValidDesign design;
};

/// What can be done to a running system.
using Change = std::variant<SettingEdit, CrashFault, RestoreFix, FlushFault, Redesign>;

/// A change at an instant: whole milliseconds of simulated time from the start of the run. A
/// scenario is a list of these, and so is the journal of what was done while running.
struct TimedChange {
    engine::Duration at;
    Change change;
};
using Scenario = std::vector<TimedChange>;

/// The first whole millisecond that is not before the instant: when what is asked for then is done.
engine::Duration wholeMillisecond(engine::Duration at);

/// What keeps a change from being made to this design: unknown nodes and settings, values out of
/// range, settings that are no longer asked for once a run has begun, instances that are not there.
std::optional<Diagnostic> checkChange(const Design& design, const Change& change);
/// The design as the change leaves it, as far as it is a matter of the design.
Design changed(Design design, const Change& change);

/// "10 s app.instances=8", "90 s crash app.3 for 20 s" (instance 3; "crash app": all), "100 s
/// restore app.3", "2 min flush redis", as on the command line. Says what cannot be read; what
/// cannot be done is for checkScenario.
Expected<TimedChange> parseTimedChange(const Design& design, std::string_view text);
/// The same of the parts in which a design file has them.
Expected<TimedChange> settingAt(const Design& design, engine::Duration at, std::string_view setting,
                                std::string_view to);

/// What an entry with a fault means. Precondition: it has one.
Change faultOf(const ScenarioEntry& entry);

/// The scenario of a valid design, in order of time.
Scenario scenarioOf(const ValidDesign& design);

/// In order of time, those of one instant in the order given.
void sortScenario(Scenario& scenario);
/// The first thing that keeps the changes from being made one after the other.
std::optional<Diagnostic> checkScenario(Design design, const Scenario& scenario);
/// When the last thing happens, the end of an outage included; zero if nothing does.
engine::Duration endOf(const Scenario& scenario);

}  // namespace headroom::models
