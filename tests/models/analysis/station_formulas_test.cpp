// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <limits>
#include <vector>

#include "models/analysis/erlang.h"
#include "models/analysis/fan_out.h"
#include "models/analysis/general_arrivals.h"
#include "models/analysis/general_stations.h"
#include "models/analysis/markov_stations.h"
#include "models/analysis/operational_laws.h"
#include "models/analysis/priorities.h"
#include "tests/models/analysis/checks.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using namespace headroom::tests;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Little's law, inside the station and inside its queue.
void verifyLittlesLaw(const StationFigures& f) {
    COMPARE_WITHIN(f.meanNumber, littlesLaw(f.throughput, f.meanResponse), 1e-9);
    COMPARE_WITHIN(f.meanQueue, littlesLaw(f.throughput, f.meanWait), 1e-9);
}

}  // namespace

class StationFormulasTest : public QObject {
    Q_OBJECT
  private slots:
    void littles_law_holds_in_every_station() {
        for (const double rho : {0.01, 0.3, 0.7, 0.95, 0.999}) {
            for (const std::int64_t c : {1, 2, 7, 64, 1000}) {
                const double lambda = rho * static_cast<double>(c) / 0.25;
                verifyLittlesLaw(mmc(lambda, 0.25, c)->figures);
                verifyLittlesLaw(*mmck(lambda, 0.25, c, c + 10));
                verifyLittlesLaw(*mmck(lambda, 0.25, c, c));
                verifyLittlesLaw(*mdc(lambda, 0.25, c));
                verifyLittlesLaw(*allenCunneen(lambda, 0.25, c, 0.3, 5));
            }
            verifyLittlesLaw(mg1(rho, ServiceMoments::of(1, 3))->figures);
            verifyLittlesLaw(gim1(*RenewalArrivals::erlang(3, rho), 1)->figures);
            verifyLittlesLaw(*mmppm1({{0.5 * rho, 1.5 * rho}, {{0, 0.2}, {0.2, 0}}}, 1));
            verifyLittlesLaw(*bulkArrivals(rho / 3, 3, 9, 1));
        }
    }

    void one_server_is_the_closed_form_of_mm1() {
        for (const double rho : {1e-6, 0.2, 0.5, 0.9, 0.9999}) {
            const auto f = mmc(rho, 1, 1)->figures;
            COMPARE_WITHIN(f.meanResponse, 1 / (1 - rho), 1e-11);
            COMPARE_WITHIN(f.emptyProbability, 1 - rho, 1e-11);
            COMPARE_WITHIN(f.waitProbability, rho, 1e-11);
        }
    }

    void general_formulas_give_mm1_for_exponential_times() {
        for (const double rho : {0.1, 0.6, 0.95}) {
            const double response = 1 / (1 - rho);
            COMPARE_WITHIN(mg1(rho, ServiceMoments::of(1, 1))->figures.meanResponse, response,
                           1e-12);
            COMPARE_WITHIN(gim1(*RenewalArrivals::poisson(rho), 1)->figures.meanResponse, response,
                           1e-9);
            COMPARE_WITHIN(gim1(*RenewalArrivals::erlang(1, rho), 1)->figures.meanResponse,
                           response, 1e-9);
            COMPARE_WITHIN(mmppm1({{rho, rho}, {{0, 3}, {1, 0}}}, 1)->meanResponse, response, 1e-9);
            COMPARE_WITHIN(mmppm1({{rho}, {{0}}}, 1)->meanResponse, response, 1e-9);
            COMPARE_WITHIN(bulkArrivals(rho, 1, 1, 1)->meanResponse, response, 1e-12);
            COMPARE_WITHIN(forkJoin(1, rho, 1)->meanResponse, response, 1e-12);
            COMPARE_WITHIN(mg1ProcessorSharing(rho, 1)->meanResponse, response, 1e-12);
            const std::vector<PriorityClass> one = {{rho, ServiceMoments::of(1, 1)}};
            COMPARE_WITHIN((*priorityNonPreemptive(one))[0].meanResponse, response, 1e-12);
            COMPARE_WITHIN((*priorityPreemptiveResume(one))[0].meanResponse, response, 1e-12);
        }
    }

