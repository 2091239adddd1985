// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/describe/field.h"

namespace headroom::models {

/// What can go wrong with a node.
enum class Fault {
    Crash,    ///< it loses what it holds and takes no calls until it is back
    Restore,  ///< what is down comes back at once
    Flush,    ///< a cache loses all it keeps and goes on
};

/// Something that happens during a run: a setting gets another value ("set", "to"), or something
/// fails ("fault", "node" and what is known of it). The journal of a run that was edited has the
/// same form.
struct ScenarioEntry {
    engine::Duration at;                    ///< from the start; takes effect at the next whole ms
    std::string set;                        ///< "node.setting"; empty: nothing is set
    std::string to;                         ///< the new value, as in the design file
    std::optional<Fault> fault;             ///< either this or `set`
    std::string node;                       ///< id of the node that fails
    std::optional<std::int64_t> instance;   ///< which one, from 0; not set: all of them
    std::optional<engine::Duration> lasts;  ///< "for"; not set: to the end

    bool operator==(const ScenarioEntry&) const = default;
};

const FieldList& scenarioFields();

}  // namespace headroom::models
