// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <random>
#include <string>
#include <vector>

#include "app/studio/document/document.h"
#include "models/kinds.h"

namespace headroom::app {

inline QString exampleFile(const char* name) {
    return QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/") + QLatin1String(name);
}

/// Some edit that can be done to the design as it is.
class RandomEdits {
  public:
    explicit RandomEdits(unsigned seed) : random_(seed) {}

    Edits next(const Document& document) {
        const models::Design& design = document.design();
        const auto& nodes = design.nodes;
        switch (nodes.empty() ? 0 : below(11)) {
            case 0: {
                std::vector<const models::Kind*> kinds(models::kinds().begin(),
                                                       models::kinds().end());
                const models::Kind& kind = *kinds[below(kinds.size())];
                return {InsertNode{below(nodes.size() + 1),
                                   {.id = document.freeId(kind.key),
                                    .kind = &kind,
                                    .at = {coordinate(), coordinate()},
                                    .settings = kind.defaults()}}};
            }
            case 1: {
                const std::string id = anyNode(design).id;
                Edits edits;
                for (const models::Link& link : design.links) {
                    if (link.from == id || link.to == id)
                        edits.push_back(EraseLink{link.from, link.to});
                }
                edits.push_back(EraseNode{id});
                return edits;
            }
            case 2:
                return {MoveNode{anyNode(design).id, {coordinate(), coordinate()}}};
            case 3:
                return {RenameNode{anyNode(design).id, document.freeId("renamed")}};
            case 4: {
                const models::Node& node = anyNode(design);
                const models::Field& field = node.kind->fields[below(node.kind->fields.size())];
                // Another node's value of the same setting, or the default.
                models::Value value = field.defaultValue;
                const models::Node& other = anyNode(design);
                if (other.kind == node.kind && below(2) == 0)
                    value = field.get(other.settings.data());
                return {SetNodeValue{node.id, field.key, value}};
            }
            case 5: {
                const std::string from = anyNode(design).id;
                const std::string to = anyNode(design).id;
                for (const models::Link& link : design.links) {
                    if (link.from == from && link.to == to) return {EraseLink{from, to}};
                }
                models::Link link;
                link.from = from;
                link.to = to;
                return {InsertLink{below(design.links.size() + 1), link}};
            }
            case 6: {
                auto groups = design.groups;
                if (groups.empty() || below(2) == 0) {
                    models::Group& group = groups.emplace_back();
                    group.id = "place" + std::to_string(below(1'000'000));
                    group.kind =
                        below(2) == 0 ? models::Group::Kind::Region : models::Group::Kind::Zone;
                    if (groups.size() > 1) group.parent = groups.front().id;
                } else {
                    groups.pop_back();
                }
                return {SetGroups{std::move(groups)}};
            }
            case 7: {
                const auto& groups = design.groups;
                return {SetNodeGroup{anyNode(design).id,
                                     groups.empty() ? "" : groups[below(groups.size())].id}};
            }
            case 8: {
                auto objectives = design.objectives;
                if (objectives.empty()) {
                    objectives.push_back({.quantile = 0.9, .bound = engine::Duration::seconds(1)});
                } else {
                    objectives.pop_back();
                }
                return {SetObjectives{std::move(objectives)}};
            }
            case 9:
                return {SetDesignValue{"name", "name " + std::to_string(below(100))}};
            default: {
                auto endpoints = design.endpoints;
                if (endpoints.empty() || below(2) == 0) {
                    endpoints.emplace_back().name = "GET /" + std::to_string(below(1000));
                } else {
                    endpoints.pop_back();
                }
                return {SetEndpoints{std::move(endpoints)}};
            }
        }
    }
    std::size_t below(std::size_t n) { return random_() % n; }

  private:
    const models::Node& anyNode(const models::Design& design) {
        return design.nodes[below(design.nodes.size())];
    }
    double coordinate() { return static_cast<double>(below(100)) * 20; }

    std::mt19937 random_;
};

}  // namespace headroom::app
