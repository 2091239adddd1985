// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace headroom::models {

/// The candidate that is most probably meant by a mistyped word: the one at the least edit
/// distance, if that is at most a third of the longer word (or 2 for short words); else empty.
/// Source: optimal string alignment distance (a swap of neighbours counts one), letter case free.
/// Cost: O(length^2) a candidate.
/// Assumptions: words longer than 64 characters are nobody's typing mistake and match nothing.
std::string nearestWord(std::string_view word, std::span<const std::string> candidates);

}  // namespace headroom::models
