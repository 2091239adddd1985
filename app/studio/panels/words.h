// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "models/topology/design.h"

namespace headroom::app {

/// What a node does with a request, by its links: "Looks into redis first. Asks db through a pool
/// of 20."
QString whatItDoes(const models::Design& design, const models::Node& node);
/// Help, range, default with its source, and key of a setting.
QString tipOf(const models::Field& field);
/// "1 to 1000", "at least 1 µs"; empty: anything.
QString rangeText(const models::Field& field);

}  // namespace headroom::app
