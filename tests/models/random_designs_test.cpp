// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include <QTest>
#include <string>

#include "models/format/design_writer.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/full_size.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;

namespace {

std::string number(int value) {
    return std::to_string(value);
}

rc::Gen<int> between(int low, int high) {
    return rc::gen::inRange(low, high + 1);
}

/// A demand of about `us` microseconds, of any shape.
rc::Gen<std::string> demand(int us) {
    return rc::gen::map(rc::gen::pair(between(0, 5), between(us / 4 + 1, us)), [](auto drawn) {
        const std::string mean = number(drawn.second) + " us";
        switch (drawn.first) {
            case 0:
                return mean;
            case 1:
                return "lognormal " + mean + " cv 1.5";
            case 2:
                return "erlang 3 mean " + mean;
            case 3:
                return "uniform 0 us " + number(2 * drawn.second) + " us";
            default:
                return "exponential " + mean;
        }
    });
}

struct Choices {
    bool balancer;
    int tiers;
    bool cache;
    bool throughCache;
    bool database;
    bool crash;
    bool limiter;
    bool jobs;
};

std::string link(const std::string& from, const std::string& to) {
    std::string text = "{'from': '" + from + "', 'to': '" + to + "', 'latency': '" +
                       *demand(*rc::gen::element(1, 500, 5000)) + "'";
    if (*between(0, 3) == 0) text += ", 'timeout': '" + number(*between(1, 50)) + " ms'";
    return text + "}";
}

std::string node(const std::string& id, const std::string& kind, const std::string& settings) {
    return "{'id': '" + id + "', 'kind': '" + kind + "', 'settings': {" + settings + "}}";
}

std::string endpoint(int i) {
    std::string text = "{'name': 'GET /" + number(i) + "', 'weight': " + number(*between(1, 9)) +
                       ", 'cpu': '" + *demand(4000) +
                       "', 'objects': {'count': " + number(*rc::gen::element(1, 50, 5000)) + "}";
    if (*between(0, 1) == 0) text += ", 'reads': {'rows': " + number(*between(1, 200)) + "}";
    if (*between(0, 2) == 0) text += ", 'writes': " + number(*between(1, 3));
    if (*between(0, 1) == 0) text += ", 'cacheable': '" + number(*between(1, 2000)) + " ms'";
    return text + "}";
}

/// A design of the kinds there are, wired in every way that is allowed, often with too much to do.
std::string anyDesign() {
    const Choices choices{*rc::gen::arbitrary<bool>(), *between(1, 3),
                          *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(),
                          *between(0, 3) != 0,         *between(0, 2) == 0,
                          *between(0, 4) == 0,         *between(0, 4) == 0};
    std::string nodes =
        node("users", "users",
             *between(0, 3) == 0
                 ? "'load': 'closed', 'users': " + number(*between(1, 60)) + ", 'think': '" +
                       *demand(200'000) + "'"
                 : "'rate': '" + number(*between(20, 1500)) + "/s', 'arrivals': '" +
                       *rc::gen::element<std::string>("poisson", "deterministic", "batches") + "'");
    std::string links;
    std::string entrance = "users";
    if (choices.limiter) {
        nodes += ", " + node("limit", "rate-limiter",
                             "'rate': '" + number(*between(1, 1000)) +
                                 "/s', 'burst': " + number(*between(1, 50)) + ", 'scope': '" +
                                 *rc::gen::element<std::string>("all", "client") + "'");
        links += link("users", "limit") + ", ";
        entrance = "limit";
    }
    if (choices.balancer) {
        nodes += ", " +
                 node("lb", "load-balancer",
                      "'algorithm': '" +
                          *rc::gen::element<std::string>("round-robin", "least-connections") + "'");
        links += link(entrance, "lb") + ", ";
        entrance = "lb";
    }
    for (int tier = 0; tier < choices.tiers; ++tier) {
        const std::string id = "app" + number(tier);
        nodes +=
            ", " +
            node(id, "server",
                 "'instances': " + number(*between(1, 4)) + ", 'cores': " + number(*between(1, 4)) +
                     ", 'workers': " + number(*rc::gen::element(1, 5, 500)) +
                     ", 'queue': " + number(*rc::gen::element(0, 10, 1000)) + ", 'discipline': '" +
                     *rc::gen::element<std::string>("fifo", "processor-sharing") + "'" +
                     (*between(0, 5) == 0 ? ", 'contention': {'serial': '" +
                                                number(*between(0, 20)) + " %', 'coherence': 0.01}"
                                          : std::string()));
        links += link(tier == 0 ? entrance : "app" + number(tier - 1), id) + ", ";
        if (choices.database) links += link(id, "db") + ", ";
        if (choices.cache) links += link(id, "cache") + ", ";
    }
    if (choices.database) {
        nodes += ", " + node("db", "database",
                             "'cores': " + number(*between(1, 8)) +
                                 ", 'max-connections': " + number(*rc::gen::element(1, 20, 500)) +
                                 ", 'queue': " + number(*rc::gen::element(0, 10, 1000)) +
                                 ", 'query': '" + *demand(2000) + "'");
    }
    if (choices.cache) {
        nodes += ", " + node("cache", "cache",
                             "'capacity': '" + number(*between(1, 500)) + " kB', 'start': '" +
                                 *rc::gen::element<std::string>("warm", "cold") + "'");
        if (choices.database && choices.throughCache) links += link("cache", "db") + ", ";
    }
    if (choices.jobs) {
        nodes += ", " + node("line", "queue", "'capacity': " + number(*between(1, 100))) + ", " +
                 node("worker", "worker",
                      "'instances': " + number(*between(1, 3)) + ", 'concurrency': " +
                          number(*between(1, 4)) + ", 'cpu': '" + *demand(8000) + "'");
        links += link("app0", "line") + ", " + link("line", "worker") + ", ";
    }
    links.resize(links.size() - 2);
    std::string endpoints = endpoint(0);
    for (int i = *between(0, 3); i > 0; --i)
        endpoints += ", " + endpoint(i);
    std::string scenario;
    if (choices.crash) {
        scenario = ", 'scenario': [{'at': '" + number(*between(50, 500)) +
                   " ms', 'fault': 'crash', 'node': 'app0', 'for': '" + number(*between(1, 500)) +
                   " ms'}]";
    }
    return "{'headroom': 1, 'name': 'any', 'endpoints': [" + endpoints + "], 'nodes': [" + nodes +
           "], 'links': [" + links + "]" + scenario + "}";
}

/// One server with time to spare, which theory solves.
std::string anyStation() {
    const int cores = *between(1, 4);
    const int us = *between(500, 4000);
    return "{'headroom': 1, 'name': 'station', 'endpoints': [{'name': 'GET /', 'cpu': "
           "'exponential " +
           number(us) + " us'}], 'nodes': [" +
           node("users", "users", "'rate': '" + number(600'000 * cores / us) + "/s'") + ", " +
           node("app", "server",
                "'cores': " + number(cores) +
                    ", 'workers': 100000, 'queue': 100000, 'discipline': '" +
                    *rc::gen::element<std::string>("fifo", "processor-sharing") + "'") +
           "], 'links': [" + link("users", "app") + "]}";
}

constexpr int kDesigns = tests::kFullSize ? 200 : 40;

RunOptions shortRun() {
    RunOptions options;
    options.duration = engine::Duration::milliseconds(600);
    options.leastReplications = options.mostReplications = 3;
    return options;
}

}  // namespace

class RandomDesignsTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        qputenv("RC_PARAMS",
                "seed=20 verbose_progress=0 max_success=" + QByteArray::number(kDesigns));
    }

    void every_run_balances_its_books_and_repeats_itself() {
        int audited = 0;
        int held = 0;
        int failing = 0;
        int changing = 0;
        const bool allWell = rc::check("audit", [&] {
            const std::string text = *between(0, 7) == 0 ? anyStation() : anyDesign();
            const ValidDesign design = tests::designOf(text);
            const RunResult result = run(design, {}, shortRun());
            RC_LOG() << text;
            RC_ASSERT(result.audit.has_value());
            for (const Sentence& finding : result.audit->findings)
                RC_LOG() << finding.english();
            RC_ASSERT(result.audit->passed);
            RC_ASSERT(result.audit->flowBalance == 0.0);
            RC_ASSERT(result.audit->littleLaw == 0.0);
            ++audited;
            held += static_cast<int>(result.audit->formulas.size());
            failing += result.total.errorRate.mean > 0 ? 1 : 0;
            changing += result.steady ? 0 : 1;
            if (audited % 4 != 0) return;
            RunOptions other = shortRun();
            other.queue = engine::EventQueue::Choice::wheel;
            other.threads = 2;
            RC_ASSERT(run(design, {}, other).fingerprint == result.fingerprint);
        });
        QVERIFY(allWell);
        QCOMPARE(audited, kDesigns);
        // There are designs among them that refuse, time out and crash, and such that formulas
        // solve.
        QVERIFY2(held >= kDesigns / 40 && failing >= kDesigns / 5 && changing >= kDesigns / 5,
                 qPrintable(QString("%1 %2 %3").arg(held).arg(failing).arg(changing)));
    }

    void every_design_keeps_its_canonical_form() {
        QVERIFY(rc::check("canonical", [] {
            const ValidDesign design = tests::designOf(anyDesign());
            const std::string once = writeDesign(design.design());
            RC_ASSERT(writeDesign(tests::designOf(once).design()) == once);
        }));
    }
};

HEADROOM_TEST(RandomDesignsTest);
#include "random_designs_test.moc"
