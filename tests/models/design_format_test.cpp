// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <fstream>
#include <sstream>

#include "models/components/cache/settings.h"
#include "models/components/database/settings.h"
#include "models/components/load_balancer/settings.h"
#include "models/components/server/settings.h"
#include "models/components/users/settings.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::tests::contentsOf;
using namespace headroom::engine::literals;

namespace {

const std::string kExamples = HEADROOM_SOURCE_DIR "/resources/examples/";

Design readGood(const std::string& text) {
    auto reading = readDesign(text, "t.json", kinds());
    if (reading.diagnostics.hasErrors() || !reading.design) {
        std::ostringstream out;
        print(out, reading.diagnostics);
        qFatal("%s", out.str().c_str());
    }
    return *std::move(reading.design);
}

const char* kEverything =
    "{ \"headroom\": 1, \"name\": \"All \\\"of\\\" it\", \"seed\": 77,"
    "  \"endpoints\": [ { \"name\": \"GET /a\", \"weight\": 70, \"objects\": { \"count\": "
    "\"1.2M\", \"popularity\": \"zipf 0.8\" },"
    "                   \"cpu\": \"lognormal p50 2 ms p99 20 ms\", \"reads\": { \"rows\": 20 }, "
    "\"writes\": 2,"
    "                   \"response\": { \"item\": \"2.5 kB\" }, \"cacheable\": \"90 s\", "
    "\"objective\": \"p99 < 200 ms\" },"
    "                 { \"name\": \"GET /b\", \"cacheable\": true } ],"
    "  \"nodes\": [ { \"id\": \"u\", \"kind\": \"users\", \"at\": [1.5, -2], \"settings\": { "
    "\"rate\": \"300/min\", \"arrivals\": \"deterministic\", \"clients\": 5 } },"
    "             { \"id\": \"lb\", \"kind\": \"load-balancer\", \"settings\": { \"algorithm\": "
    "\"least-connections\", \"cores\": 2, \"cpu\": \"20 us\" } },"
    "             { \"id\": \"s\", \"kind\": \"server\", \"settings\": { \"instances\": 3, "
    "\"cores\": 2, \"workers\": 9, \"queue\": 0, \"discipline\": \"fifo\" } },"
    "             { \"id\": \"c\", \"kind\": \"cache\", \"settings\": { \"capacity\": \"4 GiB\", "
    "\"entries\": 1000, \"policy\": \"lru\", \"cores\": 2, \"lookup\": \"exponential 5 us\" } },"
    "             { \"id\": \"d\", \"kind\": \"database\", \"settings\": { \"cores\": 16, "
    "\"max-connections\": 200, \"queue\": 7, \"query\": \"1 ms\", \"row\": \"1 us\", \"write\": "
    "\"2 ms\" } } ],"
    "  \"links\": [ { \"from\": \"u\", \"to\": \"lb\", \"latency\": \"uniform 10 ms 30 ms\", "
    "\"timeout\": \"1h30m\" }, { \"from\": \"lb\", \"to\": \"s\" },"
    "             { \"from\": \"s\", \"to\": \"c\" }, { \"from\": \"c\", \"to\": \"d\" } ],"
    "  \"objectives\": [ \"p99.9 < 250 ms\", \"errors < 0.1 %\" ] }";

}  // namespace

