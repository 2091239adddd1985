// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace headroom::tests::tidy {

/// The build files of engine and models name no Qt; the top one looks for none, because what it
/// finds every room would get; engine links nothing but itself.
std::vector<Finding> noLinkedQt(const std::string& path, std::string_view text);

/// Every .cpp on the disk stands in a source list of its folder or of one above; no list is made by
/// a pattern.
std::vector<Finding> sourceListsComplete(const SourceTree& tree);

/// What `nm -C --undefined-only` says of a static library of ours: no symbol of Qt, of libm's
/// transcendental functions, of a clock or of a foreign source of random numbers is waited for.
std::vector<Finding> noForeignSymbols(const std::string& library, std::string_view nmOutput);

/// The CTest names "program.Class" that the build files register with headroom_test(...).
std::set<std::string> registeredTests(const SourceTree& tree);

}  // namespace headroom::tests::tidy
