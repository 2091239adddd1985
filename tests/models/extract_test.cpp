// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/extract.h"

#include <QTest>
#include <cmath>
#include <map>

#include "models/analysis/che.h"
#include "models/analysis/traffic.h"
#include "models/components/cache/settings.h"
#include "tests/models/analysis/checks.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;

namespace {

std::size_t indexOf(const ValidDesign& design, const std::string& id) {
    const auto& nodes = design.design().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id == id) return i;
    }
    qFatal("no node %s", id.c_str());
}

const NetworkStation& stationOf(const Network& n, const ValidDesign& design,
                                const std::string& id) {
    for (const NetworkStation& s : n.stations) {
        if (s.node == indexOf(design, id)) return s;
    }
    qFatal("no station at %s", id.c_str());
}

/// users -> app -> cache and database; two endpoints, the first may be kept.
ValidDesign cacheAside(const std::string& cacheLinks = "") {
    return designOf(
        "{'headroom': 1, 'name': 'aside', 'endpoints': ["
        "{'name': 'read', 'weight': 3, 'objects': {'count': 5000, 'popularity': 'zipf 0.8'}, "
        "'cpu': 'constant 2 ms', 'reads': {'rows': 10}, 'response': {'item': '100 B'}, "
        "'cacheable': true}, "
        "{'name': 'write', 'weight': 1, 'cpu': 'exponential 4 ms', 'reads': {'rows': 1}, "
        "'writes': 2}], "
        "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '400/s'}}, "
        "{'id': 'app', 'kind': 'server', 'settings': {'cores': 4}}, "
        "{'id': 'cache', 'kind': 'cache', 'settings': {'capacity': '500 kB', 'lookup': 'constant "
        "10 us'}}, "
        "{'id': 'db', 'kind': 'database', 'settings': {'cores': 8, 'query': 'exponential 200 us', "
        "'row': '5 us', 'write': 'exponential 1 ms'}}], "
        "'links': [{'from': 'users', 'to': 'app', 'latency': '3 ms'}, "
        "{'from': 'app', 'to': 'cache', 'latency': '1 ms'}, " +
        cacheLinks + "{'from': 'app', 'to': 'db', 'latency': '2 ms'}]}");
}

}  // namespace

class ExtractTest : public QObject {
    Q_OBJECT
  private slots:
    void one_server_is_one_station() {
        const auto design = oneServer("80/s", "'cores': 2, 'instances': 3");
        const Network n = extract(design);
        QCOMPARE(n.classes.size(), std::size_t{1});
        QCOMPARE(n.stations.size(), std::size_t{1});
        const NetworkStation& s = n.stations[0];
        COMPARE_WITHIN(n.classes[0].rate, 80, 1e-12);
        COMPARE_WITHIN(s.demands[0], 0.01, 1e-12);
        COMPARE_WITHIN(s.utilization(), 80 * 0.01 / 6, 1e-12);
        QVERIFY(s.exponential);
        QVERIFY(n.delays[0] == 0);
    }

    void demands_follow_what_a_server_does() {
        const auto design = cacheAside();
        const Network n = extract(design);
        QCOMPARE(n.classes.size(), std::size_t{2});
        const std::size_t read = n.classes[0].endpoint == 0 ? 0 : 1;
        const std::size_t write = 1 - read;
        COMPARE_WITHIN(n.classes[read].rate, 300, 1e-12);
        COMPARE_WITHIN(n.classes[write].rate, 100, 1e-12);

        const auto& store = n.nodes[indexOf(design, "cache")].store;
        QVERIFY(store.has_value());
        const double h = store->hitRatio[0];
        QVERIFY(h > 0 && h < 1);
        const auto& settings = design.design().findNode("cache")->settings.as<CacheSettings>();
        const auto capacity = static_cast<double>(settings.capacity.count);
        const std::vector<CacheDemand> demand = {{300, 5000, 0.8, 1000, HUGE_VAL}};
        COMPARE_WITHIN(h, forecastLru(demand, capacity)->hitRatio[0], 1e-9);

        const NetworkStation& app = stationOf(n, design, "app");
        COMPARE_WITHIN(app.demands[read], 2e-3, 1e-12);
        COMPARE_WITHIN(app.demands[write], 4e-3, 1e-12);
        QVERIFY(!app.exponential && !app.constant);
        const NetworkStation& cache = stationOf(n, design, "cache");
        COMPARE_WITHIN(cache.visits[read], 1 + (1 - h), 1e-12);  // looked up, kept after a miss
        QVERIFY(cache.visits[write] == 0);
        QVERIFY(cache.constant);
        const NetworkStation& db = stationOf(n, design, "db");
        COMPARE_WITHIN(db.visits[read], 1 - h, 1e-12);
        COMPARE_WITHIN(db.demands[read], (1 - h) * 250e-6, 1e-12);
        COMPARE_WITHIN(db.visits[write], 3, 1e-12);
        COMPARE_WITHIN(db.demands[write], 2 * 1e-3 + 205e-6, 1e-12);
        COMPARE_WITHIN(n.delays[write], 2 * 3e-3 + 3 * 2 * 2e-3, 1e-12);
        COMPARE_WITHIN(n.delays[read], 2 * 3e-3 + (2 - h) * 2e-3 + (1 - h) * 4e-3, 1e-12);
    }

