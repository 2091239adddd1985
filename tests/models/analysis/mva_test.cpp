// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/analysis/approximate_mva.h"
#include "models/analysis/closed_network.h"
#include "models/analysis/markov_stations.h"
#include "models/analysis/operational_laws.h"
#include "models/analysis/wide_number.h"
#include "tests/models/analysis/checks.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;

namespace {

/// Mean value analysis as in the textbook, for single servers and one class: another road to the
/// same figures, stable because nothing is subtracted.
std::vector<double> textbookThroughputs(const std::vector<double>& demands, double think,
                                        std::int64_t population) {
    std::vector<double> queue(demands.size(), 0);
    std::vector<double> throughputs;
    for (std::int64_t n = 1; n <= population; ++n) {
        double cycle = think;
        for (std::size_t i = 0; i < demands.size(); ++i)
            cycle += demands[i] * (1 + queue[i]);
        const double x = static_cast<double>(n) / cycle;
        for (std::size_t i = 0; i < demands.size(); ++i)
            queue[i] = x * demands[i] * (1 + queue[i]);
        throughputs.push_back(x);
    }
    return throughputs;
}

/// One station of c servers and thinking users: the machine-repair model, by its birth and death
/// equations in logarithms.
double repairThroughput(std::int64_t population, std::int64_t servers, double service,
                        double think) {
    std::vector<double> logWeight = {0};
    for (std::int64_t n = 0; n < population; ++n) {
        const double births = static_cast<double>(population - n) / think;
        const double deaths = static_cast<double>(std::min(n + 1, servers)) / service;
        logWeight.push_back(logWeight.back() + std::log(births / deaths));
    }
    const double largest = *std::ranges::max_element(logWeight);
    double total = 0;
    double busy = 0;
    for (std::size_t n = 0; n < logWeight.size(); ++n) {
        const double weight = std::exp(logWeight[n] - largest);
        total += weight;
        busy += weight *
                static_cast<double>(std::min<std::int64_t>(static_cast<std::int64_t>(n), servers));
    }
    return busy / total / service;
}

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

void verifyIdentities(const ClosedNetwork& n, const NetworkFigures& f, double tolerance = 1e-9) {
    for (std::size_t r = 0; r < n.population.size(); ++r) {
        const auto population = static_cast<double>(n.population[r]);
        // everybody is somewhere
        COMPARE_WITHIN(sum(f.number[r]) + f.throughput[r] * n.think[r], population, tolerance);
        if (n.population[r] == 0) continue;
        COMPARE_WITHIN(f.response[r] + n.think[r],
                       interactiveResponseTime(population, f.throughput[r], 0), tolerance);
        for (std::size_t i = 0; i < n.servers.size(); ++i)
            QVERIFY(f.residence[r][i] >= n.demands[r][i] * (1 - 1e-9));
    }
    for (std::size_t i = 0; i < n.servers.size(); ++i) {
        double busy = 0;
        for (std::size_t r = 0; r < n.population.size(); ++r)
            busy += f.throughput[r] * n.demands[r][i];
        if (n.servers[i] == kDelayStation) continue;
        COMPARE_WITHIN(f.utilization[i], busy / static_cast<double>(n.servers[i]), 1e-9);
        QVERIFY(f.utilization[i] <= 1 + 1e-9);
    }
}

ClosedNetwork oneClass(std::vector<std::int64_t> servers, std::vector<double> demands, double think,
                       std::int64_t population) {
    return {std::move(servers), {population}, {think}, {std::move(demands)}};
}

}  // namespace

class MvaTest : public QObject {
    Q_OBJECT
  private slots:
    void one_customer_never_waits() {
        const auto f = *solveClosed(oneClass({1, 4, kDelayStation}, {0.2, 0.3, 0.4}, 1, 1));
        COMPARE_WITHIN(f.throughput[0], 1 / 1.9, 1e-12);
        COMPARE_WITHIN(f.response[0], 0.9, 1e-12);
    }

    void single_servers_agree_with_textbook_mean_value_analysis() {
        const std::vector<double> demands = {0.125 * 16, 0.3 * 10, 0.2 * 5, 1e-4, 2.9};
        for (const std::int64_t population : {1, 2, 10, 300}) {
            const auto n = oneClass({1, 1, 1, 1, 1}, demands, 4, population);
            const auto f = *solveClosed(n);
            COMPARE_WITHIN(f.throughput[0], textbookThroughputs(demands, 4, population).back(),
                           1e-10);
            verifyIdentities(n, f);
        }
    }

    void throughput_by_population_agrees_at_every_population() {
        const std::vector<double> demands = {0.02, 0.05, 0.03};
        const auto ours = *throughputByPopulation(oneClass({1, 1, 1}, demands, 0.5, 500));
        const auto theirs = textbookThroughputs(demands, 0.5, 500);
        QCOMPARE(ours.size(), theirs.size());
        for (std::size_t n = 0; n < ours.size(); ++n)
            COMPARE_WITHIN(ours[n], theirs[n], 1e-10);
    }

