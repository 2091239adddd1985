// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scenario/change.h"

#include <algorithm>
#include <charconv>

#include "models/describe/listed.h"
#include "models/describe/nearest.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

namespace {

constexpr Text kSyntaxRemedy =
    HEADROOM_TEXT("scenario",
                  "Write \"10 s app.instances=8\", \"90 s crash app.3 for 20 s\", \"95 s restore "
                  "app.3\" or \"2 min flush redis\".");

Diagnostic unknownNode(const Design& design, const std::string& id) {
    std::vector<std::string> known;
    for (const Node& node : design.nodes)
        known.push_back(node.id);
    const std::string nearest = nearestWord(id, known);
    return problem("scenario.unknown-node", HEADROOM_TEXT("scenario", "There is no node \"%1\"."),
                   nearest.empty()
                       ? HEADROOM_TEXT("scenario", "The nodes are %2.")
                       : HEADROOM_TEXT("scenario", "Did you mean \"%3\"? The nodes are %2."),
                   {id, listed(known), nearest});
}

std::optional<Diagnostic> check(const Design& design, const SettingEdit& change) {
    const Node* node = design.findNode(change.node);
    if (node == nullptr || node->kind == nullptr) return unknownNode(design, change.node);
    const Field* field = findField(node->kind->fields, change.key);
    std::optional<Diagnostic> found;
    if (field == nullptr) {
        found = problem("scenario.unknown-setting",
                        HEADROOM_TEXT("scenario", "There is no setting \"%1\"."),
                        HEADROOM_TEXT("scenario", "`headroom kinds` lists them."), {change.key});
    } else if (!field->live) {
        found = notLiveProblem(*field);
    } else if (!field->optional && std::holds_alternative<std::monostate>(change.value)) {
        found = problem("scenario.no-value", HEADROOM_TEXT("scenario", "\"%1\" needs a value."),
                        HEADROOM_TEXT("scenario", "Say which."), {change.key});
    } else if ((found = checkRange(*field, change.value))) {
        // Said by the field.
    } else if (node->kind->check != nullptr) {
        Settings settings = node->settings;
        field->set(settings.editData(), change.value);
        Diagnostics problems;
        node->kind->check(settings, problems);
        if (problems.hasErrors()) found = problems.list().front();
    }
    if (found) found->place.node = change.node;
    return found;
}

/// Of what happens to instances of a node: that it can, and that they are there.
std::optional<Diagnostic> checkInstance(const Design& design, const std::string& id,
                                        std::optional<std::size_t> instance) {
    const Node* node = design.findNode(id);
    if (node == nullptr || node->kind == nullptr) return unknownNode(design, id);
    if (node->kind->roles.source) {
        return problem("scenario.no-crash", HEADROOM_TEXT("scenario", "\"%1\" cannot crash."),
                       HEADROOM_TEXT("scenario", "Users do not fail; change their rate."), {id});
    }
    const std::int64_t instances =
        node->kind->footprint != nullptr ? node->kind->footprint(node->settings, 0).instances : 1;
    if (!instance || *instance < static_cast<std::size_t>(instances)) return std::nullopt;
    return problem("scenario.no-instance", HEADROOM_TEXT("scenario", "\"%1\" has no instance %2."),
                   HEADROOM_TEXT("scenario", "They count from 0; there are %3."),
                   {id, std::to_string(*instance), std::to_string(instances)});
}

std::optional<Diagnostic> check(const Design& design, const CrashFault& fault) {
    return checkInstance(design, fault.node, fault.instance);
}

std::optional<Diagnostic> check(const Design& design, const RestoreFix& fix) {
    return checkInstance(design, fix.node, fix.instance);
}

std::optional<Diagnostic> check(const Design& design, const FlushFault& fault) {
    const Node* node = design.findNode(fault.node);
    if (node == nullptr || node->kind == nullptr) return unknownNode(design, fault.node);
    if (node->kind->roles.caches) return std::nullopt;
    return problem("scenario.no-flush",
                   HEADROOM_TEXT("scenario", "\"%1\" keeps nothing that could be flushed."),
                   HEADROOM_TEXT("scenario", "Only caches can be."), {fault.node});
}

/// What is asked for only at the start of a run, such as the name of a log, must be what it was.
std::optional<Diagnostic> check(const Design& design, const Redesign& redesign) {
    for (const Node& node : redesign.design.design().nodes) {
        const Node* before = design.findNode(node.id);
        const bool isKept = before != nullptr && before->kind == node.kind;
        for (const Field& field : node.kind->fields) {
            if (field.live) continue;
            const Value expected = isKept ? field.get(before->settings.data()) : field.defaultValue;
            if (field.get(node.settings.data()) == expected) continue;
            auto found = notLiveProblem(field);
            found.place.node = node.id;
            return found;
        }
    }
    return std::nullopt;
}

Diagnostic syntaxProblem(std::string_view text) {
    return problem("scenario.syntax",
                   HEADROOM_TEXT("scenario", "\"%1\" does not say what happens when."),
                   kSyntaxRemedy, {std::string(text)});
}

/// A node and maybe one of its instances: "app", "app.3".
struct Victim {
    std::string node;
    std::optional<std::size_t> instance;
};
std::optional<Victim> parseVictim(std::string_view text) {
    std::string_view who = trimmed(text);
    Victim victim;
    if (const auto dot = who.find('.'); dot != std::string_view::npos) {
        const std::string_view number = who.substr(dot + 1);
        std::size_t instance = 0;
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), instance);
        if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
        victim.instance = instance;
        who = who.substr(0, dot);
    }
    if (who.empty()) return std::nullopt;
    victim.node = std::string(who);
    return victim;
}

