// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/graph.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "models/topology/capacity_cut.h"
#include "models/topology/layers.h"
#include "models/topology/region_latency.h"
#include "models/topology/single_points.h"
#include "tests/engine/test_random.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using namespace headroom::tests;

namespace {

using Edge = std::pair<std::size_t, std::size_t>;

std::vector<Edge> randomEdges(TestRandom& random, std::size_t nodes, std::size_t edges) {
    std::vector<Edge> all;
    for (std::size_t i = 0; i < edges; ++i) {
        const std::size_t a = random.below(nodes);
        const std::size_t b = random.below(nodes);
        if (a != b) all.emplace_back(std::min(a, b), std::max(a, b));
    }
    return all;
}

/// Number of connected parts when `without` is left out.
std::size_t parts(std::size_t nodes, const std::vector<Edge>& edges, std::size_t without) {
    std::vector<std::size_t> part(nodes);
    std::iota(part.begin(), part.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (part[i] != i)
            i = part[i];
        return i;
    };
    for (const auto& [a, b] : edges) {
        if (a != without && b != without) part[root(a)] = root(b);
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < nodes; ++i)
        count += i != without && root(i) == i;
    return count;
}

bool isConnected(std::size_t nodes, const std::vector<Edge>& edges, std::set<std::size_t> without,
                 const std::vector<std::size_t>& sources, const std::vector<std::size_t>& ends) {
    std::vector<std::size_t> open;
    std::vector<bool> seen(nodes);
    for (const std::size_t s : sources) {
        if (!without.contains(s) && !seen[s]) {
            seen[s] = true;
            open.push_back(s);
        }
    }
    while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        if (std::ranges::find(ends, at) != ends.end()) return true;
        for (const auto& [a, b] : edges) {
            if (a == at && !seen[b] && !without.contains(b)) {
                seen[b] = true;
                open.push_back(b);
            }
        }
    }
    return false;
}

std::vector<std::string> ids(const ValidDesign& design, const std::vector<SinglePoint>& points) {
    std::vector<std::string> names;
    for (const SinglePoint& point : points)
        names.push_back(design.design().nodes[point.node].id);
    return names;
}

constexpr const char* kTwoServers =
    "{'headroom': 1, 'endpoints': [{'name': 'GET /', 'reads': {'rows': 1}}], 'nodes': ["
    "{'id': 'users', 'kind': 'users', 'settings': {'rate': '10/s'}},"
    "{'id': 'lb', 'kind': 'load-balancer'}, {'id': 'a', 'kind': 'server'}, "
    "{'id': 'b', 'kind': 'server'}, {'id': 'redis', 'kind': 'cache'}, "
    "{'id': 'db', 'kind': 'database'}], 'links': [{'from': 'users', 'to': 'lb'}, "
    "{'from': 'lb', 'to': 'a'}, {'from': 'lb', 'to': 'b'}, {'from': 'a', 'to': 'redis'}, "
    "{'from': 'b', 'to': 'redis'}, {'from': 'a', 'to': 'db'}, {'from': 'b', 'to': 'db'}]}";

}  // namespace

class GraphTest : public QObject {
    Q_OBJECT
  private slots:
    void articulation_points_are_the_nodes_whose_loss_makes_more_parts() {
        TestRandom random(1);
        std::size_t found = 0;
        for (int round = 0; round < 300; ++round) {
            const std::size_t n = 2 + random.below(14);
            const std::vector<Edge> edges = randomEdges(random, n, random.below(2 * n));
            const std::size_t before = parts(n, edges, n);
            std::vector<std::size_t> expected;
            for (std::size_t i = 0; i < n; ++i) {
                // Taking out a node that stands alone takes a part away.
                const bool alone = std::ranges::none_of(
                    edges, [i](const Edge& e) { return e.first == i || e.second == i; });
                if (parts(n, edges, i) + (alone ? 1 : 0) > before) expected.push_back(i);
            }
            QCOMPARE(CallGraph(n, edges).articulationPoints(), expected);
            found += expected.size();
        }
        QVERIFY(found > 100);
    }

