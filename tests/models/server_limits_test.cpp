// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <string>
#include <vector>

#include "models/simulate/run.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/queueing_formulas.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::agreesOverTen;
using tests::resourceOf;
using tests::Seen;
using tests::simulate;

namespace {

/// users -> app without latency; the endpoint and the server as told.
std::string limitsDesign(const std::string& users, const std::string& endpoint,
                         const std::string& server, bool isProbed) {
    const std::string way =
        isProbed ? "{'from': 'users', 'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', 'to': "
                   "'app', 'latency': '0 ms'}"
                 : "{'from': 'users', 'to': 'app', 'latency': '0 ms'}";
    return "{'headroom': 1, 'name': 'limits', 'endpoints': [{'name': 'GET /', " + endpoint +
           "}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" + users + "}}" +
           (isProbed ? ", {'id': 'gate', 'kind': 'probe'}" : "") +
           ", {'id': 'app', 'kind': 'server', 'settings': {" + server + "}}], 'links': [" + way +
           "]}";
}

/// Requests every 10 ms, the first at 10 ms.
std::vector<Seen> watchHundred(const std::string& endpoint, const std::string& server,
                               Duration time = Duration::milliseconds(505)) {
    return tests::watch(
        tests::probedDesign(
            limitsDesign("'rate': '100/s', 'arrivals': 'deterministic'", endpoint, server, true)),
        time);
}

/// Mean response of M/D/1.
double md1Ms(double rho, double serviceMs) {
    return serviceMs + rho * serviceMs / 2 / (1 - rho);
}

}  // namespace

class ServerLimitsTest : public QObject {
    Q_OBJECT
  private slots:
    void requests_beyond_the_memory_are_refused_as_in_erlangs_loss_system() {
        // Room for 5 beside 100 MB, as many cores: M/M/5/5.
        const tests::FiniteQueue exact(400, 100, 5, 5);
        const RunResult result =
            simulate(tests::oneServer("400/s",
                                      "'cores': 5, 'memory': {'size': '150 MB', 'idle': '100 MB', "
                                      "'per-request': '10 MB', 'full': 'refuse'}"),
                     40);
        const ComponentResult& app = result.components[1];
        QVERIFY(agreesOverTen(result.total.errorRate, exact.blocked()));
        const ResourceResult& memory = resourceOf(app, "memory");
        QCOMPARE(memory.capacity, 150.0 * 1024 * 1024);
        QVERIFY(agreesOverTen(memory.utilization, (100 + 10 * exact.holding(5)) / 150));
        QVERIFY(memory.resource == Resource::Memory);
        QVERIFY(std::abs(app.metrics.at("memoryRefused").mean * 10 -
                         static_cast<double>(app.refused)) < 0.5);
        QCOMPARE(app.metrics.at("memoryKills").mean, 0.0);
    }

