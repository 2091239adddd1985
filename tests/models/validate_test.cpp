// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/validate.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "models/components/cache/settings.h"
#include "models/components/server/settings.h"
#include "models/components/users/settings.h"
#include "models/kinds.h"
#include "models/topology/graph.h"
#include "tests/support/test_main.h"

using namespace headroom::models;

namespace {

void addNode(Design& design, const char* id, const char* kind) {
    const Kind* found = kinds().find(kind);
    design.nodes.push_back({id, found, {}, found->defaults()});
}

void addLink(Design& design, const char* from, const char* to) {
    Link link;
    link.from = from;
    link.to = to;
    design.links.push_back(link);
}

/// users -> lb -> app -> cache, database; app2 beside app.
Design drawnShop() {
    Design design;
    design.endpoints.resize(1);
    design.endpoints[0].name = "GET /";
    addNode(design, "db", "database");
    addNode(design, "redis", "cache");
    addNode(design, "app", "server");
    addNode(design, "app2", "server");
    addNode(design, "lb", "load-balancer");
    addNode(design, "users", "users");
    design.findNode("users")->settings.edit<UsersSettings>().rate = Rate{100};
    addLink(design, "users", "lb");
    addLink(design, "lb", "app");
    addLink(design, "lb", "app2");
    addLink(design, "app", "redis");
    addLink(design, "app", "db");
    addLink(design, "app2", "db");
    return design;
}

std::string codes(const Validation& validation) {
    std::string result;
    for (const auto& diagnostic : validation.diagnostics.list()) {
        result += std::string(result.empty() ? "" : " ") + diagnostic.code;
    }
    return result;
}

}  // namespace

