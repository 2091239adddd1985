// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/design_writer.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "models/describe/measurement.h"
#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/format/json_writer.h"

namespace headroom::models {

JsonValue scalarJson(const Scalar& scalar) {
    if (const auto* flag = std::get_if<bool>(&scalar)) return jsonBoolean(*flag);
    if (const auto* whole = std::get_if<std::int64_t>(&scalar)) return jsonInteger(*whole);
    if (const auto* number = std::get_if<double>(&scalar)) return jsonNumber(*number);
    return jsonText(std::get<std::string>(scalar));
}

namespace {

/// "reads.rows" goes into an object "reads".
void addAt(JsonValue& object, std::string_view key, JsonValue value) {
    const auto dot = key.find('.');
    if (dot == std::string_view::npos) {
        addMember(object, std::string(key), std::move(value));
        return;
    }
    const std::string group(key.substr(0, dot));
    for (auto& member : object.members) {
        if (member.key == group) return addAt(member.value, key.substr(dot + 1), std::move(value));
    }
    addAt(addMember(object, group, jsonObject()), key.substr(dot + 1), std::move(value));
}

JsonValue valueJson(const Field& field, const Value& value);

void addFields(JsonValue& object, const FieldList& fields, const void* settings) {
    for (const Field& field : fields) {
        const Value value = field.get(settings);
        if (std::holds_alternative<std::monostate>(value)) continue;
        if (!field.required && value == field.defaultValue) continue;
        addAt(object, field.key, valueJson(field, value));
    }
}

JsonValue valueJson(const Field& field, const Value& value) {
    if (const auto* records = std::get_if<Records>(&value)) {
        JsonValue list = jsonArray();
        for (const Settings& row : records->rows) {
            list.items.push_back(jsonObject());
            addFields(list.items.back(), field.rowFields(), row.data());
        }
        return list;
    }
    const auto* demand = std::get_if<DistributionSpec>(&value);
    if (demand != nullptr && demand->origin) {
        const MeasuredForm form = measuredForm(*demand);
        JsonValue object = jsonObject();
        addFields(object, measuredFormFields(), &form);
        return object;
    }
    return scalarJson(toScalar(field, value));
}

/// Described members and others belong among each other; people want to meet them in this order.
void sortMembers(JsonValue& object, std::span<const std::string_view> order) {
    std::ranges::stable_sort(object.members, {}, [&](const JsonMember& member) {
        return std::ranges::find(order, member.key) - order.begin();
    });
}

constexpr std::string_view kDesignOrder[] = {
    "headroom", "name", "seed", "groups", "endpoints", "nodes", "links", "scenario", "objectives"};
constexpr std::string_view kNodeOrder[] = {"id", "kind", "group", "at", "settings"};

JsonValue coordinate(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) == value) return jsonInteger(whole);
    return jsonNumber(value);
}

JsonValue nodeJson(const Node& node) {
    JsonValue object = jsonObject();
    addFields(object, nodeFields(), &node);
    addMember(object, "kind", jsonText(node.kind != nullptr ? node.kind->key : ""));
    JsonValue& at = addMember(object, "at", jsonArray());
    for (const double value : node.at)
        at.items.push_back(coordinate(value));
    if (node.kind != nullptr && !node.settings.empty()) {
        JsonValue settings = jsonObject();
        addFields(settings, node.kind->fields, node.settings.data());
        if (!settings.members.empty()) addMember(object, "settings", std::move(settings));
    }
    sortMembers(object, kNodeOrder);
    return object;
}

}  // namespace

std::string writeDesign(const Design& design) {
    JsonValue root = jsonObject();
    addMember(root, "headroom", jsonInteger(kDesignVersion));
    addFields(root, designFields(), &design);
    JsonValue& endpoints = addMember(root, "endpoints", jsonArray());
    for (const auto& endpoint : design.endpoints) {
        JsonValue object = jsonObject();
        addFields(object, endpointFields(), &endpoint);
        endpoints.items.push_back(std::move(object));
    }
    JsonValue& nodes = addMember(root, "nodes", jsonArray());
    for (const auto& node : design.nodes)
        nodes.items.push_back(nodeJson(node));
    JsonValue& links = addMember(root, "links", jsonArray());
    for (const auto& link : design.links) {
        JsonValue object = jsonObject();
        addFields(object, linkFields(), &link);
        links.items.push_back(std::move(object));
    }
    if (!design.objectives.empty()) {
        JsonValue& objectives = addMember(root, "objectives", jsonArray());
        for (const auto& objective : design.objectives) {
            objectives.items.push_back(jsonText(toText(objective)));
        }
    }
    sortMembers(root, kDesignOrder);
    return formatJson(root);
}

}  // namespace headroom::models
