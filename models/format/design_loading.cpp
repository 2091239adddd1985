// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "models/format/design_reader.h"
#include "models/workload/text_file.h"

namespace headroom::models {

namespace {

using Type = JsonValue::Type;

/// The step of a pointer as it stands in the file.
std::string unescaped(std::string_view step) {
    std::string result;
    for (std::size_t i = 0; i < step.size(); ++i) {
        if (step[i] == '~' && i + 1 < step.size())
            result += step[++i] == '1' ? '/' : '~';
        else
            result += step[i];
    }
    return result;
}

bool isAtOrBelow(std::string_view pointer, std::string_view around) {
    return !around.empty() && pointer.starts_with(around) &&
           (pointer.size() == around.size() || pointer[around.size()] == '/');
}

/// The row of a list whose values only mean something together; else empty.
std::string_view rowOf(std::string_view pointer) {
    if (!pointer.starts_with("/groups/") && !pointer.starts_with("/scenario/")) return {};
    return pointer.substr(0, pointer.find('/', pointer.find('/', 1) + 1));
}

/// Whether an error of the reader lies at this place or around it, or in the same row: what is
/// wrong there follows from it, because the value was never read.
bool isConsequence(const Diagnostic& diagnostic, const std::vector<Diagnostic>& read) {
    const std::string_view pointer = diagnostic.place.pointer;
    const std::string_view row = rowOf(pointer);
    return std::ranges::any_of(read, [&](const Diagnostic& earlier) {
        const std::string_view place = earlier.place.pointer;
        return earlier.severity == Severity::Error &&
               (isAtOrBelow(pointer, place) || isAtOrBelow(place, row));
    });
}

}  // namespace

void DesignSource::locate(Diagnostics& diagnostics) const {
    for (auto& diagnostic : diagnostics.list()) {
        Place& place = diagnostic.place;
        if (place.file.empty()) place.file = file_;
        if (place.line > 0) continue;
        const JsonValue* value = &root_;
        std::string_view rest = place.pointer;
        while (!rest.empty()) {
            rest.remove_prefix(1);
            const std::string step = unescaped(rest.substr(0, rest.find('/')));
            rest = rest.find('/') == std::string_view::npos ? "" : rest.substr(rest.find('/'));
            const JsonValue* next = nullptr;
            if (value->type == Type::Array) {
                std::size_t index = value->items.size();
                std::from_chars(step.data(), step.data() + step.size(), index);
                if (index < value->items.size()) next = &value->items[index];
            } else {
                next = value->find(step);
            }
            if (next == nullptr) break;
            value = next;
        }
        place.line = value->line;
        place.column = value->column;
    }
}

DesignLoading loadDesignText(std::string_view text, const std::string& file, const KindList& kinds,
                             const Limits& limits) {
    DesignReading reading = readDesign(text, file, kinds);
    DesignLoading result;
    result.source = std::move(reading.source);
    result.diagnostics = std::move(reading.diagnostics);
    // Where so much is wrong already, what the wiring looks like says nothing.
    if (!reading.design || result.diagnostics.more() > 0) return result;
    auto validation = validate(*std::move(reading.design), limits);
    result.source.locate(validation.diagnostics);
    const bool isGood = !result.diagnostics.hasErrors();
    if (isGood) {
        result.diagnostics.add(validation.diagnostics);
    } else {
        const auto read = result.diagnostics.list();
        for (const auto& diagnostic : validation.diagnostics.list()) {
            if (!isConsequence(diagnostic, read)) result.diagnostics.add(diagnostic);
        }
    }
    if (isGood) result.valid = std::move(validation.valid);
    return result;
}

DesignLoading loadDesign(const std::string& path, const KindList& kinds, const Limits& limits) {
    DesignLoading result;
    const auto text = readTextFile(path, JsonLimits{}.bytes, result.diagnostics);
    if (!text) return result;
    return loadDesignText(*text, path, kinds, limits);
}

}  // namespace headroom::models
