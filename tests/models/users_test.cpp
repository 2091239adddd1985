// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "tests/models/probe.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::Seen;

namespace {

/// A population with these settings before a probe; a server behind it in which nobody waits.
std::string population(const std::string& settings, const std::string& endpoints) {
    return "{'headroom': 1, 'name': 'people', 'endpoints': [" + endpoints +
           "], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" + settings +
           "}}, {'id': 'gate', 'kind': 'probe'}, {'id': 'app', 'kind': 'server', 'settings': "
           "{'workers': 100000, 'cores': 4096}}], 'links': [{'from': 'users', 'to': 'gate', "
           "'latency': '0 ms'}, {'from': 'gate', 'to': 'app', 'latency': '0 ms'}]}";
}
const std::string kOne = "{'name': 'GET /', 'cpu': '1 ms'}";

std::vector<Seen> watchPopulation(const std::string& design, int seconds, std::uint64_t seed = 1) {
    return tests::watch(tests::probedDesign(design), Duration::seconds(seconds), seed);
}

using Counts = std::map<std::uint64_t, double>;

/// Pearson's statistic in standard deviations from its mean: with k values its mean is k - 1, its
/// variance 2 (k - 1).
double chiSquareDeviation(const Counts& observed, const Counts& expected) {
    double statistic = 0;
    for (const auto& [value, count] : expected) {
        const auto found = observed.find(value);
        const double difference = (found == observed.end() ? 0 : found->second) - count;
        statistic += difference * difference / count;
    }
    const double freedom = static_cast<double>(expected.size()) - 1;
    return (statistic - freedom) / std::sqrt(2 * freedom);
}

}  // namespace

class UsersTest : public QObject {
    Q_OBJECT
  private slots:
    void poisson_arrivals_have_exponential_gaps_and_counts_as_varied_as_their_mean() {
        const int seconds = 40;
        const double rate = 1000;
        const auto seen = watchPopulation(population("'rate': '1000/s'", kOne), seconds);
        const double expected = rate * seconds;
        QVERIFY(std::abs(static_cast<double>(seen.size()) - expected) < 5 * std::sqrt(expected));

        std::vector<double> gaps;
        std::vector<double> counts(static_cast<std::size_t>(seconds) * 100);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (i > 0) gaps.push_back((seen[i].born - seen[i - 1].born).toSeconds() * rate);
            const auto window = static_cast<std::size_t>(seen[i].born.ns() / 10'000'000);
            if (window < counts.size()) counts[window] += 1;
        }
        std::sort(gaps.begin(), gaps.end());
        const double n = static_cast<double>(gaps.size());
        double distance = 0;  // Kolmogorov-Smirnov
        for (std::size_t i = 0; i < gaps.size(); ++i) {
            const double exact = 1 - std::exp(-gaps[i]);
            distance = std::max({distance, std::abs(exact - static_cast<double>(i) / n),
                                 std::abs(exact - static_cast<double>(i + 1) / n)});
        }
        QVERIFY(distance * std::sqrt(n) < 1.95);  // exceeded once in 1,000 times