class ValidateTest : public QObject {
    Q_OBJECT
  private slots:
    void a_good_design_becomes_a_valid_one() {
        const auto validation = validate(drawnShop());
        QCOMPARE(codes(validation), std::string());
        QVERIFY(validation.valid.has_value());
        QVERIFY(sameDesign(validation.valid->design(), drawnShop()));
        QCOMPARE(validation.valid->instances(), std::int64_t{6});
        QVERIFY(validation.valid->footprintBytes() > 0);
    }
    void call_order_puts_callers_before_what_they_call() {
        const auto valid = *validate(drawnShop()).valid;
        const auto order = valid.callOrder();
        QCOMPARE(order.size(), valid.design().nodes.size());
        std::vector<std::size_t> place(order.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            place[order[i]] = i;
        for (std::size_t node = 0; node < order.size(); ++node) {
            for (const Wire& wire : valid.wiresFrom(node))
                QVERIFY(place[wire.from] < place[wire.to]);
        }
    }
    void wires_have_the_role_of_what_they_lead_to() {
        const auto valid = *validate(drawnShop()).valid;
        const auto wires = valid.wiresFrom(2);
        QCOMPARE(wires.size(), std::size_t{2});
        QVERIFY(wires[0].role == LinkRole::Cache && wires[0].to == 1 && wires[0].link == 3);
        QVERIFY(wires[1].role == LinkRole::Data && wires[1].to == 0 && wires[1].link == 4);
        QVERIFY(valid.wiresFrom(5)[0].role == LinkRole::Requests);
        QVERIFY(valid.wiresFrom(0).empty());
    }
    void read_through_and_cache_aside_are_both_allowed() {
        Design design = drawnShop();
        addLink(design, "redis", "db");
        QCOMPARE(codes(validate(design)), std::string());
    }
    void every_role_follows_from_the_kind_that_is_called() {
        const auto role = [](const char* kind) { return linkRole(*kinds().find(kind)); };
        for (const char* kind : {"load-balancer", "server", "rate-limiter", "queue"})
            QVERIFY(role(kind) == LinkRole::Requests);
        QVERIFY(role("cache") == LinkRole::Cache);
        QVERIFY(role("database") == LinkRole::Data);
        QVERIFY(role("worker") == LinkRole::Jobs);
        QVERIFY(!role("users"));
    }
    void the_wiring_rules_are_exactly_these_and_each_says_why() {
        constexpr std::size_t kAll = 8;
        const char* all[kAll] = {"users", "rate-limiter", "load-balancer", "server",
                                 "cache", "database",     "queue",         "worker"};
        QCOMPARE(kinds().size(), kAll);
        const bool table[kAll][kAll] = {
            // to: users, limiter, balancer, server, cache, database, queue, worker
            {false, true, true, true, false, false, true, false},      // from users
            {false, true, true, true, false, false, true, false},      // from rate-limiter
            {false, true, true, true, false, false, true, false},      // from load-balancer
            {false, true, true, true, true, true, true, false},        // from server
            {false, false, false, false, false, true, false, false},   // from cache
            {false, false, false, false, false, false, false, false},  // from database
            {false, false, false, false, false, false, false, true},   // from queue
            {false, false, false, false, false, false, false, false},  // from worker
        };
        for (std::size_t from = 0; from < kAll; ++from) {
            for (std::size_t to = 0; to < kAll; ++to) {
                const std::string name = std::string(all[from]) + " -> " + all[to];
                const auto why = linkProblem(*kinds().find(all[from]), *kinds().find(all[to]));
                QVERIFY2(why.has_value() != table[from][to], name.c_str());
                if (!why) continue;
                QCOMPARE(std::string(why->code), std::string("wiring.not-allowed"));
                const std::string said = toText(*why);
                // The reason speaks of one of the two, and what to do follows it.
                QVERIFY2(said.find(all[from]) != std::string::npos ||
                             said.find(all[to]) != std::string::npos,
                         said.c_str());
                QVERIFY2(!why->remedy.empty(), name.c_str());
            }
        }
    }
    void targets_are_counted_by_role() {
        const auto said = [](const char* from, std::vector<const char*> to) {
            Design design = drawnShop();
            addNode(design, "from", from);
            if (std::string(from) == "users")
                design.findNode("from")->settings.edit<UsersSettings>().rate = Rate{1};
            int i = 0;
            for (const char* kind : to) {
                const std::string id = "to" + std::to_string(i++);
                addNode(design, id.c_str(), kind);
                addLink(design, "from", id.c_str());
            }
            std::string wiring;
            const auto validation = validate(design);
            for (const auto& each : validation.diagnostics.list()) {
                if (std::string(each.code).starts_with("wiring.")) wiring += each.code;
            }
            return wiring;
        };
        for (const char* kind : {"users", "load-balancer", "rate-limiter", "queue"})
            QCOMPARE(said(kind, {}), std::string("wiring.no-target"));
        for (const char* kind : {"server", "cache", "database", "worker"})
            QCOMPARE(said(kind, {}), std::string());
        for (const char* kind : {"users", "rate-limiter"})
            QCOMPARE(said(kind, {"server", "server"}), std::string("wiring.several-targets"));
        QCOMPARE(said("load-balancer", {"server", "server", "server"}), std::string());
        QCOMPARE(said("queue", {"worker", "worker"}), std::string());
        QCOMPARE(said("server", {"cache", "cache"}), std::string("wiring.several-caches"));
        QCOMPARE(said("server", {"database", "database"}), std::string("wiring.several-databases"));
        QCOMPARE(said("server", {"cache", "database", "server", "queue"}),
                 std::string("wiring.no-target"));  // of that queue
    }
    void a_cycle_is_named_node_by_node() {
        Design design = drawnShop();
        addNode(design, "a", "server");
        addNode(design, "b", "server");
        addLink(design, "app2", "a");
        addLink(design, "a", "b");
        addLink(design, "b", "app2");
        const auto validation = validate(design);
        QCOMPARE(codes(validation), std::string("design.cycle"));
        QVERIFY(!validation.valid);
        QCOMPARE(validation.diagnostics.list()[0].arguments[0],
                 std::string("app2 -> a -> b -> app2"));
        QCOMPARE(validation.diagnostics.list()[0].place.pointer, std::string("/links/8"));
    }
    void every_circle_is_named_at_once() {
        Design design = drawnShop();
        for (const char* id : {"a", "b", "c", "d", "e"})
            addNode(design, id, "server");
        addLink(design, "app2", "a");
        addLink(design, "a", "b");
        addLink(design, "b", "a");
        addLink(design, "b", "c");
        addLink(design, "c", "d");
        addLink(design, "d", "e");
        addLink(design, "e", "c");
        const auto validation = validate(design);
        QCOMPARE(codes(validation), std::string("design.cycle design.cycle"));
        std::set<std::string> ways;
        for (const auto& each : validation.diagnostics.list())
            ways.insert(each.arguments[0]);
        QCOMPARE(ways, (std::set<std::string>{"a -> b -> a", "c -> d -> e -> c"}));
    }
    void a_mistyped_end_of_a_link_is_told_what_was_meant() {
        Design design = drawnShop();
        design.links[1].to = "ap2";
        const auto validation = validate(design);
        QVERIFY(validation.diagnostics.contains("design.unknown-node"));
        const Diagnostic& first = validation.diagnostics.list()[0];
        QVERIFY(toText(first).find("Did you mean") != std::string::npos);
        QCOMPARE(first.place.pointer, std::string("/links/1/to"));
    }
    void values_set_by_code_are_checked_like_those_of_a_file() {
        Design design = drawnShop();
        design.findNode("app")->settings.edit<ServerSettings>().cores = 0;
        design.findNode("app2")->settings.edit<ServerSettings>().queue = -1;
        design.findNode("users")->settings.edit<UsersSettings>().speed = 0;
        const auto validation = validate(design);
        QCOMPARE(codes(validation),
                 std::string("setting.too-small setting.too-small setting.too-small"));
        const Place& place = validation.diagnostics.list()[0].place;
        QCOMPARE(place.pointer, std::string("/nodes/2/settings/cores"));
        QCOMPARE(place.node, std::string("app"));
        QCOMPARE(place.setting, std::string("cores"));
    }
    void not_a_number_is_never_in_range() {
        Design design = drawnShop();
        design.findNode("users")->settings.edit<UsersSettings>().rate = Rate{std::nan("")};
        QCOMPARE(codes(validate(design)), std::string("setting.too-small"));
    }
    void an_unreachable_part_is_a_warning_and_no_error() {
        Design design = drawnShop();
        addNode(design, "old", "server");
        const auto validation = validate(design);
        QCOMPARE(codes(validation), std::string("design.unreachable"));
        QVERIFY(validation.valid.has_value());
        QCOMPARE(validation.diagnostics.warnings(), std::size_t{1});
    }
    void whole_parts_that_nobody_comes_to_are_each_named() {
        Design design = drawnShop();
        addNode(design, "old-lb", "load-balancer");
        addNode(design, "old", "server");
        addNode(design, "old-db", "database");
        addLink(design, "old-lb", "old");
        addLink(design, "old", "old-db");
        const auto validation = validate(design);
        QCOMPARE(codes(validation),
                 std::string("design.unreachable design.unreachable design.unreachable"));
        QVERIFY(validation.valid.has_value());
        QCOMPARE(validation.diagnostics.list()[1].place.node, std::string("old"));
        QCOMPARE(validation.diagnostics.list()[1].place.pointer, std::string("/nodes/7"));
        // As long as a link is wrong, what is not reached may only follow from that.
        design.links[0].to = "nowhere";
        QVERIFY(!validate(design).diagnostics.contains("design.unreachable"));
    }
    void ten_thousand_nodes_are_valid_or_told_what_is_wrong() {
        Design design;
        design.endpoints.resize(1);
        design.endpoints[0].name = "GET /";
        addNode(design, "users", "users");
        design.findNode("users")->settings.edit<UsersSettings>().rate = Rate{100};
        addNode(design, "lb", "load-balancer");
        addLink(design, "users", "lb");
        for (int i = 0; i < 3333; ++i) {
            const std::string n = std::to_string(i);
            addNode(design, ("app-" + n).c_str(), "server");
            addNode(design, ("cache-" + n).c_str(), "cache");
            addNode(design, ("svc-" + n).c_str(), "server");
            addLink(design, "lb", ("app-" + n).c_str());
            addLink(design, ("app-" + n).c_str(), ("cache-" + n).c_str());
            addLink(design, ("app-" + n).c_str(), ("svc-" + n).c_str());
        }
        const auto good = validate(design);
        QCOMPARE(codes(good), std::string());
        QCOMPARE(good.valid->callOrder().size(), std::size_t{10'001});
        // Everything wrong at once: what is kept of it is bounded.
        for (Link& link : design.links)
            link.to += "x";
        const auto bad = validate(design);
        QVERIFY(!bad.valid);
        QCOMPARE(bad.diagnostics.list().size(), Diagnostics::kLimit);
        QVERIFY(bad.diagnostics.errors() >= design.links.size());
    }
    void rows_without_a_database_are_a_warning() {
        Design design = drawnShop();
        std::erase_if(design.nodes, [](const Node& node) { return node.id == "db"; });
        std::erase_if(design.links, [](const Link& link) { return link.to == "db"; });
        QCOMPARE(codes(validate(design)), std::string());
        design.endpoints[0].readRows = 1;
        QCOMPARE(codes(validate(design)), std::string("design.no-database"));
    }
    void a_log_needs_no_endpoints() {
        Design design = drawnShop();
        design.endpoints.clear();
        QCOMPARE(codes(validate(design)), std::string("design.no-endpoints"));
        auto& users = design.findNode("users")->settings.edit<UsersSettings>();
        users.rate.reset();
        users.log = "a.log";
        QCOMPARE(codes(validate(design)), std::string());
    }
    void limits_are_inclusive_and_name_the_largest_part() {
        Design design = drawnShop();
        Limits limits;
        limits.instances = 6;
        QCOMPARE(codes(validate(design, limits)), std::string());
        limits.instances = 5;
        QCOMPARE(codes(validate(design, limits)), std::string("limit.instances"));
        limits = {};
        limits.bytes = validate(design).valid->footprintBytes();
        QCOMPARE(codes(validate(design, limits)), std::string());
        design.endpoints[0].objectCount = 1'000'000;
        const auto validation = validate(design, limits);
        QCOMPARE(codes(validation), std::string("limit.memory"));
        QCOMPARE(validation.diagnostics.list()[0].place.node, std::string("redis"));
    }
    void a_hundred_thousand_default_instances_fit() {
        Design design = drawnShop();
        design.findNode("app")->settings.edit<ServerSettings>().instances = 99'995;
        const auto validation = validate(design);
        QCOMPARE(codes(validation), std::string());
        QCOMPARE(validation.valid->instances(), std::int64_t{100'000});
    }
    void a_node_without_a_kind_never_becomes_valid() {
        Design design = drawnShop();
        design.nodes[1].kind = nullptr;
        QVERIFY(!validate(design).valid);
    }
    void an_empty_design_lacks_users() {
        QCOMPARE(codes(validate({})), std::string("design.no-users"));
    }
    void a_valid_design_does_not_change_with_its_source() {
        Design design = drawnShop();
        const auto valid = *validate(design).valid;
        design.findNode("app")->settings.edit<ServerSettings>().cores = 99;
        QCOMPARE(valid.design().findNode("app")->settings.as<ServerSettings>().cores,
                 std::int64_t{4});
    }
    void random_graphs_agree_with_a_plain_search() {
        std::mt19937 bits(5);
        for (int round = 0; round < 300; ++round) {
            const std::size_t nodes = 1 + bits() % 9;
            std::vector<CallGraph::Edge> edges;
            std::vector<std::vector<bool>> reach(nodes, std::vector<bool>(nodes, false));
            for (auto i = bits() % (2 * nodes); i > 0; --i) {
                edges.emplace_back(bits() % nodes, bits() % nodes);
                reach[edges.back().first][edges.back().second] = true;
            }
            const auto direct = reach;
            for (std::size_t k = 0; k < nodes; ++k) {  // Warshall's transitive closure
                for (std::size_t i = 0; i < nodes; ++i) {
                    for (std::size_t j = 0; j < nodes; ++j) {
                        if (reach[i][k] && reach[k][j]) reach[i][j] = true;
                    }
                }
            }
            const CallGraph graph(nodes, edges);
            bool hasCycle = false;
            std::vector<bool> isTaken(nodes, false);
            const auto cycles = graph.findCycles();
            for (const auto& cycle : cycles) {
                for (std::size_t i = 0; i < cycle.size(); ++i) {
                    QVERIFY(direct[cycle[i]][cycle[(i + 1) % cycle.size()]]);
                    QVERIFY(!isTaken[cycle[i]]);
                    isTaken[cycle[i]] = true;
                }
            }
            for (std::size_t i = 0; i < nodes; ++i) {
                if (!reach[i][i]) continue;
                hasCycle = true;
                // What calls itself in the end goes round with one of those found.
                QVERIFY(std::ranges::any_of(cycles, [&](const auto& cycle) {
                    return reach[i][cycle.front()] && reach[cycle.front()][i];
                }));
            }
            QCOMPARE(!cycles.empty(), hasCycle);
            const std::size_t start = bits() % nodes;
            const auto reached = graph.reachableFrom(std::vector{start});
            for (std::size_t i = 0; i < nodes; ++i) {
                QCOMPARE(bool(reached[i]), i == start || reach[start][i]);
            }
            if (hasCycle) continue;
            const auto order = graph.callOrder();
            for (const auto& [from, to] : edges) {
                QVERIFY(std::ranges::find(order, from) < std::ranges::find(order, to));
            }
        }
    }
    void a_chain_of_100000_needs_no_deep_stack() {
        std::vector<CallGraph::Edge> edges;
        constexpr std::size_t kNodes = 100'000;
        for (std::size_t i = 0; i + 1 < kNodes; ++i)
            edges.emplace_back(i, i + 1);
        const CallGraph graph(kNodes, edges);
        QVERIFY(graph.findCycles().empty());
        QCOMPARE(graph.callOrder().front(), std::size_t{0});
    }
};

HEADROOM_TEST(ValidateTest);
#include "validate_test.moc"
