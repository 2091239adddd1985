// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "models/format/json_value.h"
#include "models/format/json_writer.h"

namespace headroom::tests {

/// Checks JSON against the part of JSON Schema 2020-12 that the schema of designs is written in. A
/// keyword it does not know is an error, so that nothing is passed over unseen.
class SchemaCheck {
  public:
    explicit SchemaCheck(const models::JsonValue& root) : root_(root) {}

    /// The pointer of the first thing refused and the keyword that refuses it; empty if all is
    /// well.
    std::string refusal(const models::JsonValue& value) { return refusal(root_, value, ""); }

  private:
    using Json = models::JsonValue;
    using Type = Json::Type;

    static bool isType(const Json& value, const std::string& type) {
        const bool isWhole = value.type == Type::Number &&
                             value.number == static_cast<double>(static_cast<std::int64_t>(
                                                 std::clamp(value.number, -9e18, 9e18)));
        switch (value.type) {
            case Type::Null:
                return type == "null";
            case Type::Boolean:
                return type == "boolean";
            case Type::Integer:
                return type == "integer" || type == "number";
            case Type::Number:
                return type == "number" || (type == "integer" && isWhole);
            case Type::String:
                return type == "string";
            case Type::Array:
                return type == "array";
            case Type::Object:
                return type == "object";
        }
        return false;
    }
    static bool same(const Json& a, const Json& b) {
        return models::formatJson(a) == models::formatJson(b);
    }
    bool matches(const std::string& pattern, const std::string& text) {
        auto found = patterns_.find(pattern);
        if (found == patterns_.end()) found = patterns_.emplace(pattern, pattern).first;
        return std::regex_search(text, found->second);
    }
    static bool isNumber(const Json& value) {
        return value.type == Type::Integer || value.type == Type::Number;
    }

    std::string refusal(const Json& schema, const Json& value, const std::string& at) {
        for (const auto& rule : schema.members) {
            const std::string found = apply(schema, rule.key, rule.value, value, at);
            if (!found.empty()) return found;
        }
        return {};
    }
    std::string apply(const Json& schema, const std::string& keyword, const Json& rule,
                      const Json& value, const std::string& at) {
        static const std::set<std::string> annotations = {"$schema",     "$defs",   "title",
                                                          "description", "default", "then"};
        if (annotations.contains(keyword)) return {};
        const std::string refused = at + ' ' + keyword;
        const auto unless = [&](bool good) { return good ? std::string() : refused; };
        if (keyword == "type") return unless(isType(value, rule.string));
        if (keyword == "const") return unless(same(rule, value));
        if (keyword == "enum") {
            return unless(std::ranges::any_of(rule.items,
                                              [&](const Json& each) { return same(each, value); }));
        }
        if (keyword == "pattern") {
            return unless(value.type != Type::String || matches(rule.string, value.string));
        }
        if (keyword == "minimum") return unless(!isNumber(value) || value.number >= rule.number);
        if (keyword == "maximum") return unless(!isNumber(value) || value.number <= rule.number);
        if (keyword == "minItems" || keyword == "maxItems") {
            if (value.type != Type::Array) return {};
            const auto size = static_cast<std::int64_t>(value.items.size());
            return unless(keyword == "minItems" ? size >= rule.integer : size <= rule.integer);
        }
        if (keyword == "$ref") return refusal(definition(rule.string), value, at);
        if (keyword == "anyOf") {
            return unless(std::ranges::any_of(
                rule.items, [&](const Json& each) { return refusal(each, value, at).empty(); }));
        }
        if (keyword == "allOf") {
            for (const Json& each : rule.items) {
                if (auto found = refusal(each, value, at); !found.empty()) return found;
            }
            return {};
        }
        if (keyword == "if") {
            if (!refusal(rule, value, at).empty()) return {};
            return refusal(*schema.find("then"), value, at);
        }
        if (keyword == "items") {
            for (std::size_t i = 0; i < value.items.size(); ++i) {
                auto found = refusal(rule, value.items[i], at + '/' + std::to_string(i));
                if (!found.empty()) return found;
            }
            return {};
        }
        if (keyword == "properties") {
            for (const auto& member : value.members) {
                const Json* property = rule.find(member.key);
                if (property == nullptr) continue;
                auto found = refusal(*property, member.value, at + '/' + member.key);
                if (!found.empty()) return found;
            }
            return {};
        }
        if (keyword == "required") {
            return unless(value.type != Type::Object ||
                          std::ranges::all_of(rule.items, [&](const Json& key) {
                              return value.find(key.string) != nullptr;
                          }));
        }
        if (keyword == "additionalProperties") {
            const Json* known = schema.find("properties");
            for (const auto& member : value.members) {
                if (known == nullptr || known->find(member.key) == nullptr) {
                    return refused + ' ' + member.key;
                }
            }
            return {};
        }
        return at + " unknown keyword " + keyword;
    }
    const Json& definition(const std::string& reference) {
        return *root_.find("$defs")->find(reference.substr(std::string("#/$defs/").size()));
    }

    const Json& root_;
    std::map<std::string, std::regex> patterns_;
};

}  // namespace headroom::tests
