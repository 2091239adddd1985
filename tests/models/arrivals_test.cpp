// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <map>

#include "tests/models/probe.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::Seen;

namespace {

/// users -> gate -> shop, with room enough that nobody ever waits: the time behind the gate is what
/// the request itself asks for. `nodes` and `links` are appended.
std::string gatedShop(const std::string& rate, const std::string& server,
                      const std::string& nodes = {}, const std::string& links = {}) {
    return "{'headroom': 1, 'name': 'shop', 'endpoints': ["
           "{'name': 'GET /a', 'weight': 3, 'cpu': 'exponential 2 ms', 'objects': {'count': 500}, "
           "'reads': {'rows': 4}, 'cacheable': true}, "
           "{'name': 'GET /b', 'weight': 1, 'cpu': 'lognormal 5 ms cv 2', 'reads': {'rows': 1}, "
           "'writes': 2}], 'nodes': ["
           "{'id': 'users', 'kind': 'users', 'settings': {'rate': '" +
           rate +
           "', 'clients': 300}}, {'id': 'gate', 'kind': 'probe'}, {'id': 'app', 'kind': 'server', "
           "'settings': {'discipline': 'fifo', 'cores': 4096, 'workers': 100000, " +
           server +
           "}}, {'id': 'db', 'kind': 'database', 'settings': {'cores': 4096, 'max-connections': "
           "100000}}" +
           nodes +
           "], 'links': [{'from': 'users', 'to': 'gate', 'latency': 'exponential 3 ms'}, {'from': "
           "'app', 'to': 'db', 'latency': '0 ms'}, " +
           (links.empty() ? "{'from': 'gate', 'to': 'app', 'latency': '0 ms'}" : links) + "]}";
}

/// By request number.
std::map<std::uint64_t, Seen> requests(const std::string& design, Duration time) {
    std::map<std::uint64_t, Seen> result;
    for (const Seen& seen : tests::watch(tests::probedDesign(design), time))
        result.emplace(seen.number, seen);
    return result;
}

bool isTheSameRequest(const Seen& a, const Seen& b) {
    return a.population == b.population && a.endpoint == b.endpoint && a.client == b.client &&
           a.object == b.object;
}

const std::string kBaseline = "'instances': 1";

}  // namespace

