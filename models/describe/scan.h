// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/describe/expected.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// What the parsers of quantities share.

bool isBlank(char c);  ///< space, tab or end of line
constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
std::string_view trimmed(std::string_view text);

/// A diagnostic without a place.
Diagnostic problem(const char* code, Text text, Text remedy, std::vector<std::string> arguments);

/// Why there is no number at the start of the text: empty, negative or something else.
Diagnostic numberProblem(std::string_view text, Text remedy);

struct ScannedDuration {
    engine::Duration value;
    std::size_t length = 0;  ///< characters used, spaces in front included
};

/// The duration at the start of the text. With `spacedParts`, "1 h 30 min" is one duration; without
/// it a space after a unit ends it, so that two durations can stand side by side.
Expected<ScannedDuration> scanDuration(std::string_view text, bool spacedParts);

}  // namespace headroom::models
