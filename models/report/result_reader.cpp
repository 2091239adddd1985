// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/result_reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <type_traits>

#include "models/describe/scan.h"
#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/format/json_reader.h"
#include "models/format/json_writer.h"
#include "models/report/record_json.h"

namespace headroom::models {

namespace {

using Type = JsonValue::Type;

constexpr JsonLimits kLimits = {std::size_t{256} << 20, 64, 20'000'000};
constexpr Text kDamaged =
    HEADROOM_TEXT("result", "The result is damaged or was made without a record.");

/// Goes down into a result and says what is missing or of the wrong kind.
class ResultReader {
  public:
    ResultReader(const std::string& file, const KindList& kinds, Diagnostics& diagnostics)
        : file_(file), kinds_(kinds), diagnostics_(diagnostics) {}

    std::optional<RecordedResult> read(JsonValue root);

  private:
    void report(Diagnostic diagnostic, const JsonValue& at, std::string pointer) {
        diagnostic.place.file = file_;
        diagnostic.place.line = at.line;
        diagnostic.place.column = at.column;
        diagnostic.place.pointer = std::move(pointer);
        diagnostics_.add(std::move(diagnostic));
    }
    /// nullptr, and a problem, if there is no such member of that type.
    const JsonValue* member(const JsonValue& object, const std::string& pointer, const char* key,
                            Type type) {
        const JsonValue* value = object.find(key);
        const bool isRight =
            value != nullptr &&
            (value->type == type || (type == Type::Number && value->type == Type::Integer));
        if (isRight) return value;
        report(problem("result.damaged",
                       value == nullptr ? HEADROOM_TEXT("result", "\"%1\" is missing.")
                                        : HEADROOM_TEXT("result", "\"%1\" is of another type."),
                       kDamaged, {key}),
               value == nullptr ? object : *value, pointer + "/" + key);
        return nullptr;
    }
    bool options(const JsonValue& root);
    bool duration(const JsonValue& object, const char* key, std::optional<engine::Duration>& into);
    bool journal(const JsonValue& root);
    std::optional<TimedChange> entry(const Design& design, const JsonValue& value,
                                     const std::string& pointer);
    std::optional<ValidDesign> design(const JsonValue& json, const std::string& directory);
    bool inputs(const JsonValue& root);

