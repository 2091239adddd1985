// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/design_schema.h"

#include <string_view>

#include "models/describe/measurement.h"
#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/format/json_writer.h"

namespace headroom::models {

namespace {

JsonValue typed(const char* type) {
    JsonValue schema = jsonObject();
    addMember(schema, "type", jsonText(type));
    return schema;
}

JsonValue textLike(const std::string& pattern) {
    JsonValue schema = typed("string");
    if (!pattern.empty()) addMember(schema, "pattern", jsonText(pattern));
    return schema;
}

JsonValue anyOf(std::initializer_list<JsonValue> alternatives) {
    JsonValue schema = jsonObject();
    addMember(schema, "anyOf", jsonArray()).items = alternatives;
    return schema;
}

JsonValue bound(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? jsonInteger(whole) : jsonNumber(value);
}

/// A number in the file, which the range of the field is about.
JsonValue numberOf(const Field& field, const char* type) {
    JsonValue schema = typed(type);
    if (field.minimum) addMember(schema, "minimum", bound(*field.minimum));
    if (field.maximum) addMember(schema, "maximum", bound(*field.maximum));
    return schema;
}

JsonValue part() {
    JsonValue schema = typed("number");
    addMember(schema, "minimum", jsonInteger(0));
    addMember(schema, "maximum", jsonInteger(1));
    return schema;
}

JsonValue choices(const Field& field) {
    JsonValue schema = jsonObject();
    JsonValue& keys = addMember(schema, "enum", jsonArray());
    for (const auto& choice : field.choices)
        keys.items.push_back(jsonText(choice.key));
    return schema;
}

JsonValue objectOf(const FieldList& fields);

JsonValue listOf(JsonValue items) {
    JsonValue schema = typed("array");
    addMember(schema, "items", std::move(items));
    return schema;
}

JsonValue valueSchema(const Field& field) {
    const std::string pattern = patternOf(field.quantity);
    switch (field.quantity) {
        case Quantity::Boolean:
            return typed("boolean");
        case Quantity::Count:
            return anyOf({numberOf(field, "integer"), textLike(pattern)});
        case Quantity::Number:
            return anyOf({numberOf(field, "number"), textLike(pattern)});
        case Quantity::Fraction:
            return anyOf({part(), textLike(pattern)});
        case Quantity::Cacheable:
            return anyOf({typed("boolean"), textLike(pattern)});
        case Quantity::Choice:
            return choices(field);
        case Quantity::Distribution:
            if (field.demand) return anyOf({textLike(pattern), objectOf(measuredFormFields())});
            return textLike(pattern);
        case Quantity::Records:
            return listOf(objectOf(field.rowFields()));
        case Quantity::Text:
            if (field.anyScalar) return anyOf({typed("string"), typed("number"), typed("boolean")});
            return typed("string");
        default:
            return textLike(pattern);
    }
}

std::string sentence(std::string text) {
    if (text.empty() || text.back() == '.') return text;
    return text + '.';
}

std::string describe(const Field& field) {
    std::string text = field.help.english;
    if (!field.choices.empty()) {
        for (const auto& choice : field.choices) {
            text += std::string(" \"") + choice.key + "\": " + sentence(choice.help.english);
        }
    }
    if (!field.defaultSource.empty()) {
        const bool known = field.defaultProvenance == Provenance::Catalogue;
        text += (known ? " Default from: " : " Default assumed: ") +
                sentence(field.defaultSource.english);
    }
    return text;
}

JsonValue fieldSchema(const Field& field) {
    JsonValue schema = jsonObject();
    addMember(schema, "title", jsonText(field.title.english));
    addMember(schema, "description", jsonText(describe(field)));
    const bool hasDefault =
        !field.required && !field.optional && field.quantity != Quantity::Records &&
        !(field.quantity == Quantity::Text && std::get<std::string>(field.defaultValue).empty());
    if (hasDefault) {
        addMember(schema, "default", scalarJson(toScalar(field, field.defaultValue)));
    }
    JsonValue value = valueSchema(field);
    for (auto& member : value.members)
        schema.members.push_back(std::move(member));
    return schema;
}

JsonValue emptyObject() {
    JsonValue schema = typed("object");
    addMember(schema, "properties", jsonObject());
    return schema;
}

JsonValue& propertiesOf(JsonValue& object) {
    for (auto& member : object.members) {
        if (member.key == "properties") return member.value;
    }
    return addMember(object, "properties", jsonObject());
}

/// "reads.rows" is a property of the object "reads".
void addProperty(JsonValue& object, std::string_view key, JsonValue schema) {
    JsonValue& properties = propertiesOf(object);
    const auto dot = key.find('.');
    if (dot == std::string_view::npos) {
        addMember(properties, std::string(key), std::move(schema));
        return;
    }
    const std::string group(key.substr(0, dot));
    for (auto& member : properties.members) {
        if (member.key == group) return addProperty(member.value, key.substr(dot + 1), schema);
    }
    JsonValue inner = emptyObject();
    addMember(inner, "additionalProperties", jsonBoolean(false));
    addProperty(addMember(properties, group, std::move(inner)), key.substr(dot + 1),
                std::move(schema));
}

void addFieldProperties(JsonValue& object, const FieldList& fields) {
    for (const Field& field : fields)
        addProperty(object, field.key, fieldSchema(field));
}

void close(JsonValue& object, const std::vector<std::string>& required) {
    if (!required.empty()) {
        JsonValue& list = addMember(object, "required", jsonArray());
        for (const auto& key : required)
            list.items.push_back(jsonText(key));
    }
    addMember(object, "additionalProperties", jsonBoolean(false));
}

/// Keys at the top of the object that the file must say.
std::vector<std::string> requiredOf(const FieldList& fields) {
    std::vector<std::string> keys;
    for (const Field& field : fields) {
        if (field.required) keys.emplace_back(field.key);
    }
    return keys;
}

JsonValue objectOf(const FieldList& fields) {
    JsonValue object = emptyObject();
    addFieldProperties(object, fields);
    close(object, requiredOf(fields));
    return object;
}

JsonValue described(const char* text, JsonValue schema) {
    JsonValue result = jsonObject();
    addMember(result, "description", jsonText(text));
    for (auto& member : schema.members)
        result.members.push_back(std::move(member));
    return result;
}

JsonValue positionSchema() {
    JsonValue coordinate = typed("number");
    addMember(coordinate, "minimum", jsonInteger(-1'000'000'000));
    addMember(coordinate, "maximum", jsonInteger(1'000'000'000));
    JsonValue schema = listOf(std::move(coordinate));
    addMember(schema, "minItems", jsonInteger(2));
    addMember(schema, "maxItems", jsonInteger(2));
    return described("Where it stands on the drawing: x and y.", std::move(schema));
}

/// The settings of a node are those of its kind.
JsonValue settingsRule(const Kind& kind) {
    JsonValue is = jsonObject();
    addMember(is, "const", jsonText(kind.key));
    JsonValue condition = jsonObject();
    addMember(addMember(condition, "properties", jsonObject()), "kind", std::move(is));
    addMember(condition, "required", jsonArray()).items = {jsonText("kind")};
    JsonValue reference = jsonObject();
    addMember(reference, "$ref", jsonText(std::string("#/$defs/") + kind.key));
    JsonValue consequence = jsonObject();
    addMember(addMember(consequence, "properties", jsonObject()), "settings", std::move(reference));
    JsonValue rule = jsonObject();
    addMember(rule, "if", std::move(condition));
    addMember(rule, "then", std::move(consequence));
    return rule;
}

JsonValue nodeSchema(const KindList& kinds) {
    JsonValue object = emptyObject();
    addFieldProperties(object, nodeFields());
    JsonValue known = jsonObject();
    JsonValue& keys = addMember(known, "enum", jsonArray());
    JsonValue rules = jsonArray();
    for (const Kind* kind : kinds) {
        keys.items.push_back(jsonText(kind->key));
        rules.items.push_back(settingsRule(*kind));
    }
    addProperty(object, "kind", described("What it is.", std::move(known)));
    addProperty(object, "at", positionSchema());
    addProperty(object, "settings", typed("object"));
    auto required = requiredOf(nodeFields());
    required.emplace_back("kind");
    close(object, required);
    addMember(object, "allOf", std::move(rules));
    return object;
}

}  // namespace

JsonValue designSchema(const KindList& kinds) {
    JsonValue root = jsonObject();
    addMember(root, "$schema", jsonText("https://json-schema.org/draft/2020-12/schema"));
    addMember(root, "title", jsonText("Headroom design"));
    addMember(root, "description",
              jsonText("A web system to be simulated. Generated by \"headroom schema\"."));
    addMember(root, "type", jsonText("object"));
    JsonValue version = jsonObject();
    addMember(version, "const", jsonInteger(kDesignVersion));
    addProperty(root, "headroom", described("The version of this form.", std::move(version)));
    addFieldProperties(root, designFields());
    addProperty(
        root, "endpoints",
        described("What users ask for, and what that costs.", listOf(objectOf(endpointFields()))));
    addProperty(root, "nodes", described("The parts of the system.", listOf(nodeSchema(kinds))));
    addProperty(root, "links", described("Who calls whom.", listOf(objectOf(linkFields()))));
    addProperty(root, "objectives",
                described("What the design promises, as \"p99 < 200 ms\".",
                          listOf(textLike(patternOf(Quantity::Objective)))));
    close(root, {"headroom"});
    JsonValue& definitions = addMember(root, "$defs", jsonObject());
    for (const Kind* kind : kinds) {
        addMember(definitions, kind->key, described(kind->help.english, objectOf(kind->fields)));
    }
    return root;
}

}  // namespace headroom::models
