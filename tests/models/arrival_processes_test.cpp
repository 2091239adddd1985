// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <array>
#include <cmath>

#include "models/analysis/general_arrivals.h"
#include "models/simulate/run.h"
#include "models/workload/arrival_clock.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::agreesOverTen;
using tests::Seen;
using tests::watchUsers;

namespace {

/// One exponential server of 10 ms before which these users stand.
RunResult simulateQueue(const std::string& users, int seconds) {
    RunOptions options;
    options.duration = Duration::seconds(seconds);
    options.warmup = Duration::seconds(20);
    options.leastReplications = options.mostReplications = 10;
    return run(
        tests::designOf(
            "{'headroom': 1, 'name': 'q', 'endpoints': [{'name': 'GET /', 'cpu': "
            "'exponential 10 ms'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" +
            users +
            "}}, {'id': 'app', 'kind': 'server', 'settings': {'cores': 1, 'workers': "
            "1000000, 'discipline': 'fifo'}}], 'links': [{'from': 'users', 'to': 'app', "
            "'latency': '0 ms'}]}"),
        {}, options);
}

struct Dispersion {
    double mean = 0;
    double overMean = 0;  ///< variance / mean
};
Dispersion dispersionOf(const std::vector<double>& counts) {
    double sum = 0;
    double squares = 0;
    for (const double count : counts) {
        sum += count;
        squares += count * count;
    }
    const double m = static_cast<double>(counts.size());
    return {sum / m, (squares - sum * sum / m) / (m - 1) / (sum / m)};
}

}  // namespace

class ArrivalProcessesTest : public QObject {
    Q_OBJECT
  private slots:
    void bursts_have_the_mean_and_the_dispersion_of_the_process() {
        const double rate = 20;
        const double factor = 10;
        const double burst = 0.5;
        const double calm = 1;
        const engine::RunKey key{7, 0};
        ArrivalClock clock(nullptr, SimTime::zero());
        clock.setBursts(Bursts(factor, Duration::fromSeconds(burst), Duration::fromSeconds(calm),
                               engine::Draws::forNode(key, 1, engine::Purpose{1})));
        clock.setRate(rate, SimTime::zero());
        auto draws = engine::Draws::forNode(key, 1, engine::Purpose{2});
        const auto gap = *engine::Distribution::exponential(1);

        // Covariance of the rate at a distance u: part (1 - part) difference^2 exp(-change u).
        const double part = burst / (burst + calm);
        const double low = rate / (part * factor + 1 - part);
        const double difference = (factor - 1) * low;
        const double change = 1 / burst + 1 / calm;
        const double t = 20 / change;
        const double variance =
            rate * t + 2 * part * (1 - part) * difference * difference *
                           (t / change - (1 - std::exp(-change * t)) / (change * change));

        std::vector<double> counts(4000);
        for (;;) {
            clock.advance(gap.sample(draws));
            const auto window = static_cast<std::size_t>(clock.next()->toSeconds() / t);
            if (window >= counts.size()) break;
            counts[window] += 1;
        }
        const Dispersion seen = dispersionOf(counts);
        const double m = static_cast<double>(counts.size());
        // Windows of 20 relaxation times are nearly independent.
        QVERIFY(std::abs(seen.mean - rate * t) < 5.5 * std::sqrt(variance / m));
        // And nearly normal, for which a variance has the relative error sqrt(2 / m); half as much
        // again for what they are not.
        const double exact = variance / (rate * t);
        QVERIFY2(std::abs(seen.overMean / exact - 1) < 1.5 * 5 * std::sqrt(2 / m),
                 qPrintable(QString("%1 %2").arg(seen.overMean).arg(exact)));
        QVERIFY(exact > 10);
    }