class ArrivalsTest : public QObject {
    Q_OBJECT
  private slots:
    void three_million_a_second_are_exactly_three_million() {
        // A third of a nanosecond is left over each time; whoever rounds it away sends 3,003,003.
        const ValidDesign design = tests::probedDesign(
            "{'headroom': 1, 'name': 'many', 'endpoints': [{'name': 'GET /', 'cpu': '1 s'}], "
            "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '3M/s', 'arrivals': "
            "'deterministic'}}, {'id': 'app', 'kind': 'server', 'settings': {'workers': 1, "
            "'queue': 0}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}]}");
        System system(design, {}, {});
        for (std::uint64_t part = 1; part <= 8; ++part) {
            system.runUntil(SimTime::zero() +
                            Duration::milliseconds(125) * static_cast<std::int64_t>(part));
            QCOMPARE(system.recorder().begun(), part * 375'000);
        }
    }

    void a_rate_keeps_its_fraction_of_a_nanosecond() {
        // 7/s: request n is sent at n / 7 s, cut to whole nanoseconds, however many came before.
        const auto seen = requests(
            "{'headroom': 1, 'name': 'few', 'endpoints': [{'name': 'GET /'}], 'nodes': [{'id': "
            "'users', 'kind': 'users', 'settings': {'rate': '7/s', 'arrivals': 'deterministic'}}, "
            "{'id': 'gate', 'kind': 'probe'}, {'id': 'app', 'kind': 'server'}], 'links': [{'from': "
            "'users', 'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', 'to': 'app'}]}",
            Duration::seconds(1000));
        QVERIFY(seen.size() >= 6999);
        for (const auto& [number, request] : seen) {
            const std::int64_t exact = static_cast<std::int64_t>(number + 1) * 1'000'000'000 / 7;
            QVERIFY(std::abs(request.born.ns() - exact) <= 1);
        }
    }

    void twice_the_traffic_is_the_same_requests_at_half_the_distances() {
        const auto one = requests(gatedShop("500/s", kBaseline), Duration::seconds(4));
        const auto two = requests(gatedShop("1000/s", kBaseline), Duration::seconds(4));
        QVERIFY(one.size() > 1800);
        QVERIFY(two.size() > one.size() + 1800);
        for (const auto& [number, request] : one) {
            if (!two.contains(number)) continue;  // under way at the end
            const Seen& again = two.at(number);
            QVERIFY(isTheSameRequest(request, again));
            QVERIFY(std::abs(request.born.ns() - 2 * again.born.ns()) <= 2);
            // The way to the gate, and what app and database do for it, are the request's own.
            QCOMPARE((request.arrived - request.born).ns(), (again.arrived - again.born).ns());
            if (request.status == 0 || again.status == 0) continue;
            QCOMPARE(request.behind().ns(), again.behind().ns());
        }
    }

    void more_servers_change_no_request_data() {
        QTest::addColumn<QString>("design");
        QTest::newRow("two instances")
            << QString::fromStdString(gatedShop("500/s", "'instances': 2"));
        QTest::newRow("other users with a server of their own") << QString::fromStdString(
            gatedShop("500/s", kBaseline,
                      ", {'id': 'others', 'kind': 'users', 'settings': {'rate': '700/s'}}, "
                      "{'id': 'theirs', 'kind': 'server'}",
                      "{'from': 'gate', 'to': 'app', 'latency': '0 ms'}, {'from': 'others', "
                      "'to': 'theirs'}"));
        QTest::newRow("a load balancer before two servers") << QString::fromStdString(gatedShop(
            "500/s", kBaseline,
            ", {'id': 'lb', 'kind': 'load-balancer', 'settings': {'cpu': '0 ms'}}, {'id': "
            "'app2', 'kind': 'server', 'settings': {'discipline': 'fifo', 'cores': 4096, "
            "'workers': 100000}}",
            "{'from': 'gate', 'to': 'lb', 'latency': '0 ms'}, {'from': 'lb', 'to': 'app', "
            "'latency': '0 ms'}, {'from': 'lb', 'to': 'app2', 'latency': '0 ms'}, {'from': "
            "'app2', 'to': 'db', 'latency': '0 ms'}"));
    }
    void more_servers_change_no_request() {
        QFETCH(QString, design);
        const auto before = requests(gatedShop("500/s", kBaseline), Duration::seconds(2));
        const auto after = requests(design.toStdString(), Duration::seconds(2));
        QCOMPARE(after.size(), before.size());
        for (const auto& [number, request] : before) {
            const Seen& again = after.at(number);
            QVERIFY(isTheSameRequest(request, again));
            QCOMPARE(request.born.ns(), again.born.ns());
            QCOMPARE(request.arrived.ns(), again.arrived.ns());
            if (request.status == 0 || again.status == 0) continue;
            QCOMPARE(again.behind().ns(), request.behind().ns());
        }
    }

    void a_cache_inserted_changes_no_request_and_no_demand_of_what_it_misses() {
        const auto before = requests(gatedShop("500/s", kBaseline), Duration::seconds(4));
        const auto after = requests(
            gatedShop(
                "500/s", kBaseline,
                ", {'id': 'redis', 'kind': 'cache', 'settings': {'cores': 4096, 'lookup': '10 "
                "us'}}",
                "{'from': 'gate', 'to': 'app', 'latency': '0 ms'}, {'from': 'app', 'to': 'redis', "
                "'latency': '0 ms'}"),
            Duration::seconds(4));
        QCOMPARE(after.size(), before.size());
        int hits = 0;
        int misses = 0;
        int others = 0;
        for (const auto& [number, request] : before) {
            const Seen& again = after.at(number);
            QVERIFY(isTheSameRequest(request, again));
            QCOMPARE(request.arrived.ns(), again.arrived.ns());
            if (request.status == 0 || again.status == 0) continue;
            const std::int64_t more = again.behind().ns() - request.behind().ns();
            if (request.endpoint == 1) {  // may not be cached
                QCOMPARE(more, std::int64_t{0});
                ++others;
            } else if (more == 20'000) {  // looked up, fetched as before, kept
                ++misses;
            } else {  // looked up instead of fetched: a query of four rows takes 20 us and more
                QVERIFY(more <= 10'000 - 20'000);
                ++hits;
            }
        }
        QVERIFY2(hits > 300 && misses > 200 && others > 300,
                 qPrintable(QString("%1 %2 %3").arg(hits).arg(misses).arg(others)));
    }
};

HEADROOM_TEST(ArrivalsTest);
#include "arrivals_test.moc"
