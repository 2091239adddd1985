// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "models/describe/nearest.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

using engine::Duration;

namespace {

template <class... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};
template <class... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

Text remedyFor(Quantity quantity) {
    switch (quantity) {
        case Quantity::Boolean:
            return HEADROOM_TEXT("field", "Write true or false.");
        case Quantity::Count:
            return HEADROOM_TEXT("field", "Write a whole number, such as 8.");
        case Quantity::Number:
            return HEADROOM_TEXT("field", "Write a number, such as 1.5.");
        case Quantity::Duration:
            return HEADROOM_TEXT("field", "Write a duration with its unit, such as \"10 ms\".");
        case Quantity::Rate:
            return HEADROOM_TEXT("field", "Write a rate with its unit, such as \"500/s\".");
        case Quantity::Bytes:
            return HEADROOM_TEXT("field", "Write an amount of memory, such as \"2.5 GB\".");
        case Quantity::Bandwidth:
            return HEADROOM_TEXT("field", "Write a bandwidth, such as \"10 Gbit/s\".");
        case Quantity::Fraction:
            return HEADROOM_TEXT("field", "Write a part of a whole, such as \"99.9 %\" or 0.999.");
        case Quantity::Distribution:
            return HEADROOM_TEXT("field",
                                 "Write a time, such as \"2 ms\" or \"exponential 2 ms\".");
        case Quantity::Popularity:
            return HEADROOM_TEXT("field", "Write \"uniform\" or \"zipf 0.9\".");
        case Quantity::Cacheable:
            return HEADROOM_TEXT("field", "Write true, false or a time, such as \"60 s\".");
        case Quantity::Objective:
            return HEADROOM_TEXT("field", "Write an objective, such as \"p99 < 200 ms\".");
        case Quantity::Records:
            return HEADROOM_TEXT("field", "Write a list of objects: [ { ... } ].");
        case Quantity::Profile:
            return HEADROOM_TEXT("field",
                                 "Write \"constant\", or a profile such as \"ramp 10 % to 200 % "
                                 "over 5 min\".");
        case Quantity::Text:
        case Quantity::Choice:
        case Quantity::None:
            break;
    }
    return HEADROOM_TEXT("field", "Write a text in quotes.");
}

std::string scalarText(const Scalar& scalar) {
    return std::visit(Overloaded{[](bool value) { return std::string(value ? "true" : "false"); },
                                 [](std::int64_t value) { return std::to_string(value); },
                                 [](double value) { return numberText(value); },
                                 [](const std::string& value) { return '"' + value + '"'; }},
                      scalar);
}

std::string choiceKeys(const Field& field) {
    std::string keys;
    for (const auto& choice : field.choices) {
        if (!keys.empty()) keys += ", ";
        keys += choice.key;
    }
    return keys;
}

Expected<Value> chosen(const Field& field, const std::string& text) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
        if (text == field.choices[i].key) return Value(Choice{static_cast<int>(i)});
        keys.emplace_back(field.choices[i].key);
    }
    const std::string nearest = nearestWord(text, keys);
    const Text title = HEADROOM_TEXT("field", "\"%1\" is none of the choices.");
    if (nearest.empty()) {
        return problem("setting.unknown-choice", title, HEADROOM_TEXT("field", "Write one of %2."),
                       {text, choiceKeys(field)});
    }
    return problem("setting.unknown-choice", title,
                   HEADROOM_TEXT("field", "Did you mean \"%3\"? The choices are %2."),
                   {text, choiceKeys(field), nearest});
}

template <class T>
Expected<Value> asValue(Expected<T> parsed) {
    if (!parsed) return parsed.error();
    return Value(*std::move(parsed));
}

Expected<Value> measurable(const Field& field, Expected<Value> value) {
    if (!value) return value;
    if (auto refused = checkMeasured(field, *value)) return *std::move(refused);
    return value;
}

