// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <map>
#include <set>

#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::designOf;

namespace {

/// All five kinds, with time-outs, full queues, links with latency and without, and a crash.
ValidDesign everything() {
    return designOf(
        "{'headroom': 1, 'name': 'all', 'endpoints': ["
        "{'name': 'GET /a', 'weight': 6, 'cpu': 'exponential 4 ms', 'objects': {'count': 4000, "
        "'popularity': 'zipf 0.8'}, 'reads': {'rows': 4}, 'cacheable': true}, "
        "{'name': 'GET /b', 'weight': 2, 'cpu': 'lognormal 6 ms cv 2', 'reads': {'rows': 1}, "
        "'writes': 2}, {'name': 'GET /c', 'weight': 1, 'cpu': '1 ms'}], 'nodes': ["
        "{'id': 'users', 'kind': 'users', 'settings': {'rate': '1000/s'}}, "
        "{'id': 'lb', 'kind': 'load-balancer', 'settings': {'cores': 1, 'cpu': '200 us', "
        "'algorithm': 'least-connections'}}, "
        "{'id': 'app', 'kind': 'server', 'settings': {'instances': 3, 'cores': 2, 'workers': 12, "
        "'queue': 8}}, {'id': 'inner', 'kind': 'server', 'settings': {'cores': 2, 'discipline': "
        "'fifo'}}, {'id': 'redis', 'kind': 'cache', 'settings': {'capacity': '200 kB', 'start': "
        "'cold'}}, {'id': 'db', 'kind': 'database', 'settings': {'cores': 1, 'max-connections': "
        "4, 'queue': 30, 'query': 'exponential 600 us', 'write': 'exponential 300 us'}}], "
        "'links': [{'from': 'users', 'to': 'lb', 'latency': 'exponential 10 ms', 'timeout': '90 "
        "ms'}, {'from': 'lb', 'to': 'app', 'latency': '0 ms'}, {'from': 'app', 'to': 'redis', "
        "'timeout': '1 ms'}, {'from': 'app', 'to': 'db', 'latency': '0 ms', 'timeout': '20 ms'}, "
        "{'from': 'app', 'to': 'inner', 'timeout': '30 ms'}], 'scenario': [{'at': '2 s', "
        "'fault': 'crash', 'node': 'app', 'instance': 1, 'for': '300 ms'}]}");
}

/// 'users' -> 'app' -> 'db', where every time is known.
std::string twoTiers(const std::string& app, const std::string& db, const std::string& link) {
    return "{'headroom': 1, 'name': 'chain', 'endpoints': [{'name': 'GET /', 'cpu': '10 ms', "
           "'reads': {'rows': 1}}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': "
           "{'rate': '10/s', 'arrivals': 'deterministic'}}, {'id': 'app', 'kind': 'server', "
           "'settings': {" +
           app + "}}, {'id': 'db', 'kind': 'database', 'settings': {'row': '0 ms', " + db +
           "}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '3 ms'}, {'from': 'app', "
           "'to': 'db', " +
           link + "}]}";
}

struct Traced {
    std::vector<Waterfall> waterfalls;
    std::vector<RequestEnd> log;
    std::string fingerprint;
    std::uint64_t events = 0;
};
/// Traces that share of all requests.
Traced trace(const ValidDesign& design, Duration time, double share) {
    Tracer tracer({}, share);
    Traced traced;
    SystemOptions options;
    options.tracer = share > 0 ? &tracer : nullptr;
    options.log = &traced.log;
    System system(design, {}, options);
    for (const TimedChange& each : scenarioOf(design)) {
        system.runUntil(SimTime::zero() + each.at);
        system.apply(each.change);
    }
    system.runUntil(SimTime::zero() + time);
    for (const RequestTrace& each : tracer.traces()) {
        if (each.ended == SimTime::max()) continue;
        traced.waterfalls.push_back(waterfallOf(each, design.design(), "any"));
    }
    traced.fingerprint = system.recorder().fingerprint().toHex();
    traced.events = system.events();
    return traced;
}

std::string textOf(const Waterfall& w) {
    std::string text;
    for (const Span& s : w.spans) {
        text += std::string(text.empty() ? "" : ", ") + keyOf(s.kind) + " " + s.component + " " +
                std::to_string(s.length.ns() / 1000);
    }
    return text;
}

}  // namespace

