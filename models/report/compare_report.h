// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>

#include "models/compare/compare.h"

namespace headroom::models {

/// A comparison for people: what changed, the figures of all requests, and of the rest those that
/// differ.
void writeText(std::ostream& out, const Comparison& comparison);
/// All of it; estimates as in a result.
void writeJson(std::ostream& out, const Comparison& comparison, const std::string& version);

}  // namespace headroom::models
