// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>
#include <functional>
#include <string>
#include <vector>

#include "app/studio/document/edit.h"

namespace headroom::app {

/// How the places of a design are drawn.
struct FrameLook {
    std::string id;
    QString title;  ///< "eu-west · 3 zones"
    QRectF frame;
    bool isZone = false;
};

/// A frame for each place that somebody stands in, regions first. `at`: where a node is drawn.
std::vector<FrameLook> framesOf(const models::Design& design,
                                const std::function<QPointF(const models::Node&)>& at);

/// Title of a place for people.
QString titleOf(const models::Group& group);
/// Nodes that stand in it or in a place inside it.
std::vector<std::string> membersOf(const models::Design& design, const std::string& group);

/// A new place of this kind around these nodes: the zone of a region that all of them stand in lies
/// in it. Adds the id it gets to the edits.
Edits groupTogether(const models::Design& design, const std::vector<std::string>& nodes,
                    models::Group::Kind kind);
/// The place goes, its nodes and zones stand in what was around it.
Edits ungroup(const models::Design& design, const std::string& group);
/// Another id for a place; nodes and zones in it follow.
Edits renameGroup(const models::Design& design, const std::string& from, const std::string& to);

}  // namespace headroom::app
