// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "models/topology/validate.h"

namespace headroom::models {

/// A design with more of one resource of one node.
struct Variant {
    ValidDesign design;
    std::string setting;  ///< "app.cores"
    std::string from;
    std::string to;
    double growth = 1;  ///< of the resource: 1.1 is a tenth more
};

/// Makes a resource `factor` times as large, in whole units and at least one more: by a setting of
/// which more is more of it, or by one that is what each use takes. Nothing if the kind has no such
/// setting, it is not set, or the design would not be valid.
///
/// Cost: O(design). Precondition: factor > 1.
std::optional<Variant> withMore(const ValidDesign& design, std::size_t node, Resource resource,
                                double factor);

/// The same of several resources of a node at once: "app.cores and app.workers". `growth` is that
/// of the one that grows most. Nothing unless every one can be made larger.
std::optional<Variant> withMoreOfAll(const ValidDesign& design, std::size_t node,
                                     std::span<const Resource> resources, double factor);

/// The design under `factor` times its load: whatever settings of its sources the load grows in
/// proportion to. Nothing if it would not be valid.
std::optional<ValidDesign> withLoad(const ValidDesign& design, double factor);

}  // namespace headroom::models
