// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "models/format/json_value.h"

namespace headroom::models {

/// How a design file of one version becomes one of the next.
struct MigrationStep {
    int from;  ///< the version it reads; it leaves the next one
    /// Changes the tree in place. Whatever it meets may be wrong: what is no design is left to the
    /// reader, which says so.
    void (*apply)(JsonValue& root);
};

/// What a program reads: its own version, and older ones by steps.
struct FormatVersions {
    int current;
    std::span<const MigrationStep> steps;  ///< one a version, the oldest first, without gaps

    int oldest() const { return steps.empty() ? current : steps.front().from; }
};

/// Those of this program.
const FormatVersions& formatVersions();

/// Brings a tree of `version` to the current one, all steps in turn, and says so in "headroom".
/// Precondition: versions.oldest() <= version <= versions.current.
void migrate(JsonValue& root, int version, const FormatVersions& versions);

/// For steps; places in the file stay, so that problems are still found there.
/// nullptr if the object has no such member.
JsonValue* findMember(JsonValue& object, std::string_view key);
/// False if there is none of the old name, or one of the new name already.
bool renameMember(JsonValue& object, std::string_view from, std::string to);
bool removeMember(JsonValue& object, std::string_view key);
/// A member that an older version had as its default; left alone if the file says it.
void addDefault(JsonValue& object, std::string key, JsonValue value);

}  // namespace headroom::models
