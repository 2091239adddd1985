// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/endpoint_calls.h"

#include <algorithm>
#include <set>
#include <string>

#include "models/describe/nearest.h"
#include "models/describe/scan.h"

namespace headroom::models {

namespace {

/// What is reached by a call to this node: itself, and what stands behind load balancers.
template <class WiresFrom>
void addReached(const Design& design, std::size_t node, const WiresFrom& wiresFrom,
                std::set<std::string_view>& reached) {
    if (!reached.insert(design.nodes[node].id).second) return;
    const Roles& roles = design.nodes[node].kind->roles;
    if (!roles.balances && !roles.forwards) return;
    for (const Wire& wire : wiresFrom(node)) {
        if (wire.role == LinkRole::Requests) addReached(design, wire.to, wiresFrom, reached);
    }
}

bool makesCalls(const Roles& roles) {
    return !roles.source && !roles.balances && !roles.forwards;
}

}  // namespace

std::vector<PlannedCall> plannedCalls(const ValidDesign& valid, std::size_t node,
                                      const Endpoint& endpoint) {
    const Design& design = valid.design();
    const auto wires = valid.wiresFrom(node);
    const auto wiresFrom = [&](std::size_t from) { return valid.wiresFrom(from); };
    std::vector<std::set<std::string_view>> reached(wires.size());
    const bool anyCalls =
        !endpoint.calls.empty() || std::ranges::any_of(design.endpoints, [](const Endpoint& each) {
            return !each.calls.empty();
        });
    if (anyCalls) {
        for (std::size_t w = 0; w < wires.size(); ++w) {
            if (wires[w].role == LinkRole::Requests) {
                addReached(design, wires[w].to, wiresFrom, reached[w]);
            }
        }
    }
    const auto wireTo = [&](const std::string& id) {
        return std::ranges::find_if(reached, [&](const auto& ids) { return ids.contains(id); }) -
               reached.begin();
    };
    std::vector<PlannedCall> planned;
    for (std::size_t row = 0; row < endpoint.calls.size(); ++row) {
        const EndpointCall& call = endpoint.calls[row];
        const auto wire = static_cast<std::size_t>(wireTo(call.to));
        if (wire == wires.size()) continue;
        planned.push_back({wire, call.times, call.probability.value, call.parallel,
                           static_cast<std::uint32_t>(row)});
    }
    const auto rows = static_cast<std::uint32_t>(endpoint.calls.size());
    for (std::size_t w = 0; w < wires.size(); ++w) {
        if (wires[w].role != LinkRole::Requests) continue;
        const bool isNamed = std::ranges::any_of(design.endpoints, [&](const Endpoint& each) {
            return std::ranges::any_of(
                each.calls, [&](const EndpointCall& call) { return reached[w].contains(call.to); });
        });
        if (!isNamed) planned.push_back({w, 1, 1, false, rows + static_cast<std::uint32_t>(w)});
    }
    return planned;
}

void checkCalls(const Design& design, const std::vector<std::vector<Wire>>& wires,
                Diagnostics& diagnostics) {
    std::set<std::string_view> called;  // by a server, over a link
    std::vector<std::string> services;
    const auto wiresFrom = [&](std::size_t from) -> const std::vector<Wire>& {
        return wires[from];
    };
    const bool anyCalls = std::ranges::any_of(
        design.endpoints, [](const Endpoint& endpoint) { return !endpoint.calls.empty(); });
    if (!anyCalls) return;
    for (std::size_t i = 0; i < design.nodes.size(); ++i) {
        if (design.nodes[i].kind->roles.requests) services.push_back(design.nodes[i].id);
        if (!makesCalls(design.nodes[i].kind->roles)) continue;
        for (const Wire& wire : wires[i]) {
            if (wire.role == LinkRole::Requests) addReached(design, wire.to, wiresFrom, called);
        }
    }
    for (std::size_t e = 0; e < design.endpoints.size(); ++e) {
        const auto& calls = design.endpoints[e].calls;
        for (std::size_t i = 0; i < calls.size(); ++i) {
            const std::string& to = calls[i].to;
            const auto report = [&](Diagnostic diagnostic) {
                diagnostic.place.pointer =
                    "/endpoints/" + std::to_string(e) + "/calls/" + std::to_string(i) + "/to";
                diagnostics.add(std::move(diagnostic));
            };
            const Node* target = design.findNode(to);
            if (target == nullptr) {
                const std::string nearest = nearestWord(to, services);
                report(problem(
                    "calls.unknown-target",
                    HEADROOM_TEXT("calls", "There is no service \"%1\" to call."),
                    nearest.empty()
                        ? HEADROOM_TEXT("calls", "Write the id of a server or load balancer.")
                        : HEADROOM_TEXT("calls", "Did you mean \"%2\"?"),
                    {to, nearest}));
            } else if (!target->kind->roles.requests) {
                report(problem("calls.no-service",
                               HEADROOM_TEXT("calls", "\"%1\" takes no requests: it is a %2."),
                               HEADROOM_TEXT("calls",
                                             "Call a server or load balancer; caches and databases "
                                             "are asked by \"reads\", \"writes\" and "
                                             "\"cacheable\"."),
                               {to, target->kind->key}));
            } else if (!called.contains(to)) {
                report(problem("calls.no-link",
                               HEADROOM_TEXT("calls",
                                             "No server has a link to \"%1\", nor to a load "
                                             "balancer before it."),
                               HEADROOM_TEXT("calls", "Link the server that calls it to it."),
                               {to}));
            }
        }
    }
}

}  // namespace headroom::models
