// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace headroom::tests::tidy {

// Each rule reads one C++ file, given its path from the top, and says what breaks it. Files that a
// rule does not concern give no findings. Comments and strings are never looked at.

/// app -> models -> engine, never back; quoted includes start at the top; nothing of the product
/// includes tests; engine includes standard headers alone.
std::vector<Finding> includeDirection(const std::string& path, std::string_view text);

/// A component never includes another component's folder.
std::vector<Finding> componentsApart(const std::string& path, std::string_view text);

/// No Qt header below app.
std::vector<Finding> noQtIncludes(const std::string& path, std::string_view text);

/// engine and models never read a clock or the calendar: simulated time alone.
std::vector<Finding> noWallClock(const std::string& path, std::string_view text);

/// engine and models draw no number from the C library or from <random>, whose distributions differ
/// from library to library.
std::vector<Finding> noForeignRandom(const std::string& path, std::string_view text);

/// No transcendental function of libm, whose bits change with the processor: `math::log` and its
/// like are ours. Concerns engine and models but for models/analysis, which no draw depends on.
std::vector<Finding> noLibm(const std::string& path, std::string_view text);

/// engine throws nothing: no exception may cross a coroutine.
std::vector<Finding> noThrow(const std::string& path, std::string_view text);

/// All of these.
std::vector<Finding> cppRules(const std::string& path, std::string_view text);

/// Names of functions of libm that are not exactly rounded, without the f and l of their variants.
const std::vector<std::string>& libmNames();

}  // namespace headroom::tests::tidy
