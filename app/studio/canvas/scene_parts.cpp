// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to several nodes of a drawing at once.
#include <algorithm>
#include <map>
#include <set>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/frames.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/canvas/placement.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "models/topology/layers.h"
#include "models/topology/wiring.h"

namespace headroom::app {

models::Design DesignScene::selection() const {
    const models::Design& design = document_.design();
    const std::vector<std::string> ids = selectedNodes();
    const std::set<std::string> chosen(ids.begin(), ids.end());
    models::Design part;
    part.name = design.name;
    for (const models::Node& node : design.nodes) {
        if (chosen.contains(node.id)) part.nodes.push_back(node);
    }
    for (const models::Link& link : design.links) {
        if (chosen.contains(link.from) && chosen.contains(link.to)) part.links.push_back(link);
    }
    return part;
}

void DesignScene::insert(const models::Design& part, const QPointF& shift, const QString& what) {
    models::Design copy = part;
    Edits edits;
    std::map<std::string, std::string> names;
    std::set<std::string> taken;
    for (models::Node& node : copy.nodes) {
        std::string id = document_.freeId(node.id);
        for (int i = 2; taken.contains(id); ++i)
            id = document_.freeId(node.id + "-" + std::to_string(i));
        taken.insert(id);
        names[node.id] = id;
        node.id = id;
        node.group.clear();
        node.at = {node.at[0] + shift.x(), node.at[1] + shift.y()};
        edits.push_back(InsertNode{document_.design().nodes.size() + taken.size() - 1, node});
    }
    std::size_t end = document_.design().links.size();
    for (models::Link& link : copy.links) {
        link.from = names.at(link.from);
        link.to = names.at(link.to);
        edits.push_back(InsertLink{end++, link});
    }
    document_.push(what, std::move(edits));
    select({taken.begin(), taken.end()});
}

void DesignScene::duplicateSelection() {
    const models::Design part = selection();
    if (!part.nodes.empty()) insert(part, {40, 40}, tr("Duplicate"));
}

QString DesignScene::copySelection() const {
    const models::Design part = selection();
    return part.nodes.empty() ? QString() : QString::fromStdString(models::writeDesign(part));
}

void DesignScene::paste(const QString& text) {
    const std::string json = text.toStdString();
    models::DesignReading reading = models::readDesign(json, "clipboard", models::kinds());
    const bool usable = reading.design && !reading.design->nodes.empty() &&
                        std::ranges::all_of(reading.design->nodes, [](const models::Node& node) {
                            return node.kind != nullptr;
                        });
    if (!usable) {
        emit refused(tr("There are no components on the clipboard."));
        return;
    }
    std::erase_if(reading.design->links, [&](const models::Link& link) {
        return reading.design->findNode(link.from) == nullptr ||
               reading.design->findNode(link.to) == nullptr;
    });
    insert(*reading.design, {40, 40}, tr("Paste"));
}

void DesignScene::arrange() {
    const models::Design& design = document_.design();
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < design.nodes.size(); ++i)
        index[design.nodes[i].id] = i;
    std::vector<std::pair<std::size_t, std::size_t>> edges;
    for (const models::Link& link : design.links) {
        const auto from = index.find(link.from);
        const auto to = index.find(link.to);
        if (from != index.end() && to != index.end()) edges.emplace_back(from->second, to->second);
    }
    if (!document_.validation().valid &&
        document_.validation().diagnostics.contains("design.cycle"))
        return emit refused(tr("What calls itself cannot be put into layers."));
    const auto places = models::layersOf(design.nodes.size(), edges);
    const auto at = models::arrange(places, 220, 120);
    Edits edits;
    for (std::size_t i = 0; i < at.size(); ++i) {
        const QPointF to = snapped({at[i][0], at[i][1]});
        edits.push_back(MoveNode{design.nodes[i].id, {to.x(), to.y()}});
    }
    document_.push(tr("Arrange"), std::move(edits));
}

void DesignScene::groupSelection(models::Group::Kind kind) {
    document_.push(
        kind == models::Group::Kind::Region ? tr("Group as a region") : tr("Group as a zone"),
        groupTogether(document_.design(), selectedNodes(), kind));
}

void DesignScene::removeFrame(const std::string& group) {
    document_.push(tr("Remove the frame %1").arg(QString::fromStdString(group)),
                   ungroup(document_.design(), group));
}

std::vector<std::string> DesignScene::inOrder() const {
    std::vector<std::pair<QPointF, std::string>> places;
    for (const models::Node& node : document_.design().nodes)
        places.emplace_back(QPointF(node.at[0], node.at[1]), node.id);
    std::ranges::sort(places, [](const auto& a, const auto& b) {
        return std::tuple(a.first.x(), a.first.y(), a.second) <
               std::tuple(b.first.x(), b.first.y(), b.second);
    });
    std::vector<std::string> ids;
    for (auto& [at, id] : places)
        ids.push_back(std::move(id));
    return ids;
}

QPointF DesignScene::freePlace(const QPointF& wish) const {
    std::vector<QPointF> taken;
    for (const models::Node& node : document_.design().nodes)
        taken.emplace_back(node.at[0], node.at[1]);
    const QPointF middle(NodeItem::kWidth / 2, NodeItem::kHeight / 2);
    return app::freePlace(taken, wish - middle) + middle;
}

std::vector<std::string> DesignScene::targetsOf(const std::string& from) const {
    const models::Design& design = document_.design();
    const models::Node* caller = design.findNode(from);
    std::vector<std::string> targets;
    if (caller == nullptr) return targets;
    for (const std::string& id : inOrder()) {
        const bool isThere = std::ranges::any_of(design.links, [&](const models::Link& link) {
            return link.from == from && link.to == id;
        });
        if (id == from || isThere) continue;
        if (!models::linkProblem(*caller->kind, *design.findNode(id)->kind)) targets.push_back(id);
    }
    return targets;
}

}  // namespace headroom::app
