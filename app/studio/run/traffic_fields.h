// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "models/describe/kind.h"

namespace headroom::app {

/// The setting of a source that is its rate, by what it measures; nullptr: it has none.
inline const models::Field* rateField(const models::Kind& kind) {
    if (!kind.roles.source) return nullptr;
    const auto found =
        std::ranges::find(kind.fields, models::Quantity::Rate, &models::Field::quantity);
    return found == kind.fields.end() ? nullptr : &*found;
}

/// The setting of a source that its load is multiplied by: a plain number the load grows with;
/// nullptr: it has none.
inline const models::Field* scaleField(const models::Kind& kind) {
    if (!kind.roles.source) return nullptr;
    const auto found = std::ranges::find_if(kind.fields, [](const models::Field& field) {
        return field.load && field.quantity == models::Quantity::Number;
    });
    return found == kind.fields.end() ? nullptr : &*found;
}

}  // namespace headroom::app