class WaterfallTest : public QObject {
    Q_OBJECT
  private slots:
    void spans_of_ten_thousand_requests_add_up_to_their_latency_to_the_nanosecond() {
        constexpr std::uint64_t wanted = 10'000;
        const ValidDesign design = everything();
        const Traced all = trace(design, Duration::seconds(11), 1);
        QVERIFY2(all.waterfalls.size() >= wanted,
                 qPrintable(QString::number(all.waterfalls.size())));
        std::map<std::uint64_t, RequestEnd> ends;
        for (const RequestEnd& end : all.log)
            ends[end.name.number] = end;
        std::map<int, int> status;
        std::set<std::string> places;
        for (const Waterfall& w : all.waterfalls) {
            Duration sum;
            for (const Span& span : w.spans) {
                QCOMPARE(span.begin.ns(), sum.ns());  // each begins where the one before ends
                QVERIFY(span.length > Duration::zero());
                sum += span.length;
                places.insert(span.component + " " + keyOf(span.kind));
            }
            const RequestEnd& end = ends.at(w.number);
            QCOMPARE(sum.ns(), end.latency.ns());
            QCOMPARE(w.status, static_cast<int>(end.status));
            ++status[w.status];
        }
        // Answered, refused, reset by the crash and timed out; and time was lost everywhere.
        for (const int each : {200, 502, 503, 504})
            QVERIFY2(status[each] > 0, qPrintable(QString::number(each)));
        for (const char* place : {"lb network", "lb service", "lb wait", "app service", "app wait",
                                  "redis network", "redis service", "db service", "db wait",
                                  "inner network", "inner service", "inner wait"})
            QVERIFY2(places.contains(place), place);
    }

    void tracing_changes_no_event_and_no_request() {
        const ValidDesign design = everything();
        const Traced none = trace(design, Duration::seconds(3), 0);
        for (const double share : {0.01, 1.0}) {
            const Traced some = trace(design, Duration::seconds(3), share);
            QCOMPARE(some.fingerprint, none.fingerprint);
            QCOMPARE(some.events, none.events);
        }
    }

    void each_span_is_what_the_request_did_then_data() {
        QTest::addColumn<QString>("design");
        QTest::addColumn<QString>("spans");  // microseconds
        const auto row = [](const char* name, const std::string& app, const std::string& db,
                            const std::string& link, const char* spans) {
            QTest::newRow(name) << QString::fromStdString(twoTiers(app, db, link)) << spans;
        };
        row("nobody waits", "", "'query': '5 ms'", "'latency': '2 ms'",
            "network app 3000, service app 10000, network db 2000, service db 5000, network db "
            "2000, network app 3000");
        row("no latency to the database", "", "'query': '5 ms'", "'latency': '0 ms'",
            "network app 3000, service app 10000, service db 5000, network app 3000");
        row("given up inside the database", "", "'query': '50 ms'",
            "'latency': '2 ms', 'timeout': '20 ms'",
            "network app 3000, service app 10000, network db 2000, service db 18000, network app "
            "3000");
        row("given up on the way there", "", "'query': '50 ms'",
            "'latency': '9 ms', 'timeout': '8 ms'",
            "network app 3000, service app 10000, network db 8000, network app 3000");
        row("given up on the way back", "", "'query': '5 ms'",
            "'latency': '9 ms', 'timeout': '20 ms'",
            "network app 3000, service app 10000, network db 9000, service db 5000, network db "
            "6000, network app 3000");
    }
    void each_span_is_what_the_request_did_then() {
        QFETCH(QString, design);
        QFETCH(QString, spans);
        const Traced all = trace(designOf(design.toStdString()), Duration::seconds(1), 1);
        QVERIFY(all.waterfalls.size() >= 8);
        for (const Waterfall& w : all.waterfalls)
            QCOMPARE(QString::fromStdString(textOf(w)), spans);
    }

