// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/design_reader.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <span>

#include "models/describe/listed.h"
#include "models/describe/measurement.h"
#include "models/describe/nearest.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"
#include "models/workload/measured_csv.h"

namespace headroom::models {

namespace {

using Type = JsonValue::Type;

/// A value and the way to it. Lives on the stack of the reader; the JSON pointer is put together
/// only when there is something to say about the value.
struct Cursor {
    const JsonValue& value;
    const Cursor* parent = nullptr;
    std::string_view key = {};
    std::size_t index = 0;

    std::string pointer() const {
        if (parent == nullptr) return {};
        return parent->pointer() + '/' + (key.empty() ? std::to_string(index) : pointerStep(key));
    }
};

std::optional<Scalar> asScalar(const JsonValue& value) {
    switch (value.type) {
        case Type::Boolean:
            return Scalar(value.boolean);
        case Type::Integer:
            return Scalar(value.integer);
        case Type::Number:
            return Scalar(value.number);
        case Type::String:
            return Scalar(value.string);
        default:
            return std::nullopt;
    }
}

/// What may stand in the object that `prefix` ("reads.") leads to: `own` and the fields' next
/// steps.
std::vector<std::string> keysUnder(std::string_view prefix, const FieldList& list,
                                   std::span<const std::string> own) {
    std::vector<std::string> keys(own.begin(), own.end());
    for (const Field& field : list) {
        std::string_view key = field.key;
        if (!key.starts_with(prefix)) continue;
        key = key.substr(prefix.size());
        std::string step(key.substr(0, key.find('.')));
        if (std::ranges::find(keys, step) == keys.end()) keys.push_back(std::move(step));
    }
    return keys;
}

class DesignReader {
  public:
    DesignReader(const std::string& file, const KindList& kinds, Diagnostics& diagnostics)
        : file_(file),
          directory_(std::filesystem::path(file).parent_path().string()),
          kinds_(kinds),
          diagnostics_(diagnostics) {}

    /// The version the file is of, if this program reads it.
    std::optional<int> version(const Cursor& root, const FormatVersions& versions);
    void design(const Cursor& root, Design& design);

  private:
    void report(Diagnostic diagnostic, const Cursor& at) {
        if (isFull()) {
            diagnostics_.add(std::move(diagnostic));  // only counted: nobody sees its place
            return;
        }
        diagnostic.place.file = file_;
        diagnostic.place.line = at.value.line;
        diagnostic.place.column = at.value.column;
        diagnostic.place.pointer = at.pointer();
        diagnostic.place.node = node_;
        diagnostics_.add(std::move(diagnostic));
    }
    bool isFull() const { return diagnostics_.list().size() >= Diagnostics::kLimit; }
    /// `list`: what may stand in it, below `prefix`, for who wrote something else.
    bool expectObject(const Cursor& at, const FieldList* list = nullptr,
                      std::string_view prefix = {});
    bool expectArray(const Cursor& at);
    void unknownKey(const Cursor& object, const JsonMember& member,
                    std::span<const std::string> known);
    void missingKey(const Cursor& object, std::string key);
    /// Members of the object that are fields go into `target`; `own` are keys the caller reads.
    void fields(const Cursor& object, const FieldList& list, void* target,
                std::span<const std::string> own);
    void group(const Cursor& object, const std::string& prefix, const FieldList& list, void* target,
               std::span<const std::string> own, std::vector<bool>& seen);
    void scalar(const Cursor& at, const Field& field, void* target);
    void measured(const Cursor& at, const Field& field, void* target);
    void store(const Cursor& at, const Field& field, Expected<Value> value, void* target);
    void rows(const Cursor& at, const Field& field, void* target);
    void node(const Cursor& at, Node& node);
    std::optional<std::string> text(const Cursor& object, const std::string& key);
    void position(const Cursor& at, std::array<double, 2>& position);
    template <class Element, class Read>
    void array(const Cursor& root, std::string_view key, std::vector<Element>& into, Read read);