Expected<Value> parsed(const Field& field, const std::string& text) {
    switch (field.quantity) {
        case Quantity::Boolean:
            return asValue(parseBoolean(text));
        case Quantity::Count:
            return asValue(parseCount(text));
        case Quantity::Number:
            return asValue(parseNumber(text));
        case Quantity::Duration:
            return asValue(parseDuration(text));
        case Quantity::Rate:
            return asValue(parseRate(text));
        case Quantity::Bytes:
            return asValue(parseBytes(text));
        case Quantity::Bandwidth:
            return asValue(parseBandwidth(text));
        case Quantity::Fraction:
            return asValue(parseFraction(text));
        case Quantity::Text:
            return Value(text);
        case Quantity::Choice:
            return chosen(field, text);
        case Quantity::Distribution:
            return measurable(field, asValue(parseDistribution(text)));
        case Quantity::Popularity:
            return asValue(parsePopularity(text));
        case Quantity::Cacheable:
            return asValue(parseCacheable(text));
        case Quantity::Objective:
            return asValue(parseObjective(text));
        case Quantity::Records:
            return recordsProblem(field);
        case Quantity::Profile:
            return asValue(parseProfile(text));
        case Quantity::None:
            break;
    }
    return wrongTypeProblem(field, text);
}

/// A range is about the base unit; what a distribution is built of is checked by its parser.
std::optional<double> rangedAmount(const Value& value) {
    return std::visit(
        Overloaded{[](std::int64_t v) -> std::optional<double> { return static_cast<double>(v); },
                   [](double v) -> std::optional<double> { return v; },
                   [](Duration v) -> std::optional<double> { return static_cast<double>(v.ns()); },
                   [](Rate v) -> std::optional<double> { return v.perSecond; },
                   [](Bytes v) -> std::optional<double> { return static_cast<double>(v.count); },
                   [](Bandwidth v) -> std::optional<double> { return v.bitsPerSecond; },
                   [](Fraction v) -> std::optional<double> { return v.value; },
                   [](const auto&) -> std::optional<double> { return std::nullopt; }},
        value);
}

Value amountLike(const Value& example, double amount) {
    return std::visit(
        Overloaded{[&](std::int64_t) -> Value { return static_cast<std::int64_t>(amount); },
                   [&](double) -> Value { return amount; },
                   [&](Duration) -> Value { return Duration::fromNanoseconds(amount); },
                   [&](Rate) -> Value { return Rate{amount}; },
                   [&](Bytes) -> Value { return Bytes{static_cast<std::uint64_t>(amount)}; },
                   [&](Bandwidth) -> Value { return Bandwidth{amount}; },
                   [&](Fraction) -> Value { return Fraction{amount}; },
                   [](const auto& other) -> Value { return other; }},
        example);
}

Expected<Value> inRange(const Field& field, Expected<Value> value) {
    if (!value) return value;
    if (auto refused = checkRange(field, *value)) return *std::move(refused);
    return value;
}

Expected<Value> placed(const Field& field, Expected<Value> value) {
    if (!value) value.error().place.setting = field.key;
    return value;
}

Expected<Value> fromNumber(const Field& field, const Scalar& scalar) {
    const auto* whole = std::get_if<std::int64_t>(&scalar);
    const double number = whole ? static_cast<double>(*whole) : std::get<double>(scalar);
    switch (field.quantity) {
        case Quantity::Count:
            if (whole) return Value(*whole);
            if (std::floor(number) == number && std::abs(number) < 9.2e18) {
                return Value(static_cast<std::int64_t>(number));
            }
            if (std::floor(number) == number) {
                return problem("setting.too-large", HEADROOM_TEXT("field", "%1 is too large."),
                               remedyFor(field.quantity), {scalarText(scalar)});
            }
            return problem("unit.not-whole", HEADROOM_TEXT("field", "%1 is not a whole number."),
                           remedyFor(field.quantity), {scalarText(scalar)});
        case Quantity::Number:
            return Value(number);
        case Quantity::Fraction:
            if (number < 0 || number > 1) {
                return problem("setting.out-of-range",
                               HEADROOM_TEXT("field", "%1 is not between 0 and 1."),
                               remedyFor(field.quantity), {scalarText(scalar)});
            }
            return Value(Fraction{number});
        case Quantity::Duration:
        case Quantity::Rate:
        case Quantity::Bytes:
        case Quantity::Bandwidth:
        case Quantity::Distribution:
            return problem("unit.missing", HEADROOM_TEXT("field", "%1 has no unit."),
                           remedyFor(field.quantity), {scalarText(scalar)});
        default:
            return wrongTypeProblem(field, scalarText(scalar));
    }
}

}  // namespace

