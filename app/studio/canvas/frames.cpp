// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/frames.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/studio/canvas/placement.h"

namespace headroom::app {

namespace {

using models::Design;
using models::Group;

const Group* findGroup(const Design& design, const std::string& id) {
    const auto found = std::ranges::find(design.groups, id, &Group::id);
    return found == design.groups.end() ? nullptr : &*found;
}

std::string freeGroupId(const Design& design, const std::string& wish) {
    std::string id = wish;
    for (int i = 2; findGroup(design, id) != nullptr; ++i)
        id = wish + std::to_string(i);
    return id;
}

}  // namespace

QString titleOf(const Group& group) {
    return QString::fromStdString(group.title.empty() ? group.id : group.title);
}

std::vector<std::string> membersOf(const Design& design, const std::string& group) {
    std::vector<std::string> members;
    for (const models::Node& node : design.nodes) {
        const Group* around = findGroup(design, node.group);
        if (node.group == group || (around != nullptr && around->parent == group))
            members.push_back(node.id);
    }
    return members;
}

std::vector<FrameLook> framesOf(const Design& design,
                                const std::function<QPointF(const models::Node&)>& at) {
    // Room above for the title and for what a node wears on its head.
    const auto around = [](const QRectF& inner) { return inner.adjusted(-28, -40, 32, 24); };
    std::vector<FrameLook> frames;
    for (const Group& group : design.groups) {
        FrameLook look{group.id, titleOf(group), {}, group.kind == Group::Kind::Zone};
        for (const models::Node& node : design.nodes) {
            if (node.group == group.id) look.frame |= cardAt(at(node));
        }
        if (!look.frame.isEmpty()) look.frame = around(look.frame);
        frames.push_back(std::move(look));
    }
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i].isZone) continue;
        int zones = 0;
        QRectF inner;
        for (const models::Node& node : design.nodes) {
            if (node.group == frames[i].id) inner |= cardAt(at(node));
        }
        for (std::size_t k = 0; k < frames.size(); ++k) {
            if (!frames[k].isZone || design.groups[k].parent != frames[i].id) continue;
            ++zones;
            inner |= frames[k].frame;
        }
        frames[i].frame = inner.isEmpty() ? QRectF() : around(inner);
        if (zones > 0) {
            frames[i].title += QStringLiteral(" \u00b7 ") +
                               QCoreApplication::translate("Frames", "%n zones", nullptr, zones);
        }
    }
    std::erase_if(frames, [](const FrameLook& look) { return look.frame.isEmpty(); });
    std::ranges::stable_sort(frames, {}, &FrameLook::isZone);
    return frames;
}

Edits groupTogether(const Design& design, const std::vector<std::string>& nodes, Group::Kind kind) {
    if (nodes.empty()) return {};
    Group group;
    group.kind = kind;
    group.id = freeGroupId(design, kind == Group::Kind::Region ? "region" : "zone");
    if (kind == Group::Kind::Zone) {
        const auto regionOf = [&](const std::string& id) -> std::string {
            const Group* around = findGroup(design, design.findNode(id)->group);
            if (around == nullptr) return {};
            return around->kind == Group::Kind::Region ? around->id : around->parent;
        };
        const std::string region = regionOf(nodes.front());
        const bool isShared = std::ranges::all_of(
            nodes, [&](const std::string& id) { return regionOf(id) == region; });
        if (isShared) group.parent = region;
    }
    std::vector<Group> groups = design.groups;
    groups.push_back(group);
    Edits edits{SetGroups{std::move(groups)}};
    for (const std::string& id : nodes)
        edits.push_back(SetNodeGroup{id, group.id});
    return edits;
}

Edits ungroup(const Design& design, const std::string& id) {
    const Group* gone = findGroup(design, id);
    if (gone == nullptr) return {};
    const std::string around = gone->parent;
    std::vector<Group> groups;
    for (Group each : design.groups) {
        if (each.id == id) continue;
        if (each.parent == id) each.parent = around;
        groups.push_back(std::move(each));
    }
    Edits edits;
    for (const models::Node& node : design.nodes) {
        if (node.group == id) edits.push_back(SetNodeGroup{node.id, around});
    }
    edits.push_back(SetGroups{std::move(groups)});
    return edits;
}

Edits renameGroup(const Design& design, const std::string& from, const std::string& to) {
    std::vector<Group> groups = design.groups;
    for (Group& each : groups) {
        if (each.id == from) each.id = to;
        if (each.parent == from) each.parent = to;
    }
    Edits edits{SetGroups{std::move(groups)}};
    for (const models::Node& node : design.nodes) {
        if (node.group == from) edits.push_back(SetNodeGroup{node.id, to});
    }
    return edits;
}

}  // namespace headroom::app
