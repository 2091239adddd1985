// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace headroom::tests::tidy {

/// One row of tests/requirements.md: `| K1: text | `program.Class`, `command` | done |`.
struct Requirement {
    std::string id;
    std::string text;
    std::vector<std::string> shownBy;  ///< what stands between backticks, in order
    std::string state;
    int line = 0;
};

struct RequirementTable {
    std::vector<Requirement> rows;
    std::vector<Finding> findings;  ///< rows that cannot be read
};

RequirementTable readRequirements(const std::string& path, std::string_view text);

/// Whether every row is whole: an id of its own, text, a state that exists, something that shows
/// it; and for a row that is done, whether what shows it is there: `program.Class` among `tests`,
/// a command's file in the tree.
std::vector<Finding> requirementsComplete(const std::string& path, std::string_view text,
                                          const std::set<std::string>& tests,
                                          const SourceTree& tree);

}  // namespace headroom::tests::tidy