    void an_instance_whose_memory_is_full_is_killed_and_comes_back() {
        // Requests at 10, 20, ... ms take 35 ms; the fourth does not fit. Killed at 40 ms with all
        // four, away until 65 ms, so those of 50 and 60 ms find nobody; and the same every 60 ms.
        const auto seen =
            watchHundred("'cpu': '35 ms'",
                         "'cores': 8, 'memory': {'size': '3 MB', 'idle': '0 kB', "
                         "'per-request': '1 MB', 'full': 'restart', 'restart': '25 ms'}",
                         Duration::milliseconds(605));
        QCOMPARE(seen.size(), std::size_t{60});
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const auto at = static_cast<std::int64_t>(10 * (i + 1));
            const std::int64_t phase = (at - 10) % 60;  // 0 .. 30: inside, 40 and 50: away
            const std::int64_t end = phase > 30 ? at : at - phase + 30;
            if (end > 605) {
                QCOMPARE(seen[i].status, 0);
                continue;
            }
            QCOMPARE(seen[i].status, 502);
            QCOMPARE(seen[i].left.ns(), end * 1'000'000);
        }
    }

    void requests_and_replies_pass_the_network_interface_one_after_the_other() {
        // 1000 bytes in at 8 Mbit/s, 2000 out: 1 ms, 3 ms of work, 2 ms.
        int answered = 0;
        for (const Seen& request :
             watchHundred("'cpu': '3 ms', 'response': {'item': '2000 B'}",
                          "'network': {'bandwidth': '8 Mbit/s', 'request': '1000 B'}")) {
            if (request.status == 0) continue;
            QCOMPARE(request.behind().ns(), std::int64_t{6'000'000});
            ++answered;
        }
        QVERIFY(answered >= 49);
    }

    void a_network_interface_is_m_d_1() {
        const RunResult result =
            simulate(tests::designOf(limitsDesign(
                         "'rate': '600/s'", "'cpu': '0 ms', 'response': {'item': '0 B'}",
                         "'network': {'bandwidth': '8 Mbit/s', 'request': '1000 B'}", false)),
                     60);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, md1Ms(0.6, 1)));
        const ResourceResult& in = resourceOf(result.components[1], "networkIn");
        QVERIFY(in.resource == Resource::Network);
        QVERIFY(agreesOverTen(in.utilization, 0.6));
    }

    void synchronous_lines_are_written_one_after_the_other() {
        const RunResult result =
            simulate(tests::designOf(limitsDesign(
                         "'rate': '600/s'", "'cpu': '0 ms'",
                         "'workers': 100000, 'log': {'lines': 10, 'line-time': '100 us'}", false)),
                     60);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, md1Ms(0.6, 1)));
        const ResourceResult& log = resourceOf(result.components[1], "log");
        QVERIFY(log.resource == Resource::Log);
        QVERIFY(agreesOverTen(log.utilization, 0.6));
    }

    void lines_that_a_full_buffer_drops_are_counted_and_delay_nobody() {
        // A line every 10 ms, 35 ms to write one, room for two that are not written: replayed.
        std::uint64_t dropped = 0;
        std::int64_t free = 0;
        for (std::int64_t at = 10; at <= 500; at += 10) {
            const std::int64_t end = std::max(free, at) + 35;
            if (end - at > 2 * 35) {
                ++dropped;
            } else {
                free = end;
            }
        }
        QVERIFY(dropped > 30);
        const std::string server =
            "'log': {'lines': 1, 'line-time': '35 ms', 'mode': 'drop', 'buffer': 2}";
        System system(tests::designOf(limitsDesign("'rate': '100/s', 'arrivals': 'deterministic'",
                                                   "'cpu': '1 ms'", server, false)),
                      {}, {});
        system.runUntil(SimTime::zero() + Duration::milliseconds(505));
        double counted = -1;
        for (const auto& metric : system.figures(1).metrics) {
            if (std::string(metric.key) == "logDropped") counted = metric.value;
        }
        QCOMPARE(counted, static_cast<double>(dropped));
        for (const Seen& request : watchHundred("'cpu': '1 ms'", server)) {
            if (request.status != 0) QCOMPARE(request.behind().ns(), std::int64_t{1'000'000});
        }
    }

    void who_blocks_on_a_full_buffer_waits_until_its_lines_are_in_it() {
        std::size_t i = 0;
        int blocked = 0;
        for (const Seen& request : watchHundred("'cpu': '0 ms'",
                                                "'log': {'lines': 1, 'line-time': '35 ms', 'mode': "
                                                "'block', 'buffer': 2}")) {
            ++i;
            // Line i is written 35 i ms after the first came, and may stand two lines before that.
            const auto n = static_cast<std::int64_t>(i);
            const std::int64_t wait = std::max<std::int64_t>(0, 10 + 35 * n - 10 * n - 2 * 35);
            if (10 * n + wait > 505) continue;
            QCOMPARE(request.behind().ns(), wait * 1'000'000);
            blocked += wait > 0 ? 1 : 0;
        }
        QVERIFY(blocked >= 10);
    }

    void every_resource_was_busy_for_as_long_as_was_asked_of_it() {
        const ValidDesign all = tests::designOf(
            "{'headroom': 1, 'name': 'all', 'endpoints': [{'name': 'GET /', 'cpu': 'exponential 2 "
            "ms', 'reads': {'rows': 100}, 'writes': 1, 'cacheable': true}], 'nodes': [{'id': "
            "'users', 'kind': 'users', 'settings': {'rate': '200/s'}}, {'id': 'lb', 'kind': "
            "'load-balancer'}, {'id': 'app', 'kind': 'server', 'settings': {'instances': 2, "
            "'contention': {'serial': '10 %'}, "
            "'memory': {'size': '2 GB'}, 'network': {'bandwidth': '1 Gbit/s'}, 'log': {'lines': "
            "5}}}, {'id': 'redis', 'kind': 'cache', 'settings': {'entries': 5000}}, {'id': 'db', "
            "'kind': 'database', 'settings': {'disk': {'operations': '2000/s', 'throughput': '125 "
            "MB/s', 'miss': '50 %'}, 'log': {'flush': '1 ms'}, 'locks': {'hot-share': '10 %', "
            "'hot-rows': 3}}}, {'id': 'jobs', 'kind': 'queue'}, {'id': 'worker', 'kind': 'worker', "
            "'settings': {'instances': 10}}], 'links': [{'from': 'users', 'to': 'lb'}, {'from': "
            "'lb', 'to': 'app'}, {'from': 'app', 'to': 'redis'}, {'from': 'app', 'to': 'db', "
            "'pool': {'size': 20}}, {'from': 'app', 'to': 'jobs'}, {'from': 'jobs', 'to': "
            "'worker'}]}");
        System system(all, {}, {});
        system.runUntil(SimTime::zero() + Duration::seconds(5));
        system.restartStatistics();
        system.runUntil(SimTime::zero() + Duration::seconds(35));
        int drawn = 0;
        std::vector<Resource> kinds;
        for (std::size_t node = 1; node < system.nodes(); ++node) {
            for (const ResourceUse& use : system.figures(node).resources) {
                kinds.push_back(use.resource);
                QVERIFY2(use.capacity > 0 && use.utilization > 0 && use.utilization < 1, use.key);
                if (use.demandNs < 0) continue;
                ++drawn;
                // They differ by what is under way at the two ends: some work of each unit, none of
                // it longer than 2 s.
                QVERIFY2(std::abs(use.busyNs - use.demandNs) <= 2e9 * use.capacity, use.key);
                QVERIFY2(std::abs(use.busyNs - use.demandNs) <= 0.05 * use.demandNs, use.key);
            }
        }
        QVERIFY(drawn >= 11);
        for (const Resource each :
             {Resource::Cpu, Resource::Memory, Resource::Connections, Resource::Disk,
              Resource::Network, Resource::Queue, Resource::Log, Resource::Lock}) {
            QVERIFY2(std::ranges::find(kinds, each) != kinds.end(), resourceName(each));
        }
    }
};

HEADROOM_TEST(ServerLimitsTest);
#include "server_limits_test.moc"
