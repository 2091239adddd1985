// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document/edit.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace headroom::app {

namespace {

using models::Design;

std::size_t indexOfNode(const Design& design, const std::string& id) {
    const auto at = std::ranges::find(design.nodes, id, &models::Node::id);
    assert(at != design.nodes.end());
    return static_cast<std::size_t>(at - design.nodes.begin());
}

std::size_t indexOfLink(const Design& design, const std::string& from, const std::string& to) {
    const auto at = std::ranges::find_if(
        design.links, [&](const models::Link& link) { return link.from == from && link.to == to; });
    assert(at != design.links.end());
    return static_cast<std::size_t>(at - design.links.begin());
}

std::ptrdiff_t offset(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

/// Puts a value where the description says, and gives the one that was there.
models::Value exchange(const models::FieldList& fields, const std::string& key, void* settings,
                       const models::Value& value) {
    const models::Field* field = models::findField(fields, key);
    assert(field != nullptr);
    models::Value before = field->get(settings);
    field->set(settings, value);
    return before;
}

/// One function a kind of edit; each gives the opposite.
struct Doer {
    Design& design;

    Edit operator()(const InsertNode& edit) const {
        design.nodes.insert(design.nodes.begin() + offset(edit.index), edit.node);
        return EraseNode{edit.node.id};
    }
    Edit operator()(const EraseNode& edit) const {
        const std::size_t index = indexOfNode(design, edit.id);
        InsertNode back{index, std::move(design.nodes[index])};
        design.nodes.erase(design.nodes.begin() + offset(index));
        return back;
    }
    Edit operator()(const MoveNode& edit) const {
        auto& at = design.nodes[indexOfNode(design, edit.id)].at;
        return MoveNode{edit.id, std::exchange(at, edit.to)};
    }
    Edit operator()(const RenameNode& edit) const {
        const auto follow = [&](std::string& name) {
            if (name == edit.id) name = edit.to;
        };
        design.nodes[indexOfNode(design, edit.id)].id = edit.to;
        for (models::Link& link : design.links) {
            follow(link.from);
            follow(link.to);
        }
        for (models::Endpoint& endpoint : design.endpoints) {
            for (models::EndpointCall& call : endpoint.calls)
                follow(call.to);
        }
        for (models::ScenarioEntry& entry : design.scenario) {
            follow(entry.node);
            if (entry.set.starts_with(edit.id + '.')) entry.set.replace(0, edit.id.size(), edit.to);
        }
        return RenameNode{edit.to, edit.id};
    }
    Edit operator()(const SetNodeValue& edit) const {
        models::Node& node = design.nodes[indexOfNode(design, edit.id)];
        return SetNodeValue{
            edit.id, edit.key,
            exchange(node.kind->fields, edit.key, node.settings.editData(), edit.value)};
    }
    Edit operator()(const SetNodeGroup& edit) const {
        std::string& group = design.nodes[indexOfNode(design, edit.id)].group;
        return SetNodeGroup{edit.id, std::exchange(group, edit.group)};
    }
    Edit operator()(const InsertLink& edit) const {
        design.links.insert(design.links.begin() + offset(edit.index), edit.link);
        return EraseLink{edit.link.from, edit.link.to};
    }
    Edit operator()(const EraseLink& edit) const {
        const std::size_t index = indexOfLink(design, edit.from, edit.to);
        InsertLink back{index, std::move(design.links[index])};
        design.links.erase(design.links.begin() + offset(index));
        return back;
    }
    Edit operator()(const SetLinkValue& edit) const {
        models::Link& link = design.links[indexOfLink(design, edit.from, edit.to)];
        return SetLinkValue{edit.from, edit.to, edit.key,
                            exchange(models::linkFields(), edit.key, &link, edit.value)};
    }
    Edit operator()(const SetDesignValue& edit) const {
        return SetDesignValue{edit.key,
                              exchange(models::designFields(), edit.key, &design, edit.value)};
    }
    Edit operator()(const SetGroups& edit) const {
        return SetGroups{std::exchange(design.groups, edit.groups)};
    }
    Edit operator()(const SetEndpoints& edit) const {
        return SetEndpoints{std::exchange(design.endpoints, edit.endpoints)};
    }
    Edit operator()(const SetObjectives& edit) const {
        return SetObjectives{std::exchange(design.objectives, edit.objectives)};
    }
};

}  // namespace

Edit apply(Design& design, const Edit& edit) {
    return std::visit(Doer{design}, edit);
}

Edits applyAll(Design& design, const Edits& edits) {
    Edits back;
    back.reserve(edits.size());
    for (const Edit& edit : edits)
        back.push_back(apply(design, edit));
    std::ranges::reverse(back);
    return back;
}

bool replaces(const Edit& later, const Edit& earlier) {
    if (later.index() != earlier.index()) return false;
    if (const auto* move = std::get_if<MoveNode>(&later))
        return move->id == std::get<MoveNode>(earlier).id;
    if (const auto* set = std::get_if<SetNodeValue>(&later)) {
        const auto& before = std::get<SetNodeValue>(earlier);
        return set->id == before.id && set->key == before.key;
    }
    if (const auto* set = std::get_if<SetLinkValue>(&later)) {
        const auto& before = std::get<SetLinkValue>(earlier);
        return set->from == before.from && set->to == before.to && set->key == before.key;
    }
    if (const auto* set = std::get_if<SetDesignValue>(&later))
        return set->key == std::get<SetDesignValue>(earlier).key;
    return std::holds_alternative<SetGroups>(later) ||
           std::holds_alternative<SetEndpoints>(later) ||
           std::holds_alternative<SetObjectives>(later);
}

bool isSeenByRuns(const Edit& edit) {
    if (const auto* set = std::get_if<SetDesignValue>(&edit)) {
        // What the design itself says in words is for people.
        return models::findField(models::designFields(), set->key)->quantity !=
               models::Quantity::Text;
    }
    return !std::holds_alternative<MoveNode>(edit);
}

}  // namespace headroom::app
