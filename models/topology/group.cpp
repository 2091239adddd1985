// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/group.h"

namespace headroom::models {

const FieldList& groupFields() {
    static const FieldList fields = {
        field<&Group::id>(
            "id", HEADROOM_TEXT("group", "Id"),
            HEADROOM_TEXT("group",
                          "What nodes and other groups call it: letters, digits, - and _."))
            .required(),
        field<&Group::kind>("kind", HEADROOM_TEXT("group", "Kind"),
                            HEADROOM_TEXT("group", "How large a part of the world it is."))
            .choices({{"region", HEADROOM_TEXT("group", "Region"),
                       HEADROOM_TEXT("group", "A part of the world, far from the others.")},
                      {"zone", HEADROOM_TEXT("group", "Zone"),
                       HEADROOM_TEXT("group",
                                     "A data centre of a region, with power and network of its "
                                     "own.")}}),
        field<&Group::parent>("parent", HEADROOM_TEXT("group", "Parent"),
                              HEADROOM_TEXT("group", "The region a zone lies in.")),
        field<&Group::title>("title", HEADROOM_TEXT("group", "Title"),
                             HEADROOM_TEXT("group", "What people call it; not set: its id.")),
        field<&Group::place>(
            "place", HEADROOM_TEXT("group", "Place"),
            HEADROOM_TEXT("group",
                          "Where a region is, as \"frankfurt\" or \"tokyo\": links to other "
                          "regions take half of the round trip between the two places, unless "
                          "they say how long.")),
    };
    return fields;
}

}  // namespace headroom::models
