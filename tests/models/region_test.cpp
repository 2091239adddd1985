// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <sstream>

#include "models/format/design_writer.h"
#include "models/simulate/run.h"
#include "models/topology/places.h"
#include "models/topology/region_latency.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::load;

namespace {

/// users -> app -> db, of which each may stand somewhere; `groups` as in a file.
std::string threeTiers(const std::string& groups, const std::string& users, const std::string& app,
                       const std::string& db, const std::string& latency = {}) {
    const auto in = [](const std::string& group) {
        return group.empty() ? std::string() : ", 'group': '" + group + "'";
    };
    return "{'headroom': 1, 'name': 'world', 'groups': [" + groups +
           "], 'endpoints': [{'name': 'GET /', 'cpu': '1 ms', 'reads': {'rows': 1}}], 'nodes': ["
           "{'id': 'users', 'kind': 'users', 'settings': {'rate': '20/s'}" +
           in(users) + "}, {'id': 'app', 'kind': 'server'" + in(app) +
           "}, {'id': 'db', 'kind': 'database', 'settings': {'query': '1 ms', 'row': '0 ms'}" +
           in(db) + "}], 'links': [{'from': 'users', 'to': 'app'" + latency +
           "}, {'from': 'app', 'to': 'db'}]}";
}

const std::string kThreeRegions =
    "{'id': 'eu', 'place': 'frankfurt'}, {'id': 'uk', 'place': 'london'}, "
    "{'id': 'br', 'place': 'sao-paulo'}, {'id': 'eu-a', 'kind': 'zone', 'parent': 'eu'}, "
    "{'id': 'eu-b', 'kind': 'zone', 'parent': 'eu'}, {'id': 'us'}";

Duration mean(const DistributionSpec& spec) {
    return spec.first;
}

std::string said(const DesignLoading& loading) {
    std::string all;
    for (const Diagnostic& each : loading.diagnostics.list())
        all += std::string(each.code) + ' ' + each.place.pointer + ": " + toText(each) + '\n';
    return all;
}

}  // namespace

class RegionTest : public QObject {
    Q_OBJECT
  private slots:
    void links_between_regions_take_half_of_the_round_trip_of_the_table() {
        const ValidDesign design = tests::designOf(threeTiers(kThreeRegions, "uk", "eu", "br"));
        const RegionLatency& table = RegionLatency::table();
        QCOMPARE(mean(design.latency(0)), *table.roundTrip("london", "frankfurt") / 2);
        QCOMPARE(mean(design.latency(1)), *table.roundTrip("frankfurt", "sao-paulo") / 2);
        // The table is as it was measured, each direction on its own.
        const ValidDesign back = tests::designOf(threeTiers(kThreeRegions, "uk", "br", "eu"));
        QCOMPARE(mean(back.latency(1)), *table.roundTrip("sao-paulo", "frankfurt") / 2);
        QVERIFY(mean(back.latency(1)) != mean(design.latency(1)));
    }

    void zones_of_a_region_are_a_millisecond_apart_and_others_as_near_as_before() {
        const auto between = [](const char* app, const char* db) {
            return mean(tests::designOf(threeTiers(kThreeRegions, "", app, db)).latency(1));
        };
        QCOMPARE(between("eu-a", "eu-b"), RegionLatency::table().betweenZones() / 2);
        QCOMPARE(between("eu-a", "eu-a"), kInsideLatency);
        QCOMPARE(between("eu", "eu-b"), kInsideLatency);
        QCOMPARE(between("eu-a", ""), kInsideLatency);
        QCOMPARE(between("", ""), kInsideLatency);
        // A zone is where its region is.
        QCOMPARE(between("eu-a", "uk"),
                 *RegionLatency::table().roundTrip("frankfurt", "london") / 2);
    }

    void a_link_that_states_its_latency_has_that_one() {
        const ValidDesign design = tests::designOf(
            threeTiers(kThreeRegions, "br", "eu", "eu", ", 'latency': 'exponential 3 ms'"));
        QVERIFY(design.latency(0) == DistributionSpec::exponential(Duration::milliseconds(3)));
    }