    void waits_for_workers_connections_and_cores_are_told_from_work() {
        // A request every 100 ms takes 120 ms at the application's only worker, 150 ms at the
        // database's only core: request n waits n times the difference before the first, and never
        // meets anybody at the second.
        const Traced queue = trace(designOf(twoTiers("'workers': 1, 'cores': 1",
                                                     "'query': '110 ms'", "'latency': '0 ms'")),
                                   Duration::seconds(2), 1);
        QVERIFY(queue.waterfalls.size() >= 10);
        for (const Waterfall& w : queue.waterfalls) {
            const auto n = static_cast<std::int64_t>(w.number);
            std::string expected = "network app 3000, ";
            if (n > 0) expected += "wait app " + std::to_string(20'000 * n) + ", ";
            expected += "service app 10000, service db 110000, network app 3000";
            QCOMPARE(textOf(w), expected);
        }
        const Traced cores =
            trace(designOf(twoTiers("", "'query': '120 ms', 'cores': 1", "'latency': '0 ms'")),
                  Duration::seconds(2), 1);
        for (const Waterfall& w : cores.waterfalls) {
            const auto n = static_cast<std::int64_t>(w.number);
            std::string expected = "network app 3000, service app 10000, ";
            if (n > 0) expected += "wait db " + std::to_string(20'000 * n) + ", ";
            expected += "service db 120000, network app 3000";
            QCOMPARE(textOf(w), expected);
        }
    }

    void cores_that_are_shared_count_as_work_only_as_far_as_it_is_done() {
        // Two at once on one core, evenly spaced in pairs: 10 ms of work take up to 20.
        const ValidDesign design = designOf(
            "{'headroom': 1, 'name': 'two', 'endpoints': [{'name': 'GET /', 'cpu': '10 ms'}], "
            "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '95/s'}}, {'id': "
            "'app', 'kind': 'server', 'settings': {'cores': 1}}], 'links': [{'from': 'users', "
            "'to': 'app', 'latency': '0 ms'}]}");
        const Traced all = trace(design, Duration::seconds(4), 1);
        int shared = 0;
        for (const Waterfall& w : all.waterfalls) {
            Duration work;
            for (const Span& span : w.spans) {
                if (span.kind == SpanKind::Service) work += span.length;
            }
            QCOMPARE(work.ns(), std::int64_t{10'000'000});
            shared += w.latency > work ? 1 : 0;
        }
        QVERIFY(shared > 200);
    }

    void a_run_traces_the_slowest_of_each_endpoint_and_a_sample() {
        RunOptions options;
        options.duration = Duration::seconds(4);
        options.leastReplications = options.mostReplications = 2;
        options.slowest = 3;
        options.sampled = 50;
        const ValidDesign design = everything();
        const RunResult result = run(design, {}, options);
        QCOMPARE(result.slowest.size(), std::size_t{9});
        // The same, found by looking at everybody.
        const Traced all = trace(design, Duration::seconds(4), 0);
        for (std::uint32_t endpoint = 0; endpoint < 3; ++endpoint) {
            std::vector<std::int64_t> latencies;
            for (const RequestEnd& end : all.log) {
                if (end.endpoint == endpoint && end.status < 400)
                    latencies.push_back(end.latency.ns());
            }
            std::ranges::sort(latencies, std::greater{});
            for (std::size_t i = 0; i < 3; ++i) {
                const Waterfall& w = result.slowest[3 * endpoint + i];
                QCOMPARE(w.endpoint, design.design().endpoints[endpoint].name);
                QCOMPARE(w.latency.ns(), latencies[i]);
                QCOMPARE(w.users, std::string("users"));
            }
        }
        // A binomial number of about 50: five standard deviations.
        QVERIFY2(std::abs(static_cast<double>(result.sampled.size()) - 50) < 5 * std::sqrt(50.0),
                 qPrintable(QString::number(result.sampled.size())));
        options.slowest = options.sampled = 0;
        const RunResult plain = run(design, {}, options);
        QVERIFY(plain.slowest.empty());
        QCOMPARE(plain.fingerprint, result.fingerprint);
    }
};

HEADROOM_TEST(WaterfallTest);
#include "waterfall_test.moc"
