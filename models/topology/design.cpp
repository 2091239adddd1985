// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/design.h"

#include <algorithm>

#include "models/describe/listed.h"
#include "models/describe/nearest.h"
#include "models/describe/scan.h"
#include "models/workload/measured_csv.h"

namespace headroom::models {

namespace {

constexpr Text kAssignmentRemedy =
    HEADROOM_TEXT("design", "Write node.setting=value, as app.instances=8.");

Diagnostic unknownWord(const char* code, Text text, Text plain, Text suggested,
                       const std::string& word, const std::vector<std::string>& known) {
    const std::string nearest = nearestWord(word, known);
    return problem(code, text, nearest.empty() ? plain : suggested, {word, listed(known), nearest});
}

}  // namespace

const Node* Design::findNode(std::string_view id) const {
    const auto found = std::ranges::find(nodes, id, &Node::id);
    return found == nodes.end() ? nullptr : &*found;
}

Node* Design::findNode(std::string_view id) {
    const auto found = std::ranges::find(nodes, id, &Node::id);
    return found == nodes.end() ? nullptr : &*found;
}

const Endpoint* Design::endpointFor(std::string_view endpointName) const {
    const Endpoint* any = nullptr;
    for (const auto& endpoint : endpoints) {
        if (endpoint.name == endpointName) return &endpoint;
        if (endpoint.name == "*") any = &endpoint;
    }
    return any;
}

const FieldList& designFields() {
    static const FieldList fields = {
        field<&Design::name>("name", HEADROOM_TEXT("design", "Name"),
                             HEADROOM_TEXT("design", "What the design is called in reports.")),
        field<&Design::seed>("seed", HEADROOM_TEXT("design", "Seed"),
                             HEADROOM_TEXT("design",
                                           "Where the random numbers begin; the same seed gives "
                                           "the same run, bit for bit."))
            .range(0, 9e15),
        field<&Design::targetUtilization>(
            "target-utilization", HEADROOM_TEXT("design", "Target utilization"),
            HEADROOM_TEXT("design",
                          "How busy a resource may be; headroom is told against it. Not set: "
                          "all of it."))
            .range(0.01, 1),
        records<&Design::groups>("groups", HEADROOM_TEXT("design", "Groups"),
                                 HEADROOM_TEXT("design", "Regions and zones that nodes stand in."),
                                 groupFields),
        records<&Design::scenario>(
            "scenario", HEADROOM_TEXT("design", "Scenario"),
            HEADROOM_TEXT("design", "What happens during a run: settings change, things fail."),
            scenarioFields),
    };
    return fields;
}

const FieldList& nodeFields() {
    static const FieldList fields = {
        field<&Node::id>(
            "id", HEADROOM_TEXT("node", "Id"),
            HEADROOM_TEXT("node", "What links and reports call it: letters, digits, - and _."))
            .required(),
        field<&Node::group>("group", HEADROOM_TEXT("node", "Group"),
                            HEADROOM_TEXT("node", "The region or zone it stands in.")),
    };
    return fields;
}

const FieldList& linkFields() {
    static const FieldList fields = {
        field<&Link::from>("from", HEADROOM_TEXT("link", "From"),
                           HEADROOM_TEXT("link", "The node that calls."))
            .required(),
        field<&Link::to>("to", HEADROOM_TEXT("link", "To"),
                         HEADROOM_TEXT("link", "The node that is called."))
            .required(),
        field<&Link::latency>(
            "latency", HEADROOM_TEXT("link", "Latency"),
            HEADROOM_TEXT("link",
                          "Time on the way, each way. Not set: between two regions half of the "
                          "round trip of their places, between two zones of a region 1 ms, else "
                          "250 us."))
            .source(HEADROOM_TEXT("link",
                                  "half of the round trips inside a data centre, 500 us: Dean, "
                                  "\"Numbers everyone should know\", 2009; between regions and "
                                  "zones: IBM Cloud, \"VPC network latency\", 2024")),
        field<&Link::timeout>("timeout", HEADROOM_TEXT("link", "Time-out"),
                              HEADROOM_TEXT("link",
                                            "How long the caller waits for the reply; not set: "
                                            "for ever."))
            .range(1, 3.6e15),
        field<&Link::poolSize>(
            "pool.size", HEADROOM_TEXT("link", "Pool size"),
            HEADROOM_TEXT("link",
                          "Connections that each instance of the caller keeps open; every call "
                          "takes one and gives it back with the reply. Not set: one for every "
                          "call."))
            .range(1, 1e6)
            .resource(Resource::Connections),
        field<&Link::poolWait>(
            "pool.wait", HEADROOM_TEXT("link", "Wait for a connection"),
            HEADROOM_TEXT("link",
                          "How long a call waits for a free connection before it fails with 503; "
                          "not set: for ever."))
            .range(1, 3.6e15),
    };
    return fields;
}

Expected<SettingChange> readSettingChange(const Design& design, std::string_view path,
                                          std::string_view text) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos || dot == 0) {
        return problem("set.syntax", HEADROOM_TEXT("design", "\"%1\" is no setting."),
                       HEADROOM_TEXT("design", "Write node.setting, as app.instances."),
                       {std::string(path)});
    }
    const std::string id(path.substr(0, dot));
    const std::string key(path.substr(dot + 1));
    const Node* node = design.findNode(id);
    if (node == nullptr || node->kind == nullptr) {
        std::vector<std::string> known;
        for (const auto& each : design.nodes)
            known.push_back(each.id);
        return unknownWord("set.unknown-node", HEADROOM_TEXT("design", "There is no node \"%1\"."),
                           HEADROOM_TEXT("design", "The nodes are %2."),
                           HEADROOM_TEXT("design", "Did you mean \"%3\"? The nodes are %2."), id,
                           known);
    }
    const Field* field = findField(node->kind->fields, key);
    if (field == nullptr) {
        std::vector<std::string> known;
        for (const Field& each : node->kind->fields)
            known.emplace_back(each.key);
        auto unknown = unknownWord(
            "set.unknown-setting", HEADROOM_TEXT("design", "There is no setting \"%1\"."),
            HEADROOM_TEXT("design", "The settings are %2."),
            HEADROOM_TEXT("design", "Did you mean \"%3\"? The settings are %2."), key, known);
        unknown.place.node = id;
        return unknown;
    }
    auto value = valueFromText(*field, text);
    if (!value) {
        Diagnostic wrong = value.error();
        wrong.place.node = id;
        return wrong;
    }
    if (auto* demand = std::get_if<DistributionSpec>(&*value)) {
        Diagnostics problems;
        if (!resolveDemand(*demand, design.directory, problems)) {
            Diagnostic first = problems.list().front();
            first.place.node = id;
            first.place.setting = field->key;
            return first;
        }
    }
    return SettingChange{static_cast<std::size_t>(node - design.nodes.data()), field,
                         *std::move(value)};
}