    const std::string& file_;
    std::string directory_;
    const KindList& kinds_;
    Diagnostics& diagnostics_;
    std::string node_;  // id of the node being read
};

bool DesignReader::expectObject(const Cursor& at, const FieldList* list, std::string_view prefix) {
    if (at.value.type == Type::Object) return true;
    const std::string keys = list == nullptr ? "" : listed(keysUnder(prefix, *list, {}));
    report(problem("setting.wrong-type", HEADROOM_TEXT("design", "Here belongs an object."),
                   keys.empty() ? HEADROOM_TEXT("design", "Write { ... }.")
                                : HEADROOM_TEXT("design", "Write { ... }; in it may stand %1."),
                   {keys}),
           at);
    return false;
}

bool DesignReader::expectArray(const Cursor& at) {
    if (at.value.type == Type::Array) return true;
    report(problem("setting.wrong-type", HEADROOM_TEXT("design", "Here belongs a list."),
                   HEADROOM_TEXT("design", "Write [ ... ]."), {}),
           at);
    return false;
}

void DesignReader::unknownKey(const Cursor& object, const JsonMember& member,
                              std::span<const std::string> known) {
    if (isFull()) {
        diagnostics_.add(Diagnostic{});  // only counted: no time for a suggestion nobody sees
        return;
    }
    const std::string nearest = nearestWord(member.key, known);
    auto diagnostic =
        problem("design.unknown-key", HEADROOM_TEXT("design", "There is no \"%1\" here."),
                nearest.empty() ? HEADROOM_TEXT("design", "Known are %2.")
                                : HEADROOM_TEXT("design", "Did you mean \"%3\"? Known are %2."),
                {member.key, listed(known), nearest});
    JsonValue where;
    where.line = member.line;
    where.column = member.column;
    report(std::move(diagnostic), Cursor{where, &object, member.key});
}

void DesignReader::missingKey(const Cursor& object, std::string key) {
    auto diagnostic = problem("design.missing-key", HEADROOM_TEXT("design", "\"%1\" is missing."),
                              HEADROOM_TEXT("design", "Add \"%1\": ... here."), {std::move(key)});
    report(std::move(diagnostic), object);
}

void DesignReader::fields(const Cursor& object, const FieldList& list, void* target,
                          std::span<const std::string> own) {
    std::vector<bool> seen(list.size(), false);
    group(object, "", list, target, own, seen);
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].required && !seen[i]) missingKey(object, list[i].key);
    }
}

void DesignReader::group(const Cursor& object, const std::string& prefix, const FieldList& list,
                         void* target, std::span<const std::string> own, std::vector<bool>& seen) {
    for (const auto& member : object.value.members) {
        if (std::ranges::find(own, member.key) != own.end()) continue;
        const Cursor at{member.value, &object, member.key};
        const std::string full = prefix + member.key;
        const auto found =
            std::ranges::find_if(list, [&](const Field& f) { return full == f.key; });
        if (found != list.end()) {
            seen[static_cast<std::size_t>(found - list.begin())] = true;
            if (found->quantity == Quantity::Records)
                rows(at, *found, target);
            else
                scalar(at, *found, target);
            continue;
        }
        const std::string deeper = full + '.';
        if (std::ranges::any_of(list, [&](const Field& f) {
                return std::string_view(f.key).starts_with(deeper);
            })) {
            if (expectObject(at, &list, deeper)) group(at, deeper, list, target, {}, seen);
            continue;
        }
        unknownKey(object, member, keysUnder(prefix, list, own));
    }
}

void DesignReader::scalar(const Cursor& at, const Field& field, void* target) {
    if (field.demand && at.value.type == Type::Object) return measured(at, field, target);
    const auto scalar = asScalar(at.value);
    if (!scalar) {
        const char* shown = at.value.type == Type::Null    ? "null"
                            : at.value.type == Type::Array ? "[ ... ]"
                                                           : "{ ... }";
        report(wrongTypeProblem(field, shown), at);
        return;
    }
    store(at, field, valueFromScalar(field, *scalar), target);
}

void DesignReader::store(const Cursor& at, const Field& field, Expected<Value> value,
                         void* target) {
    if (!value) {
        report(value.error(), at);
        return;
    }
    if (auto* demand = std::get_if<DistributionSpec>(&*value)) {
        Diagnostics problems;  // of the file it comes from, with places in that file
        const bool resolved = resolveDemand(*demand, directory_, problems);
        for (auto& problem : problems.list()) {
            if (problem.place.line == 0) {
                report(std::move(problem), at);
                continue;
            }
            problem.place.node = node_;
            problem.place.setting = field.key;
            diagnostics_.add(std::move(problem));
        }
        if (!resolved) return;
    }
    field.set(target, *value);
}

