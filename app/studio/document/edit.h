// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "models/topology/design.h"

namespace headroom::app {

/// The smallest things that can be done to a design. They name nodes by id and links by their ends,
/// and hold values, so that they can be done again, undone and sent to a running system.
struct InsertNode {
    std::size_t index = 0;  ///< where in the list; at most its size
    models::Node node;
};
struct EraseNode {
    std::string id;
};
struct MoveNode {
    std::string id;
    std::array<double, 2> to{};
};
/// Links, calls of endpoints and the scenario follow.
struct RenameNode {
    std::string id;
    std::string to;
};
struct SetNodeValue {
    std::string id;
    std::string key;  ///< of the kind's fields
    models::Value value;
};
struct SetNodeGroup {
    std::string id;
    std::string group;
};
struct InsertLink {
    std::size_t index = 0;
    models::Link link;
};
struct EraseLink {
    std::string from;
    std::string to;
};
struct SetLinkValue {
    std::string from;
    std::string to;
    std::string key;
    models::Value value;
};
struct SetDesignValue {
    std::string key;  ///< of designFields()
    models::Value value;
};
struct SetGroups {
    std::vector<models::Group> groups;
};
struct SetEndpoints {
    std::vector<models::Endpoint> endpoints;
};
struct SetObjectives {
    std::vector<models::Objective> objectives;
};

using Edit = std::variant<InsertNode, EraseNode, MoveNode, RenameNode, SetNodeValue, SetNodeGroup,
                          InsertLink, EraseLink, SetLinkValue, SetDesignValue, SetGroups,
                          SetEndpoints, SetObjectives>;
using Edits = std::vector<Edit>;

/// Does it, and gives what undoes it. Preconditions: what it names is there, and an id that is new
/// is free.
Edit apply(models::Design& design, const Edit& edit);
/// All of them in order; the answer undoes them in its order.
Edits applyAll(models::Design& design, const Edits& edits);

/// Whether the later one makes the earlier one pointless: the same place gets another value.
bool replaces(const Edit& later, const Edit& earlier);
/// Whether a running system would notice: where a node is drawn is nobody's business but the eye's.
bool isSeenByRuns(const Edit& edit);

}  // namespace headroom::app