    const std::string& file_;
    const KindList& kinds_;
    Diagnostics& diagnostics_;
    std::optional<ValidDesign> design_;
    Inputs inputs_;
    RunOptions options_;
};

std::optional<ValidDesign> ResultReader::design(const JsonValue& json,
                                                const std::string& directory) {
    DesignLoading loading = loadDesignText(formatJson(json), file_, kinds_);
    for (Diagnostic& each : loading.diagnostics.list()) {
        // The design is a part of the file, so its lines are other ones.
        each.place.line = json.line;
        each.place.column = json.column;
    }
    diagnostics_.add(loading.diagnostics);
    if (!loading.valid) return std::nullopt;
    Design placed = loading.valid->design();
    placed.directory = directory;
    return validate(std::move(placed)).valid;
}

bool ResultReader::duration(const JsonValue& object, const char* key,
                            std::optional<engine::Duration>& into) {
    const JsonValue* value = object.find(key);
    if (value != nullptr && value->type == Type::Null) return true;
    value = member(object, "/options", key, Type::String);
    if (value == nullptr) return false;
    const auto parsed = parseDuration(value->string);
    if (!parsed) {
        report(parsed.error(), *value, std::string("/options/") + key);
        return false;
    }
    into = *parsed;
    return true;
}

bool ResultReader::options(const JsonValue& root) {
    RunOptions& options = options_;
    const JsonValue* object = member(root, "", "options", Type::Object);
    if (object == nullptr) return false;
    const auto number = [&](const char* key, auto& into) {
        using Value = std::remove_reference_t<decltype(into)>;
        const JsonValue* value = object->find(key);
        // Beyond 63 bits a number is no longer an integer to the reader: no limit.
        if (value != nullptr && value->type == Type::Number && value->number >= 9.2e18) return true;
        constexpr Type kType = std::is_floating_point_v<Value> ? Type::Number : Type::Integer;
        value = member(*object, "/options", key, kType);
        if (value == nullptr) return false;
        if (value->number < 0) {
            report(problem("result.damaged", HEADROOM_TEXT("result", "\"%1\" is negative."),
                           kDamaged, {key}),
                   *value, std::string("/options/") + key);
            return false;
        }
        into = static_cast<Value>(
            std::is_floating_point_v<Value> ? value->number : static_cast<double>(value->integer));
        return true;
    };
    const JsonValue* cold = member(*object, "/options", "cold", Type::Boolean);
    bool isGood = cold != nullptr;
    if (isGood) options.cold = cold->boolean;
    // Results of before these were options have none of them.
    const auto count = [&](const char* key, std::size_t& option) {
        const JsonValue* value = object->find(key);
        if (value != nullptr && value->type == Type::Integer && value->integer >= 0)
            option = static_cast<std::size_t>(value->integer);
    };
    count("slowest", options.slowest);
    count("sampled", options.sampled);
    const JsonValue* target = object->find("target");
    if (target != nullptr && (target->type == Type::Number || target->type == Type::Integer))
        options.target = target->number;
    isGood = duration(*object, "duration", options.duration) && isGood;
    isGood = duration(*object, "warmup", options.warmup) && isGood;
    isGood = number("leastReplications", options.leastReplications) && isGood;
    isGood = number("mostReplications", options.mostReplications) && isGood;
    isGood = number("precision", options.meanPrecision) && isGood;
    isGood = number("tailPrecision", options.tailPrecision) && isGood;
    isGood = number("threads", options.threads) && isGood;
    isGood = number("memoryBytes", options.memoryLimit) && isGood;
    if (isGood && (options.mostReplications < 1 || options.mostReplications > 1'000'000 ||
                   options.threads < 1 || options.threads > 1024)) {
        report(problem("result.damaged",
                       HEADROOM_TEXT("result", "Replications or threads are out of range."),
                       kDamaged, {}),
               *object, "/options");
        return false;
    }
    return isGood;
}

std::optional<TimedChange> ResultReader::entry(const Design& design, const JsonValue& value,
                                               const std::string& pointer) {
    const auto wrong = [&](const Diagnostic& diagnostic) {
        report(diagnostic, value, pointer);
        return std::nullopt;
    };
    const JsonValue* at = member(value, pointer, "at", Type::String);
    if (at == nullptr) return std::nullopt;
    const auto when = parseDuration(at->string);
    if (!when) return wrong(when.error());
    if (const JsonValue* redesign = value.find("design")) {
        const auto valid = this->design(*redesign, design.directory);
        if (!valid) return std::nullopt;
        return TimedChange{*when, Redesign{*valid}};
    }
    if (value.find("set") != nullptr) {
        const JsonValue* set = member(value, pointer, "set", Type::String);
        const JsonValue* to = value.find("to");
        if (set == nullptr || to == nullptr) return std::nullopt;
        const auto dot = set->string.find('.');
        if (to->type == Type::Null && dot != std::string::npos) {
            return TimedChange{
                *when, SettingEdit{set->string.substr(0, dot), set->string.substr(dot + 1), {}}};
        }
        const std::string text = to->type == Type::String    ? to->string
                                 : to->type == Type::Boolean ? (to->boolean ? "true" : "false")
                                 : to->type == Type::Integer ? std::to_string(to->integer)
                                                             : numberText(to->number);
        const auto change = settingAt(design, *when, set->string, text);
        if (!change) return wrong(change.error());
        return *change;
    }
    const JsonValue* node = member(value, pointer, "node", Type::String);
    if (node == nullptr) return std::nullopt;
    const JsonValue* fault = member(value, pointer, "fault", Type::String);
    if (fault == nullptr) return std::nullopt;
    const auto kind = valueFromText(*findField(scenarioFields(), "fault"), fault->string);
    if (!kind) return wrong(kind.error());
    ScenarioEntry entry;
    entry.fault = static_cast<Fault>(std::get<Choice>(*kind).index);
    entry.node = node->string;
    if (const JsonValue* instance = value.find("instance")) entry.instance = instance->integer;
    if (const JsonValue* outage = value.find("for")) {
        const auto lasts = parseDuration(outage->string);
        if (!lasts) return wrong(lasts.error());
        entry.lasts = *lasts;
    }
    return TimedChange{*when, faultOf(entry)};
}

bool ResultReader::journal(const JsonValue& root) {
    const JsonValue* entries = member(root, "", "journal", Type::Array);
    if (entries == nullptr) return false;
    Design now = design_->design();
    Scenario& scenario = options_.scenario;
    options_.ownScenario = false;  // it is in the journal
    for (std::size_t i = 0; i < entries->items.size(); ++i) {
        const std::string pointer = "/journal/" + std::to_string(i);
        const JsonValue& value = entries->items[i];
        const auto change = entry(now, value, pointer);
        if (!change) {
            if (!diagnostics_.hasErrors()) {
                report(problem("result.damaged",
                               HEADROOM_TEXT("result", "This says nothing that can be done."),
                               kDamaged, {}),
                       value, pointer);
            }
            return false;
        }
        if (auto wrong = checkChange(now, change->change)) {
            report(*wrong, value, pointer);
            return false;
        }
        now = changed(std::move(now), change->change);
        scenario.push_back(*change);
    }
    return true;
}

bool ResultReader::inputs(const JsonValue& root) {
    InputsLoading loading = loadInputs(*design_);
    if (!loading.inputs) {
        Design beside = design_->design();
        beside.directory = std::filesystem::path(file_).parent_path().string();
        const ValidDesign moved = *validate(beside).valid;
        InputsLoading second = loadInputs(moved);
        if (second.inputs) {
            design_ = moved;
            loading = std::move(second);
        }
    }
    if (!loading.inputs) {
        diagnostics_.add(loading.diagnostics);
        return false;
    }
    inputs_ = *loading.inputs;
    const JsonValue* recorded = member(root, "", "inputs", Type::Array);
    if (recorded == nullptr) return false;
    for (const JsonValue& input : recorded->items) {
        const JsonValue* id = member(input, "/inputs", "node", Type::String);
        const JsonValue* digest = member(input, "/inputs", "digest", Type::String);
        if (id == nullptr || digest == nullptr) return false;
        for (const auto& [node, log] : inputs_.logs) {
            if (design_->design().nodes[node].id != id->string) continue;
            if (digestOf(*log) == digest->string) continue;
            report(problem("result.other-log",
                           HEADROOM_TEXT("result", "The log of %1 is not the one replayed."),
                           HEADROOM_TEXT("result", "Put the log back as it was."), {id->string}),
                   input, "/inputs");
            return false;
        }
    }
    return true;
}

std::optional<RecordedResult> ResultReader::read(JsonValue root) {
    const JsonValue* form = root.find("headroomResult");
    if (root.type != Type::Object || form == nullptr || form->type != Type::Integer) {
        report(
            problem("result.no-result", HEADROOM_TEXT("result", "This is no result of a run."),
                    HEADROOM_TEXT("result", "Give what `headroom run --format json` prints."), {}),
            root, "");
        return std::nullopt;
    }
    if (form->integer < 1 || form->integer > kResultVersion) {
        report(problem("result.newer",
                       HEADROOM_TEXT("result", "This result has form %1, this program knows %2."),
                       HEADROOM_TEXT("result", "Use a newer program."),
                       {std::to_string(form->integer), std::to_string(kResultVersion)}),
               *form, "/headroomResult");
        return std::nullopt;
    }
    const JsonValue* version = member(root, "", "version", Type::String);
    const JsonValue* fingerprint = member(root, "", "fingerprint", Type::String);
    const JsonValue* seed = member(root, "", "seed", Type::Integer);
    const JsonValue* ending = member(root, "", "ending", Type::String);
    const JsonValue* replications = member(root, "", "replications", Type::Integer);
    const JsonValue* directory = member(root, "", "directory", Type::String);
    const JsonValue* canonical = member(root, "", "canonicalDesign", Type::Object);
    if (diagnostics_.hasErrors()) return std::nullopt;
    design_ = design(*canonical, directory->string);
    if (!design_ || !options(root) || !journal(root) || !inputs(root)) return std::nullopt;
    options_.seed = static_cast<std::uint64_t>(seed->integer);
    const bool interrupted = ending->string == keyOf(RunEnding::cancelled);
    if (interrupted && replications->integer < 2) {
        // The first replication is reported though it was cut off.
        report(problem("result.interrupted",
                       HEADROOM_TEXT("result",
                                     "The run was interrupted before two replications "
                                     "were whole."),
                       HEADROOM_TEXT("result", "There is nothing in it to repeat."), {}),
               *ending, "/ending");
        return std::nullopt;
    }
    if (interrupted) {
        options_.target.reset();
        options_.slowest = options_.sampled = 0;
        options_.leastReplications = options_.mostReplications =
            static_cast<std::size_t>(replications->integer);
    }
    std::string by = version->string;
    std::string trace = fingerprint->string;
    return RecordedResult{std::move(root), std::move(by), std::move(trace), interrupted,
                          RunRecord{*design_, inputs_, options_, 0}};
}

std::string shown(const JsonValue* value) {
    if (value == nullptr) return "nothing";
    switch (value->type) {
        case Type::Null:
            return "null";
        case Type::Boolean:
            return value->boolean ? "true" : "false";
        case Type::Integer:
            return std::to_string(value->integer);
        case Type::Number:
            return numberText(value->number);
        case Type::String:
            return value->string;
        case Type::Array:
            return std::to_string(value->items.size()) + " values";
        case Type::Object:
            return "an object";
    }
    return {};
}

/// Compares two values at one place, and all below.
class JsonComparison {
  public:
    JsonComparison(std::vector<FigureDifference>& found, std::size_t most)
        : found_(found), most_(most) {}

