// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/places.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "models/describe/listed.h"
#include "models/describe/nearest.h"
#include "models/describe/scan.h"
#include "models/topology/region_latency.h"

namespace headroom::models {

namespace {

using engine::Duration;

/// Where a node stands.
struct Standing {
    const Group* zone = nullptr;
    const Group* region = nullptr;  ///< the zone's, or its own
};

class Map {
  public:
    explicit Map(const Design& design) {
        for (const Group& group : design.groups)
            groups_.emplace(group.id, &group);
        for (const Node& node : design.nodes)
            standings_.emplace(node.id, standingOf(node));
    }

    Standing standing(const std::string& node) const {
        const auto found = standings_.find(node);
        return found == standings_.end() ? Standing{} : found->second;
    }

  private:
    const Group* find(const std::string& id) const {
        const auto found = groups_.find(id);
        return found == groups_.end() ? nullptr : found->second;
    }
    Standing standingOf(const Node& node) const {
        const Group* group = node.group.empty() ? nullptr : find(node.group);
        if (group == nullptr) return {};
        if (group->kind == Group::Kind::Region) return {nullptr, group};
        return {group, group->parent.empty() ? nullptr : find(group->parent)};
    }

    std::unordered_map<std::string_view, const Group*> groups_;
    std::unordered_map<std::string_view, Standing> standings_;
};

bool areFar(const Standing& a, const Standing& b) {
    return a.region != nullptr && b.region != nullptr && a.region != b.region;
}

Duration between(const Standing& from, const Standing& to) {
    const RegionLatency& table = RegionLatency::table();
    if (areFar(from, to)) {
        const std::string& here = from.region->place;
        const std::string& there = to.region->place;
        if (here.empty() || there.empty()) return kInsideLatency;
        if (here == there) return table.betweenZones() / 2;
        const auto roundTrip = table.roundTrip(here, there);
        return roundTrip ? *roundTrip / 2 : kInsideLatency;
    }
    const bool areZones = from.zone != nullptr && to.zone != nullptr && from.zone != to.zone;
    const bool areTogether = from.region != nullptr && from.region == to.region;
    return areZones && areTogether ? table.betweenZones() / 2 : kInsideLatency;
}

}  // namespace

std::vector<DistributionSpec> linkLatencies(const Design& design) {
    const Map map(design);
    std::vector<DistributionSpec> latencies;
    latencies.reserve(design.links.size());
    for (const Link& link : design.links) {
        latencies.push_back(link.latency ? *link.latency
                                         : DistributionSpec::constant(between(
                                               map.standing(link.from), map.standing(link.to))));
    }
    return latencies;
}

void checkPlaces(const Design& design, Diagnostics& diagnostics) {
    const RegionLatency& table = RegionLatency::table();
    const auto report = [&](Diagnostic diagnostic, std::string pointer, Severity severity) {
        diagnostic.severity = severity;
        diagnostic.place.pointer = std::move(pointer);
        diagnostics.add(std::move(diagnostic));
    };
    for (std::size_t i = 0; i < design.groups.size(); ++i) {
        const Group& group = design.groups[i];
        if (group.place.empty()) continue;
        const std::string pointer = "/groups/" + std::to_string(i) + "/place";
        if (group.kind == Group::Kind::Zone) {
            report(problem("group.place-of-zone",
                           HEADROOM_TEXT("group", "\"%1\" is a zone: it is where its region is."),
                           HEADROOM_TEXT("group", "Give the region the \"place\"."), {group.id}),
                   pointer, Severity::Error);
        } else if (!table.knows(group.place)) {
            const std::string nearest = nearestWord(group.place, table.regions());
            report(problem("group.unknown-place",
                           HEADROOM_TEXT("group", "Nobody knows how far \"%1\" is."),
                           nearest.empty()
                               ? HEADROOM_TEXT("group",
                                               "The places are %2. Write the nearest of them, or "
                                               "leave it out and state the \"latency\" of links.")
                               : HEADROOM_TEXT("group", "Did you mean \"%3\"? The places are %2."),
                           {group.place, listed(table.regions()), nearest}),
                   pointer, Severity::Error);
        }
    }
    const Map map(design);
    for (std::size_t i = 0; i < design.links.size(); ++i) {
        const Link& link = design.links[i];
        const Standing from = map.standing(link.from);
        const Standing to = map.standing(link.to);
        if (link.latency || !areFar(from, to)) continue;
        const Group& blank = from.region->place.empty() ? *from.region : *to.region;
        if (!blank.place.empty()) continue;
        report(problem("group.no-place",
                       HEADROOM_TEXT("group",
                                     "Nothing says how far \"%1\" is from \"%2\": the link takes "
                                     "250 us, as if they were in one place."),
                       HEADROOM_TEXT("group",
                                     "Give region \"%3\" a \"place\", or the link a \"latency\"."),
                       {link.from, link.to, blank.id}),
               "/links/" + std::to_string(i), Severity::Warning);
    }
}

}  // namespace headroom::models