class DesignFormatTest : public QObject {
    Q_OBJECT
  private slots:
    void every_setting_of_a_file_arrives_in_its_typed_member() {
        const Design design = readGood(kEverything);
        QCOMPARE(design.name, std::string("All \"of\" it"));
        QCOMPARE(design.seed, std::int64_t{77});
        const Endpoint& endpoint = design.endpoints[0];
        QCOMPARE(endpoint.weight, 70.0);
        QCOMPARE(endpoint.objectCount, std::int64_t{1'200'000});
        QCOMPARE(endpoint.objectPopularity.alpha, 0.8);
        QVERIFY(endpoint.cpu.shape == DistributionSpec::Shape::LognormalQuantiles);
        QCOMPARE(endpoint.readRows, std::int64_t{20});
        QCOMPARE(endpoint.writes, std::int64_t{2});
        QCOMPARE(endpoint.responseBytes(), std::uint64_t{20 * 2560});
        QCOMPARE(endpoint.cacheable.freshFor, 90_s);
        QCOMPARE(endpoint.objective->quantile, 0.99);
        QVERIFY(design.endpoints[1].cacheable == (Cacheable{true}));

        const auto& users = design.nodes[0].settings.as<UsersSettings>();
        QCOMPARE(users.rate->perSecond, 5.0);
        QVERIFY(users.arrivals == Arrivals::Deterministic);
        QCOMPARE(users.clients, std::int64_t{5});
        QCOMPARE(design.nodes[0].at[0], 1.5);
        const auto& balancer = design.nodes[1].settings.as<LoadBalancerSettings>();
        QVERIFY(balancer.algorithm == BalancingAlgorithm::LeastConnections);
        QCOMPARE(balancer.cpu.first, 20_us);
        const auto& server = design.nodes[2].settings.as<ServerSettings>();
        QCOMPARE(server.instances, std::int64_t{3});
        QCOMPARE(server.queue, std::int64_t{0});
        QVERIFY(server.discipline == Discipline::Fifo);
        const auto& cache = design.nodes[3].settings.as<CacheSettings>();
        QCOMPARE(cache.capacity.count, std::uint64_t{4} << 30);
        QCOMPARE(*cache.entries, std::int64_t{1000});
        const auto& database = design.nodes[4].settings.as<DatabaseSettings>();
        QCOMPARE(database.maxConnections, std::int64_t{200});
        QCOMPARE(database.row, 1_us);
        QCOMPARE(design.links[0].latency->second, 30_ms);
        QCOMPARE(*design.links[0].timeout, 5400_s);
        QCOMPARE(design.objectives.size(), std::size_t{2});
    }
    void saving_and_loading_keeps_everything() {
        const Design design = readGood(kEverything);
        const Design again = readGood(writeDesign(design));
        QVERIFY(sameDesign(design, again));
        QCOMPARE(writeDesign(again), writeDesign(design));
    }
    void a_canonical_file_saves_to_the_same_bytes() {
        for (const char* file : {"small-shop.json", "small-log.json"}) {
            const std::string text = contentsOf(kExamples + file);
            QVERIFY(!text.empty());
            QCOMPARE(QString::fromStdString(writeDesign(readGood(text))),
                     QString::fromStdString(text));
        }
    }
    void defaults_are_left_out_and_required_keys_kept() {
        const std::string text = writeDesign(readGood(
            "{\"headroom\": 1, \"seed\": 1, \"endpoints\": [{\"name\": \"GET /\", \"weight\": 1}],"
            "                \"nodes\": [{\"id\": \"s\", \"kind\": \"server\", \"settings\": "
            "{\"cores\": 4, \"queue\": 511}}],"
            "                \"links\": [{\"from\": \"s\", \"to\": \"s\"}], \"objectives\": "
            "[]}"));
        QCOMPARE(QString::fromStdString(text),
                 QString("{\n  \"headroom\": 1,\n  \"endpoints\": [\n    { \"name\": \"GET /\" }\n"
                         "  ],\n  \"nodes\": [\n    { \"id\": \"s\", \"kind\": \"server\", \"at\": "
                         "[0, 0] }\n  ],\n  \"links\": [\n    { \"from\": \"s\", \"to\": \"s\" }\n"
                         "  ]\n}\n"));
    }
    void keys_in_any_order_give_the_same_canonical_form() {
        const Design a = readGood(
            "{\"links\": [], \"nodes\": [{\"settings\": {\"cores\": 2, \"instances\": 3}, "
            "\"kind\": \"server\", \"id\": \"s\"}], \"headroom\": 1}");
        const Design b = readGood(
            "{\"headroom\": 1, \"nodes\": [{\"id\": \"s\", \"kind\": \"server\", \"settings\": "
            "{\"instances\": 3, \"cores\": 2}}]}");
        QCOMPARE(writeDesign(a), writeDesign(b));
    }
    void the_example_designs_are_valid_without_a_warning() {
        for (const char* file : {"small-shop.json", "small-log.json"}) {
            const auto loading = loadDesign(kExamples + file, kinds());
            QVERIFY2(loading.diagnostics.empty(), file);
            QVERIFY2(loading.valid.has_value(), file);
        }
    }
    void paths_of_a_design_start_at_its_folder() {
        const auto loading = loadDesign(kExamples + "small-log.json", kinds());
        const Design& design = loading.valid->design();
        const auto& users = design.findNode("users")->settings.as<UsersSettings>();
        QVERIFY(std::ifstream(design.directory + "/" + users.log).good());
    }
    void a_setting_can_be_changed_by_a_line_of_text() {
        Design design = readGood(kEverything);
        const Design before = design;
        QVERIFY(!applySetting(design, "s.instances=8"));
        QVERIFY(!applySetting(design, "u.rate=5k/s"));
        QVERIFY(!applySetting(design, "d.max-connections=50"));
        QCOMPARE(design.findNode("s")->settings.as<ServerSettings>().instances, std::int64_t{8});
        QCOMPARE(design.findNode("u")->settings.as<UsersSettings>().rate->perSecond, 5000.0);
        QCOMPARE(before.findNode("s")->settings.as<ServerSettings>().instances, std::int64_t{3});
        QVERIFY(!sameDesign(design, before));
    }
    void a_setting_that_does_not_exist_is_answered_with_the_nearest() {
        Design design = readGood(kEverything);
        const auto codeAndRemedy = [&](const char* assignment) {
            const auto problem = applySetting(design, assignment);
            return std::string(problem->code) + ": " + fill(problem->remedy, problem->arguments);
        };
        std::string known;
        for (const Field& field : serverKind().fields)
            known += (known.empty() ? "" : ", ") + std::string(field.key);
        QCOMPARE(codeAndRemedy("s.core=8"),
                 "set.unknown-setting: Did you mean \"cores\"? The settings are " + known + ".");
        QVERIFY(codeAndRemedy("app.cores=8").starts_with("set.unknown-node: "));
        QVERIFY(codeAndRemedy("s.cores").starts_with("set.syntax: "));
        QVERIFY(codeAndRemedy("cores=8").starts_with("set.syntax: "));
        QVERIFY(codeAndRemedy("s.cores=many").starts_with("unit.not-a-number: "));
        QVERIFY(codeAndRemedy("s.cores=0").starts_with("setting.too-small: Write 1 or more."));
    }
    void endpoints_are_found_by_name_then_by_star() {
        Design design;
        QVERIFY(design.endpointFor("GET /") == nullptr);
        design.endpoints.resize(2);
        design.endpoints[0].name = "*";
        design.endpoints[1].name = "GET /";
        QVERIFY(design.endpointFor("GET /") == &design.endpoints[1]);
        QVERIFY(design.endpointFor("GET /x") == &design.endpoints[0]);
    }
    void ten_thousand_nodes_are_read_and_written() {
        std::string text =
            "{\"headroom\": 1, \"endpoints\": [{\"name\": \"GET /\"}], \"nodes\": ["
            "{\"id\": \"u\", \"kind\": \"users\", \"settings\": {\"rate\": \"5/s\"}}, "
            "{\"id\": \"lb\", \"kind\": \"load-balancer\"}";
        std::string links = "{\"from\": \"u\", \"to\": \"lb\"}";
        for (int i = 0; i < 10'000; ++i) {
            const std::string id = "s" + std::to_string(i);
            text += ",{\"id\": \"" + id + "\", \"kind\": \"server\", \"settings\": {\"cores\": 2}}";
            links += ",{\"from\": \"lb\", \"to\": \"" + id + "\"}";
        }
        text += "], \"links\": [" + links + "]}";
        const auto loading = loadDesignText(text, "big.json", kinds());
        QVERIFY(loading.diagnostics.empty());
        QCOMPARE(loading.valid->design().nodes.size(), std::size_t{10'002});
        QCOMPARE(loading.valid->wiresFrom(1).size(), std::size_t{10'000});
        QCOMPARE(readGood(writeDesign(loading.valid->design())).links.size(), std::size_t{10'001});
    }
};

HEADROOM_TEST(DesignFormatTest);
#include "design_format_test.moc"