    void many_servers_agree_with_the_machine_repair_model() {
        for (const std::int64_t c : {1, 2, 8, 50}) {
            for (const std::int64_t population : {1, 7, 60, 1000}) {
                const auto n = oneClass({c}, {0.4}, 2, population);
                const auto f = *solveClosed(n);
                COMPARE_WITHIN(f.throughput[0], repairThroughput(population, c, 0.4, 2), 1e-9);
                verifyIdentities(n, f);
            }
        }
    }

    void two_hundred_customers_at_many_servers_have_a_throughput() {
        // Where the recursion of Reiser and Lavenberg gives a negative one. At saturation the
        // second station is all: 4 / 0.04.
        const auto n = oneClass({2, 4}, {0.01, 0.04}, 0.5, 200);
        const auto f = *solveClosed(n);
        COMPARE_WITHIN(f.throughput[0], 100, 1e-9);
        verifyIdentities(n, f);
    }

    void thousands_of_customers_and_servers_neither_overflow_nor_lose_their_digits() {
        // demands of microseconds and of hours, so that weights leave the range of doubles
        for (const double scale : {1e-6, 1.0, 1e4}) {
            const auto n = oneClass({1000, 64, 1}, {0.9 * scale, 0.05 * scale, 0.0009 * scale},
                                    5 * scale, 5000);
            const auto f = *solveClosed(n);
            QVERIFY(f.throughput[0] * scale > 800);
            QVERIFY(f.throughput[0] * scale < 5000 / 5.95);
            verifyIdentities(n, f, 1e-8);
        }
        // more servers than customers: nobody waits
        const auto free = *solveClosed(oneClass({100'000}, {1}, 1, 20'000));
        COMPARE_WITHIN(free.throughput[0], 10'000, 1e-9);
    }

    void stations_that_are_alike_are_alike() {
        const auto n = oneClass({2, 1, 2, 1, 2}, {0.3, 0.1, 0.3, 0.2, 0.3}, 1, 40);
        const auto f = *solveClosed(n);
        verifyIdentities(n, f);
        COMPARE_WITHIN(f.number[0][0], f.number[0][2], 1e-12);
        COMPARE_WITHIN(f.number[0][0], f.number[0][4], 1e-12);
        // the order of stations is no part of the question
        const auto turned =
            *solveClosed(oneClass({1, 2, 2, 2, 1}, {0.2, 0.3, 0.3, 0.3, 0.1}, 1, 40));
        COMPARE_WITHIN(turned.throughput[0], f.throughput[0], 1e-12);
        COMPARE_WITHIN(turned.number[0][0], f.number[0][3], 1e-10);
    }

    void many_customers_that_think_long_come_to_be_poisson_arrivals() {
        // Requests from ever more users who think ever longer: an open M/M/c.
        double apart = 1;
        const double open = mmc(3, 1, 4)->figures.meanResponse;
        for (const std::int64_t population : {10, 100, 1000, 10'000}) {
            const double think = static_cast<double>(population) / 3 - open;
            const auto f = *solveClosed(oneClass({4}, {1}, think, population));
            const double difference = std::abs(f.response[0] - open) / open;
            QVERIFY(difference < apart);
            apart = difference;
        }
        QVERIFY(apart < 1e-3);
    }

    void classes_that_are_alike_are_one_class() {
        const std::vector<double> demands = {0.1, 0.25};
        const auto one = *solveClosed(oneClass({1, 3}, demands, 0.7, 12));
        const ClosedNetwork two{{1, 3}, {5, 7}, {0.7, 0.7}, {demands, demands}};
        const auto f = *solveClosed(two);
        verifyIdentities(two, f);
        COMPARE_WITHIN(f.throughput[0] + f.throughput[1], one.throughput[0], 1e-10);
        COMPARE_WITHIN(f.response[0], one.response[0], 1e-10);
        COMPARE_WITHIN(f.number[0][1] + f.number[1][1], one.number[0][1], 1e-10);
    }

    void three_classes_at_many_servers_keep_the_identities() {
        const ClosedNetwork n{{1, 3, 8, kDelayStation},
                              {20, 10, 6},
                              {1, 0, 3},
                              {{0.02, 0.3, 0.1, 0.5}, {0.1, 0, 0.9, 0}, {0, 0.4, 2, 0.1}}};
        const auto f = *solveClosed(n);
        verifyIdentities(n, f);
        // one class alone, the others without customers
        ClosedNetwork alone = n;
        alone.population = {20, 0, 0};
        const auto single = *solveClosed(alone);
        COMPARE_WITHIN(single.throughput[0],
                       solveClosed(oneClass(n.servers, n.demands[0], 1, 20))->throughput[0], 1e-12);
        QVERIFY(single.throughput[1] == 0);
        QVERIFY(f.throughput[0] < single.throughput[0]);
    }

    void one_customer_less_is_what_an_arrival_sees() {
        // The arrival theorem, for two classes and single servers.
        const ClosedNetwork n{{1, 1}, {6, 4}, {1, 2}, {{0.3, 0.1}, {0.2, 0.4}}};
        const auto f = *solveClosed(n);
        for (std::size_t r = 0; r < 2; ++r) {
            ClosedNetwork less = n;
            --less.population[r];
            const auto seen = *solveClosed(less);
            for (std::size_t i = 0; i < 2; ++i) {
                const double met = seen.number[0][i] + seen.number[1][i];
                COMPARE_WITHIN(f.residence[r][i], n.demands[r][i] * (1 + met), 1e-10);
            }
        }
    }

    void approximations_are_close_to_the_exact_solution() {
        const ClosedNetwork n{
            {1, 1, 1}, {30, 40}, {1, 2}, {{0.012, 0.03, 0.01}, {0.02, 0.016, 0.02}}};
        const auto exact = *solveClosed(n);
        const auto rough = *schweitzerBard(n);
        const auto fine = *linearizer(n);
        verifyIdentities(n, rough, 1e-8);
        verifyIdentities(n, fine, 1e-8);
        for (std::size_t r = 0; r < 2; ++r) {
            COMPARE_WITHIN(rough.throughput[r], exact.throughput[r], 0.05);
            COMPARE_WITHIN(fine.throughput[r], exact.throughput[r], 0.02);
            QVERIFY(std::abs(fine.throughput[r] - exact.throughput[r]) <
                    std::abs(rough.throughput[r] - exact.throughput[r]));
        }
    }

    void approximations_are_exact_for_one_customer_and_for_saturation() {
        for (const auto& solve : {schweitzerBard, linearizer}) {
            const auto one = *solve(oneClass({1, 4}, {0.2, 0.3}, 1, 1));
            COMPARE_WITHIN(one.throughput[0], 1 / 1.5, 1e-9);
            const auto full = *solve(oneClass({1, 4}, {0.2, 0.3}, 1, 100'000));
            COMPARE_WITHIN(full.throughput[0], 5, 1e-3);
        }
    }

    void approximations_of_many_servers_are_within_a_tenth() {
        for (const std::int64_t population : {5, 20, 64, 200}) {
            const auto n = oneClass({2, 4}, {0.01, 0.04}, 0.5, population);
            const double exact = solveClosed(n)->throughput[0];
            COMPARE_WITHIN(linearizer(n)->throughput[0], exact, 0.1);
            COMPARE_WITHIN(schweitzerBard(n)->throughput[0], exact, 0.1);
        }
    }

    void impossible_networks_are_answers() {
        const auto outOfRange = NoAnswer::OutOfRange;
        const std::vector<ClosedNetwork> bad = {
            oneClass({1}, {0.1}, -1, 5),
            oneClass({1}, {std::nan("")}, 1, 5),
            oneClass({1}, {0.1}, 1, -5),
            oneClass({-2}, {0.1}, 1, 5),
            oneClass({1, 1}, {0.1}, 1, 5),
            oneClass({1}, {0}, 0, 5),
            {{1}, {}, {}, {}},
        };
        for (const ClosedNetwork& n : bad) {
            VERIFY_NO_ANSWER(solveClosed(n), outOfRange);
            VERIFY_NO_ANSWER(schweitzerBard(n), outOfRange);
            VERIFY_NO_ANSWER(linearizer(n), outOfRange);
            VERIFY_NO_ANSWER(throughputByPopulation(n), outOfRange);
        }
        const ClosedNetwork huge{{1}, {9000, 9000}, {1, 1}, {{0.1}, {0.1}}};
        VERIFY_NO_ANSWER(solveClosed(huge), NoAnswer::TooLarge);
        QVERIFY(linearizer(huge).hasValue());
        QVERIFY(solveClosed(oneClass({1}, {0.1}, 1, 0))->throughput[0] == 0);
    }

    void wide_numbers_keep_their_digits_beyond_the_range_of_doubles() {
        WideNumber power(1);
        for (int i = 0; i < 3000; ++i)
            power = power * 1e3;
        WideNumber other = power * 3.0;
        other += power;
        COMPARE_WITHIN(ratio(other, power), 4, 1e-15);
        for (int i = 0; i < 3000; ++i)
            other = other * 1e-3;
        COMPARE_WITHIN(ratio(other, WideNumber(1)), 4, 1e-12);
        // what is far smaller changes nothing; zero is neutral
        other += WideNumber(1e-300);
        COMPARE_WITHIN(ratio(other, WideNumber(1)), 4, 1e-12);
        WideNumber zero;
        zero += power;
        COMPARE_WITHIN(ratio(zero, power), 1, 1e-15);
        QVERIFY((WideNumber() * power).isZero());
        QVERIFY(ratio(WideNumber(1), power) == 0);
        // sums across a step of the exponent
        for (int shift = 0; shift < 40; ++shift) {
            const WideNumber large(std::ldexp(1.0, 230 + shift));
            WideNumber total(std::ldexp(1.0, 229 + shift));
            total += large;
            COMPARE_WITHIN(ratio(total, large), 1.5, 1e-15);
        }
    }
};

HEADROOM_TEST(MvaTest);
#include "mva_test.moc"