const Field* findField(const FieldList& fields, std::string_view key) {
    const auto found = std::ranges::find_if(fields, [&](const Field& f) { return key == f.key; });
    return found == fields.end() ? nullptr : &*found;
}

std::optional<Diagnostic> checkRange(const Field& field, const Value& value) {
    const auto amount = rangedAmount(value);
    if (!amount) return std::nullopt;
    const auto limitText = [&](double limit) { return toText(field, amountLike(value, limit)); };
    if (field.minimum && !(*amount >= *field.minimum)) {
        return problem("setting.too-small", HEADROOM_TEXT("field", "%1 is too small."),
                       HEADROOM_TEXT("field", "Write %2 or more."),
                       {toText(field, value), limitText(*field.minimum)});
    }
    if (field.maximum && !(*amount <= *field.maximum)) {
        return problem("setting.too-large", HEADROOM_TEXT("field", "%1 is too large."),
                       HEADROOM_TEXT("field", "Write %2 or less."),
                       {toText(field, value), limitText(*field.maximum)});
    }
    return std::nullopt;
}

void checkRanges(const FieldList& fields, const void* settings,
                 const std::function<void(Diagnostic)>& report) {
    for (const Field& field : fields) {
        const Value value = field.get(settings);
        if (const auto* records = std::get_if<Records>(&value)) {
            for (std::size_t i = 0; i < records->rows.size(); ++i) {
                const std::string row = std::to_string(i);
                checkRanges(field.rowFields(), records->rows[i].data(), [&](Diagnostic found) {
                    found.place.setting = field.key + ('.' + row + '.') + found.place.setting;
                    found.place.pointer = pointerOf(field) + '/' + row + found.place.pointer;
                    report(std::move(found));
                });
            }
        } else if (auto refused = checkRange(field, value)) {
            refused->place.setting = field.key;
            refused->place.pointer = pointerOf(field);
            report(*std::move(refused));
        }
    }
}

Expected<Value> valueFromScalar(const Field& field, const Scalar& scalar) {
    if (field.anyScalar && !std::holds_alternative<std::string>(scalar)) {
        return Value(scalarText(scalar));
    }
    if (const auto* text = std::get_if<std::string>(&scalar)) {
        const bool isTextual =
            field.quantity != Quantity::Boolean && field.quantity != Quantity::Records;
        return placed(field, isTextual
                                 ? inRange(field, parsed(field, *text))
                                 : Expected<Value>(wrongTypeProblem(field, scalarText(scalar))));
    }
    if (const auto* flag = std::get_if<bool>(&scalar)) {
        if (field.quantity == Quantity::Boolean) return Value(*flag);
        if (field.quantity == Quantity::Cacheable) return Value(Cacheable{*flag, Duration::max()});
        return placed(field, wrongTypeProblem(field, scalarText(scalar)));
    }
    return placed(field, inRange(field, fromNumber(field, scalar)));
}

Diagnostic notLiveProblem(const Field& field) {
    return problem("scenario.not-live",
                   HEADROOM_TEXT("field", "\"%1\" cannot be changed while running."),
                   field.whyNotLive, {field.key});
}

Expected<Value> valueFromText(const Field& field, std::string_view text) {
    if (field.optional && field.quantity != Quantity::Text && text == "none") return Value{};
    return placed(field, inRange(field, parsed(field, std::string(text))));
}

