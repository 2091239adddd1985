// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::models {

/// What a target asks for, without what differs from object to object:
///
/// 1. scheme and host of an absolute target, the query and the fragment are dropped; empty segments
///    and a slash at the end are dropped; only the first 8 segments count;
/// 2. a file with the extension of a static asset is its class alone: {image}, {style}, {script},
///    {font}, {media}, {document}, {archive}, wherever it lies;
/// 3. a segment that is a number, a UUID, a date (2015-05-17) or a hash (16 hexadecimal digits or
///    more; from 8 on if it has both digits and letters) is {id}.
///
/// "/blog/2015/05?page=2" is "/blog/{id}/{id}", "/static/logo.png" is "{image}".
std::string foldPath(std::string_view target);

/// Second step, over all names ("GET /blog/tags/x") of a log at once, because only together do
/// they show which segments are names of objects:
///
/// 4. where more than 20 different segments follow the same beginning (100 at the root) of the
///    same method, all of them are {name};
/// 5. if more than 200 endpoints are left, those with the fewest requests are "GET {other}".
///
/// The result stands in the order of the names.
/// Cost: O(total length * log(names)).
/// Assumptions: `requests` has as many entries as `names`.
std::vector<std::string> foldSiblings(std::span<const std::string> names,
                                      std::span<const std::uint64_t> requests);

inline constexpr std::size_t kMostSegments = 8;
inline constexpr std::size_t kMostSiblings = 20;
inline constexpr std::size_t kMostSiblingsAtRoot = 100;
inline constexpr std::size_t kMostEndpoints = 200;

}  // namespace headroom::models
