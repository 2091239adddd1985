// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/analyze.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <string>

#include "models/analysis/closed_network.h"
#include "models/analysis/general_arrivals.h"
#include "models/analysis/general_stations.h"
#include "models/analysis/markov_stations.h"
#include "models/simulate/run.h"
#include "tests/models/analysis/checks.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;
using headroom::engine::Duration;
using headroom::engine::Estimate;

namespace {

const std::string kPlenty = "'workers': 100000, 'queue': 100000, ";

std::string service(const std::string& cpu, const std::string& discipline, int cores,
                    const std::string& rate) {
    return "{'headroom': 1, 'name': 'one', 'endpoints': [{'name': 'GET /', 'cpu': '" + cpu +
           "'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '" + rate +
           "'}}, {'id': 'app', 'kind': 'server', 'settings': {" + kPlenty + "'discipline': '" +
           discipline + "', 'cores': " + std::to_string(cores) +
           "}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '7 ms'}]}";
}

/// users -> app of two endpoints of 10 ms; `more` nodes and links are appended.
std::string peopleText(const std::string& users, const std::string& more, const std::string& app,
                       const std::string& links = {}) {
    return "{'headroom': 1, 'name': 'people', 'endpoints': [{'name': 'GET /', 'weight': 3, 'cpu': "
           "'exponential 10 ms', 'reads': {'rows': 1}}, {'name': 'POST /', 'weight': 1, 'cpu': "
           "'exponential 10 ms', 'reads': {'rows': 1}}], 'nodes': [{'id': 'users', 'kind': "
           "'users', 'settings': {" +
           users + "}}, {'id': 'app', 'kind': 'server', 'settings': {" + app + "}}" + more +
           "], 'links': [{'from': 'users', 'to': 'app', 'latency': '3 ms'}" + links + "]}";
}

/// The simulated mean's interval, widened to 99.9 % (Student's t with 7 degrees of freedom, 5.41
/// over 2.36) and by what the formula may be off, holds the analytic value.
bool agrees(double analytic, const Estimate& simulated, double offBy = 0) {
    const double reach = 5.41 / 2.36 * simulated.halfWidth() + offBy * simulated.mean + 1e-6;
    return std::abs(analytic - simulated.mean) <= reach;
}

#define VERIFY_AGREES(analytic, simulated, offBy)                    \
    QVERIFY2(agrees(analytic, simulated, offBy),                     \
             qPrintable(QString("%1 by formula, %2 +- %3 simulated") \
                            .arg(analytic)                           \
                            .arg((simulated).mean)                   \
                            .arg((simulated).halfWidth())))

void verifyAgainstSimulation(const ValidDesign& design, std::int64_t seconds, double offBy) {
    const AnalyticAnswer a = analyze(design);
    const RunResult r = simulate(design, seconds, 5, 8);
    QVERIFY(a.responseMs.has_value());
    VERIFY_AGREES(*a.responseMs, r.total.latencyMs.mean, offBy);
    for (std::size_t i = 0; i < r.components.size(); ++i) {
        const ComponentResult& simulated = r.components[i];
        const AnalyticComponent& analytic = a.components[i];
        QCOMPARE(analytic.id, simulated.id);
        if (simulated.instances == 0 || simulated.resources.empty()) continue;
        VERIFY_AGREES(analytic.arrivalRps, simulated.arrivalRps, 0.005);
        for (const AnalyticResource& resource : analytic.resources) {
            for (const ResourceResult& other : simulated.resources) {
                if (other.key != resource.key) continue;
                VERIFY_AGREES(resource.utilization, other.utilization, 0.005);
                COMPARE_WITHIN(resource.capacity, other.capacity, 1e-12);
            }
        }
        VERIFY_AGREES(*analytic.insideMs, simulated.insideMs, offBy);
        if (analytic.hitRatio) {
            VERIFY_AGREES(*analytic.hitRatio, simulated.metrics.at("hitRatio"), 0.02);
        }
    }
}

}  // namespace