    void many_phases_of_arrivals_come_to_be_deterministic() {
        const double regular = gim1(*RenewalArrivals::deterministic(0.8), 1)->figures.meanWait;
        double apart = kInfinity;
        for (const std::int64_t phases : {1, 10, 100, 1000, 10'000}) {
            const double wait = gim1(*RenewalArrivals::erlang(phases, 0.8), 1)->figures.meanWait;
            QVERIFY(wait > regular);
            QVERIFY(wait - regular < apart);
            apart = wait - regular;
        }
        QVERIFY(apart / regular < 1e-3);
    }

    void constant_service_of_one_server_is_pollaczek_khinchine() {
        for (const double rho : {0.05, 0.5, 0.9, 0.99}) {
            COMPARE_WITHIN(mdc(rho, 1, 1)->meanWait,
                           mg1(rho, ServiceMoments::of(1, 0))->figures.meanWait, 1e-11);
            COMPARE_WITHIN(mdc(rho, 1, 1)->waitProbability, rho, 1e-11);
        }
    }

    void constant_service_waits_about_half_as_long_under_heavy_load() {
        // The ratio to M/M/c tends to 1/2 (Koellerstroem 1974).
        for (const std::int64_t c : {2, 16, 100}) {
            double last = 1;
            for (const double rho : {0.9, 0.99, 0.999, 0.9999}) {
                const double lambda = rho * static_cast<double>(c);
                const double ratio =
                    mdc(lambda, 1, c)->meanWait / mmc(lambda, 1, c)->figures.meanWait;
                QVERIFY(std::abs(ratio - 0.5) < last);
                last = std::abs(ratio - 0.5);
            }
            QVERIFY(last < 1e-2);
        }
    }

    void mean_of_the_wait_distribution_of_constant_service_is_pollaczek_khinchine() {
        for (const double rho : {0.2, 0.7, 0.95}) {
            const auto wait = *ConstantServiceWait::of(rho, 1);
            // The tail is smooth within a service: Simpson's rule, service by service.
            double mean = 0;
            constexpr int kSteps = 64;
            for (int k = 0; k < 600; ++k) {
                for (int i = 0; i < kSteps; ++i) {
                    const double h = 1.0 / kSteps;
                    const double a = k + i * h;
                    mean += h / 6 *
                            (wait.tail(a) + 4 * wait.tail(a + h / 2) +
                             wait.tail(std::nextafter(a + h, 0)));
                }
            }
            COMPARE_WITHIN(mean, mg1(rho, ServiceMoments::of(1, 0))->figures.meanWait, 1e-6);
        }
    }

    void quantiles_invert_tails() {
        const auto markov = mmc(7.5, 1, 8)->times;
        const auto renewal = gim1(*RenewalArrivals::deterministic(0.9), 1)->times;
        for (const double p : {0.5, 0.9, 0.99, 0.999, 0.999999}) {
            for (const ExponentialWait& times : {markov, renewal}) {
                COMPARE_WITHIN(times.responseTail(times.responseQuantile(p)), 1 - p, 1e-9);
                const double wait = times.waitQuantile(p);
                if (wait > 0) COMPARE_WITHIN(times.waitTail(wait), 1 - p, 1e-9);
                QVERIFY(wait > 0 || times.waitProbability <= 1 - p);
            }
        }
        // wait and service as fast as each other: no division by zero, and continuous there
        const ExponentialWait equal{0.6, 2, 2};
        const ExponentialWait nearly{0.6, 2 + 1e-9, 2};
        COMPARE_WITHIN(equal.responseTail(0.7), nearly.responseTail(0.7), 1e-8);
    }

    void no_places_to_wait_is_erlangs_loss_system() {
        for (const std::int64_t c : {1, 4, 100, 5000}) {
            for (const double perServer : {0.5, 1.0, 2.0}) {
                const double load = perServer * static_cast<double>(c);
                COMPARE_WITHIN(mmck(load, 1, c, c)->blockProbability, *erlangB(load, c), 1e-9);
            }
        }
    }

    void many_places_to_wait_are_a_queue_without_end() {
        for (const std::int64_t c : {1, 8, 300}) {
            const double lambda = 0.8 * static_cast<double>(c);
            const auto endless = mmc(lambda, 1, c)->figures;
            const auto finite = *mmck(lambda, 1, c, c + 500);
            COMPARE_WITHIN(finite.meanResponse, endless.meanResponse, 1e-9);
            COMPARE_WITHIN(finite.waitProbability, endless.waitProbability, 1e-9);
            COMPARE_WITHIN(finite.emptyProbability, endless.emptyProbability, 1e-9);
            QVERIFY(finite.blockProbability < 1e-30);
        }
        // twice what can be served: half is turned away, whatever the places
        COMPARE_WITHIN(mmck(2, 1, 1, 10'000'000)->blockProbability, 0.5, 1e-9);
        COMPARE_WITHIN(mmck(1, 1, 1, 100'000)->blockProbability, 1.0 / 100'001, 1e-9);
    }

    void many_servers_come_to_be_no_queue_at_all() {
        const auto unlimited = *mminf(40, 1);
        const auto many = mmc(40, 1, 400)->figures;
        COMPARE_WITHIN(many.meanNumber, unlimited.meanNumber, 1e-12);
        COMPARE_WITHIN(many.emptyProbability, unlimited.emptyProbability, 1e-9);
        QVERIFY(many.waitProbability < 1e-100);
    }

    void thousands_of_servers_neither_overflow_nor_lose_their_digits() {
        // Halfin and Whitt 1981: with (1 - rho) sqrt(c) = beta fixed, the probability to wait
        // tends to 1 / (1 + beta Phi(beta) / phi(beta)).
        const double beta = 1;
        const double density = std::exp(-0.5 * beta * beta) / std::sqrt(2 * M_PI);
        const double below = 0.5 * std::erfc(-beta / std::sqrt(2.0));
        const double limit = 1 / (1 + beta * below / density);
        double apart = 1;
        for (const std::int64_t c : {100, 10'000, 1'000'000}) {
            const auto size = static_cast<double>(c);
            const double waits = *erlangC(size - beta * std::sqrt(size), c);
            QVERIFY(std::abs(waits - limit) < apart);
            apart = std::abs(waits - limit);
            const auto station = mmc(size - beta * std::sqrt(size), 1, c)->figures;
            QVERIFY(std::isfinite(station.meanWait));
        }
        QVERIFY(apart < 1e-3);
        QVERIFY(*erlangB(1e-3, 100'000) == 0);
        COMPARE_WITHIN(*erlangB(1e9, 1000), 1 - 1000 / 1e9, 1e-9);
        const auto patient = *mmcm(20'000, 1, 10'000, 1e6);
        COMPARE_WITHIN(patient.blockProbability, 0.5, 1e-6);
    }

    void patience_spans_loss_and_endless_waiting() {
        const auto hasty = *mmcm(9, 1, 10, 1e-9);
        COMPARE_WITHIN(hasty.blockProbability, *erlangB(9, 10), 1e-6);
        const auto patient = *mmcm(9, 1, 10, 1e9);
        COMPARE_WITHIN(patient.meanQueue, mmc(9, 1, 10)->figures.meanQueue, 1e-5);
        // flow balance: who does not give up is served
        const auto between = *mmcm(30, 0.1, 2, 0.3);
        COMPARE_WITHIN(between.throughput, 30 * (1 - between.blockProbability), 1e-12);
        // patience as long as service: an M/M/inf in numbers
        COMPARE_WITHIN(mmcm(30, 0.7, 4, 0.7)->meanNumber, 21, 1e-12);
    }

    void priorities_conserve_the_work_that_waits() {
        // Kleinrock 1965: the sum of load times wait does not depend on who comes first.
        std::vector<PriorityClass> classes = {{0.2, ServiceMoments::of(1, 4)},
                                              {0.1, ServiceMoments::of(3, 0)},
                                              {0.5, ServiceMoments::of(0.5, 1)}};
        const auto sum = [](const std::vector<PriorityClass>& c) {
            const auto times = *priorityNonPreemptive(c);
            double total = 0;
            for (std::size_t i = 0; i < c.size(); ++i)
                total += c[i].arrivalRate * c[i].service.first * times[i].meanWait;
            return total;
        };
        const double before = sum(classes);
        std::swap(classes[0], classes[2]);
        COMPARE_WITHIN(sum(classes), before, 1e-12);
        // with preemption the highest class does not notice the others
        COMPARE_WITHIN((*priorityPreemptiveResume(classes))[0].meanResponse,
                       mg1(0.5, classes[0].service)->figures.meanResponse, 1e-12);
    }

    void shortest_remaining_time_is_never_worse_than_sharing() {
        for (const double rho : {0.01, 0.5, 0.9, 0.99}) {
            const double shortest = *mm1ShortestRemaining(rho, 1);
            QVERIFY(shortest >= 1);
            QVERIFY(shortest < 1 / (1 - rho));
        }
        COMPARE_WITHIN(*mm1ShortestRemaining(1e-9, 2.5), 2.5, 1e-6);
    }

    void kingmans_bound_is_above_what_is_exact() {
        for (const double rho : {0.3, 0.8, 0.97}) {
            QVERIFY(*kingmanBound(rho, 1, 0, 1) >
                    gim1(*RenewalArrivals::deterministic(rho), 1)->figures.meanWait);
            QVERIFY(*kingmanBound(rho, 1, 1, 2) >
                    mg1(rho, ServiceMoments::of(1, 2))->figures.meanWait);
        }
        // and tight as the load goes to 1
        COMPARE_WITHIN(*kingmanBound(0.9999, 1, 1, 0),
                       mg1(0.9999, ServiceMoments::of(1, 0))->figures.meanWait, 1e-3);
    }

    void fast_switching_of_bursts_comes_to_be_poisson_and_slow_is_worse() {
        const double smooth = mmc(0.8, 1, 1)->figures.meanResponse;
        double last = kInfinity;
        for (const double rate : {1e-3, 1e-1, 1e1, 1e4}) {
            const double response = mmppm1({{0.2, 1.4}, {{0, rate}, {rate, 0}}}, 1)->meanResponse;
            QVERIFY(response > smooth);
            QVERIFY(response < last);
            last = response;
        }
        COMPARE_WITHIN(last, smooth, 1e-3);
    }

    void fork_join_lies_within_its_bounds() {
        for (const std::int64_t k : {2, 3, 10, 32}) {
            for (const double rho : {0.1, 0.5, 0.9}) {
                const auto f = *forkJoin(k, rho, 1);
                QVERIFY(f.lower <= f.meanResponse);
                QVERIFY(f.meanResponse <= f.upper);
            }
        }
        COMPARE_WITHIN(harmonicNumber(101), harmonicNumber(100) + 1.0 / 101, 1e-14);
    }

    void overload_is_an_answer_and_not_a_number() {
        const auto unstable = NoAnswer::Unstable;
        for (const double lambda : {4.0, 4.1, 1e9}) {
            VERIFY_NO_ANSWER(erlangC(lambda, 4), unstable);
            VERIFY_NO_ANSWER(mmc(lambda, 1, 4), unstable);
            VERIFY_NO_ANSWER(mdc(lambda, 1, 4), unstable);
            VERIFY_NO_ANSWER(allenCunneen(lambda, 1, 4, 1, 1), unstable);
            VERIFY_NO_ANSWER(mg1(lambda, ServiceMoments::of(1, 1)), unstable);
            VERIFY_NO_ANSWER(gim1(*RenewalArrivals::deterministic(lambda), 1), unstable);
            VERIFY_NO_ANSWER(kingmanBound(lambda, 1, 1, 1), unstable);
            VERIFY_NO_ANSWER(bulkArrivals(lambda, 1, 1, 1), unstable);
            VERIFY_NO_ANSWER(mm1ShortestRemaining(lambda, 1), unstable);
            VERIFY_NO_ANSWER(ConstantServiceWait::of(lambda, 1), unstable);
            VERIFY_NO_ANSWER(mmppm1({{lambda}, {{0}}}, 1), unstable);
            VERIFY_NO_ANSWER(forkJoin(2, lambda, 1), unstable);
            const std::vector<PriorityClass> classes = {{lambda, ServiceMoments::of(1, 1)}};
            VERIFY_NO_ANSWER(priorityNonPreemptive(classes), unstable);
            VERIFY_NO_ANSWER(priorityPreemptiveResume(classes), unstable);
        }
        VERIFY_NO_ANSWER(spikeBacklog(3, 2, 2, 1), unstable);
    }

    void impossible_input_is_an_answer_and_not_a_number() {
        const auto outOfRange = NoAnswer::OutOfRange;
        for (const double bad : {kNaN, kInfinity, -1.0, 0.0}) {
            VERIFY_NO_ANSWER(mmc(bad, 1, 1), outOfRange);
            VERIFY_NO_ANSWER(mmc(1, bad, 1), outOfRange);
            VERIFY_NO_ANSWER(mmck(bad, 1, 1, 2), outOfRange);
            VERIFY_NO_ANSWER(mmcm(1, 1, 1, bad), outOfRange);
            VERIFY_NO_ANSWER(mminf(bad, 1), outOfRange);
            VERIFY_NO_ANSWER(mdc(bad, 1, 2), outOfRange);
            VERIFY_NO_ANSWER(mg1(0.5, {bad, 1, {}}), outOfRange);
            VERIFY_NO_ANSWER(mg1(0.5, {1, bad, {}}), outOfRange);
            VERIFY_NO_ANSWER(RenewalArrivals::erlang(2, bad), outOfRange);
            VERIFY_NO_ANSWER(mmppm1({{bad}, {{0}}}, 1), outOfRange);
            VERIFY_NO_ANSWER(forkJoin(2, bad, 1), outOfRange);
            VERIFY_NO_ANSWER(replicaAvailability(3, 2, 1, bad, 1), outOfRange);
        }
        VERIFY_NO_ANSWER(mmc(1, 1, 0), outOfRange);
        VERIFY_NO_ANSWER(mmck(1, 1, 3, 2), outOfRange);
        VERIFY_NO_ANSWER(erlangB(kNaN, 2), outOfRange);
        VERIFY_NO_ANSWER(retries(1.5, 2), outOfRange);
        VERIFY_NO_ANSWER(anySlow(2, kNaN), outOfRange);
        VERIFY_NO_ANSWER(RenewalArrivals::hyperexponential({0.5, 0.4}, {1, 2}), outOfRange);
        // a chain that falls apart has no one steady state
        VERIFY_NO_ANSWER(mmppm1({{0.1, 0.2}, {{0, 0}, {0, 0}}}, 1), outOfRange);
    }
};

HEADROOM_TEST(StationFormulasTest);
#include "station_formulas_test.moc"