    void compare(const JsonValue* a, const JsonValue* b, const std::string& pointer) {
        if (found_.size() >= most_) return;
        const bool areNumbers = a != nullptr && b != nullptr && isNumber(*a) && isNumber(*b);
        const bool isSameType = a != nullptr && b != nullptr && (a->type == b->type || areNumbers);
        if (!isSameType || !isSameScalar(*a, *b)) {
            found_.push_back({pointer, shown(a), shown(b)});
            return;
        }
        for (std::size_t i = 0; i < std::max(a->items.size(), b->items.size()); ++i) {
            compare(i < a->items.size() ? &a->items[i] : nullptr,
                    i < b->items.size() ? &b->items[i] : nullptr,
                    pointer + "/" + std::to_string(i));
        }
        for (const JsonMember& member : a->members)
            compare(&member.value, b->find(member.key), pointer + "/" + pointerStep(member.key));
        for (const JsonMember& member : b->members) {
            if (a->find(member.key) == nullptr)
                compare(nullptr, &member.value, pointer + "/" + pointerStep(member.key));
        }
    }

  private:
    static bool isNumber(const JsonValue& value) {
        return value.type == Type::Integer || value.type == Type::Number;
    }
    static bool isSameScalar(const JsonValue& a, const JsonValue& b) {
        if (isNumber(a)) return a.number == b.number;
        return a.boolean == b.boolean && a.string == b.string;
    }