class AnalyzeTest : public QObject {
    Q_OBJECT
  private slots:
    void stations_of_theory_are_solved_exactly() {
        const auto shared =
            analyze(designOf(service("lognormal 10 ms cv 2", "processor-sharing", 4, "300/s")));
        QCOMPARE(shared.quality, FormulaQuality::Exact);
        QVERIFY(shared.components[1].reasons.empty());
        COMPARE_WITHIN(*shared.responseMs, 14 + 1e3 * mmc(300, 0.01, 4)->figures.meanResponse,
                       1e-9);

        const auto markov = analyze(designOf(service("exponential 10 ms", "fifo", 4, "300/s")));
        QCOMPARE(markov.quality, FormulaQuality::Exact);
        COMPARE_WITHIN(*markov.responseMs, *shared.responseMs, 1e-12);

        const auto single = analyze(designOf(service("lognormal 10 ms cv 2", "fifo", 1, "70/s")));
        QCOMPARE(single.quality, FormulaQuality::Exact);
        COMPARE_WITHIN(*single.components[1].insideMs,
                       1e3 * mg1(70, ServiceMoments::of(0.01, 4))->figures.meanResponse, 1e-9);

        const auto constant = analyze(designOf(service("constant 10 ms", "fifo", 4, "300/s")));
        QCOMPARE(constant.quality, FormulaQuality::Exact);
        COMPARE_WITHIN(*constant.components[1].insideMs, 1e3 * mdc(300, 0.01, 4)->meanResponse,
                       1e-9);
    }

    void what_is_not_exact_says_why() {
        const auto many = analyze(designOf(service("lognormal 10 ms cv 2", "fifo", 4, "300/s")));
        QCOMPARE(many.quality, FormulaQuality::Approximation);
        QCOMPARE(many.components[1].reasons.size(), std::size_t{1});
        COMPARE_WITHIN(*many.components[1].insideMs,
                       1e3 * allenCunneen(300, 0.01, 4, 1, 4)->meanResponse, 1e-9);
        for (const AnalyticComponent& c :
             analyze(loadExample("small-shop.json").design).components) {
            if (c.quality == FormulaQuality::Approximation) QVERIFY(!c.reasons.empty());
        }
    }

    void instances_that_take_turns_see_erlang_gaps() {
        const auto a = analyze(oneServer("320/s", kPlenty + "'instances': 4, 'cores': 1"));
        const auto exact = *gim1(*RenewalArrivals::erlang(4, 80), 0.01);
        COMPARE_WITHIN(*a.responseMs, 1e3 * exact.figures.meanResponse, 1e-9);
    }

    void overload_is_said_with_what_is_asked_for() {
        const auto a = analyze(oneServer("500/s", kPlenty + "'cores': 4"));
        QCOMPARE(a.quality, FormulaQuality::None);
        QVERIFY(!a.responseMs && !a.components[1].insideMs);
        COMPARE_WITHIN(a.components[1].resources[0].utilization, 1.25, 1e-12);
        COMPARE_WITHIN(*a.saturationRps, 400, 1e-12);
        QCOMPARE(a.saturated, std::string("app"));
        QVERIFY(!a.reasons.empty());
        QVERIFY(!a.components[1].reasons.empty());
    }

    void few_workers_places_and_short_time_outs_are_reasons() {
        const auto few = analyze(oneServer("350/s", "'cores': 4, 'workers': 5, 'queue': 10000"));
        QCOMPARE(few.quality, FormulaQuality::Approximation);
        QVERIFY(!few.components[1].reasons.empty());
        auto design = designOf(service("exponential 10 ms", "fifo", 4, "300/s")).design();
        design.links[0].timeout = Duration::milliseconds(50);
        const auto hasty = analyze(*validate(design).valid);
        QCOMPARE(hasty.quality, FormulaQuality::Approximation);
        QVERIFY(!hasty.components[0].reasons.empty());
    }

    void a_log_is_no_steady_load() {
        const auto a = analyze(loadExample("small-log.json").design);
        QCOMPARE(a.quality, FormulaQuality::None);
        QVERIFY(!a.responseMs);
        QVERIFY(!a.reasons.empty());
    }

    void a_closed_load_is_solved_as_the_closed_network_it_is() {
        const AnalyticAnswer a =
            analyze(designOf(peopleText("'load': 'closed', 'users': 20, 'think': '200 ms'", "",
                                        "'cores': 1, 'discipline': 'fifo'")));
        QCOMPARE(a.quality, FormulaQuality::Exact);
        // 3 ms there and back each.
        const auto exact = solveClosed({{1, kDelayStation}, {20}, {0.2}, {{0.01, 0.006}}});
        QVERIFY(exact.hasValue());
        COMPARE_WITHIN(a.offeredRps, exact->throughput[0], 1e-9);
        COMPARE_WITHIN(*a.responseMs, 1e3 * exact->response[0], 1e-9);
        COMPARE_WITHIN(a.components[1].resources[0].utilization, exact->utilization[0], 1e-9);
        // Little's law of the whole.
        COMPARE_WITHIN(a.offeredRps * (*a.responseMs * 1e-3 + 0.2), 20.0, 1e-9);
        COMPARE_WITHIN(*a.saturationRps, 100.0, 1e-9);
    }

