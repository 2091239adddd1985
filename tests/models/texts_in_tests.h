// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "models/describe/diagnostic.h"
#include "models/describe/expected.h"

namespace headroom::tests {

/// For fields that nobody reads.
inline constexpr models::Text kNoText{};

/// With " for each ', so that JSON can stand inside a string.
inline std::string quoted(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

/// Why there is no value; empty if there is one.
template <class T>
std::string codeOf(const models::Expected<T>& result) {
    return result ? "" : result.error().code;
}

/// "code line pointer" of each diagnostic, one a line.
inline std::string summary(const models::Diagnostics& diagnostics) {
    std::string result;
    for (const auto& diagnostic : diagnostics.list()) {
        result += std::string(diagnostic.code) + ' ' + std::to_string(diagnostic.place.line) + ' ' +
                  diagnostic.place.pointer + '\n';
    }
    return result;
}

inline std::string contentsOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace headroom::tests
