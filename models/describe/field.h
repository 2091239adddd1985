// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "models/describe/expected.h"
#include "models/describe/metric.h"
#include "models/describe/quantity.h"
#include "models/describe/text.h"

namespace headroom::models {

/// One of the values an enum setting can have.
struct ChoiceText {
    const char* key;  ///< as in the design file
    Text title;
    Text help;
};

struct Field;
using FieldList = std::vector<Field>;

/// How far a value can be trusted.
enum class Provenance {
    Measured,   ///< worked out from something measured
    Fitted,     ///< worked out from many measured values
    Catalogue,  ///< a default with a source
    Assumed,    ///< a default without one
    Stated,     ///< the design says so
};

/// A setting, described once. File, command line, validation, inspector, schema and report are
/// loops over these. The default is what the settings struct is constructed with.
struct Field {
    const char* key = "";  ///< kebab-case; a dot goes into an object: "reads.rows"
    Text title;
    Text help;
    Quantity quantity = Quantity::None;
    bool optional = false;  ///< may be unset; its default is "not set"
    bool required = false;  ///< has no default: the file must say it
    bool live = true;       ///< may be changed while a system runs
    Text whyNotLive;        ///< why not, and what to do instead
    Value defaultValue;
    Text defaultSource;  ///< where the default comes from; empty if it is a choice, not a fact
    Provenance defaultProvenance = Provenance::Assumed;
    /// More of this setting is more of that resource of the component; or less of it is, because it
    /// is what each use of the resource takes.
    Resource resource = Resource::None;
    bool cost = false;
    /// The load grows in proportion to it, wherever it has a say. Fields of what is a source.
    bool load = false;
    bool demand = false;  ///< time of one core for each request: may be given as a measurement
    std::optional<double> minimum;  ///< inclusive, in the quantity's base unit (ns, /s, bytes, ...)
    std::optional<double> maximum;  ///< inclusive
    std::vector<ChoiceText> choices;
    bool anyScalar = false;  ///< a text that may also be written as a number, true or false

    /// Quantity::Records: what a row consists of, and a row with its defaults.
    const FieldList& (*rowFields)() = nullptr;
    Settings (*newRow)() = nullptr;

    Value (*get)(const void* settings) = nullptr;
    void (*set)(void* settings, const Value& value) = nullptr;
};

namespace detail {

template <class T>
constexpr Quantity quantityOf() {
    if constexpr (std::is_enum_v<T>)
        return Quantity::Choice;
    else
        return static_cast<Quantity>(Value(std::in_place_type<T>).index());
}

template <class T>
struct Unwrapped {
    using Type = T;
    static constexpr bool kOptional = false;
};
template <class T>
struct Unwrapped<std::optional<T>> {
    using Type = T;
    static constexpr bool kOptional = true;
};

template <class>
struct MemberPointer;
template <class S, class T>
struct MemberPointer<T S::*> {
    using Struct = S;
    using Member = T;
};

template <class T>
Value toValue(const T& member) {
    if constexpr (std::is_enum_v<T>)
        return Choice{static_cast<int>(member)};
    else
        return member;
}
template <class T>
T fromValue(const Value& value) {
    if constexpr (std::is_enum_v<T>)
        return static_cast<T>(std::get<Choice>(value).index);
    else
        return std::get<T>(value);
}

}  // namespace detail

/// Builds a Field from a pointer to a member: field<&ServerSettings::cores>("cores", title, help).
class FieldBuilder {
  public:
    explicit FieldBuilder(Field field) : field_(std::move(field)) {}
    FieldBuilder&& range(double minimum, double maximum) && {
        field_.minimum = minimum;
        field_.maximum = maximum;
        return std::move(*this);
    }
    FieldBuilder&& atLeast(double minimum) && {
        field_.minimum = minimum;
        return std::move(*this);
    }
    FieldBuilder&& source(Text text) && {
        field_.defaultSource = text;
        field_.defaultProvenance = Provenance::Catalogue;
        return std::move(*this);
    }
    /// A default nobody measured; why it was taken.
    FieldBuilder&& assumed(Text text) && {
        field_.defaultSource = text;
        field_.defaultProvenance = Provenance::Assumed;
        return std::move(*this);
    }
    FieldBuilder&& demand() && {
        field_.demand = true;
        return std::move(*this);
    }
    FieldBuilder&& resource(Resource resource) && {
        field_.resource = resource;
        return std::move(*this);
    }
    /// Each use of the resource takes so much of it.
    FieldBuilder&& cost(Resource resource) && {
        field_.resource = resource;
        field_.cost = true;
        return std::move(*this);
    }
    FieldBuilder&& load() && {
        field_.load = true;
        return std::move(*this);
    }
    FieldBuilder&& required() && {
        field_.required = true;
        return std::move(*this);
    }
    FieldBuilder&& anyScalar() && {
        field_.anyScalar = true;
        return std::move(*this);
    }
    /// It cannot be changed while a system runs, and why; what to do instead.
    FieldBuilder&& notLive(Text why) && {
        field_.live = false;
        field_.whyNotLive = why;
        return std::move(*this);
    }
    /// In the order of the enum's values, which count from 0.
    FieldBuilder&& choices(std::vector<ChoiceText> choices) && {
        field_.choices = std::move(choices);
        return std::move(*this);
    }
    operator Field() && { return std::move(field_); }