/// { "from": "4 cores 35 % busy at 800/s", "shape": "exponential" }
void DesignReader::measured(const Cursor& at, const Field& field, void* target) {
    MeasuredForm form;
    const std::size_t before = diagnostics_.errors();
    fields(at, measuredFormFields(), &form, {});
    if (diagnostics_.errors() > before) return;
    const auto part = [&](const char* key) {
        const JsonValue* value = at.value.find(key);
        return Cursor{*(value != nullptr ? value : &at.value), &at, key};
    };
    const auto shape = parseShape(form.shape);
    auto measurement = parseMeasurement(form.from, form.cores);
    const auto refuse = [&](Diagnostic diagnostic, const char* key) {
        diagnostic.place.setting = field.key;
        report(std::move(diagnostic), part(key));
    };
    if (!shape) refuse(shape.error(), "shape");
    if (!measurement) refuse(measurement.error(), "from");
    if (!shape || !measurement) return;
    auto demand = measuredDemand(*shape, *std::move(measurement));
    if (!demand) return refuse(demand.error(), "from");
    store(part("from"), field, Value(*std::move(demand)), target);
}

void DesignReader::rows(const Cursor& at, const Field& field, void* target) {
    if (!expectArray(at)) return;
    Records records;
    records.rows.reserve(at.value.items.size());
    for (std::size_t i = 0; i < at.value.items.size(); ++i) {
        const Cursor row{at.value.items[i], &at, {}, i};
        records.rows.push_back(field.newRow());
        if (expectObject(row, &field.rowFields()))
            fields(row, field.rowFields(), records.rows.back().editData(), {});
    }
    field.set(target, std::move(records));
}

std::optional<std::string> DesignReader::text(const Cursor& object, const std::string& key) {
    const JsonValue* value = object.value.find(key);
    if (value == nullptr) {
        missingKey(object, key);
        return std::nullopt;
    }
    if (value->type == Type::String) return value->string;
    report(problem("setting.wrong-type", HEADROOM_TEXT("design", "\"%1\" must be a text."),
                   HEADROOM_TEXT("design", "Write it in double quotes."), {key}),
           Cursor{*value, &object, key});
    return std::nullopt;
}

void DesignReader::position(const Cursor& at, std::array<double, 2>& position) {
    // Far enough for any drawing, and exact in every place it is used.
    constexpr double kFarthest = 1e9;
    const auto& items = at.value.items;
    const auto isCoordinate = [](const JsonValue& value) {
        return (value.type == Type::Integer || value.type == Type::Number) &&
               std::abs(value.number) <= kFarthest;
    };
    if (at.value.type != Type::Array || items.size() != 2 ||
        !std::ranges::all_of(items, isCoordinate)) {
        report(problem("setting.wrong-type",
                       HEADROOM_TEXT("design", "A position is two numbers up to a billion."),
                       HEADROOM_TEXT("design", "Write \"at\": [240, 80]."), {}),
               at);
        return;
    }
    position = {items[0].number, items[1].number};
}

void DesignReader::node(const Cursor& at, Node& node) {
    static const std::vector<std::string> own = {"kind", "at", "settings"};
    if (!expectObject(at)) return;
    if (const JsonValue* id = at.value.find("id"); id != nullptr && id->type == Type::String) {
        node_ = id->string;
    }
    fields(at, nodeFields(), &node, own);
    if (const auto key = text(at, "kind")) {
        node.kind = kinds_.find(*key);
        if (node.kind == nullptr) {
            std::vector<std::string> known;
            for (const Kind* kind : kinds_) {
                known.emplace_back(kind->key);
            }
            const std::string nearest = nearestWord(*key, known);
            report(
                problem("design.unknown-kind", HEADROOM_TEXT("design", "There is no kind \"%1\"."),
                        nearest.empty()
                            ? HEADROOM_TEXT("design", "The kinds are %2.")
                            : HEADROOM_TEXT("design", "Did you mean \"%3\"? The kinds are %2."),
                        {*key, listed(known), nearest}),
                Cursor{*at.value.find("kind"), &at, "kind"});
        }
    }
    if (const JsonValue* value = at.value.find("at")) {
        position(Cursor{*value, &at, "at"}, node.at);
    }
    if (node.kind != nullptr) node.settings = node.kind->defaults();
    if (const JsonValue* value = at.value.find("settings")) {
        const Cursor settings{*value, &at, "settings"};
        if (expectObject(settings) && node.kind != nullptr) {
            fields(settings, node.kind->fields, node.settings.editData(), {});
        }
    }
    node_.clear();
}

