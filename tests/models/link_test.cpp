// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "tests/models/probe.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::Seen;

namespace {

/// users -> front -> middle -> app, both in the middle probes; evenly spaced requests of 3 ms. What
/// the links say is written out in full.
std::string chainOfLinks(const std::string& first, const std::string& second,
                         const std::string& third, const std::string& server = {},
                         const std::string& rate = "100/s") {
    return "{'headroom': 1, 'name': 'chain', 'endpoints': [{'name': 'GET /', 'cpu': '3 ms'}], "
           "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '" +
           rate +
           "', 'arrivals': 'deterministic'}}, {'id': 'front', 'kind': 'probe'}, {'id': 'middle', "
           "'kind': 'probe'}, {'id': 'app', 'kind': 'server', 'settings': {" +
           server + "}}], 'links': [{'from': 'users', 'to': 'front', " + first +
           "}, {'from': 'front', 'to': 'middle', " + second + "}, {'from': 'middle', 'to': 'app'" +
           third + "}]}";
}
const std::string kNoLatency = "'latency': '0 ms'";

struct Trip {
    Seen front;
    Seen middle;
};
std::vector<Trip> trips(const std::string& design, Duration time) {
    const std::vector<Seen> seen = tests::watch(tests::probedDesign(design), time);
    std::vector<Trip> result;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t j = i + 1; j < seen.size(); ++j) {
            if (seen[j].number != seen[i].number) continue;
            result.push_back({seen[i], seen[j]});
            break;
        }
    }
    return result;
}

}  // namespace

class LinkTest : public QObject {
    Q_OBJECT
  private slots:
    void latency_is_added_once_there_and_once_back_to_the_nanosecond() {
        const auto all = trips(
            chainOfLinks("'latency': '7.000001 ms'", "'latency': '11 ns'", ", 'latency': '250 us'"),
            Duration::seconds(1));
        QVERIFY(all.size() >= 95);
        int answered = 0;
        for (const Trip& trip : all) {
            QCOMPARE((trip.front.arrived - trip.front.born).ns(), std::int64_t{7'000'001});
            QCOMPARE((trip.middle.arrived - trip.front.arrived).ns(), std::int64_t{11});
            if (trip.front.status == 0) continue;
            QCOMPARE(trip.middle.behind().ns(), std::int64_t{2 * 250'000 + 3'000'000});
            QCOMPARE(trip.front.behind().ns(), trip.middle.behind().ns() + 2 * 11);
            QCOMPARE(trip.front.status, 200);
            ++answered;
        }
        QVERIFY(answered >= 95);
    }

    void a_link_that_says_nothing_has_half_the_round_trip_of_a_data_centre() {
        const std::int64_t oneWay = Duration::microseconds(250).ns();
        int answered = 0;
        for (const Trip& trip :
             trips(chainOfLinks(kNoLatency, kNoLatency, ""), Duration::milliseconds(205))) {
            if (trip.front.status == 0) continue;
            QCOMPARE(trip.middle.behind().ns(), 2 * oneWay + 3'000'000);
            ++answered;
        }
        QVERIFY(answered >= 19);
    }

    void a_link_without_latency_takes_no_time() {
        const auto all = trips(chainOfLinks(kNoLatency, kNoLatency, ", " + kNoLatency),
                               Duration::milliseconds(205));
        QCOMPARE(all.size(), std::size_t{20});
        for (const Trip& trip : all) {
            QCOMPARE(trip.middle.arrived.ns(), trip.front.born.ns());
            QCOMPARE(trip.front.behind().ns(), std::int64_t{3'000'000});
        }
    }

    void a_latency_that_varies_is_drawn_anew_for_each_way() {
        // There and back are independent: means add up, and so do variances. One draw used twice
        // would have twice the variance.
        const auto all = trips(chainOfLinks(kNoLatency, "'latency': 'exponential 5 ms'",
                                            ", " + kNoLatency, "'cores': 64", "1000/s"),
                               Duration::seconds(3));
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (const Trip& trip : all) {
            if (trip.front.status == 0) continue;
            const double ms = trip.front.behind().toSeconds() * 1000 - 3;
            n += 1;
            sum += ms;
            squares += ms * ms;
        }
        QVERIFY(n > 2500);
        const double mean = sum / n;
        const double variance = squares / n - mean * mean;
        // Two exponentials make an Erlang of 2 phases: variance 2 * 5^2, fourth central moment 24 *
        // 5^4.
        QVERIFY(std::abs(mean - 10) < 5 * std::sqrt(50 / n));
        QVERIFY(std::abs(variance - 50) < 5 * std::sqrt((24 * 625.0 - 50 * 50) / n));
    }

    void a_time_out_covers_the_whole_call_and_the_callee_works_on() {
        // 4 ms there, 3 ms of work, 4 ms back: 11 ms. Patience for 10 ms ends on the way back.
        const auto patience = [](const std::string& limit) {
            return trips(chainOfLinks(kNoLatency, "'latency': '4 ms', 'timeout': '" + limit + "'",
                                      ", " + kNoLatency),
                         Duration::milliseconds(505));
        };
        int timedOut = 0;
        for (const Trip& trip : patience("10 ms")) {
            if (trip.front.status == 0) continue;
            QCOMPARE(trip.front.status, 504);
            QCOMPARE(trip.front.behind().ns(), std::int64_t{10'000'000});
            QCOMPARE(trip.middle.status, 200);
            ++timedOut;
        }
        QVERIFY(timedOut >= 48);
        int answered = 0;
        for (const Trip& trip : patience("11.1 ms")) {
            if (trip.front.status == 0) continue;
            QCOMPARE(trip.front.status, 200);
            QCOMPARE(trip.front.behind().ns(), std::int64_t{11'000'000});
            ++answered;
        }
        QVERIFY(answered >= 48);
    }

    void a_refusal_travels_back_as_well() {
        // One worker, nobody may wait: every other request comes while the one before is served.
        const auto all = trips(chainOfLinks(kNoLatency, "'latency': '6 ms'", ", 'latency': '1 ms'",
                                            "'workers': 1, 'queue': 0", "500/s"),
                               Duration::milliseconds(405));
        int refused = 0;
        for (const Trip& trip : all) {
            if (trip.front.status != 503) continue;
            QCOMPARE(trip.front.behind().ns(), std::int64_t{14'000'000});
            ++refused;
        }
        QVERIFY(refused >= 90);
    }
};

HEADROOM_TEST(LinkTest);
#include "link_test.moc"
