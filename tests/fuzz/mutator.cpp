// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/mutator.h"

#include <algorithm>

#include "models/format/json_reader.h"
#include "models/format/json_writer.h"

namespace headroom::tests {

using models::JsonValue;

namespace {

constexpr std::size_t kLongest = std::size_t{1} << 16;

}  // namespace

Mutator::Mutator(std::uint64_t seed, std::vector<std::string> words)
    : bits_(seed), words_(std::move(words)) {}

void Mutator::changeBytes(std::string& text, const std::string& other) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t some = below(std::min<std::size_t>(text.size() - at + 1, 40));
    switch (below(9)) {
        case 0:  // another byte
            if (at < text.size()) text[at] = static_cast<char>(bits_());
            break;
        case 1:  // one bit
            if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
            break;
        case 2:
            text.erase(at, some);
            break;
        case 3:
            text.insert(at, text.substr(below(text.size() + 1), some));
            break;
        case 4:
            text.insert(at, word());
            break;
        case 5:
            text.replace(at, some, word());
            break;
        case 6: {  // a part of another input
            const std::size_t from = below(other.size() + 1);
            text.insert(at, other.substr(from, below(200)));
            break;
        }
        case 7:  // the end of another input
            text = text.substr(0, at) + other.substr(below(other.size() + 1));
            break;
        default: {  // many of the same
            const std::string piece = text.substr(at, std::max<std::size_t>(some, 1));
            std::string many;
            for (std::size_t i = below(300); i > 0; --i)
                many += piece;
            text.insert(at, many);
        }
    }
    if (text.size() > kLongest) text.resize(kLongest);
}

std::string Mutator::bytes(const std::string& text, const std::string& other) {
    std::string result = text;
    for (std::size_t changes = 1 + below(6); changes > 0; --changes)
        changeBytes(result, other);
    return result;
}

std::vector<JsonValue*> Mutator::valuesOf(Json& root) {
    std::vector<Json*> values = {&root};
    for (std::size_t i = 0; i < values.size(); ++i) {
        Json* value = values[i];
        for (auto& item : value->items)
            values.push_back(&item);
        for (auto& member : value->members)
            values.push_back(&member.value);
    }
    return values;
}

JsonValue Mutator::anyValue(const Json& other) {
    switch (below(8)) {
        case 0:
            return Json{};
        case 1:
            return models::jsonBoolean(below(2) == 0);
        case 2:
            return models::jsonInteger(static_cast<std::int64_t>(bits_() >> below(64)));
        case 3:
            return models::jsonInteger(-static_cast<std::int64_t>(below(10)));
        case 4:
            return models::jsonNumber(static_cast<double>(below(1'000'000)) / 999);
        case 5:
            return below(2) == 0 ? models::jsonArray() : models::jsonObject();
        case 6:
            return models::jsonText(word() + (below(3) == 0 ? " " + word() : ""));
        default: {
            Json copy = other;
            return *valuesOf(copy)[below(valuesOf(copy).size())];
        }
    }
}

void Mutator::changeTree(Json& root, const Json& other) {
    auto values = valuesOf(root);
    Json& value = *values[below(values.size())];
    const bool isObject = value.type == Json::Type::Object;
    const bool isArray = value.type == Json::Type::Array;
    switch (below(6)) {
        case 0:
            value = anyValue(other);
            break;
        case 1:  // something left out
            if (isObject && !value.members.empty()) {
                value.members.erase(value.members.begin() +
                                    static_cast<std::ptrdiff_t>(below(value.members.size())));
            } else if (isArray && !value.items.empty()) {
                value.items.erase(value.items.begin() +
                                  static_cast<std::ptrdiff_t>(below(value.items.size())));
            }
            break;
        case 2:  // something doubled
            if (isArray && !value.items.empty() && value.items.size() < 200) {
                Json copy = value.items[below(value.items.size())];
                value.items.push_back(std::move(copy));
            } else if (isObject) {
                const std::string& key = word();
                if (value.find(key) == nullptr)
                    value.members.push_back({key, anyValue(other), 0, 0});
            }
            break;
        case 3:  // another key
            if (isObject && !value.members.empty()) {
                const std::string& key = word();
                if (value.find(key) == nullptr)
                    value.members[below(value.members.size())].key = key;
            }
            break;
        case 4:  // texts are where the small languages are
            if (value.type == Json::Type::String) {
                const std::string before = value.string;
                changeBytes(value.string, word());
                // The file as a whole has to stay UTF-8; what is not is for the other mutations.
                if (!std::ranges::all_of(value.string, [](char c) { return c > 0; })) {
                    value.string = before;
                }
            }
            break;
        default: {  // two values change places; not one inside the other
            const Json copy = *values[below(values.size())];
            value = copy;
        }
    }
}

std::string Mutator::tree(const std::string& json, const std::string& other) {
    models::Diagnostics ignored;
    auto root = models::readJson(json, "", ignored);
    auto second = models::readJson(other, "", ignored);
    if (!root) return bytes(json, other);
    if (!second) second = *root;
    for (std::size_t changes = 1 + below(4); changes > 0; --changes)
        changeTree(*root, *second);
    std::string text = models::formatJson(*root);
    if (text.size() > kLongest) text.resize(kLongest);
    return text;
}

}  // namespace headroom::tests
