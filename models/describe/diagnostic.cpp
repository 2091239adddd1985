// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/diagnostic.h"

#include <cstring>
#include <ostream>

namespace headroom::models {

namespace {

// What a file says is repeated in messages; a terminal must not obey it and a megabyte of it helps
// nobody.
constexpr std::size_t kShownArgument = 120;

std::string shown(const std::string& argument) {
    std::string result;
    for (const char c : argument) {
        if (result.size() >= kShownArgument) {
            while (!result.empty() && (result.back() & 0xC0) == 0x80)
                result.pop_back();
            if (!result.empty() && (result.back() & 0x80) != 0) result.pop_back();
            return result + "...";
        }
        const auto byte = static_cast<unsigned char>(c);
        result += byte < 0x20 || byte == 0x7F ? '?' : c;
    }
    return result;
}

}  // namespace

std::string fill(const Text& text, std::span<const std::string> arguments) {
    std::string result;
    for (const char* c = text.english; *c != '\0'; ++c) {
        if (*c == '%' && c[1] >= '1' && c[1] <= '9') {
            const auto index = static_cast<std::size_t>(c[1] - '1');
            if (index < arguments.size()) {
                result += arguments[index];
                ++c;
                continue;
            }
        }
        result += *c;
    }
    return result;
}

std::string toText(const Diagnostic& diagnostic) {
    const Place& place = diagnostic.place;
    std::string result = shown(place.file);
    if (place.line > 0) {
        if (!result.empty()) result += ':';
        result += std::to_string(place.line) + ':' + std::to_string(place.column);
    }
    if (!result.empty()) result += ": ";
    result += diagnostic.severity == Severity::Error ? "error: " : "warning: ";
    std::string subject = place.node;
    if (!place.setting.empty()) subject += (subject.empty() ? "" : ".") + place.setting;
    if (!subject.empty()) result += shown(subject) + ": ";

    std::vector<std::string> arguments;
    arguments.reserve(diagnostic.arguments.size());
    for (const auto& argument : diagnostic.arguments)
        arguments.push_back(shown(argument));
    result += fill(diagnostic.text, arguments);
    if (!diagnostic.remedy.empty()) result += ' ' + fill(diagnostic.remedy, arguments);
    result += std::string(" [") + diagnostic.code + ']';
    if (!place.pointer.empty()) result += " (" + shown(place.pointer) + ')';
    return result;
}

void Diagnostics::add(Diagnostic diagnostic) {
    ++(diagnostic.severity == Severity::Error ? errors_ : warnings_);
    if (list_.size() < kLimit) list_.push_back(std::move(diagnostic));
}

void Diagnostics::add(const Diagnostics& others) {
    errors_ += others.errors_;
    warnings_ += others.warnings_;
    for (const auto& diagnostic : others.list_) {
        if (list_.size() >= kLimit) break;
        list_.push_back(diagnostic);
    }
}

bool Diagnostics::contains(const char* code) const {
    for (const auto& diagnostic : list_) {
        if (std::strcmp(diagnostic.code, code) == 0) return true;
    }
    return false;
}

void print(std::ostream& out, const Diagnostics& diagnostics) {
    for (const auto& diagnostic : diagnostics.list())
        out << toText(diagnostic) << '\n';
    if (diagnostics.more() > 0) out << "and " << diagnostics.more() << " more problems\n";
}

}  // namespace headroom::models