    void several_closed_loads_are_simulated_as_they_are_calculated() {
        // Two populations, two endpoints and a journey, shared cores and a queue in turn: product
        // form, so exact. Thinking may be distributed in any way.
        const ValidDesign design = designOf(peopleText(
            "'load': 'closed', 'users': 25, 'think': 'exponential 300 ms'",
            ", {'id': 'others', 'kind': 'users', 'settings': {'load': 'closed', 'users': 8, "
            "'think': '100 ms', 'journey': [{'endpoint': 'GET /'}, {'endpoint': 'POST /', "
            "'next': [{'to': 'POST /', 'probability': 0.5}]}]}}, {'id': 'db', 'kind': "
            "'database', 'settings': {'cores': 1, 'query': 'exponential 4 ms', 'row': "
            "'0 ms'}}",
            "'cores': 2",
            ", {'from': 'others', 'to': 'app', 'latency': '1 ms'}, {'from': 'app', 'to': "
            "'db', 'latency': '0 ms'}"));
        const AnalyticAnswer a = analyze(design);
        QCOMPARE(a.quality, FormulaQuality::Exact);
        // Of the journey's three steps on the average two are for the second.
        double responseSeconds = 0;
        for (const AnalyticEndpoint& e : a.endpoints)
            responseSeconds += e.rps * *e.responseMs * 1e-3;
        COMPARE_WITHIN(responseSeconds, a.offeredRps * *a.responseMs * 1e-3, 1e-9);
        verifyAgainstSimulation(design, 60, 0);
    }

    void a_closed_load_without_product_form_says_why() {
        const AnalyticAnswer a = analyze(designOf(peopleText(
            "'load': 'closed', 'users': 20, 'think': '200 ms'", "", "'cores': 1, 'instances': 2")));
        QCOMPARE(a.quality, FormulaQuality::Approximation);
        QVERIFY(!a.components[1].reasons.empty());
        QVERIFY(a.responseMs.has_value());
        verifyAgainstSimulation(
            designOf(peopleText("'load': 'closed', 'users': 20, 'think': 'exponential 200 ms'", "",
                                "'cores': 1, 'instances': 2")),
            20, 0.15);
    }

    void too_many_users_for_the_exact_solution_get_the_linearizer() {
        std::string more;
        std::string links;
        for (const char* id : {"b", "c", "d"}) {
            more += std::string(", {'id': '") + id +
                    "', 'kind': 'users', 'settings': {'load': 'closed', 'users': 3000, 'think': "
                    "'60 s'}}";
            links += std::string(", {'from': '") + id + "', 'to': 'app', 'latency': '0 ms'}";
        }
        const AnalyticAnswer a =
            analyze(designOf(peopleText("'load': 'closed', 'users': 3000, 'think': '60 s'", more,
                                        "'cores': 4, 'workers': 100000, 'queue': 100000", links)));
        QCOMPARE(a.quality, FormulaQuality::Approximation);
        QVERIFY(std::ranges::any_of(a.reasons, [](const Sentence& s) {
            return s.english().find("Linearizer") != std::string::npos;
        }));
        // 12,000 users and a minute of thinking: 200 requests a second, if replies come at once.
        QVERIFY(std::abs(a.offeredRps / 200 - 1) < 0.01);
        COMPARE_WITHIN(a.offeredRps * (*a.responseMs * 1e-3 + 60), 12000.0, 1e-3);
    }

    void open_and_closed_loads_together_have_no_formula() {
        const AnalyticAnswer a = analyze(designOf(
            peopleText("'load': 'closed', 'users': 20, 'think': '200 ms'",
                       ", {'id': 'others', 'kind': 'users', 'settings': {'rate': '10/s'}}",
                       "'cores': 1", ", {'from': 'others', 'to': 'app', 'latency': '1 ms'}")));
        QCOMPARE(a.quality, FormulaQuality::None);
        QVERIFY(!a.responseMs);
        QVERIFY(!a.components[0].reasons.empty());
    }

    void sessions_are_taken_as_the_requests_they_make() {
        // Two steps, and half of those who come to the second do it again: three requests.
        const ValidDesign design = designOf(peopleText(
            "'load': 'sessions', 'rate': '40/s', 'think': 'exponential 500 ms', 'journey': "
            "[{'endpoint': 'GET /'}, {'endpoint': 'POST /', 'next': [{'to': 'POST /', "
            "'probability': 0.5}]}]",
            "", "'cores': 2"));
        const AnalyticAnswer a = analyze(design);
        COMPARE_WITHIN(a.offeredRps, 120.0, 1e-9);
        COMPARE_WITHIN(a.endpoints[1].rps, 80.0, 1e-9);
        QCOMPARE(a.quality, FormulaQuality::Approximation);
        QVERIFY(std::ranges::any_of(a.components[0].reasons, [](const Sentence& s) {
            return s.english().starts_with("The 3 requests of each session");
        }));
        // Poisson sessions through thinking and shared cores: the formula is exact, in fact.
        verifyAgainstSimulation(design, 60, 0.01);
    }

