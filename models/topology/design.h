// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/describe/expected.h"
#include "models/describe/kind.h"
#include "models/describe/quantity.h"
#include "models/scenario/scenario_entry.h"
#include "models/topology/group.h"
#include "models/workload/endpoint.h"

namespace headroom::models {

struct Node {
    std::string id;              ///< letters, digits, - and _
    const Kind* kind = nullptr;  ///< nullptr only while a broken file is being read
    std::array<double, 2> at{};  ///< on the drawing
    Settings settings;           ///< the kind's struct
    std::string group{};         ///< id of the group it stands in; empty: none
};

struct Link {
    std::string from;
    std::string to;
    /// One way; not set: as far as the ends stand apart (ValidDesign::latency).
    std::optional<DistributionSpec> latency;
    std::optional<engine::Duration> timeout;  ///< of a whole call; not set: waits for ever
    /// Connections each instance of the caller keeps; a call takes one. Not set: as many as needed.
    std::optional<std::int64_t> poolSize;
    std::optional<engine::Duration> poolWait;  ///< for one of them; not set: for ever

    bool operator==(const Link&) const = default;
};

/// A drawn system, right or wrong: plain values that can be edited freely. What can be simulated
/// is a ValidDesign (validate.h).
struct Design {
    std::string name;
    std::int64_t seed = 1;
    std::optional<Fraction> targetUtilization;  ///< what a busy resource may be used to
    std::vector<Group> groups;
    std::vector<Endpoint> endpoints;
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::vector<ScenarioEntry> scenario;  ///< in any order of time
    std::vector<Objective> objectives;
    /// Folder that relative paths in settings start from; belongs to the file's place, not to its
    /// content, and is not saved. Empty: the current folder.
    std::string directory;

    const Node* findNode(std::string_view id) const;
    Node* findNode(std::string_view id);
    /// The endpoint whose demands a request of this name has: the one of that name, else the one
    /// named "*", else nullptr.
    const Endpoint* endpointFor(std::string_view name) const;
};

/// The described members of a design itself: name, seed, groups and scenario.
const FieldList& designFields();
/// The described members of a node itself: id and group.
const FieldList& nodeFields();
const FieldList& linkFields();

/// One setting of one node, and its new value.
struct SettingChange {
    std::size_t node = 0;  ///< index into nodes
    const Field* field = nullptr;
    Value value;
};
/// What "app.instances" and "8" mean in this design. The error says what is known instead: codes
/// set.* for the name, others for the value.
Expected<SettingChange> readSettingChange(const Design& design, std::string_view path,
                                          std::string_view value);

/// `--set app.instances=8`: changes one setting of one node. The error says what is known instead.
std::optional<Diagnostic> applySetting(Design& design, std::string_view assignment);

/// Same content; nodes' settings are compared field by field, the folder is not compared.
bool sameDesign(const Design& a, const Design& b);

}  // namespace headroom::models