    std::vector<FigureDifference>& found_;
    std::size_t most_;
};

}  // namespace

ResultReading readResult(std::string_view text, const std::string& file, const KindList& kinds) {
    ResultReading reading;
    auto json = readJson(text, file, reading.diagnostics, kLimits);
    if (!json) return reading;
    ResultReader reader(file, kinds, reading.diagnostics);
    auto result = reader.read(std::move(*json));
    if (result && !reading.diagnostics.hasErrors()) reading.result = std::move(result);
    return reading;
}

std::vector<FigureDifference> differences(const JsonValue& recorded, const JsonValue& repeated,
                                          std::size_t most) {
    // How and when it was made; an interrupted run is repeated to an end of its own.
    static constexpr std::array<std::string_view, 8> kApart = {
        "version",         "wallSeconds", "options", "directory",
        "canonicalDesign", "inputs",      "journal", "memory"};
    const JsonValue* ending = recorded.find("ending");
    const bool wasInterrupted = ending != nullptr && ending->string == keyOf(RunEnding::cancelled);
    const auto counts = [&](const JsonMember& member) {
        if (wasInterrupted && member.key == "ending") return false;
        return std::ranges::find(kApart, member.key) == kApart.end();
    };
    std::vector<FigureDifference> found;
    JsonComparison comparison(found, most);
    for (const JsonMember& member : recorded.members) {
        if (counts(member))
            comparison.compare(&member.value, repeated.find(member.key),
                               "/" + pointerStep(member.key));
    }
    for (const JsonMember& member : repeated.members) {
        if (counts(member) && recorded.find(member.key) == nullptr)
            comparison.compare(nullptr, &member.value, "/" + pointerStep(member.key));
    }
    return found;
}

}  // namespace headroom::models
