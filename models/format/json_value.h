// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::models {

struct JsonMember;

/// A JSON value that knows where it stood.
struct JsonValue {
    enum class Type { Null, Boolean, Integer, Number, String, Array, Object };
    Type type = Type::Null;
    bool boolean = false;
    std::int64_t integer = 0;  ///< Integer: fits in 63 bits and was written without . and e
    double number = 0;         ///< Integer and Number
    std::string string;
    std::vector<JsonValue> items;
    std::vector<JsonMember> members;  ///< in the order of the file; keys are distinct
    std::uint32_t line = 0;           ///< from 1
    std::uint32_t column = 0;         ///< from 1, in characters

    const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
    std::string key;
    JsonValue value;
    std::uint32_t line = 0;  ///< of the key
    std::uint32_t column = 0;
};

/// One step of a JSON pointer (RFC 6901): '~' and '/' escaped.
std::string pointerStep(std::string_view key);

/// Escaped and quoted as JSON wants it; the text must be UTF-8.
std::string jsonQuoted(std::string_view text);

}  // namespace headroom::models
