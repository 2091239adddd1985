// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/node_look.h"

#include <QCoreApplication>

#include "app/studio/canvas/figures.h"
#include "app/studio/text/translation.h"

namespace headroom::app {

QString decidingSetting(const models::Node& node) {
    for (const models::Field& field : node.kind->fields) {
        const bool decides = !field.choices.empty() || field.resource != models::Resource::None;
        if (!decides) continue;
        const models::Value value = field.get(node.settings.data());
        if (std::holds_alternative<std::monostate>(value)) continue;
        if (const auto* choice = std::get_if<models::Choice>(&value))
            return inSentence(
                translated(field.choices[static_cast<std::size_t>(choice->index)].title));
        const QString text = QString::fromStdString(models::toText(field, value));
        if (field.quantity == models::Quantity::Count)
            return text + QLatin1Char(' ') + inSentence(translated(field.title));
        return text;
    }
    return {};
}

NodeLook lookOf(const models::Node& node, const models::Snapshot* snapshot,
                std::optional<std::size_t> component) {
    NodeLook look;
    look.kind = node.kind;
    look.id = QString::fromStdString(node.id);
    look.subtitle = translated(node.kind->title);
    if (const QString deciding = decidingSetting(node); !deciding.isEmpty())
        look.subtitle += QStringLiteral(" \u00b7 ") + deciding;
    if (node.kind->footprint != nullptr)
        look.instances = node.kind->footprint(node.settings, 0).instances;
    if (snapshot == nullptr || snapshot->window <= engine::Duration::zero() || !component ||
        *component >= snapshot->components.size())
        return look;
    const models::ComponentSnapshot& figures = snapshot->components[*component];
    NodeLook::Live live;
    // Where requests begin, nothing arrives.
    if (!node.kind->roles.source) live.left = shortRate(static_cast<double>(figures.arrivalRps));
    if (figures.refusedRps > 0) {
        live.right = QCoreApplication::translate("NodeLook", "%1 refused")
                         .arg(shortRate(static_cast<double>(figures.refusedRps)));
    } else if (figures.waiting >= 0.5F) {
        live.right = QCoreApplication::translate("NodeLook", "%1 waiting")
                         .arg(shortNumber(static_cast<double>(figures.waiting)));
    }
    const models::ResourceSnapshot* busiest = nullptr;
    for (std::uint32_t i = 0; i < figures.resourceCount; ++i) {
        const auto& each = snapshot->resources[figures.firstResource + i];
        // A store that is full is doing its work: it is shown where there is nothing else.
        if (each.isKept && figures.resourceCount > 1) continue;
        if (busiest == nullptr || each.utilization > busiest->utilization) busiest = &each;
    }
    if (busiest != nullptr) {
        live.busiest = static_cast<double>(busiest->utilization);
        live.resource =
            resourceTitle(busiest->resource) + QLatin1Char(' ') + shortShare(live.busiest);
    }
    look.live = live;
    return look;
}

}  // namespace headroom::app