    void a_server_behind_a_balancer_is_no_single_point_but_balancer_and_database_are() {
        const ValidDesign design = designOf(kTwoServers);
        const std::vector<SinglePoint> points = singlePointsOfFailure(design);
        QCOMPARE(ids(design, points), (std::vector<std::string>{"lb", "db"}));
        QCOMPARE(points[0].users, (std::vector<std::size_t>{0}));
    }

    void a_node_of_several_instances_is_no_single_point() {
        const ValidDesign one = oneServer("10/s", "'instances': 1");
        QCOMPARE(ids(one, singlePointsOfFailure(one)), (std::vector<std::string>{"app"}));
        const ValidDesign two = oneServer("10/s", "'instances': 2");
        QVERIFY(singlePointsOfFailure(two).empty());
    }

    void each_population_counts_for_itself() {
        const ValidDesign design = designOf(
            "{'headroom': 1, 'endpoints': [{'name': 'GET /'}], 'nodes': ["
            "{'id': 'eu', 'kind': 'users', 'settings': {'rate': '10/s'}},"
            "{'id': 'us', 'kind': 'users', 'settings': {'rate': '10/s'}},"
            "{'id': 'a', 'kind': 'server'}, {'id': 'b', 'kind': 'server'}, "
            "{'id': 'auth', 'kind': 'server'}], 'links': [{'from': 'eu', 'to': 'a'}, "
            "{'from': 'us', 'to': 'b'}, {'from': 'a', 'to': 'auth'}, {'from': 'b', 'to': "
            "'auth'}]}");
        const std::vector<SinglePoint> points = singlePointsOfFailure(design);
        QCOMPARE(ids(design, points), (std::vector<std::string>{"a", "b", "auth"}));
        QCOMPARE(points[0].users, (std::vector<std::size_t>{0}));
        QCOMPARE(points[1].users, (std::vector<std::size_t>{1}));
        QCOMPARE(points[2].users, (std::vector<std::size_t>{0, 1}));
    }

    // The least total capacity whose nodes separate sources from ends, over all subsets.
    void the_flow_is_the_least_cut_of_all() {
        TestRandom random(2);
        for (int round = 0; round < 200; ++round) {
            const std::size_t n = 3 + random.below(8);
            const std::vector<Edge> edges = randomEdges(random, n, 2 * n + random.below(n));
            std::vector<double> capacities;
            for (std::size_t i = 0; i < n; ++i) {
                capacities.push_back(random.oneIn(6) ? HUGE_VAL
                                                     : static_cast<double>(random.below(50)) / 4);
            }
            const std::vector<std::size_t> sources{0};
            const std::vector<std::size_t> ends{n - 1, n - 2};
            double least = HUGE_VAL;
            for (std::size_t subset = 0; subset < (std::size_t{1} << n); ++subset) {
                double sum = 0;
                std::set<std::size_t> without;
                for (std::size_t i = 0; i < n; ++i) {
                    if ((subset >> i & 1) == 0) continue;
                    sum += capacities[i];
                    without.insert(i);
                }
                if (sum < least && !isConnected(n, edges, without, sources, ends)) least = sum;
            }
            const CapacityCut cut = capacityCut(capacities, edges, sources, ends);
            QCOMPARE(cut.flow, least);
            if (!std::isfinite(cut.flow)) continue;
            double sum = 0;
            for (const std::size_t i : cut.nodes)
                sum += capacities[i];
            QVERIFY(std::abs(sum - cut.flow) < 1e-5);
            QVERIFY(!isConnected(n, edges, {cut.nodes.begin(), cut.nodes.end()}, sources, ends));
        }
    }

