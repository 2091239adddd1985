// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/part_rules.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "models/describe/nearest.h"
#include "models/describe/scan.h"

namespace headroom::models {

namespace {

bool isIdCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

void report(Diagnostics& diagnostics, Diagnostic diagnostic, std::string pointer,
            std::string node = {}) {
    diagnostic.place.pointer = std::move(pointer);
    diagnostic.place.node = std::move(node);
    diagnostics.add(std::move(diagnostic));
}

/// One entry of the scenario, and what is said about it.
class EntryCheck {
  public:
    EntryCheck(const Design& design, std::size_t index, Diagnostics& diagnostics)
        : design_(design),
          entry_(design.scenario[index]),
          pointer_("/scenario/" + std::to_string(index)),
          diagnostics_(diagnostics) {}

    void run() {
        const bool sets = !entry_.set.empty();
        if (sets == entry_.fault.has_value()) {
            report(diagnostics_,
                   problem("scenario.one-thing",
                           sets ? HEADROOM_TEXT("scenario",
                                                "An entry sets something or breaks "
                                                "something, not both.")
                                : HEADROOM_TEXT("scenario", "Nothing happens here."),
                           HEADROOM_TEXT("scenario",
                                         "Write { \"at\": \"60 s\", \"set\": \"users.rate\", "
                                         "\"to\": \"10k/s\" } or { \"at\": \"60 s\", \"fault\": "
                                         "\"crash\", \"node\": \"app\" }."),
                           {}),
                   pointer_);
        } else if (sets) {
            checkSetting();
        } else {
            checkFault();
        }
    }

  private:
    void unused(bool isThere, const char* key, const char* with) {
        if (!isThere) return;
        report(diagnostics_,
               problem("scenario.unused",
                       HEADROOM_TEXT("scenario", "\"%1\" says nothing beside \"%2\"."),
                       HEADROOM_TEXT("scenario", "Leave it out."), {key, with}),
               pointer_ + '/' + key);
    }
    void checkSetting() {
        unused(!entry_.node.empty(), "node", "set");
        unused(entry_.instance.has_value(), "instance", "set");
        unused(entry_.lasts.has_value(), "for", "set");
        const auto change = readSettingChange(design_, entry_.set, entry_.to);
        if (change && !change->field->live) {
            report(diagnostics_, notLiveProblem(*change->field), pointer_ + "/set");
        }
        if (change) return;
        // Of a name that is wrong nothing more can be said; else the value is.
        const bool isName = std::string_view(change.error().code).starts_with("set.");
        report(diagnostics_, change.error(), pointer_ + (isName ? "/set" : "/to"),
               change.error().place.node);
    }
    void checkFault() {
        unused(!entry_.to.empty(), "to", "fault");
        const Node* node = design_.findNode(entry_.node);
        if (node == nullptr) {
            report(diagnostics_,
                   problem(
                       "design.unknown-node", HEADROOM_TEXT("design", "There is no node \"%1\"."),
                       HEADROOM_TEXT("design", "Write the id of one of the nodes."), {entry_.node}),
                   pointer_ + "/node");
            return;
        }
        if (node->kind == nullptr) return;
        if (node->kind->roles.source) {
            report(diagnostics_,
                   problem("scenario.no-fault", HEADROOM_TEXT("scenario", "Users do not crash."),
                           HEADROOM_TEXT("scenario", "Set their rate instead."), {}),
                   pointer_ + "/node", node->id);
            return;
        }
        if (entry_.fault != Fault::Crash) unused(entry_.lasts.has_value(), "for", "fault");
        if (entry_.fault == Fault::Flush) {
            unused(entry_.instance.has_value(), "instance", "fault");
            if (!node->kind->roles.caches) {
                report(diagnostics_,
                       problem(
                           "scenario.no-flush",
                           HEADROOM_TEXT("scenario", "\"%1\" keeps nothing that could be flushed."),
                           HEADROOM_TEXT("scenario", "Only caches can be."), {node->id}),
                       pointer_ + "/node", node->id);
            }
            return;
        }
        if (!entry_.instance || node->kind->footprint == nullptr) return;
        const std::int64_t instances = node->kind->footprint(node->settings, 0).instances;
        if (*entry_.instance < instances) return;
        report(diagnostics_,
               problem("scenario.no-instance",
                       HEADROOM_TEXT("scenario", "There is no instance %1: they count from 0."),
                       HEADROOM_TEXT("scenario", "Write a number below %2."),
                       {std::to_string(*entry_.instance), std::to_string(instances)}),
               pointer_ + "/instance", node->id);
    }

    const Design& design_;
    const ScenarioEntry& entry_;
    std::string pointer_;
    Diagnostics& diagnostics_;
};

}  // namespace

bool isId(std::string_view id) {
    return !id.empty() && id.size() <= kLongestId && std::ranges::all_of(id, isIdCharacter);
}

void checkGroups(const Design& design, Diagnostics& diagnostics) {
    std::unordered_map<std::string_view, const Group*> byId;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < design.groups.size(); ++i) {
        const Group& group = design.groups[i];
        const std::string pointer = "/groups/" + std::to_string(i);
        if (!isId(group.id)) {
            report(diagnostics,
                   problem("design.bad-id", HEADROOM_TEXT("design", "\"%1\" cannot be an id."),
                           HEADROOM_TEXT("design", "Use 1 to %2 letters, digits, - and _."),
                           {group.id, std::to_string(kLongestId)}),
                   pointer + "/id");
        }
        if (!byId.emplace(group.id, &group).second) {
            report(
                diagnostics,
                problem("design.duplicate-group",
                        HEADROOM_TEXT("design", "There are two groups \"%1\"."),
                        HEADROOM_TEXT("design", "Give each group an id of its own."), {group.id}),
                pointer + "/id");
        }
        known.push_back(group.id);
    }
    const auto unknown = [&](const std::string& id, std::string pointer, std::string node = {}) {
        const std::string nearest = nearestWord(id, known);
        report(diagnostics,
               problem("design.unknown-group", HEADROOM_TEXT("design", "There is no group \"%1\"."),
                       nearest.empty()
                           ? HEADROOM_TEXT("design", "Write the id of one of the \"groups\".")
                           : HEADROOM_TEXT("design", "Did you mean \"%2\"?"),
                       {id, nearest}),
               std::move(pointer), std::move(node));
    };
    for (std::size_t i = 0; i < design.groups.size(); ++i) {
        const Group& group = design.groups[i];
        if (group.parent.empty()) continue;
        const std::string pointer = "/groups/" + std::to_string(i) + "/parent";
        const auto parent = byId.find(group.parent);
        if (parent == byId.end()) {
            unknown(group.parent, pointer);
        } else if (group.kind != Group::Kind::Zone || parent->second->kind != Group::Kind::Region) {
            report(diagnostics,
                   problem("design.bad-parent",
                           HEADROOM_TEXT("design", "\"%1\" cannot lie in \"%2\"."),
                           HEADROOM_TEXT("design", "A zone lies in a region, a region in nothing."),
                           {group.id, group.parent}),
                   pointer);
        }
    }
    for (std::size_t i = 0; i < design.nodes.size(); ++i) {
        const Node& node = design.nodes[i];
        if (node.group.empty() || byId.contains(node.group)) continue;
        unknown(node.group, "/nodes/" + std::to_string(i) + "/group", node.id);
    }
}

void checkScenario(const Design& design, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < design.scenario.size(); ++i) {
        EntryCheck(design, i, diagnostics).run();
    }
}

}  // namespace headroom::models