    void a_mixture_has_the_moments_of_its_parts() {
        const auto design = cacheAside();
        const Network n = extract(design);
        const NetworkStation& app = stationOf(n, design, "app");
        // 3/4 constant 2 ms, 1/4 exponential 4 ms
        const double mean = 0.75 * 2e-3 + 0.25 * 4e-3;
        const double second = 0.75 * 4e-6 + 0.25 * 2 * 16e-6;
        COMPARE_WITHIN(app.meanService, mean, 1e-12);
        COMPARE_WITHIN(app.scv, second / (mean * mean) - 1, 1e-9);
    }

    void a_cache_in_front_of_data_reads_through() {
        const auto design = cacheAside("{'from': 'cache', 'to': 'db', 'latency': '1 ms'}, ");
        const Network n = extract(design);
        const double h = n.nodes[indexOf(design, "cache")].store->hitRatio[0];
        const std::size_t read = n.classes[0].endpoint == 0 ? 0 : 1;
        // the cache asks for what it misses, and the server asks the database for nothing
        COMPARE_WITHIN(stationOf(n, design, "db").visits[read], 1 - h, 1e-12);
        COMPARE_WITHIN(stationOf(n, design, "cache").visits[read], 1, 1e-12);
    }

    void flows_obey_the_traffic_equations() {
        for (const char* example : {"small-shop.json"}) {
            const auto design = loadExample(example).design;
            const Network n = extract(design);
            // by node, all classes and operations together
            std::vector<double> external(n.nodes.size(), 0);
            std::map<std::pair<std::size_t, std::size_t>, double> flows;
            for (const NetworkClass& c : n.classes)
                external[c.source] += c.rate;
            for (std::size_t i = 0; i < n.nodes.size(); ++i) {
                for (const NetworkVisit& v : n.nodes[i].visits) {
                    for (const NetworkCall& call : v.calls) {
                        flows[{i, call.wire.to}] += v.times * call.times *
                                                    n.classes[v.classIndex].rate /
                                                    n.nodes[i].arrivalRate;
                    }
                }
            }
            std::vector<Branch> branches;
            for (const auto& [ends, mean] : flows)
                branches.push_back({ends.first, ends.second, mean});
            const auto rates = *solveTraffic(external, branches);
            for (std::size_t i = 0; i < n.nodes.size(); ++i)
                COMPARE_WITHIN(n.nodes[i].arrivalRate, rates[i], 1e-9);
        }
    }

    void a_balancer_shares_by_instances() {
        const auto design = designOf(
            "{'headroom': 1, 'name': 'two', 'endpoints': [{'name': 'GET /', 'cpu': 'exponential 1 "
            "ms'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '100/s'}}, "
            "{'id': 'lb', 'kind': 'load-balancer'}, "
            "{'id': 'a', 'kind': 'server', 'settings': {'instances': 3}}, "
            "{'id': 'b', 'kind': 'server', 'settings': {'instances': 1}}], "
            "'links': [{'from': 'users', 'to': 'lb'}, {'from': 'lb', 'to': 'a'}, "
            "{'from': 'lb', 'to': 'b'}]}");
        const Network n = extract(design);
        COMPARE_WITHIN(stationOf(n, design, "a").visits[0], 0.75, 1e-12);
        COMPARE_WITHIN(stationOf(n, design, "b").visits[0], 0.25, 1e-12);
        COMPARE_WITHIN(stationOf(n, design, "lb").visits[0], 1, 1e-12);
    }

    void a_log_has_no_steady_rate_and_says_so() {
        const auto design = loadExample("small-log.json").design;
        const Network n = extract(design);
        QVERIFY(!n.steady);
        QVERIFY(n.classes.empty());
        QCOMPARE(n.nodes[indexOf(design, "users")].doubts.size(), std::size_t{1});
    }
};

HEADROOM_TEST(ExtractTest);
#include "extract_test.moc"
