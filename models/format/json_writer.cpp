// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/json_writer.h"

#include <utility>

#include "models/describe/units.h"

namespace headroom::models {

namespace {

using Type = JsonValue::Type;

std::string scalarText(const JsonValue& value) {
    switch (value.type) {
        case Type::Boolean:
            return value.boolean ? "true" : "false";
        case Type::Integer:
            return std::to_string(value.integer);
        case Type::Number:
            return numberText(value.number);
        case Type::String:
            return jsonQuoted(value.string);
        default:
            return "null";
    }
}

void writeInline(const JsonValue& value, std::string& out) {
    const char* separator = "";
    if (value.type == Type::Array) {
        out += '[';
        for (const auto& item : value.items) {
            out += std::exchange(separator, ", ");
            writeInline(item, out);
        }
        out += ']';
    } else if (value.type == Type::Object) {
        out += value.members.empty() ? "{" : "{ ";
        for (const auto& member : value.members) {
            out += std::exchange(separator, ", ");
            out += jsonQuoted(member.key) + ": ";
            writeInline(member.value, out);
        }
        out += value.members.empty() ? "}" : " }";
    } else {
        out += scalarText(value);
    }
}

bool isTable(const JsonValue& value) {
    return value.type == Type::Array && !value.items.empty() &&
           value.items.front().type == Type::Object;
}

void write(const JsonValue& value, std::string& out, std::size_t indent, std::size_t column,
           std::size_t width, bool isRoot) {
    const bool isEmpty = value.items.empty() && value.members.empty();
    if (isEmpty || !(isRoot || isTable(value))) {
        std::string line;
        writeInline(value, line);
        // One more for the comma that may follow.
        if (isEmpty || column + line.size() + 1 <= width) {
            out += line;
            return;
        }
    }
    const bool isArray = value.type == Type::Array;
    const std::string margin(indent + 2, ' ');
    const char* separator = "\n";
    out += isArray ? '[' : '{';
    for (const auto& item : value.items) {
        out += std::exchange(separator, ",\n") + margin;
        write(item, out, indent + 2, indent + 2, width, false);
    }
    for (const auto& member : value.members) {
        const std::string key = jsonQuoted(member.key) + ": ";
        out += std::exchange(separator, ",\n");
        out += margin;
        out += key;
        write(member.value, out, indent + 2, indent + 2 + key.size(), width, false);
    }
    out += '\n' + std::string(indent, ' ') + (isArray ? ']' : '}');
}

JsonValue ofType(Type type) {
    JsonValue value;
    value.type = type;
    return value;
}

}  // namespace

JsonValue jsonText(std::string text) {
    JsonValue value = ofType(Type::String);
    value.string = std::move(text);
    return value;
}

JsonValue jsonInteger(std::int64_t integer) {
    JsonValue value = ofType(Type::Integer);
    value.integer = integer;
    value.number = static_cast<double>(integer);
    return value;
}

JsonValue jsonNumber(double number) {
    JsonValue value = ofType(Type::Number);
    value.number = number;
    return value;
}

JsonValue jsonBoolean(bool boolean) {
    JsonValue value = ofType(Type::Boolean);
    value.boolean = boolean;
    return value;
}

JsonValue jsonArray() {
    return ofType(Type::Array);
}

JsonValue jsonObject() {
    return ofType(Type::Object);
}

JsonValue& addMember(JsonValue& object, std::string key, JsonValue value) {
    return object.members.emplace_back(JsonMember{std::move(key), std::move(value), 0, 0}).value;
}

std::string formatJson(const JsonValue& root, std::size_t width) {
    std::string out;
    write(root, out, 0, 0, width, true);
    return out + '\n';
}

}  // namespace headroom::models