Scalar toScalar(const Field& field, const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    if (const auto* count = std::get_if<std::int64_t>(&value)) return *count;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* kept = std::get_if<Cacheable>(&value)) {
        if (!kept->allowed || kept->freshFor == Duration::max()) return kept->allowed;
    }
    return toText(field, value);
}

namespace {

std::string recordsText(const Field& field, const Records& records) {
    std::string text;
    for (const Settings& row : records.rows) {
        if (&row != &records.rows.front()) text += "; ";
        const char* separator = "";
        for (const Field& cell : field.rowFields()) {
            const Value value = cell.get(row.data());
            if (!cell.required && value == cell.defaultValue) continue;
            text += std::exchange(separator, ", ");
            text += cell.key;
            const bool nested = cell.quantity == Quantity::Records;
            text += (nested ? " (" : " ") + toText(cell, value) + (nested ? ")" : "");
        }
    }
    return text;
}

}  // namespace

std::string toText(const Field& field, const Value& value) {
    return std::visit(
        Overloaded{[](std::monostate) { return std::string(); },
                   [](bool v) { return std::string(v ? "true" : "false"); },
                   [](std::int64_t v) { return std::to_string(v); },
                   [](double v) { return numberText(v); },
                   [](Duration v) { return durationText(v); },
                   [](const std::string& v) { return v; },
                   [&](Choice v) {
                       return std::string(field.choices[static_cast<std::size_t>(v.index)].key);
                   },
                   [&](const Records& v) { return recordsText(field, v); },
                   [](const auto& v) { return toText(v); }},
        value);
}

Diagnostic wrongTypeProblem(const Field& field, std::string shown) {
    const bool isChoice = field.quantity == Quantity::Choice;
    auto result =
        problem("setting.wrong-type", HEADROOM_TEXT("field", "%1 does not belong here."),
                isChoice ? HEADROOM_TEXT("field", "Write one of %2.") : remedyFor(field.quantity),
                {std::move(shown), choiceKeys(field)});
    result.place.setting = field.key;
    return result;
}

Provenance provenanceOf(const Field& field, const Value& value) {
    const auto* distribution = std::get_if<DistributionSpec>(&value);
    if (distribution != nullptr && distribution->origin) {
        return distribution->origin->file.empty() ? Provenance::Measured : Provenance::Fitted;
    }
    return value == field.defaultValue ? field.defaultProvenance : Provenance::Stated;
}

const char* provenanceName(Provenance provenance) {
    static constexpr std::array kNames = {"measured", "fitted", "catalogue", "assumed", "stated"};
    return kNames[static_cast<std::size_t>(provenance)];
}

std::optional<Diagnostic> checkMeasured(const Field& field, const Value& value) {
    const auto* distribution = std::get_if<DistributionSpec>(&value);
    if (field.demand || distribution == nullptr || !distribution->origin) return std::nullopt;
    return problem(
        "measured.no-demand",
        HEADROOM_TEXT("field", "\"%1\" is no time of cores, and busy cores do not tell it."),
        HEADROOM_TEXT("field", "Write a time, such as \"2 ms\" or \"exponential 2 ms\"."),
        {field.key});
}

Diagnostic recordsProblem(const Field& field) {
    auto result = problem(
        "setting.is-a-list", HEADROOM_TEXT("field", "\"%1\" is a list, which is no single value."),
        HEADROOM_TEXT("field", "Write it in the design file: \"%1\": [ { ... } ]."), {field.key});
    result.place.setting = field.key;
    return result;
}

std::string pointerOf(const Field& field) {
    std::string pointer = std::string("/") + field.key;
    std::ranges::replace(pointer, '.', '/');
    return pointer;
}

const char* quantityName(Quantity quantity) {
    static constexpr std::array kNames = {
        "none",       "boolean",   "count",     "number",  "duration", "rate",
        "bytes",      "bandwidth", "fraction",  "text",    "choice",   "distribution",
        "popularity", "cacheable", "objective", "records", "profile",
    };
    return kNames[static_cast<std::size_t>(quantity)];
}

}  // namespace headroom::models
