// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <vector>

#include "models/analysis/markov_stations.h"
#include "models/analysis/open_network.h"
#include "models/analysis/operational_laws.h"
#include "models/analysis/traffic.h"
#include "tests/models/analysis/checks.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;

class NetworkFormulasTest : public QObject {
    Q_OBJECT
  private slots:
    void feedback_multiplies_the_visits() {
        // A third comes back: each request makes 1.5 visits.
        const std::vector<double> external = {10.0};
        const std::vector<Branch> branches = {{0, 0, 1.0 / 3}};
        COMPARE_WITHIN((*solveTraffic(external, branches))[0], 15, 1e-12);
    }

    void flow_is_conserved_at_every_station() {
        const std::vector<double> external = {5, 0, 2, 0};
        const std::vector<Branch> branches = {{0, 1, 0.5}, {0, 2, 0.5},  {1, 3, 1}, {2, 1, 0.3},
                                              {2, 2, 0.2}, {3, 0, 0.25}, {1, 2, 2}};
        // station 1 calls 2 twice, so only what leaves keeps this finite
        const std::vector<Branch> stable(branches.begin(), branches.end() - 1);
        const auto rates = *solveTraffic(external, stable);
        for (std::size_t i = 0; i < external.size(); ++i) {
            double in = external[i];
            for (const Branch& b : stable)
                in += b.to == i ? rates[b.from] * b.mean : 0;
            COMPARE_WITHIN(in, rates[i], 1e-12);
        }
    }

    void calls_fan_out_along_a_chain() {
        const std::vector<double> external = {1, 0, 0};
        const std::vector<Branch> branches = {{0, 1, 20}, {1, 2, 0.1}};
        const auto rates = *solveTraffic(external, branches);
        COMPARE_WITHIN(rates[1], 20, 1e-12);
        COMPARE_WITHIN(rates[2], 2, 1e-12);
    }

    void thousands_of_stations_are_solved_at_once() {
        constexpr std::size_t kStations = 20'000;
        std::vector<double> external(kStations, 0.0);
        external[0] = 3;
        std::vector<Branch> branches;
        for (std::size_t i = 0; i + 1 < kStations; ++i)
            branches.push_back({i, i + 1, 1});
        const auto rates = *solveTraffic(external, branches);
        COMPARE_WITHIN(rates.back(), 3, 1e-12);
    }

    void traffic_that_never_leaves_has_no_answer() {
        const std::vector<double> external = {1, 0};
        const std::vector<Branch> closed = {{0, 1, 1}, {1, 0, 1}};
        VERIFY_NO_ANSWER(solveTraffic(external, closed), NoAnswer::OutOfRange);
        const std::vector<Branch> gaining = {{0, 1, 2}, {1, 0, 1}};
        VERIFY_NO_ANSWER(solveTraffic(external, gaining), NoAnswer::OutOfRange);
        const std::vector<Branch> nowhere = {{0, 7, 1}};
        VERIFY_NO_ANSWER(solveTraffic(external, nowhere), NoAnswer::OutOfRange);
        const std::vector<Branch> negative = {{0, 1, -0.5}};
        VERIFY_NO_ANSWER(solveTraffic(external, negative), NoAnswer::OutOfRange);
    }

    void visit_ratios_count_from_the_reference() {
        // The central server model: the CPU goes to one of two disks or ends a request.
        const std::vector<Branch> branches = {
            {0, 0, 0.1}, {0, 1, 0.6}, {0, 2, 0.3}, {1, 0, 1}, {2, 0, 1}};
        const auto visits = *visitRatios(3, branches, 0);
        COMPARE_WITHIN(visits[0], 1, 1e-12);
        COMPARE_WITHIN(visits[1], 0.6, 1e-12);
        COMPARE_WITHIN(visits[2], 0.3, 1e-12);
        const auto fromDisk = *visitRatios(3, branches, 1);
        COMPARE_WITHIN(fromDisk[0], 1 / 0.6, 1e-12);
        COMPARE_WITHIN(fromDisk[2], 0.5, 1e-12);
        const std::vector<Branch> leaking = {{0, 1, 0.5}, {1, 0, 1}};
        VERIFY_NO_ANSWER(visitRatios(2, leaking, 0), NoAnswer::OutOfRange);
    }

    void stations_of_an_open_network_are_stations_of_their_own() {
        OpenNetwork n;
        n.servers = {1, 4, kDelayStation};
        n.arrivalRates = {3, 2};
        n.demands = {{0.1, 0.5, 0.2}, {0.1, 0.5, 1.0}};
        const auto f = *solveOpen(n);
        const auto first = mmc(5, 0.1, 1)->figures;
        const auto second = mmc(5, 0.5, 4)->figures;
        for (std::size_t r = 0; r < 2; ++r) {
            COMPARE_WITHIN(f.residence[r][0], first.meanResponse, 1e-12);
            COMPARE_WITHIN(f.residence[r][1], second.meanResponse, 1e-12);
            COMPARE_WITHIN(f.residence[r][2], n.demands[r][2], 1e-12);
            for (std::size_t i = 0; i < 3; ++i) {
                COMPARE_WITHIN(f.number[r][i], littlesLaw(n.arrivalRates[r], f.residence[r][i]),
                               1e-12);
            }
        }
        COMPARE_WITHIN(f.utilization[1], utilizationLaw(5, 0.5, 4), 1e-12);
        COMPARE_WITHIN(demandFromUtilization(f.utilization[1], 4, 5), 0.5, 1e-12);
    }

    void overload_of_one_station_is_an_answer() {
        VERIFY_NO_ANSWER(solveOpen({{1, 1}, {10}, {{0.05, 0.1}}}), NoAnswer::Unstable);
        VERIFY_NO_ANSWER(solveOpen({{1}, {10}, {{0.05, 0.1}}}), NoAnswer::OutOfRange);
        VERIFY_NO_ANSWER(solveOpen({{1}, {std::nan("")}, {{0.05}}}), NoAnswer::OutOfRange);
        VERIFY_NO_ANSWER(solveOpen({{-1}, {1}, {{0.05}}}), NoAnswer::OutOfRange);
    }

    void a_class_without_traffic_has_times_all_the_same() {
        const auto f = *solveOpen({{1}, {5, 0}, {{0.1}, {0.3}}});
        COMPARE_WITHIN(f.response[1], 0.6, 1e-12);
        QVERIFY(f.number[1][0] == 0);
    }
};

HEADROOM_TEST(NetworkFormulasTest);
#include "network_formulas_test.moc"