    void simulation_and_formulas_take_that_latency() {
        const auto meanMs = [](const ValidDesign& design) {
            RunOptions options;
            options.duration = Duration::seconds(20);
            options.warmup = Duration::seconds(5);
            options.leastReplications = options.mostReplications = 2;
            const RunResult result = run(design, {}, options);
            return std::pair(result.total.latencyMs.mean.mean, *analyze(design).responseMs);
        };
        const auto [far, farByFormula] =
            meanMs(tests::designOf(threeTiers(kThreeRegions, "uk", "eu", "br")));
        const auto [near, nearByFormula] =
            meanMs(tests::designOf(threeTiers(kThreeRegions, "eu", "eu", "eu")));
        const RegionLatency& table = RegionLatency::table();
        const Duration more = *table.roundTrip("london", "frankfurt") +
                              *table.roundTrip("frankfurt", "sao-paulo") - kInsideLatency * 4;
        // The same requests meet each other at other times, so their waits are not quite the same.
        QVERIFY(std::abs(far - near - more.toSeconds() * 1e3) < 0.1);
        QVERIFY(std::abs(farByFormula - nearByFormula - more.toSeconds() * 1e3) < 1e-9);
    }

    void places_that_nobody_knows_are_refused_with_the_nearest_known() {
        const DesignLoading typo =
            load(threeTiers("{'id': 'eu', 'place': 'frankfort'}", "", "eu", ""));
        QVERIFY(!typo.valid);
        QVERIFY2(said(typo).starts_with("group.unknown-place /groups/0/place"), said(typo).c_str());
        QVERIFY(said(typo).find("Did you mean \"frankfurt\"?") != std::string::npos);
        QVERIFY(said(typo).find("sao-paulo") != std::string::npos);
        QVERIFY(typo.diagnostics.list().front().place.line > 0);
        const DesignLoading far = load(threeTiers("{'id': 'x', 'place': 'zzzzzzzz'}", "", "x", ""));
        QVERIFY(said(far).find("Did you mean") == std::string::npos);
        QVERIFY(said(far).find("The places are dallas") != std::string::npos);
        const DesignLoading zone = load(threeTiers(
            "{'id': 'eu'}, {'id': 'a', 'kind': 'zone', 'parent': 'eu', 'place': 'tokyo'}", "", "a",
            ""));
        QVERIFY2(said(zone).starts_with("group.place-of-zone /groups/1/place"), said(zone).c_str());
    }

    void regions_without_a_place_are_warned_of_where_it_matters() {
        const DesignLoading loading = load(threeTiers(kThreeRegions, "us", "eu", "eu"));
        QVERIFY(loading.valid);
        QCOMPARE(loading.diagnostics.list().size(), std::size_t{1});
        QVERIFY2(said(loading).starts_with("group.no-place /links/0"), said(loading).c_str());
        QCOMPARE(mean(loading.valid->latency(0)), kInsideLatency);
        QVERIFY(load(threeTiers(kThreeRegions, "us", "eu", "eu", ", 'latency': '90 ms'"))
                    .diagnostics.list()
                    .empty());
    }

    void every_place_of_the_table_can_be_written_and_is_kept() {
        for (const std::string& place : RegionLatency::table().regions()) {
            const ValidDesign design = tests::designOf(
                threeTiers("{'id': 'there', 'place': '" + place + "'}", "", "there", ""));
            const std::string text = writeDesign(design.design());
            QVERIFY(text.find("\"place\": \"" + place + '"') != std::string::npos);
            // What nobody stated is not written down as if somebody had.
            QVERIFY(text.find("latency") == std::string::npos);
            const DesignLoading again = loadDesignText(text, "again.json", kinds());
            QVERIFY(again.valid && sameDesign(again.valid->design(), design.design()));
        }
    }
};

HEADROOM_TEST(RegionTest);
#include "region_test.moc"
