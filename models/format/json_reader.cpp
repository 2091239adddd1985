// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/json_reader.h"

#include <nlohmann/json.hpp>
#include <unordered_set>

#include "models/describe/scan.h"
#include "models/format/token_walker.h"

namespace headroom::models {

namespace {

using BasicJson = nlohmann::json;

constexpr int kNumberOverflow = 406;  // nlohmann's id of "number overflow"

Diagnostic placed(Diagnostic diagnostic, const std::string& file, TextPosition position) {
    diagnostic.place.file = file;
    diagnostic.place.line = position.line;
    diagnostic.place.column = position.column;
    return diagnostic;
}

/// First pass: finds everything wrong with the text, builds nothing.
class Checker {
  public:
    Checker(std::string_view text, const std::string& file, Diagnostics& diagnostics,
            const JsonLimits& limits)
        : walker_(text), file_(file), diagnostics_(diagnostics), limits_(limits) {}

    bool null() { return scalar(); }
    bool boolean(bool) { return scalar(); }
    bool number_integer(BasicJson::number_integer_t) { return scalar(); }
    bool number_unsigned(BasicJson::number_unsigned_t) { return scalar(); }
    bool number_float(BasicJson::number_float_t, const BasicJson::string_t&) { return scalar(); }
    bool string(const BasicJson::string_t&) { return scalar(); }
    bool binary(const BasicJson::binary_t&) { return scalar(); }
    bool start_object(std::size_t) { return open(); }
    bool start_array(std::size_t) { return open(); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(const BasicJson::string_t& name) {
        const TextPosition position = walker_.next();
        if (!keys_.back().insert(name).second) {
            diagnostics_.add(
                placed(problem("json.duplicate-key",
                               HEADROOM_TEXT("json", "\"%1\" stands here for the second time."),
                               HEADROOM_TEXT("json", "Keep one of them."), {name}),
                       file_, position));
        }
        return true;
    }
    template <class Exception>
    bool parse_error(std::size_t, const std::string&, const Exception& error) {
        const auto failure =
            error.id == kNumberOverflow ? walker_.numberFailure() : walker_.failure(keys_.empty());
        diagnostics_.add(placed(failure.diagnostic, file_, failure.position));
        return false;
    }

  private:
    bool scalar() { return count(walker_.next()); }
    bool open() {
        const TextPosition position = walker_.next();
        if (keys_.size() >= limits_.depth) {
            diagnostics_.add(
                placed(problem("json.too-deep",
                               HEADROOM_TEXT("json", "Values are nested more than %1 deep."),
                               HEADROOM_TEXT("json",
                                             "A design is never as deep as that: look for "
                                             "brackets that are not closed."),
                               {std::to_string(limits_.depth)}),
                       file_, position));
            return false;
        }
        keys_.emplace_back();
        return count(position);
    }
    bool close() {
        walker_.next();
        keys_.pop_back();
        return true;
    }
    bool count(TextPosition position) {
        if (++values_ <= limits_.values) return true;
        diagnostics_.add(placed(
            problem("json.too-many-values", HEADROOM_TEXT("json", "There are more than %1 values."),
                    HEADROOM_TEXT("json", "Use \"instances\" instead of that many single nodes."),
                    {std::to_string(limits_.values)}),
            file_, position));
        return false;
    }

    TokenWalker walker_;
    const std::string& file_;
    Diagnostics& diagnostics_;
    const JsonLimits& limits_;
    std::vector<std::unordered_set<std::string>> keys_;  // of the open objects; empty for arrays
    std::size_t values_ = 0;
};

/// Second pass: text known to be good becomes a tree.
class Builder {
  public:
    explicit Builder(std::string_view text) : walker_(text) {}

    JsonValue take() { return std::move(root_); }