    void clients_far_away_wait_longer() {
        const auto response = [](const std::string& mix) {
            return *analyze(designOf(peopleText("'rate': '40/s'" + mix, "", "'cores': 2")))
                        .responseMs;
        };
        COMPARE_WITHIN(response(", 'mix': [{'name': 'near', 'share': 3, 'latency': '0 ms'}, "
                                "{'name': 'far', 'share': 1, 'latency': '20 ms'}]"),
                       response("") + 10, 1e-9);
    }

    void bursts_are_no_poisson_process() {
        const AnalyticAnswer a = analyze(
            designOf(peopleText("'rate': '40/s', 'arrivals': 'batches'", "", "'cores': 2")));
        QCOMPARE(a.components[1].quality, FormulaQuality::Approximation);
    }

    void nobody_answers_faster_than_without_waiting() {
        const auto a = analyze(loadExample("small-shop.json").design);
        QVERIFY(*a.responseMs > a.leastMs);
        double weighted = 0;
        for (const AnalyticEndpoint& e : a.endpoints) {
            QVERIFY(*e.responseMs > e.leastMs);
            weighted += *e.responseMs * e.rps / a.offeredRps;
        }
        COMPARE_WITHIN(weighted, *a.responseMs, 1e-9);
        QVERIFY(*a.saturationRps > a.offeredRps);
    }

    void exact_answers_lie_within_the_simulated_intervals_data() {
        QTest::addColumn<QString>("cpu");
        QTest::addColumn<QString>("discipline");
        QTest::addColumn<int>("cores");
        QTest::newRow("M/G/4-PS") << "lognormal 10 ms cv 1.5"
                                  << "processor-sharing" << 4;
        QTest::newRow("M/M/3") << "exponential 10 ms"
                               << "fifo" << 3;
        QTest::newRow("M/G/1") << "uniform 1 ms 19 ms"
                               << "fifo" << 1;
        QTest::newRow("M/D/2") << "constant 10 ms"
                               << "fifo" << 2;
    }
    void exact_answers_lie_within_the_simulated_intervals() {
        QFETCH(QString, cpu);
        QFETCH(QString, discipline);
        QFETCH(int, cores);
        verifyAgainstSimulation(designOf(service(cpu.toStdString(), discipline.toStdString(), cores,
                                                 std::to_string(70 * cores) + "/s")),
                                60, 0);
    }

    void a_system_with_balancer_cache_and_database_is_simulated_as_it_is_calculated_data() {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<QString>("kept");
        QTest::newRow("in turn") << "round-robin"
                                 << "true";
        QTest::newRow("least connections") << "least-connections"
                                           << "true";
        QTest::newRow("expiring") << "round-robin"
                                  << "500 ms";
    }
    void a_system_with_balancer_cache_and_database_is_simulated_as_it_is_calculated() {
        QFETCH(QString, algorithm);
        QFETCH(QString, kept);
        const std::string fresh = kept == "true" ? "true" : "'" + kept.toStdString() + "'";
        // Hits come in runs and services of several visits of one request: some per cent off.
        verifyAgainstSimulation(
            designOf(
                "{'headroom': 1, 'name': 'web', 'endpoints': ["
                "{'name': 'read', 'weight': 3, 'objects': {'count': 400, 'popularity': 'zipf 0.8'},"
                " 'cpu': 'exponential 4 ms', 'reads': {'rows': 10}, 'response': {'item': '100 B'},"
                " 'cacheable': " +
                fresh +
                "}, {'name': 'write', 'cpu': 'exponential 6 ms', 'reads': {'rows': 1}, 'writes': "
                "2}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '400/s'}}, "
                "{'id': 'lb', 'kind': 'load-balancer', 'settings': {'algorithm': '" +
                algorithm.toStdString() +
                "'}}, {'id': 'app', 'kind': 'server', 'settings': {'instances': 2, 'cores': 2}}, "
                "{'id': 'cache', 'kind': 'cache', 'settings': {'capacity': '100 kB'}}, "
                "{'id': 'db', 'kind': 'database', 'settings': {'cores': 1}}], "
                "'links': [{'from': 'users', 'to': 'lb', 'latency': '3 ms'}, "
                "{'from': 'lb', 'to': 'app'}, {'from': 'app', 'to': 'cache'}, "
                "{'from': 'app', 'to': 'db'}]}"),
            20, 0.1);
    }
};

HEADROOM_TEST(AnalyzeTest);
#include "analyze_test.moc"
