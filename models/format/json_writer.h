// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "models/format/json_value.h"

namespace headroom::models {

JsonValue jsonText(std::string text);
JsonValue jsonInteger(std::int64_t value);
JsonValue jsonNumber(double value);
JsonValue jsonBoolean(bool value);
JsonValue jsonArray();
JsonValue jsonObject();
/// Adds a member; the key must be new.
JsonValue& addMember(JsonValue& object, std::string key, JsonValue value);

/// The value as text for people and diffs: two spaces, an object or array on one line if that line
/// stays within `width` characters, the root and arrays of objects always one element a line. Ends
/// with one newline. The same tree gives the same bytes.
std::string formatJson(const JsonValue& root, std::size_t width = 120);

}  // namespace headroom::models