    bool null() { return add(JsonValue::Type::Null) != nullptr; }
    bool boolean(bool value) {
        add(JsonValue::Type::Boolean)->boolean = value;
        return true;
    }
    bool number_integer(BasicJson::number_integer_t value) {
        auto* added = add(JsonValue::Type::Integer);
        added->integer = value;
        added->number = static_cast<double>(value);
        return true;
    }
    bool number_unsigned(BasicJson::number_unsigned_t value) {
        if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            return number_integer(static_cast<std::int64_t>(value));
        }
        return number_float(static_cast<double>(value), {});
    }
    bool number_float(BasicJson::number_float_t value, const BasicJson::string_t&) {
        add(JsonValue::Type::Number)->number = value;
        return true;
    }
    bool string(BasicJson::string_t& value) {
        add(JsonValue::Type::String)->string = std::move(value);
        return true;
    }
    bool binary(const BasicJson::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(JsonValue::Type::Object); }
    bool start_array(std::size_t) { return open(JsonValue::Type::Array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(BasicJson::string_t& name) {
        const TextPosition position = walker_.next();
        open_.back()->members.push_back({std::move(name), {}, position.line, position.column});
        return true;
    }
    template <class Exception>
    bool parse_error(std::size_t, const std::string&, const Exception&) {
        return false;
    }

  private:
    // Pointers to open values stay good: a container only grows at its end while its last element
    // is the one open.
    JsonValue* add(JsonValue::Type type) {
        const TextPosition position = walker_.next();
        JsonValue* value = &root_;
        if (!open_.empty()) {
            JsonValue& parent = *open_.back();
            value = parent.type == JsonValue::Type::Array ? &parent.items.emplace_back()
                                                          : &parent.members.back().value;
        }
        value->type = type;
        value->line = position.line;
        value->column = position.column;
        return value;
    }
    bool open(JsonValue::Type type) {
        open_.push_back(add(type));
        return true;
    }
    bool close() {
        walker_.next();
        open_.pop_back();
        return true;
    }

    TokenWalker walker_;
    JsonValue root_;
    std::vector<JsonValue*> open_;
};

/// Length of the well-formed UTF-8 sequence at the start, 0 if it is not one.
/// Source: Unicode Standard 15, table 3-7.
std::size_t sequenceLength(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!continues(1) || !continues(2)) return 0;
        const bool isOverlong = first == 0xE0 && byte(1) < 0xA0;
        const bool isSurrogate = first == 0xED && byte(1) > 0x9F;
        return isOverlong || isSurrogate ? 0 : 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!continues(1) || !continues(2) || !continues(3)) return 0;
        const bool isOverlong = first == 0xF0 && byte(1) < 0x90;
        const bool isBeyond = first == 0xF4 && byte(1) > 0x8F;
        return isOverlong || isBeyond ? 0 : 4;
    }
    return 0;
}

bool checkEncoding(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = text[at] == '\0' ? 0 : sequenceLength(text.substr(at));
        if (length == 0) {
            diagnostics.add(
                placed(problem("json.not-utf8", HEADROOM_TEXT("json", "This is not UTF-8 text."),
                               HEADROOM_TEXT("json", "Save the file as UTF-8."), {}),
                       file, {line, column}));
            return false;
        }
        if (text[at] == '\n') {
            ++line;
            column = 1;
        } else {
            ++column;
        }
        at += length;
    }
    return true;
}

}  // namespace

std::optional<JsonValue> readJson(std::string_view text, const std::string& file,
                                  Diagnostics& diagnostics, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        diagnostics.add(
            placed(problem("file.too-large",
                           HEADROOM_TEXT("json", "It is larger than %1, the most a design has."),
                           HEADROOM_TEXT("json", "Is it a design at all?"),
                           {std::to_string(limits.bytes >> 20) + " MB"}),
                   file, {}));
        return std::nullopt;
    }
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) {
        auto mark = placed(problem("json.byte-order-mark",
                                   HEADROOM_TEXT("json", "The file begins with a byte order mark."),
                                   HEADROOM_TEXT("json", "Save it as UTF-8 without one."), {}),
                           file, {1, 1});
        mark.severity = Severity::Warning;
        diagnostics.add(std::move(mark));
        text.remove_prefix(kByteOrderMark.size());
    }
    if (!checkEncoding(text, file, diagnostics)) return std::nullopt;
    const std::size_t errorsBefore = diagnostics.errors();
    Checker checker(text, file, diagnostics, limits);
    if (!BasicJson::sax_parse(text.begin(), text.end(), &checker) ||
        diagnostics.errors() > errorsBefore) {
        return std::nullopt;
    }
    Builder builder(text);
    if (!BasicJson::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
    return builder.take();
}

}  // namespace headroom::models
