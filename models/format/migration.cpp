// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/migration.h"

#include <algorithm>
#include <cassert>

#include "models/format/design_reader.h"

namespace headroom::models {

namespace {

auto memberNamed(JsonValue& object, std::string_view key) {
    return std::ranges::find(object.members, key, &JsonMember::key);
}

}  // namespace

const FormatVersions& formatVersions() {
    static const FormatVersions versions{kDesignVersion, {}};
    return versions;
}

void migrate(JsonValue& root, int version, const FormatVersions& versions) {
    assert(version >= versions.oldest() && version <= versions.current);
    for (const MigrationStep& step : versions.steps) {
        if (step.from < version) continue;
        step.apply(root);
        if (JsonValue* stated = findMember(root, "headroom")) {
            stated->integer = step.from + 1;
            stated->number = step.from + 1;
        }
    }
}

JsonValue* findMember(JsonValue& object, std::string_view key) {
    const auto found = memberNamed(object, key);
    return found == object.members.end() ? nullptr : &found->value;
}

bool renameMember(JsonValue& object, std::string_view from, std::string to) {
    const auto found = memberNamed(object, from);
    if (found == object.members.end() || findMember(object, to) != nullptr) return false;
    found->key = std::move(to);
    return true;
}

bool removeMember(JsonValue& object, std::string_view key) {
    const auto found = memberNamed(object, key);
    if (found == object.members.end()) return false;
    object.members.erase(found);
    return true;
}

void addDefault(JsonValue& object, std::string key, JsonValue value) {
    if (object.type != JsonValue::Type::Object || findMember(object, key) != nullptr) return;
    value.line = object.line;
    value.column = object.column;
    object.members.push_back({std::move(key), std::move(value), object.line, object.column});
}

}  // namespace headroom::models
