// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/validate.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "models/describe/nearest.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"
#include "models/topology/endpoint_calls.h"
#include "models/topology/graph.h"
#include "models/topology/part_rules.h"
#include "models/topology/places.h"

namespace headroom::models {

namespace {

std::string nodePointer(std::size_t node, const char* key = nullptr) {
    return "/nodes/" + std::to_string(node) + (key != nullptr ? std::string("/") + key : "");
}

std::string linkPointer(std::size_t link, const char* key = nullptr) {
    return "/links/" + std::to_string(link) + (key != nullptr ? std::string("/") + key : "");
}

class Validator {
  public:
    Validator(const Design& design, const Limits& limits)
        : design_(design), limits_(limits), graph_(0, {}) {}

    void run();

    Diagnostics diagnostics;
    std::vector<std::size_t> callOrder;
    std::vector<std::vector<Wire>> wires;
    double bytes = 0;
    std::int64_t instances = 0;

  private:
    void report(Diagnostic diagnostic, std::string pointer, std::string node = {},
                Severity severity = Severity::Error) {
        diagnostic.severity = severity;
        diagnostic.place.pointer = std::move(pointer);
        diagnostic.place.node = std::move(node);
        diagnostics.add(std::move(diagnostic));
    }
    /// With the nearest known, as long as somebody is going to read it.
    Diagnostic unknownNode(const std::string& id) const;
    double objects() const;
    const Kind* kindOf(std::size_t node) const { return design_.nodes[node].kind; }

    void checkEndpoints();
    void checkNodes();
    void checkId(std::size_t node);
    void checkFields(const FieldList& fields, const void* settings, const std::string& pointer,
                     const std::string& node = {}) {
        checkRanges(fields, settings, [&](Diagnostic found) {
            const std::string place = pointer + found.place.pointer;
            report(std::move(found), place, node);
        });
    }
    void checkSettings(std::size_t node);
    void checkLinks();
    void checkCycles();
    void reportCycle(const std::vector<std::size_t>& cycle);
    void checkTargets();
    void checkReachability();
    void checkDemands();
    void checkLimits();

