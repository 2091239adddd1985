// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "models/describe/field.h"

namespace headroom::models {

/// A place that nodes stand in. Whole groups fail together, and links between regions take long.
struct Group {
    enum class Kind {
        Region,  ///< a part of the world, such as "eu-west-1"
        Zone,    ///< a data centre of a region, with its own power and network
    };
    std::string id;  ///< letters, digits, - and _
    Kind kind = Kind::Region;
    std::string parent;  ///< the region a zone lies in; empty: none
    std::string title;   ///< for people; empty: the id
    std::string place;   ///< of a region, as RegionLatency knows it; empty: nobody knows where

    bool operator==(const Group&) const = default;
};

const FieldList& groupFields();

}  // namespace headroom::models