    void large_and_small_capacities_stand_side_by_side() {
        const std::vector<Edge> chain{{0, 1}, {1, 2}};
        const std::vector<double> capacities{1e15, 2.5, HUGE_VAL};
        const CapacityCut cut = capacityCut(capacities, chain, std::vector<std::size_t>{0},
                                            std::vector<std::size_t>{2});
        QVERIFY(std::abs(cut.flow - 2.5) < 0.05);
        QCOMPARE(cut.nodes, (std::vector<std::size_t>{1}));
    }

    void layers_put_callers_before_what_they_call_with_fewer_crossings() {
        TestRandom random(3);
        std::size_t before = 0;
        std::size_t after = 0;
        for (int round = 0; round < 60; ++round) {
            const std::size_t n = 4 + random.below(40);
            const std::vector<Edge> edges = randomEdges(random, n, n + random.below(n));
            const std::vector<LayerPlace> places = layersOf(n, edges);
            std::set<std::pair<std::size_t, std::size_t>> taken;
            for (const LayerPlace& p : places)
                QVERIFY(taken.emplace(p.layer, p.place).second);
            for (const auto& [from, to] : edges)
                QVERIFY(places[from].layer < places[to].layer);
            std::vector<LayerPlace> unsorted = places;
            std::vector<std::size_t> next(n);
            for (LayerPlace& p : unsorted)
                p.place = next[p.layer]++;
            before += crossings(unsorted, edges);
            after += crossings(places, edges);
            QVERIFY(crossings(places, edges) <= crossings(unsorted, edges));
        }
        QVERIFY2(after * 10 < before * 9,
                 QByteArray::number(double(after) / double(before)).constData());
    }

    void crossings_are_counted_as_by_looking_at_every_pair() {
        TestRandom random(4);
        for (int round = 0; round < 50; ++round) {
            const std::size_t n = 4 + random.below(12);
            const std::vector<Edge> edges = randomEdges(random, n, 2 * n);
            const std::vector<LayerPlace> places = layersOf(n, edges);
            std::size_t pairs = 0;
            for (std::size_t i = 0; i < edges.size(); ++i) {
                for (std::size_t k = i + 1; k < edges.size(); ++k) {
                    const LayerPlace& a = places[edges[i].first];
                    const LayerPlace& b = places[edges[k].first];
                    const LayerPlace& c = places[edges[i].second];
                    const LayerPlace& d = places[edges[k].second];
                    if (a.layer != b.layer || c.layer != d.layer) continue;
                    pairs += (a.place < b.place && c.place > d.place) ||
                             (a.place > b.place && c.place < d.place);
                }
            }
            QCOMPARE(crossings(places, edges), pairs);
        }
    }

    void a_web_system_is_drawn_from_left_to_right() {
        const std::vector<Edge> edges{{0, 1}, {1, 2}, {1, 3}, {2, 4}, {3, 4}, {2, 5}, {3, 5}};
        const std::vector<LayerPlace> places = layersOf(6, edges);
        const auto at = arrange(places);
        QCOMPARE(at[0], (std::array<double, 2>{0, 0}));
        QCOMPARE(at[1], (std::array<double, 2>{240, 0}));
        QCOMPARE(at[2][0], 480.0);
        QCOMPARE(at[2][1], -at[3][1]);
        QCOMPARE(at[4][0], 720.0);
    }

    void the_table_of_regions_is_whole_and_plausible() {
        const RegionLatency& table = RegionLatency::table();
        QCOMPARE(table.regions().size(), std::size_t{10});
        for (const std::string& a : table.regions()) {
            for (const std::string& b : table.regions()) {
                const double there = table.roundTrip(a, b)->toSeconds();
                const double back = table.roundTrip(b, a)->toSeconds();
                QVERIFY(there > 0 && there < 0.4);
                QVERIFY(a != b || there < 0.001);
                QVERIFY(std::abs(there - back) < 0.01);  // both ways were measured
            }
        }
        QCOMPARE(table.roundTrip("frankfurt", "tokyo")->ns(), std::int64_t{233'000'000});
        QVERIFY(!table.roundTrip("frankfurt", "atlantis"));
    }
};

HEADROOM_TEST(GraphTest);
#include "graph_test.moc"
