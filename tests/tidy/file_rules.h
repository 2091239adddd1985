// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace headroom::tests::tidy {

constexpr int kMostLines = 500;

/// Source and licence: the SPDX line stands first, or second after "#!".
std::vector<Finding> licenceLine(const std::string& path, std::string_view text);

/// `#pragma once` is the first thing of a header.
std::vector<Finding> pragmaOnce(const std::string& path, std::string_view text);

/// No mark that says work was left over.
std::vector<Finding> noLeftovers(const std::string& path, std::string_view text);

/// Files of more than kMostLines lines stand in a list with exactly the lines they have, so that
/// the list is changed whenever one shrinks and no growth goes unseen. The list: "path lines" a
/// line, "#" begins a comment.
std::vector<Finding> sizeRatchet(const SourceTree& tree, const std::string& listPath);

/// The top level holds the rooms and the few files that have to be there.
std::vector<Finding> topLevel(const std::vector<std::string>& names);

/// A folder at the top holds more than its build file and its README.
std::vector<Finding> noEmptyRooms(const SourceTree& tree);

}  // namespace headroom::tests::tidy