/// "app.3 for 20 s"
Expected<Change> parseCrash(std::string_view text) {
    std::optional<engine::Duration> outage;
    std::string_view who = text;
    if (const auto at = text.find(" for "); at != std::string_view::npos) {
        const auto lasts = parseDuration(text.substr(at + 5));
        if (!lasts) return lasts.error();
        outage = *lasts;
        who = text.substr(0, at);
    }
    const auto victim = parseVictim(who);
    if (!victim) return syntaxProblem(text);
    return Change(CrashFault{victim->node, victim->instance, outage});
}

/// "app.3"
Expected<Change> parseRestore(std::string_view text) {
    const auto victim = parseVictim(text);
    if (!victim) return syntaxProblem(text);
    return Change(RestoreFix{victim->node, victim->instance});
}

/// "redis"
Expected<Change> parseFlush(std::string_view text) {
    const auto victim = parseVictim(text);
    if (!victim || victim->instance) return syntaxProblem(text);
    return Change(FlushFault{victim->node});
}

}  // namespace

Change faultOf(const ScenarioEntry& entry) {
    std::optional<std::size_t> instance;
    if (entry.instance) instance = static_cast<std::size_t>(*entry.instance);
    switch (*entry.fault) {
        case Fault::Crash:
            return CrashFault{entry.node, instance, entry.lasts};
        case Fault::Restore:
            return RestoreFix{entry.node, instance};
        case Fault::Flush:
            return FlushFault{entry.node};
    }
    return FlushFault{entry.node};
}

engine::Duration wholeMillisecond(engine::Duration at) {
    constexpr std::int64_t kMillisecond = 1'000'000;
    return engine::Duration::nanoseconds((at.ns() + kMillisecond - 1) / kMillisecond *
                                         kMillisecond);
}

std::optional<Diagnostic> checkChange(const Design& design, const Change& change) {
    return std::visit([&](const auto& each) { return check(design, each); }, change);
}

Design changed(Design design, const Change& change) {
    if (const auto* setting = std::get_if<SettingEdit>(&change)) {
        Node* node = design.findNode(setting->node);
        findField(node->kind->fields, setting->key)->set(node->settings.editData(), setting->value);
    } else if (const auto* redesign = std::get_if<Redesign>(&change)) {
        return redesign->design.design();
    }
    return design;
}

Expected<TimedChange> settingAt(const Design& design, engine::Duration at, std::string_view setting,
                                std::string_view to) {
    const auto dot = setting.find('.');
    if (dot == std::string_view::npos || dot == 0) return syntaxProblem(setting);
    SettingEdit change{
        std::string(setting.substr(0, dot)), std::string(setting.substr(dot + 1)), {}};
    const Node* node = design.findNode(change.node);
    if (node == nullptr || node->kind == nullptr) return unknownNode(design, change.node);
    if (const Field* field = findField(node->kind->fields, change.key)) {
        const auto value = valueFromText(*field, to);
        if (!value) {
            Diagnostic wrong = value.error();
            wrong.place.node = change.node;
            return wrong;
        }
        change.value = *value;
    }
    if (findField(node->kind->fields, change.key) == nullptr) return *check(design, change);
    return TimedChange{wholeMillisecond(at), change};
}

Expected<TimedChange> parseTimedChange(const Design& design, std::string_view text) {
    const auto at = scanDuration(text, false);
    if (!at) return at.error();
    const std::string_view rest = trimmed(text.substr(at->length));
    struct Verb {
        std::string_view word;
        Expected<Change> (*parse)(std::string_view);
    };
    constexpr Verb kVerbs[] = {
        {"crash ", parseCrash}, {"restore ", parseRestore}, {"flush ", parseFlush}};
    for (const Verb& verb : kVerbs) {
        if (!rest.starts_with(verb.word)) continue;
        const auto change = verb.parse(trimmed(rest.substr(verb.word.size())));
        if (!change) return change.error();
        return TimedChange{wholeMillisecond(at->value), *change};
    }
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return syntaxProblem(text);
    return settingAt(design, at->value, trimmed(rest.substr(0, equals)),
                     trimmed(rest.substr(equals + 1)));
}

void sortScenario(Scenario& scenario) {
    std::ranges::stable_sort(scenario, {}, &TimedChange::at);
}

Scenario scenarioOf(const ValidDesign& valid) {
    const Design& design = valid.design();
    Scenario scenario;
    for (const ScenarioEntry& entry : design.scenario) {
        if (entry.fault) {
            scenario.push_back({wholeMillisecond(entry.at), faultOf(entry)});
        } else if (const auto change = settingAt(design, entry.at, entry.set, entry.to)) {
            scenario.push_back(*change);
        }
    }
    sortScenario(scenario);
    return scenario;
}

std::optional<Diagnostic> checkScenario(Design design, const Scenario& scenario) {
    for (const TimedChange& each : scenario) {
        if (auto wrong = checkChange(design, each.change)) return wrong;
        design = changed(std::move(design), each.change);
    }
    return std::nullopt;
}

engine::Duration endOf(const Scenario& scenario) {
    engine::Duration end;
    for (const TimedChange& each : scenario) {
        engine::Duration over = each.at;
        if (const auto* fault = std::get_if<CrashFault>(&each.change); fault && fault->outage) {
            over += *fault->outage;
        }
        end = std::max(end, over);
    }
    return end;
}

}  // namespace headroom::models