std::optional<Diagnostic> applySetting(Design& design, std::string_view assignment) {
    const auto equals = assignment.find('=');
    const auto path = assignment.substr(0, equals);
    if (equals == std::string_view::npos || path.find('.') == std::string_view::npos) {
        return problem("set.syntax", HEADROOM_TEXT("design", "\"%1\" is no setting."),
                       kAssignmentRemedy, {std::string(assignment)});
    }
    const auto change = readSettingChange(design, path, assignment.substr(equals + 1));
    if (!change) return change.error();
    change->field->set(design.nodes[change->node].settings.editData(), change->value);
    return std::nullopt;
}

bool sameDesign(const Design& a, const Design& b) {
    const auto sameNode = [](const Node& x, const Node& y) {
        if (x.id != y.id || x.kind != y.kind || x.group != y.group || x.at != y.at) return false;
        if (x.kind == nullptr || x.settings.data() == y.settings.data()) return true;
        if (x.settings.empty() || y.settings.empty()) return false;
        return std::ranges::all_of(x.kind->fields, [&](const Field& field) {
            return field.get(x.settings.data()) == field.get(y.settings.data());
        });
    };
    return a.name == b.name && a.seed == b.seed && a.targetUtilization == b.targetUtilization &&
           a.groups == b.groups && a.scenario == b.scenario && a.endpoints == b.endpoints &&
           a.links == b.links && a.objectives == b.objectives &&
           std::ranges::equal(a.nodes, b.nodes, sameNode);
}

}  // namespace headroom::models
