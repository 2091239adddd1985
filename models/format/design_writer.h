// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "models/describe/field.h"
#include "models/format/json_value.h"
#include "models/topology/design.h"

namespace headroom::models {

/// The canonical form of a design file: version first, keys in the order of the descriptions,
/// endpoints, nodes and links in the design's own order, two spaces, a short object on one line,
/// one newline at the end. Values equal to their defaults are left out, so the form depends on
/// what the design says and not on how it was written; reading it and writing it again gives the
/// same bytes. A default that changes is a new version of the file, whose reader writes the old
/// one into older designs.
std::string writeDesign(const Design& design);

JsonValue scalarJson(const Scalar& scalar);

}  // namespace headroom::models