        // Variance over mean of m Poisson counts: 1 with standard deviation sqrt(2 / (m - 1)).
        double sum = 0;
        double squares = 0;
        for (const double count : counts) {
            sum += count;
            squares += count * count;
        }
        const double m = static_cast<double>(counts.size());
        const double dispersion = (squares - sum * sum / m) / (m - 1) / (sum / m);
        QVERIFY(std::abs(dispersion - 1) < 5 * std::sqrt(2 / (m - 1)));
    }

    void deterministic_arrivals_are_evenly_spaced() {
        const auto seen =
            watchPopulation(population("'rate': '250/s', 'arrivals': 'deterministic'", kOne), 2);
        QCOMPARE(seen.size(), std::size_t{500});
        for (std::size_t i = 0; i < seen.size(); ++i) {
            QCOMPARE(seen[i].number, static_cast<std::uint64_t>(i));
            QCOMPARE(seen[i].born.ns(), static_cast<std::int64_t>(i + 1) * 4'000'000);
        }
    }

    void every_request_comes_from_one_of_the_clients_equally_often() {
        const auto seen = watchPopulation(population("'rate': '1000/s', 'clients': 50", kOne), 20);
        Counts observed;
        Counts expected;
        for (const Seen& request : seen) {
            QVERIFY(request.client < 50);
            observed[request.client] += 1;
        }
        for (std::uint64_t client = 0; client < 50; ++client)
            expected[client] = static_cast<double>(seen.size()) / 50;
        QVERIFY(std::abs(chiSquareDeviation(observed, expected)) < 5);
    }

    void endpoints_are_asked_for_by_their_weights() {
        const auto seen =
            watchPopulation(population("'rate': '1000/s'",
                                       "{'name': 'a', 'weight': 70, 'cpu': '1 ms'}, {'name': "
                                       "'b', 'weight': 25, 'cpu': '1 ms'}, {'name': 'c', "
                                       "'weight': 5, 'cpu': '1 ms'}, {'name': 'd', 'weight': "
                                       "0, 'cpu': '1 ms'}"),
                            20);
        Counts observed;
        for (const Seen& request : seen)
            observed[request.endpoint] += 1;
        const double n = static_cast<double>(seen.size());
        const double shares[] = {0.70, 0.25, 0.05};
        for (std::uint64_t i = 0; i < 3; ++i) {
            const double p = shares[i];
            QVERIFY(std::abs(observed[i] - n * p) < 5 * std::sqrt(n * p * (1 - p)));
        }
        QVERIFY(!observed.contains(3));
    }

    void objects_are_asked_for_by_their_popularity() {
        const auto seen =
            watchPopulation(population("'rate': '1000/s'",
                                       "{'name': 'a', 'cpu': '1 ms', 'objects': {'count': 40, "
                                       "'popularity': 'zipf 1.1'}}"),
                            20);
        double all = 0;
        for (int rank = 1; rank <= 40; ++rank)
            all += std::pow(rank, -1.1);
        Counts observed;
        Counts expected;
        for (std::uint64_t rank = 0; rank < 40; ++rank) {
            expected[rank] = static_cast<double>(seen.size()) *
                             std::pow(static_cast<double>(rank + 1), -1.1) / all;
        }
        for (const Seen& request : seen) {
            QVERIFY(request.object < 40);
            observed[request.object] += 1;
        }
        QVERIFY(std::abs(chiSquareDeviation(observed, expected)) < 5);
    }

    void two_populations_send_each_its_own_requests() {
        const auto seen = watchPopulation(
            "{'headroom': 1, 'name': 'two', 'endpoints': [{'name': 'GET /', 'cpu': '1 ms'}], "
            "'nodes': [{'id': 'web', 'kind': 'users', 'settings': {'rate': '300/s'}}, {'id': "
            "'phones', 'kind': 'users', 'settings': {'rate': '900/s'}}, {'id': 'gate', 'kind': "
            "'probe'}, {'id': 'app', 'kind': 'server', 'settings': {'cores': 64}}], 'links': "
            "[{'from': 'web', 'to': 'gate', 'latency': '0 ms'}, {'from': 'phones', 'to': 'gate', "
            "'latency': '0 ms'}, {'from': 'gate', 'to': 'app', 'latency': '0 ms'}]}",
            20);
        std::map<std::uint32_t, std::vector<Seen>> populations;
        for (const Seen& request : seen)
            populations[request.population].push_back(request);
        QCOMPARE(populations.size(), std::size_t{2});
        std::vector<double> sizes;
        for (const auto& [name, requests] : populations) {
            for (std::size_t i = 0; i < requests.size(); ++i)
                QCOMPARE(requests[i].number, static_cast<std::uint64_t>(i));
            sizes.push_back(static_cast<double>(requests.size()));
        }
        std::sort(sizes.begin(), sizes.end());
        QVERIFY(std::abs(sizes[0] - 6'000) < 5 * std::sqrt(6'000.0));
        QVERIFY(std::abs(sizes[1] - 18'000) < 5 * std::sqrt(18'000.0));
        // Did both draw alike, request n would have the same of the 10,000 clients in both.
        const auto& a = populations.begin()->second;
        const auto& b = populations.rbegin()->second;
        double same = 0;
        double n = 0;
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
            n += 1;
            same += a[i].client == b[i].client ? 1 : 0;
        }
        QVERIFY(same < n * 1e-4 + 5 * std::sqrt(n * 1e-4));
    }

    void users_do_not_wait_for_the_answers_to_earlier_requests() {
        // The server answers nobody within the run, and they keep coming.
        const auto seen = watchPopulation(
            "{'headroom': 1, 'name': 'open', 'endpoints': [{'name': 'GET /', 'cpu': '1 h'}], "
            "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '100/s', 'arrivals': "
            "'deterministic'}}, {'id': 'gate', 'kind': 'probe'}, {'id': 'app', 'kind': 'server', "
            "'settings': {'queue': 10000}}], 'links': [{'from': 'users', 'to': 'gate', 'latency': "
            "'0 ms'}, {'from': 'gate', 'to': 'app', 'latency': '0 ms'}]}",
            3);
        QCOMPARE(seen.size(), std::size_t{300});
        for (const Seen& request : seen)
            QCOMPARE(request.status, 0);
    }

    void another_seed_sends_other_requests_and_the_same_seed_the_same() {
        const std::string design = population("'rate': '1000/s'", kOne);
        const auto first = watchPopulation(design, 1, 1);
        const auto again = watchPopulation(design, 1, 1);
        const auto other = watchPopulation(design, 1, 2);
        QCOMPARE(again.size(), first.size());
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(again[i].born.ns(), first[i].born.ns());
            QCOMPARE(again[i].client, first[i].client);
        }
        QVERIFY(other[0].born != first[0].born);
    }
};

HEADROOM_TEST(UsersTest);
#include "users_test.moc"
