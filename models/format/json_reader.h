// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "models/describe/diagnostic.h"
#include "models/format/json_value.h"

namespace headroom::models {

struct JsonLimits {
    std::size_t bytes = std::size_t{8} << 20;
    std::size_t depth = 64;
    std::size_t values = 300'000;  ///< all of them; three times what 10,000 nodes have
};

/// Strict JSON (RFC 8259). A first pass checks size, UTF-8, syntax, depth, duplicate keys and
/// numbers and builds nothing; the tree is made by a second pass over text known to be good.
/// Codes json.*; a UTF-8 byte order mark is a warning.
/// Source: nlohmann's SAX parser; places by walking the same text token by token beside it.
/// Cost: O(bytes) time; the first pass holds the keys of the open objects.
/// Assumptions: none; any bytes may be given.
std::optional<JsonValue> readJson(std::string_view text, const std::string& file,
                                  Diagnostics& diagnostics, const JsonLimits& limits = {});

}  // namespace headroom::models