template <class Element, class Read>
void DesignReader::array(const Cursor& root, std::string_view key, std::vector<Element>& into,
                         Read read) {
    const JsonValue* value = root.value.find(key);
    if (value == nullptr) return;
    const Cursor list{*value, &root, key};
    if (!expectArray(list)) return;
    into.reserve(value->items.size());
    for (std::size_t i = 0; i < value->items.size(); ++i) {
        read(Cursor{value->items[i], &list, {}, i}, into.emplace_back());
    }
}

std::optional<int> DesignReader::version(const Cursor& root, const FormatVersions& versions) {
    const JsonValue* value = root.value.find("headroom");
    const Text remedy = HEADROOM_TEXT("design", "Write \"headroom\": %1 as the first key.");
    const std::string known = std::to_string(versions.current);
    if (value == nullptr) {
        report(problem("design.no-version",
                       HEADROOM_TEXT("design", "The version of the design is missing."), remedy,
                       {known}),
               root);
        return versions.current;
    }
    const Cursor at{*value, &root, "headroom"};
    const bool isWhole = value->type == Type::Integer;
    if (isWhole && value->integer > versions.current) {
        report(problem("design.wrong-version",
                       HEADROOM_TEXT("design", "Version %2 is newer than this program."),
                       HEADROOM_TEXT("design", "It reads version %1: update it."),
                       {known, std::to_string(value->integer)}),
               at);
        return std::nullopt;
    }
    if (!isWhole || value->integer < versions.oldest()) {
        report(problem("design.wrong-version",
                       HEADROOM_TEXT("design", "This is no version of a design."), remedy, {known}),
               at);
        return std::nullopt;
    }
    if (value->integer < versions.current) {
        auto migrated =
            problem("design.migrated", HEADROOM_TEXT("design", "Version %2 is read as version %1."),
                    HEADROOM_TEXT("design", "\"headroom format --output FILE\" saves it as that."),
                    {known, std::to_string(value->integer)});
        migrated.severity = Severity::Warning;
        report(std::move(migrated), at);
    }
    return static_cast<int>(value->integer);
}

void DesignReader::design(const Cursor& root, Design& design) {
    static const std::vector<std::string> own = {"headroom", "endpoints", "nodes", "links",
                                                 "objectives"};
    fields(root, designFields(), &design, own);
    array(root, "endpoints", design.endpoints, [&](const Cursor& at, Endpoint& endpoint) {
        if (expectObject(at, &endpointFields())) fields(at, endpointFields(), &endpoint, {});
    });
    array(root, "nodes", design.nodes, [&](const Cursor& at, Node& into) { node(at, into); });
    array(root, "links", design.links, [&](const Cursor& at, Link& link) {
        if (expectObject(at, &linkFields())) fields(at, linkFields(), &link, {});
    });
    array(root, "objectives", design.objectives, [&](const Cursor& at, Objective& objective) {
        if (at.value.type != Type::String) {
            report(problem("setting.wrong-type", HEADROOM_TEXT("design", "An objective is a text."),
                           HEADROOM_TEXT("design", "Write \"p99 < 200 ms\"."), {}),
                   at);
            return;
        }
        const auto parsed = parseObjective(at.value.string);
        if (parsed)
            objective = *parsed;
        else
            report(parsed.error(), at);
    });
}

}  // namespace

DesignReading readDesign(std::string_view text, const std::string& file, const KindList& kinds,
                         const FormatVersions& versions) {
    DesignReading result;
    auto root = readJson(text, file, result.diagnostics);
    DesignReader reader(file, kinds, result.diagnostics);
    if (root && !result.diagnostics.hasErrors()) {
        const Cursor top{*root};
        if (root->type != Type::Object) {
            auto notAnObject = problem(
                "design.not-an-object", HEADROOM_TEXT("design", "A design is a JSON object."),
                HEADROOM_TEXT("design", "Begin with { \"headroom\": 1, ..."), {});
            notAnObject.place = {file, root->line, root->column, {}, {}, {}};
            result.diagnostics.add(std::move(notAnObject));
        } else if (const auto version = reader.version(top, versions)) {
            migrate(*root, *version, versions);
            Design design;
            design.directory = std::filesystem::path(file).parent_path().string();
            reader.design(top, design);
            result.design = std::move(design);
        }  // else: what another version says is not for us to judge
    }
    result.source = DesignSource(file, root ? *std::move(root) : JsonValue{});
    return result;
}

}  // namespace headroom::models