    void bursts_before_one_server_are_mmpp_m_1() {
        const ModulatedArrivals process{{50 / (2.0 / 3 + 4.0 / 3), 200 / (2.0 / 3 + 4.0 / 3)},
                                        {{0, 1 / 0.4}, {1 / 0.2, 0}}};
        QVERIFY(std::abs(process.meanRate() - 50) < 1e-9);
        const auto exact = mmppm1(process, 0.01);
        const RunResult result = simulateQueue(
            "'rate': '50/s', 'arrivals': 'mmpp', 'burst': {'factor': 4, 'length': '200 "
            "ms', 'pause': '400 ms'}",
            300);
        QVERIFY(agreesOverTen(result.total.rps, 50));
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, exact->meanResponse * 1000));
    }

    void batches_before_one_server_are_m_x_m_1() {
        // Number in M^X/M/1: rho (1 + E[X^2] / E[X]) / (2 (1 - rho)) (Gross, Harris, 3.1).
        const double rho = 0.5;
        const auto response = [&](double meanSquareOverMean) {
            return rho * (1 + meanSquareOverMean) / (2 * (1 - rho)) / 50 * 1000;
        };
        const RunResult fixed =
            simulateQueue("'rate': '50/s', 'arrivals': 'batches', 'batch': {'size': 4}", 300);
        QVERIFY(agreesOverTen(fixed.total.latencyMs.mean, response(4)));
        const RunResult geometric = simulateQueue(
            "'rate': '50/s', 'arrivals': 'batches', 'batch': {'size': 4, 'sizes': "
            "'geometric'}",
            300);
        QVERIFY(agreesOverTen(geometric.total.rps, 50));
        QVERIFY(agreesOverTen(geometric.total.latencyMs.mean, response(2 * 4 - 1)));
    }

    void batches_come_at_once_and_are_as_dispersed_as_their_sizes() {
        // Compound Poisson: variance over mean is E[X^2] / E[X], in windows of any length.
        const int seconds = 1000;
        const std::pair<const char*, double> cases[] = {
            {"'batch': {'size': 5}", 5.0},
            {"'batch': {'size': 5, 'sizes': 'geometric'}", 9.0},
            {"'batch': {'size': 1, 'sizes': 'geometric'}", 1.0}};
        for (const auto& [settings, exact] : cases) {
            const auto seen = watchUsers(
                "'rate': '50/s', 'arrivals': 'batches', " + std::string(settings), seconds);
            std::vector<double> counts(static_cast<std::size_t>(seconds));
            for (const Seen& request : seen) {
                const auto second = static_cast<std::size_t>(request.born.toSeconds());
                if (second < counts.size()) counts[second] += 1;
            }
            const Dispersion found = dispersionOf(counts);
            const double m = seconds;
            QVERIFY(std::abs(found.mean - 50) < 5 * std::sqrt(50 * exact / m));
            // Ten batches a window leave an excess kurtosis of at most E[X^4] / (10 E[X^2]^2),
            // which is below 1: relative error sqrt(3 / m).
            QVERIFY2(std::abs(found.overMean / exact - 1) < 5 * std::sqrt(3 / m), settings);
            if (exact != 5) continue;
            for (std::size_t i = 0; i + 1 < seen.size(); ++i)
                QCOMPARE(seen[i].born == seen[i + 1].born, i % 5 != 4);
        }
    }

    void the_process_changes_when_requests_come_and_not_what_they_are() {
        const auto plain = watchUsers("'rate': '100/s'", 5);
        for (const char* arrivals : {"deterministic", "mmpp", "batches"}) {
            const auto other =
                watchUsers("'rate': '100/s', 'arrivals': '" + std::string(arrivals) + "'", 5);
            for (std::size_t i = 0; i < std::min(plain.size(), other.size()); ++i) {
                QCOMPARE(other[i].number, plain[i].number);
                QCOMPARE(other[i].object, plain[i].object);
                QCOMPARE(other[i].client, plain[i].client);
            }
        }
    }

    void bursts_stay_where_they_are_when_the_load_doubles() {
        // In 100 ms there are 10 requests, or 20, on the average: where there were many there are.
        const std::string bursts =
            "'arrivals': 'mmpp', 'burst': {'factor': 1000, 'length': '1 s', "
            "'pause': '1 s'}";
        const auto one = watchUsers("'rate': '100/s', " + bursts, 100);
        const auto two = watchUsers("'rate': '200/s', " + bursts, 100);
        std::array<std::vector<double>, 2> counts{std::vector<double>(1001),
                                                  std::vector<double>(1001)};
        for (const Seen& request : one)
            counts[0][static_cast<std::size_t>(request.born.toSeconds() * 10)] += 1;
        for (const Seen& request : two)
            counts[1][static_cast<std::size_t>(request.born.toSeconds() * 10)] += 1;
        int differ = 0;
        for (std::size_t i = 0; i < 1000; ++i)
            differ += (counts[0][i] > 5) != (counts[1][i] > 10) ? 1 : 0;
        // Windows in which a burst begins or ends, a hundred or so, may fall on either side; in a
        // burst there are 20 or 40: below 6 or 11 once in 10,000 windows.
        QVERIFY2(differ < 100, qPrintable(QString::number(differ)));
    }
};

HEADROOM_TEST(ArrivalProcessesTest);
#include "arrival_processes_test.moc"