  private:
    Field field_;
};

template <auto Member>
FieldBuilder field(const char* key, Text title, Text help) {
    using Pointer = detail::MemberPointer<decltype(Member)>;
    using Struct = typename Pointer::Struct;
    using Wrapped = detail::Unwrapped<typename Pointer::Member>;
    using T = typename Wrapped::Type;
    Field result;
    result.key = key;
    result.title = title;
    result.help = help;
    result.quantity = detail::quantityOf<T>();
    result.optional = Wrapped::kOptional;
    result.get = [](const void* settings) -> Value {
        const auto& member = static_cast<const Struct*>(settings)->*Member;
        if constexpr (Wrapped::kOptional) {
            return member ? detail::toValue(*member) : Value{};
        } else {
            return detail::toValue(member);
        }
    };
    result.set = [](void* settings, const Value& value) {
        auto& member = static_cast<Struct*>(settings)->*Member;
        if constexpr (Wrapped::kOptional) {
            if (std::holds_alternative<std::monostate>(value)) {
                member.reset();
                return;
            }
        }
        member = detail::fromValue<T>(value);
    };
    const Struct defaults{};
    result.defaultValue = result.get(&defaults);
    return FieldBuilder(std::move(result));
}

/// Builds a Field from a pointer to a vector of structs, which `rowFields` describes; the structs
/// have an ==. A function, so that a struct can hold rows of its own kind.
template <auto Member>
FieldBuilder records(const char* key, Text title, Text help, const FieldList& (*rowFields)()) {
    using Pointer = detail::MemberPointer<decltype(Member)>;
    using Struct = typename Pointer::Struct;
    using Row = typename Pointer::Member::value_type;
    static_assert(std::equality_comparable<Row>);
    Field result;
    result.key = key;
    result.title = title;
    result.help = help;
    result.quantity = Quantity::Records;
    result.rowFields = rowFields;
    result.newRow = [] { return Settings::of(Row{}); };
    result.get = [](const void* settings) -> Value {
        Records value;
        for (const Row& row : static_cast<const Struct*>(settings)->*Member)
            value.rows.push_back(Settings::of(row));
        return value;
    };
    result.set = [](void* settings, const Value& value) {
        auto& rows = static_cast<Struct*>(settings)->*Member;
        rows.clear();
        for (const Settings& row : std::get<Records>(value).rows)
            rows.push_back(row.as<Row>());
    };
    const Struct defaults{};
    result.defaultValue = result.get(&defaults);
    return FieldBuilder(std::move(result));
}

/// nullptr if there is none.
const Field* findField(const FieldList& fields, std::string_view key);

/// A value as JSON has it, before the description is asked what it means.
using Scalar = std::variant<bool, std::int64_t, double, std::string>;

/// What a value in a file means for this field: type, unit, choice and range are checked. The
/// error's place holds the setting's key only.
Expected<Value> valueFromScalar(const Field& field, const Scalar& scalar);
/// The same from the command line, where everything is text ("8", "5k/s", "round-robin"); "none"
/// for an optional setting that is not to be set.
Expected<Value> valueFromText(const Field& field, std::string_view text);
/// Whether a value that was set by code is inside the field's range; the problem if it is not.
std::optional<Diagnostic> checkRange(const Field& field, const Value& value);
/// Reports every value of a struct, rows of records included, that is outside its field's range.
/// Place: the setting ("calls.1.times") and a JSON pointer that starts at the struct
/// ("/calls/1/times").
void checkRanges(const FieldList& fields, const void* settings,
                 const std::function<void(Diagnostic)>& report);
/// The canonical form in a file: numbers for counts and numbers, text with a unit for the rest.
/// The value must be set, and no Records: those are objects in a list.
Scalar toScalar(const Field& field, const Value& value);
/// For people and reports; "not set" is the empty string. Records say what differs from the
/// defaults of a row: "to payments, times 2; to stock".
std::string toText(const Field& field, const Value& value);
/// That something else belongs here, and what; `shown` is the value as JSON writes it.
Diagnostic wrongTypeProblem(const Field& field, std::string shown);
/// Where a value of this field comes from. A stated value that equals the default counts as one.
Provenance provenanceOf(const Field& field, const Value& value);
const char* provenanceName(Provenance provenance);  ///< "measured", "fitted", ...
/// That a distribution which was measured does not belong here; nothing if it may.
std::optional<Diagnostic> checkMeasured(const Field& field, const Value& value);
/// That a setting which is not live cannot be changed while a system runs.
Diagnostic notLiveProblem(const Field& field);
/// That a list of structs cannot be written as one value.
Diagnostic recordsProblem(const Field& field);
/// Where a key stands in its object: "reads.rows" -> "/reads/rows".
std::string pointerOf(const Field& field);
/// The kebab-case name of a quantity in listings: "duration", "rate", "count", ...
const char* quantityName(Quantity quantity);

}  // namespace headroom::models
