// SPDX-License-Identifier: GPL-3.0-or-later
// A program of its own: it counts every allocation from the system.
#include <QTest>
#include <cstdlib>
#include <new>

#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/simulate/system.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;

namespace {

std::uint64_t allocations = 0;

void* counted(std::size_t bytes) {
    ++allocations;
    if (void* memory = std::malloc(bytes)) return memory;
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) {
    return counted(bytes);
}
void* operator new[](std::size_t bytes) {
    return counted(bytes);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

ValidDesign shop() {
    DesignLoading loading =
        loadDesign(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json", kinds());
    return *loading.valid;
}

Link between(const std::string& from, const std::string& to) {
    Link link;
    link.from = from;
    link.to = to;
    return link;
}

/// The example with everybody far away and far more of them: most of the time goes into waiting.
ValidDesign shopFarAway() {
    Design design = shop().design();
    for (Link& link : design.links) {
        link.latency = DistributionSpec::constant(Duration::seconds(link.from == "users" ? 1 : 2));
        link.timeout.reset();
    }
    for (const char* change : {"users.rate=20k/s", "app.instances=40", "app.cores=8",
                               "app.workers=100000", "db.cores=64", "db.max-connections=10000"}) {
        if (auto problem = applySetting(design, change)) qFatal("%s", toText(*problem).c_str());
    }
    Validation validation = validate(design);
    if (!validation.valid) qFatal("%s", toText(validation.diagnostics.list().front()).c_str());
    return *validation.valid;
}

}  // namespace

class FootprintTest : public QObject {
    Q_OBJECT
  private slots:
    void steady_state_allocates_nothing_from_the_system() {
        System system(shop(), {}, {});
        // Long enough for the cache to fill and for queues and histograms to have seen their most.
        system.runUntil(SimTime::zero() + Duration::seconds(120));
        const std::uint64_t requests = system.recorder().begun();
        const std::uint64_t before = allocations;
        system.runUntil(SimTime::zero() + Duration::seconds(180));
        const std::uint64_t during = allocations - before;
        QVERIFY(system.recorder().begun() - requests > 25'000);
        // A queue or a latency longer than any before may still make something grow; a request as
        // such must not.
        QVERIFY2(during <= 8, qPrintable(QString::number(during)));
    }

    void a_snapshot_allocates_no_more_for_ten_thousand_nodes_than_for_five() {
        const auto perSnapshot = [](const ValidDesign& design) {
            System system(design, {}, {});
            system.runUntil(SimTime::zero() + Duration::seconds(1));
            system.snapshot();  // the first makes room
            system.runUntil(SimTime::zero() + Duration::seconds(2));
            system.snapshot();
            const std::uint64_t before = allocations;
            const auto snapshot = system.snapshot();
            return allocations - before;
        };
        Design large = shop().design();
        const Node app = large.nodes[2];
        for (int i = 0; i < 10'000; ++i) {
            Node node = app;
            node.id = "app" + std::to_string(i);
            large.links.push_back(between("lb", node.id));
            large.links.push_back(between(node.id, "db"));
            large.nodes.push_back(std::move(node));
        }
        const Validation validation = validate(large, {.instances = 100'000, .bytes = 1e12});
        if (!validation.valid) {
            qFatal("%s", toText(validation.diagnostics.list().front()).c_str());
        }
        const std::uint64_t few = perSnapshot(shop());
        QVERIFY2(few <= 4, qPrintable(QString::number(few)));
        QCOMPARE(perSnapshot(*validation.valid), few);
    }

    // A ratchet: it may only go down. The bound set for the project is 768.
    void a_request_in_flight_takes_no_more_memory_than_it_did() {
        System system(shopFarAway(), {}, {});
        system.runUntil(SimTime::zero() + Duration::seconds(20));
        const auto inFlight = static_cast<double>(system.recorder().inFlight().level());
        QVERIFY2(inFlight > 100'000, qPrintable(QString::number(inFlight)));
        const auto bytes = static_cast<double>(system.simulation().arena().bytesInUse());
        qInfo("%.0f requests in flight, %.0f bytes each", inFlight, bytes / inFlight);
        QVERIFY2(bytes / inFlight <= 684, qPrintable(QString::number(bytes / inFlight)));
    }

    /// What is allocated on the way stands for what is done: nothing is looked through once for
    /// each part.
    void a_design_four_times_as_large_is_read_and_checked_with_four_times_the_allocations() {
        const auto spent = [](int shops) {
            std::string nodes =
                "{\"id\": \"users\", \"kind\": \"users\", \"settings\": {\"rate\": "
                "\"1k/s\"}}, {\"id\": \"lb\", \"kind\": \"load-balancer\"}";
            std::string links = "{\"from\": \"users\", \"to\": \"lb\"}";
            std::string scenario = "{\"at\": \"1 s\", \"fault\": \"crash\", \"node\": \"lb\"}";
            for (int i = 0; i < shops; ++i) {
                const std::string n = std::to_string(i);
                for (const auto& [id, kind] :
                     {std::pair{"app", "server"}, {"cache", "cache"}, {"db", "database"}}) {
                    nodes += ", {\"id\": \"" + (id + n) + "\", \"kind\": \"" + kind + "\"}";
                    const bool isApp = std::string(id) == "app";
                    links += ", {\"from\": \"" + (isApp ? "lb" : "app" + n) + "\", \"to\": \"" +
                             (id + n) + "\"}";
                }
                scenario += ", {\"at\": \"" + std::to_string(i + 2) + " s\", \"set\": \"app" + n +
                            ".cores\", \"to\": 2}";
            }
            const std::string text =
                "{\"headroom\": 1, \"endpoints\": [{\"name\": \"GET /\"}], "
                "\"nodes\": [" +
                nodes + "], \"links\": [" + links + "], \"scenario\": [" + scenario + "]}";
            const std::uint64_t before = allocations;
            const DesignLoading loading = loadDesignText(text, "large.json", kinds());
            if (!loading.valid) qFatal("%s", toText(loading.diagnostics.list().front()).c_str());
            return static_cast<double>(allocations - before);
        };
        spent(10);  // descriptions are made when they are first asked for
        const double small = spent(800);
        const double large = spent(3200);
        QVERIFY(small > 10'000);
        QVERIFY2(large < 4.4 * small, qPrintable(QString::number(large / small)));
    }
};

HEADROOM_TEST(FootprintTest);
#include "footprint_test.moc"
