// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/bounds.h"

#include <QTest>
#include <cmath>
#include <vector>

#include "models/analysis/closed_network.h"
#include "models/analysis/open_network.h"
#include "tests/models/analysis/checks.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;

namespace {

bool isWithin(double value, const Bounds& bounds) {
    return value >= bounds.low * (1 - 1e-9) && value <= bounds.high * (1 + 1e-9);
}

ClosedNetwork networkOf(const std::vector<BoundedStation>& stations, std::int64_t population,
                        double think) {
    ClosedNetwork n{{}, {population}, {think}, {{}}};
    for (const BoundedStation& s : stations) {
        n.servers.push_back(s.servers);
        n.demands[0].push_back(s.demand);
    }
    return n;
}

}  // namespace

class BoundsTest : public QObject {
    Q_OBJECT
  private slots:
    void exact_solutions_lie_within_the_bounds() {
        const std::vector<BoundedStation> single = {
            {2, 1}, {3, 1}, {2.4, 1}, {1, 1}, {0.7, kDelayStation}};
        for (const double think : {0.0, 5.0, 100.0}) {
            for (const std::int64_t population : {1, 2, 5, 20, 100}) {
                const auto exact = *solveClosed(networkOf(single, population, think));
                const auto loose = *asymptoticBoundsClosed(single, population, think);
                const auto tight = *balancedBoundsClosed(single, population, think);
                QVERIFY(isWithin(exact.throughput[0], loose.throughput));
                QVERIFY(isWithin(exact.throughput[0], tight.throughput));
                QVERIFY(isWithin(exact.response[0], loose.response));
                QVERIFY(isWithin(exact.response[0], tight.response));
                // the tight ones are never looser
                QVERIFY(tight.throughput.low >= loose.throughput.low * (1 - 1e-12));
                QVERIFY(tight.throughput.high <= loose.throughput.high * (1 + 1e-12));
            }
        }
    }

    void many_servers_lie_within_the_asymptotic_bounds() {
        const std::vector<BoundedStation> stations = {{0.4, 4}, {0.3, 2}, {0.05, 1}};
        for (const std::int64_t population : {1, 5, 30, 300}) {
            const auto exact = *solveClosed(networkOf(stations, population, 1));
            const auto b = *asymptoticBoundsClosed(stations, population, 1);
            QVERIFY(isWithin(exact.throughput[0], b.throughput));
            QVERIFY(isWithin(exact.response[0], b.response));
        }
        // the bottleneck is the one with the largest demand per server
        COMPARE_WITHIN(asymptoticBoundsClosed(stations, 300, 1)->throughput.high, 2 / 0.3, 1e-12);
        VERIFY_NO_ANSWER(balancedBoundsClosed(stations, 5, 1), NoAnswer::OutOfRange);
    }

    void balanced_stations_without_thinking_meet_their_bounds() {
        const std::vector<BoundedStation> stations(4, BoundedStation{0.5, 1});
        const auto b = *balancedBoundsClosed(stations, 10, 0);
        // N / (N + M - 1) of the slowest
        COMPARE_WITHIN(b.throughput.low, 10 / 13.0 / 0.5, 1e-12);
        COMPARE_WITHIN(b.throughput.high, 10 / 13.0 / 0.5, 1e-12);
    }

    void open_bounds_hold_what_product_form_says() {
        const std::vector<BoundedStation> stations = {{0.05, 1}, {0.15, 1}, {0.1, 1}};
        for (const double rate : {0.1, 3.0, 6.0}) {
            const auto exact = *solveOpen({{1, 1, 1}, {rate}, {{0.05, 0.15, 0.1}}});
            const auto b = *balancedBoundsOpen(stations, rate);
            QVERIFY(isWithin(exact.response[0], b.response));
        }
        VERIFY_NO_ANSWER(balancedBoundsOpen(stations, 1 / 0.15), NoAnswer::Unstable);
    }

    void without_a_queue_throughput_has_no_bound_but_the_population() {
        const std::vector<BoundedStation> delay = {{2, kDelayStation}};
        COMPARE_WITHIN(asymptoticBoundsClosed(delay, 10, 3)->throughput.high, 2, 1e-12);
        COMPARE_WITHIN(balancedBoundsClosed(delay, 10, 3)->throughput.low, 2, 1e-12);
        QVERIFY(std::isinf(asymptoticBoundsOpen(delay)->throughput.high));
    }

    void impossible_input_is_an_answer() {
        const std::vector<BoundedStation> bad = {{-1, 1}};
        const std::vector<BoundedStation> none;
        VERIFY_NO_ANSWER(asymptoticBoundsClosed(bad, 1, 0), NoAnswer::OutOfRange);
        VERIFY_NO_ANSWER(asymptoticBoundsClosed(none, 1, 0), NoAnswer::OutOfRange);
        VERIFY_NO_ANSWER(asymptoticBoundsOpen(bad), NoAnswer::OutOfRange);
        const std::vector<BoundedStation> good = {{1, 1}};
        VERIFY_NO_ANSWER(asymptoticBoundsClosed(good, 0, 0), NoAnswer::OutOfRange);
        VERIFY_NO_ANSWER(asymptoticBoundsClosed(good, 1, std::nan("")), NoAnswer::OutOfRange);
    }
};

HEADROOM_TEST(BoundsTest);
#include "bounds_test.moc"