    const Design& design_;
    const Limits& limits_;
    CallGraph graph_;
    std::unordered_map<std::string_view, std::size_t> byId_;
    std::vector<std::size_t> sources_;
    double objects_ = 0;
    bool hasUnknownKinds_ = false;
    bool isWiringCertain_ = true;  // else what is not reached may only follow from another problem
};

void Validator::checkEndpoints() {
    std::set<std::string_view> names;
    double weight = 0;
    for (std::size_t i = 0; i < design_.endpoints.size(); ++i) {
        const Endpoint& endpoint = design_.endpoints[i];
        weight += endpoint.weight;
        const std::string pointer = "/endpoints/" + std::to_string(i);
        checkFields(endpointFields(), &endpoint, pointer);
        if (endpoint.name.empty()) {
            report(problem("design.empty-name", HEADROOM_TEXT("design", "An endpoint has no name."),
                           HEADROOM_TEXT("design", "Write \"name\": \"GET /products\"."), {}),
                   pointer);
        } else if (!names.insert(endpoint.name).second) {
            report(problem("design.duplicate-endpoint",
                           HEADROOM_TEXT("design", "There are two endpoints \"%1\"."),
                           HEADROOM_TEXT("design", "Rename one or leave it out."), {endpoint.name}),
                   pointer + "/name");
        }
    }
    // A log brings its own endpoints, with their own shares.
    const bool needsEndpoints = std::ranges::any_of(sources_, [&](std::size_t source) {
        const Node& node = design_.nodes[source];
        return node.kind->bringsEndpoints == nullptr || !node.kind->bringsEndpoints(node.settings);
    });
    if (!needsEndpoints) return;
    if (design_.endpoints.empty()) {
        report(problem("design.no-endpoints", HEADROOM_TEXT("design", "There are no endpoints."),
                       HEADROOM_TEXT("design",
                                     "Add \"endpoints\": [ { \"name\": \"GET /\" } ]: "
                                     "they say what the users ask for."),
                       {}),
               "/endpoints");
    } else if (!(weight > 0)) {
        report(problem("design.no-weight",
                       HEADROOM_TEXT("design", "No endpoint has a weight above zero."),
                       HEADROOM_TEXT("design", "Give at least one of them a \"weight\"."), {}),
               "/endpoints");
    }
}

void Validator::checkId(std::size_t index) {
    const std::string& id = design_.nodes[index].id;
    if (!isId(id)) {
        report(problem("design.bad-id", HEADROOM_TEXT("design", "\"%1\" cannot be an id."),
                       HEADROOM_TEXT("design", "Use 1 to %2 letters, digits, - and _."),
                       {id, std::to_string(kLongestId)}),
               nodePointer(index, "id"), id);
    }
    // A bad id still names its node, so that links to it are no second problem.
    if (!byId_.emplace(id, index).second && !id.empty()) {
        isWiringCertain_ = false;
        report(
            problem("design.duplicate-id", HEADROOM_TEXT("design", "There are two nodes \"%1\"."),
                    HEADROOM_TEXT("design", "Give each node an id of its own."), {id}),
            nodePointer(index, "id"), id);
    }
}

/// Settings from a file were checked when they were read; those set by code are checked here by
/// the same description.
void Validator::checkSettings(std::size_t index) {
    const Node& node = design_.nodes[index];
    checkFields(node.kind->fields, node.settings.data(), nodePointer(index, "settings"), node.id);
    Diagnostics own;
    if (node.kind->check != nullptr) node.kind->check(node.settings, own);
    if (node.kind->checkIn != nullptr) node.kind->checkIn(design_, node.settings, own);
    for (auto& diagnostic : own.list()) {
        std::string pointer = nodePointer(index, "settings") + '/' + diagnostic.place.setting;
        std::ranges::replace(pointer, '.', '/');
        const Severity severity = diagnostic.severity;
        report(std::move(diagnostic), pointer, node.id, severity);
    }
}

/// How many different objects can be asked for; those of a log are known when it is read.
double Validator::objects() const {
    constexpr double kMostInALog = 2e7;
    double total = 0;
    for (const auto& endpoint : design_.endpoints)
        total += static_cast<double>(endpoint.objectCount);
    const bool hasLog = std::ranges::any_of(design_.nodes, [](const Node& node) {
        return node.kind != nullptr && node.kind->bringsEndpoints != nullptr &&
               node.kind->bringsEndpoints(node.settings);
    });
    return hasLog ? std::max(total, kMostInALog) : total;
}

void Validator::checkNodes() {
    objects_ = objects();
    for (std::size_t i = 0; i < design_.nodes.size(); ++i) {
        const Node& node = design_.nodes[i];
        checkId(i);
        if (node.kind == nullptr) {
            hasUnknownKinds_ = true;
            continue;
        }
        if (node.kind->roles.source) sources_.push_back(i);
        checkSettings(i);
        if (node.kind->footprint == nullptr) continue;
        const Footprint footprint = node.kind->footprint(node.settings, objects_);
        bytes += footprint.bytes;
        // Each is far below 2^53; the sum of many nodes must not wrap around.
        instances = static_cast<std::int64_t>(std::min(
            9e15, static_cast<double>(instances) + static_cast<double>(footprint.instances)));
    }
    if (sources_.empty() && !hasUnknownKinds_) {
        report(problem("design.no-users",
                       HEADROOM_TEXT("design", "There are no users: no request would ever come."),
                       HEADROOM_TEXT("design",
                                     "Add a node of kind \"users\" and link it to a "
                                     "load balancer or server."),
                       {}),
               "/nodes");
    }
}

Diagnostic Validator::unknownNode(const std::string& id) const {
    std::string nearest;
    if (!diagnostics.isFull()) {
        std::vector<std::string> known;
        for (const Node& node : design_.nodes)
            known.push_back(node.id);
        nearest = nearestWord(id, known);
    }
    return problem("design.unknown-node", HEADROOM_TEXT("design", "There is no node \"%1\"."),
                   nearest.empty() ? HEADROOM_TEXT("design", "Write the id of one of the nodes.")
                                   : HEADROOM_TEXT("design", "Did you mean \"%2\"?"),
                   {id, nearest});
}

void Validator::checkLinks() {
    std::set<std::pair<std::size_t, std::size_t>> seen;
    std::vector<CallGraph::Edge> edges;
    wires.resize(design_.nodes.size());
    for (std::size_t i = 0; i < design_.links.size(); ++i) {
        const Link& link = design_.links[i];
        checkFields(linkFields(), &link, linkPointer(i));
        const auto end = [&](const std::string& id, const char* key) {
            const auto found = byId_.find(id);
            if (found != byId_.end()) return std::optional<std::size_t>(found->second);
            report(unknownNode(id), linkPointer(i, key));
            return std::optional<std::size_t>();
        };
        const auto from = end(link.from, "from");
        const auto to = end(link.to, "to");
        if (!from || !to) continue;
        if (*from == *to) {
            report(
                problem("design.self-link", HEADROOM_TEXT("design", "\"%1\" is linked to itself."),
                        HEADROOM_TEXT("design", "Leave this link out."), {link.from}),
                linkPointer(i), link.from);
            continue;
        }
        if (!seen.emplace(*from, *to).second) {
            report(problem("design.duplicate-link",
                           HEADROOM_TEXT("design", "\"%1\" and \"%2\" are linked twice."),
                           HEADROOM_TEXT("design", "Keep one of the links."), {link.from, link.to}),
                   linkPointer(i), link.from);
            continue;
        }
        edges.emplace_back(*from, *to);
        if (kindOf(*from) == nullptr || kindOf(*to) == nullptr) continue;
        if (auto refused = linkProblem(*kindOf(*from), *kindOf(*to))) {
            report(*std::move(refused), linkPointer(i), link.from);
            continue;
        }
        wires[*from].push_back({i, *from, *to, *linkRole(*kindOf(*to))});
    }
    graph_ = CallGraph(design_.nodes.size(), std::move(edges));
}

void Validator::checkCycles() {
    for (const auto& cycle : graph_.findCycles())
        reportCycle(cycle);
}

void Validator::reportCycle(const std::vector<std::size_t>& cycle) {
    if (diagnostics.isFull()) return;
    std::string way;
    for (const std::size_t node : cycle)
        way += design_.nodes[node].id + " -> ";
    way += design_.nodes[cycle.front()].id;
    const auto closes = std::ranges::find_if(design_.links, [&](const Link& link) {
        return link.from == design_.nodes[cycle.back()].id &&
               link.to == design_.nodes[cycle.front()].id;
    });
    report(problem("design.cycle", HEADROOM_TEXT("design", "The calls go round in a circle: %1."),
                   HEADROOM_TEXT("design",
                                 "Leave one of these links out: a request would never "
                                 "come to an end."),
                   {way}),
           linkPointer(static_cast<std::size_t>(closes - design_.links.begin())),
           design_.nodes[cycle.back()].id);
}

/// How many targets of each role a node needs and can use.
void Validator::checkTargets() {
    std::unordered_map<std::string_view, std::size_t> links;
    for (const auto& link : design_.links)
        ++links[link.from];
    for (std::size_t i = 0; i < design_.nodes.size(); ++i) {
        const Node& node = design_.nodes[i];
        if (node.kind == nullptr) continue;
        const bool isLinked = links.contains(node.id);
        const auto count = [&](LinkRole role) {
            return std::ranges::count(wires[i], role, &Wire::role);
        };
        const Roles& roles = node.kind->roles;
        if ((roles.source || roles.balances || roles.forwards || roles.queues) && !isLinked) {
            report(problem("wiring.no-target",
                           roles.queues
                               ? HEADROOM_TEXT("wiring", "It has no worker: messages never leave.")
                               : HEADROOM_TEXT("wiring", "It has no link to send requests over."),
                           roles.queues ? HEADROOM_TEXT("wiring", "Link it to a worker.")
                           : roles.source
                               ? HEADROOM_TEXT("wiring", "Link it to a load balancer or server.")
                               : HEADROOM_TEXT("wiring", "Link it to at least one server."),
                           {}),
                   nodePointer(i), node.id);
        }
        if ((roles.source || roles.forwards) && count(LinkRole::Requests) > 1) {
            report(problem("wiring.several-targets",
                           roles.forwards
                               ? HEADROOM_TEXT("wiring",
                                               "It passes requests on to one address, here are "
                                               "%1.")
                               : HEADROOM_TEXT("wiring",
                                               "Users send their requests to one address, "
                                               "here are %1."),
                           HEADROOM_TEXT("wiring", "Put a load balancer between."),
                           {std::to_string(count(LinkRole::Requests))}),
                   nodePointer(i), node.id);
        }
        if (count(LinkRole::Cache) > 1) {
            report(problem("wiring.several-caches",
                           HEADROOM_TEXT("wiring",
                                         "It is linked to %1 caches, and nothing says "
                                         "which one keeps what."),
                           HEADROOM_TEXT("wiring", "Keep one of the links."),
                           {std::to_string(count(LinkRole::Cache))}),
                   nodePointer(i), node.id);
        }
        if (count(LinkRole::Data) > 1) {
            report(problem("wiring.several-databases",
                           HEADROOM_TEXT("wiring",
                                         "It is linked to %1 databases, and nothing says "
                                         "which one has the rows."),
                           HEADROOM_TEXT("wiring", "Keep one of the links."),
                           {std::to_string(count(LinkRole::Data))}),
                   nodePointer(i), node.id);
        }
    }
}

void Validator::checkReachability() {
    if (sources_.empty() || hasUnknownKinds_ || !isWiringCertain_) return;
    const auto reached = graph_.reachableFrom(sources_);
    for (std::size_t i = 0; i < reached.size(); ++i) {
        if (reached[i]) continue;
        report(problem("design.unreachable", HEADROOM_TEXT("design", "No request ever comes here."),
                       HEADROOM_TEXT("design", "Link something to it, or leave it out."), {}),
               nodePointer(i), design_.nodes[i].id, Severity::Warning);
    }
}

/// Demands that nothing in the design answers: allowed, but surely not meant.
void Validator::checkDemands() {
    if (hasUnknownKinds_ || std::ranges::any_of(design_.nodes, [](const Node& node) {
            return node.kind->roles.data;
        })) {
        return;
    }
    for (std::size_t i = 0; i < design_.endpoints.size(); ++i) {
        const Endpoint& endpoint = design_.endpoints[i];
        if (endpoint.readRows == 0 && endpoint.writes == 0) continue;
        report(problem("design.no-database",
                       HEADROOM_TEXT("design",
                                     "\"%1\" reads or writes rows, but there is no "
                                     "database: they would cost nothing."),
                       HEADROOM_TEXT("design", "Add a database and link the servers to it."),
                       {endpoint.name}),
               "/endpoints/" + std::to_string(i), {}, Severity::Warning);
    }
}

void Validator::checkLimits() {
    if (instances > limits_.instances) {
        report(problem("limit.instances",
                       HEADROOM_TEXT("design",
                                     "There are %1 instances, more than the %2 that can "
                                     "be simulated."),
                       HEADROOM_TEXT("design", "Use fewer \"instances\"."),
                       {std::to_string(instances), std::to_string(limits_.instances)}),
               "/nodes");
    }
    if (bytes > limits_.bytes) {
        std::size_t largest = 0;
        double most = -1;
        for (std::size_t i = 0; i < design_.nodes.size(); ++i) {
            const Kind* kind = kindOf(i);
            if (kind == nullptr || kind->footprint == nullptr) continue;
            const double own = kind->footprint(design_.nodes[i].settings, objects_).bytes;
            if (own > most) {
                most = own;
                largest = i;
            }
        }
        const auto shown = [](double amount) {
            const double gigabytes = amount / (1024.0 * 1024 * 1024);
            return numberText(static_cast<double>(static_cast<std::int64_t>(gigabytes * 10)) / 10) +
                   " GB";
        };
        report(
            problem("limit.memory",
                    HEADROOM_TEXT("design",
                                  "Simulating this could take %1 of memory, more than "
                                  "the %2 allowed; \"%3\" alone takes %4."),
                    HEADROOM_TEXT("design", "Use smaller queues, fewer entries or instances."),
                    {shown(bytes), shown(limits_.bytes), design_.nodes[largest].id, shown(most)}),
            nodePointer(largest), design_.nodes[largest].id);
    }
}

void Validator::run() {
    checkFields(designFields(), &design_, {});
    checkGroups(design_, diagnostics);
    checkPlaces(design_, diagnostics);
    checkNodes();
    checkEndpoints();
    const std::size_t errorsBefore = diagnostics.errors();
    checkLinks();
    checkCycles();
    checkTargets();
    isWiringCertain_ = isWiringCertain_ && diagnostics.errors() == errorsBefore;
    if (!hasUnknownKinds_) checkCalls(design_, wires, diagnostics);
    checkReachability();
    checkDemands();
    checkScenario(design_, diagnostics);
    checkLimits();
    if (!diagnostics.hasErrors()) callOrder = graph_.callOrder();
}

}  // namespace

Validation validate(Design design, const Limits& limits) {
    Validator validator(design, limits);
    validator.run();
    Validation result;
    result.diagnostics = std::move(validator.diagnostics);
    // A broken file can be looked at as far as it goes, but never run.
    const bool isWhole =
        std::ranges::all_of(design.nodes, [](const Node& node) { return node.kind != nullptr; });
    if (result.diagnostics.hasErrors() || !isWhole) return result;
    auto content = std::make_shared<ValidDesign::Content>();
    content->callOrder = std::move(validator.callOrder);
    content->wires = std::move(validator.wires);
    content->latencies = linkLatencies(design);
    content->bytes = validator.bytes;
    content->instances = validator.instances;
    content->design = std::move(design);
    result.valid = ValidDesign(std::move(content));
    return result;
}

}  // namespace headroom::models
