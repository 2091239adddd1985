// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <map>
#include <set>

#include "models/analysis/closed_network.h"
#include "models/components/users/journey.h"
#include "models/components/users/settings.h"
#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::agreesOverTen;
using tests::at;
using tests::Seen;
using tests::set;

namespace {

const std::string kHome = "{'name': 'home', 'cpu': '0 ms'}";

/// users -> server "app", without latency.
ValidDesign people(const std::string& users, const std::string& endpoints,
                   const std::string& server) {
    return tests::designOf("{'headroom': 1, 'name': 'people', 'endpoints': [" + endpoints +
                           "], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" + users +
                           "}}, {'id': 'app', 'kind': 'server', 'settings': {" + server +
                           "}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}]}");
}

/// The same with a probe between.
std::vector<Seen> watchPeople(const std::string& users, const std::string& endpoints, int seconds,
                              const std::string& server = "'cores': 4096, 'workers': 100000") {
    return tests::watch(
        tests::probedDesign("{'headroom': 1, 'name': 'people', 'endpoints': [" + endpoints +
                            "], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" + users +
                            "}}, {'id': 'gate', 'kind': 'probe'}, {'id': 'app', 'kind': "
                            "'server', 'settings': {" +
                            server +
                            "}}], 'links': [{'from': 'users', 'to': 'gate', 'latency': '0 ms'}, "
                            "{'from': 'gate', 'to': 'app', 'latency': '0 ms'}]}"),
        Duration::seconds(seconds));
}

RunResult simulateScenario(const ValidDesign& design, int seconds, Scenario scenario = {}) {
    RunOptions options;
    options.duration = Duration::seconds(seconds);
    options.warmup = Duration::seconds(scenario.empty() ? 5 : 0);
    options.leastReplications = options.mostReplications = 10;
    options.scenario = std::move(scenario);
    return run(design, {}, options);
}

double metric(const RunResult& result, const char* key) {
    return result.components[0].metrics.at(key).mean;
}

const std::string kThree =
    "{'name': 'home', 'cpu': '5 ms'}, {'name': 'item', 'cpu': '5 ms', 'weight': 0}, {'name': "
    "'buy', 'cpu': '5 ms', 'weight': 0}";

}  // namespace

class PopulationsTest : public QObject {
    Q_OBJECT
  private slots:
    void a_closed_load_is_the_closed_network_data() {
        QTest::addColumn<int>("users");
        QTest::addColumn<int>("cores");
        QTest::addColumn<QString>("think");
        QTest::addColumn<double>("thinkSeconds");
        QTest::addColumn<QString>("discipline");
        QTest::newRow("machine repair") << 20 << 1 << "exponential 200 ms" << 0.2 << "fifo";
        QTest::newRow("shared") << 12 << 1 << "exponential 100 ms" << 0.1 << "processor-sharing";
        QTest::newRow("two cores, even thinking") << 25 << 2 << "100 ms" << 0.1 << "fifo";
        QTest::newRow("nobody thinks") << 3 << 1 << "0 ms" << 0.0 << "fifo";
    }
    /// Product form: whatever the think times are distributed like, only their mean counts.
    void a_closed_load_is_the_closed_network() {
        QFETCH(int, users);
        QFETCH(int, cores);
        QFETCH(QString, think);
        QFETCH(double, thinkSeconds);
        QFETCH(QString, discipline);
        const auto exact = solveClosed({{cores}, {users}, {thinkSeconds}, {{0.01}}});
        QVERIFY(exact.hasValue());
        const RunResult result =
            simulateScenario(people("'load': 'closed', 'users': " + std::to_string(users) +
                                        ", 'think': '" + think.toStdString() + "'",
                                    "{'name': 'GET /', 'cpu': 'exponential 10 ms'}",
                                    "'cores': " + std::to_string(cores) + ", 'discipline': '" +
                                        discipline.toStdString() + "'"),
                             60);
        QVERIFY(agreesOverTen(result.total.rps, exact->throughput[0]));
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, exact->response[0] * 1000));
        QVERIFY(result.steady);
    }

    void a_user_of_a_closed_load_has_one_request_at_a_time_and_the_same_whatever_others_do() {
        const auto few =
            watchPeople("'load': 'closed', 'users': 5, 'think': 'exponential 50 ms'", kThree, 5);
        const auto many = watchPeople("'load': 'closed', 'users': 40, 'think': 'exponential 50 ms'",
                                      kThree, 5, "'cores': 1, 'workers': 100");
        std::map<std::uint64_t, const Seen*> byNumber;
        for (const Seen& request : many)
            byNumber[request.number] = &request;
        std::map<std::uint64_t, SimTime> last;
        int same = 0;
        for (const Seen& request : few) {
            const std::uint64_t user = request.number >> 26;
            QVERIFY(user < 5);
            QCOMPARE(request.client, static_cast<std::uint32_t>(user));
            QVERIFY(request.born >= last[user]);
            last[user] = request.left;
            const auto twin = byNumber.find(request.number);
            if (twin == byNumber.end()) continue;
            ++same;
            QCOMPARE(twin->second->object, request.object);
            QCOMPARE(twin->second->endpoint, request.endpoint);
        }
        QVERIFY(same > 50);
    }

    void users_come_and_go_while_running() {
        System system(people("'load': 'closed', 'users': 50, 'think': '10 ms'",
                             "{'name': 'GET /', 'cpu': '10 ms'}", "'cores': 1000"),
                      {}, {});
        const auto between = [&](double from, double to) {
            system.runUntil(at(from));
            const std::uint64_t before = system.recorder().total().ended;
            system.runUntil(at(to));
            return system.recorder().total().ended - before;
        };
        // A round takes 20 ms.
        QCOMPARE(between(1, 2), std::uint64_t{2500});
        set(system, "users.users=10");
        QCOMPARE(between(2.1, 3.1), std::uint64_t{500});
        set(system, "users.users=80");
        QCOMPARE(between(3.2, 4.2), std::uint64_t{4000});
        set(system, "users.think=90 ms");
        QCOMPARE(between(5, 6), std::uint64_t{800});
        QVERIFY(system.recorder().inFlight().level() <= 80);
    }

    void a_session_makes_its_steps_in_order_one_reply_after_the_other() {
        const auto seen = watchPeople(
            "'load': 'sessions', 'rate': '20/s', 'think': '200 ms', 'journey': "
            "[{'endpoint': 'home'}, {'endpoint': 'item'}, {'endpoint': 'buy'}]",
            kThree, 10);
        std::map<std::uint64_t, std::vector<Seen>> sessions;
        for (const Seen& request : seen)
            sessions[request.number >> 12].push_back(request);
        QVERIFY(sessions.size() > 100);
        int whole = 0;
        for (const auto& [number, requests] : sessions) {
            QVERIFY(requests.size() <= 3);
            whole += requests.size() == 3 ? 1 : 0;
            for (std::size_t k = 0; k < requests.size(); ++k) {
                QCOMPARE(requests[k].endpoint, static_cast<std::uint32_t>(k));
                QCOMPARE(requests[k].number & 4095U, static_cast<std::uint64_t>(k));
                QCOMPARE(requests[k].client, requests[0].client);
                if (k == 0) continue;
                QCOMPARE((requests[k].born - requests[k - 1].left).ns(), 200'000'000);
            }
        }
        // Only those of the last 410 ms are not done.
        QVERIFY(whole > static_cast<int>(sessions.size()) - 30);
    }

    void a_journey_with_chances_has_the_visits_of_its_markov_chain() {
        const std::string journey =
            "[{'endpoint': 'home', 'next': [{'to': 'item', 'probability': 0.5}]}, {'endpoint': "
            "'item', 'next': [{'to': 'item', 'probability': 0.6}, {'to': 'buy', 'probability': "
            "0.1}]}, {'endpoint': 'buy'}]";
        const ValidDesign design =
            people("'load': 'sessions', 'rate': '500/s', 'think': '1 ms', 'journey': " + journey,
                   kThree, "'cores': 4096");
        System system(design, {}, {});
        system.runUntil(at(20));
        const auto& endpoints = system.recorder().endpoints();
        const auto home = static_cast<double>(endpoints[0].ended);
        // item: none with 0.5, else geometric with mean 1 / 0.4 and variance 0.6 / 0.4^2. buy: 0.5
        // times 0.1 / 0.4.
        const double variance = 0.5 * (0.6 / 0.16 + 2.5 * 2.5) - 1.25 * 1.25;
        QVERIFY(std::abs(static_cast<double>(endpoints[1].ended) - 1.25 * home) <
                5 * std::sqrt(variance * home) + 30);  // and those that are not done yet
        QVERIFY(std::abs(static_cast<double>(endpoints[2].ended) - 0.125 * home) <
                5 * std::sqrt(0.125 * 0.875 * home) + 5);
        const auto& users = design.design().nodes[0].settings.as<UsersSettings>();
        QVERIFY(std::abs(Journey(users.journey).meanLength() - (1 + 1.25 + 0.125)) < 1e-9);
    }

    void a_session_asks_the_same_however_slow_the_replies_are() {
        const std::string users =
            "'load': 'sessions', 'rate': '20/s', 'think': 'exponential 100 ms', 'journey': "
            "[{'endpoint': 'home', 'next': [{'to': 'home', 'probability': 0.7}, {'to': 'buy', "
            "'probability': 0.3}]}, {'endpoint': 'buy'}]";
        const auto fast = watchPeople(users, kThree, 5);
        const auto slow = watchPeople(users, kThree, 5, "'cores': 1, 'workers': 100");
        std::map<std::uint64_t, const Seen*> byNumber;
        for (const Seen& request : slow)
            byNumber[request.number] = &request;
        int same = 0;
        for (const Seen& request : fast) {
            const auto twin = byNumber.find(request.number);
            if (twin == byNumber.end()) continue;
            ++same;
            QCOMPARE(twin->second->endpoint, request.endpoint);
            QCOMPARE(twin->second->object, request.object);
        }
        QVERIFY(same > 100);
    }

    void a_run_waits_for_sessions_that_think() {
        // The load ends after a second, the sessions half a minute later.
        System system(people("'load': 'sessions', 'rate': '100/s', 'think': '30 s', 'profile': "
                             "'ramp 100 % to 0 % over 1 s', 'journey': [{'endpoint': 'home'}, "
                             "{'endpoint': 'home'}]",
                             kHome, "'cores': 1"),
                      {}, {});
        QCOMPARE(system.runUntil(at(1000)), engine::RunEnd::halted);
        QVERIFY(system.now() > at(30) && system.now() < at(31.1));
        const std::uint64_t ended = system.recorder().total().ended;
        QVERIFY(ended > 20 && ended % 2 == 0);
    }

    void who_gives_up_is_counted_as_499_and_served_nevertheless() {
        // M/M/1, first come first served: a response is exponential with mean 1 / (100 - 60) s, and
        // the server knows nothing of who has left.
        const RunResult result =
            simulateScenario(people("'rate': '60/s', 'patience': '20 ms'",
                                    "{'name': 'GET /', 'cpu': 'exponential 10 ms'}",
                                    "'cores': 1, 'workers': 100000, 'discipline': 'fifo'"),
                             120);
        const double given = std::exp(-40 * 0.02);
        QVERIFY(agreesOverTen(result.total.errorRate, given));
        QCOMPARE(result.total.status.size(), std::size_t{2});
        QVERIFY(result.total.status.contains(499));
        QVERIFY(agreesOverTen(result.components[1].resources[0].utilization, 0.6));
        // Of those answered: the mean of an exponential below 20 ms.
        const double answered = 1.0 / 40 - 0.02 * given / (1 - given);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, answered * 1000));
        QVERIFY(std::abs(metric(result, "givenUp") / metric(result, "requests") - given) < 0.01);
        QCOMPARE(metric(result, "amplification"), 1.0);
    }

    void retries_are_told_apart_and_wait_longer_each_time() {
        // The server is down: every try is refused at once.
        const std::string users =
            "'rate': '50/s', 'retry': {'count': 3, 'backoff': '100 ms', "
            "'longest': '250 ms'";
        const Scenario down = {{Duration::zero(), CrashFault{"app", {}, {}}}};
        const auto spans = [&](const std::string& jitter) {
            System system(people(users + ", 'jitter': '" + jitter + "'}", kHome, "'cores': 1"), {},
                          {});
            system.apply(down.front().change);
            system.runUntil(at(20));
            const auto& metrics = system.figures(0).metrics;
            const auto begun = static_cast<double>(system.recorder().begun());
            const auto open = static_cast<double>(system.recorder().inFlight().level());
            // Every request makes three; those in flight have not made all of them.
            const bool isRight =
                std::abs(metrics[0].value - begun) < 0.5 && metrics[1].value <= 3 * begun &&
                metrics[1].value >= 3 * (begun - open) &&
                std::abs(metrics[3].value - (begun + metrics[1].value) / begun) < 1e-9;
            const RequestCounts& total = system.recorder().total();
            const bool allFailed = total.failed == total.ended && total.status[502] == total.ended;
            if (!isRight || !allFailed) return Duration::max();
            double sum = 0;
            for (const auto& window : system.recorder().series())
                sum += window.mean() * static_cast<double>(window.count);
            return Duration::fromNanoseconds(sum / static_cast<double>(total.ended));
        };
        // 100 ms, 200 ms, and 250 ms instead of 400 ms.
        QVERIFY(std::abs((spans("none") - Duration::milliseconds(550)).toSeconds()) < 1e-6);
        // Uniform from nothing: half of it, with a variance of the squares over 12.
        const double error = std::sqrt((0.01 + 0.04 + 0.0625) / 12 / 900);
        QVERIFY(std::abs(spans("full").toSeconds() - 0.275) < 5 * error);
    }

    void each_try_finds_circumstances_of_its_own() {
        // Nobody waits for a core; a try of exponential 10 ms is given up after 5 ms.
        const RunResult result = simulateScenario(
            people("'rate': '200/s', 'patience': '5 ms', 'retry': {'count': 2, 'backoff': '0 ms'}",
                   "{'name': 'GET /', 'cpu': 'exponential 10 ms'}",
                   "'cores': 4096, 'workers': 100000"),
            60);
        const double given = std::exp(-0.5);
        QVERIFY(agreesOverTen(result.total.errorRate, given * given * given));
        const double tries = 1 + given + given * given;
        QVERIFY(std::abs(metric(result, "amplification") - tries) < 0.01 * tries);
        QVERIFY(agreesOverTen(result.components[1].arrivalRps, 200 * tries));
    }

    void a_client_is_always_as_far_away_as_its_group() {
        const auto seen = watchPeople(
            "'rate': '1000/s', 'clients': 2000, 'mix': [{'name': 'near', 'share': 1}, "
            "{'name': 'far', 'share': 3, 'latency': '10 ms'}]",
            kHome, 10);
        std::map<std::uint32_t, std::set<std::int64_t>> delays;
        for (const Seen& request : seen)
            delays[request.client].insert((request.arrived - request.born).ns());
        double far = 0;
        for (const auto& [client, each] : delays) {
            QCOMPARE(each.size(), std::size_t{1});
            QVERIFY(*each.begin() == 0 || *each.begin() == 10'000'000);
            far += *each.begin() != 0 ? 1 : 0;
        }
        const auto n = static_cast<double>(delays.size());
        QVERIFY(n > 1900);
        QVERIFY(std::abs(far / n - 0.75) < 5 * std::sqrt(0.75 * 0.25 / n));
        // There and back: 20 ms more.
        const RunResult result =
            simulateScenario(people("'rate': '100/s', 'mix': [{'name': 'far', 'latency': '10 ms'}]",
                                    kHome, "'cores': 1"),
                             10);
        QVERIFY(std::abs(result.total.latencyMs.mean.mean - 20) < 0.01);
    }

    void a_reply_takes_its_payload_over_the_line_of_its_client() {
        // Half of all by 1 Mbit/s: 125 kB take a second; the others' lines take no time.
        const ValidDesign design = people(
            "'rate': '200/s', 'clients': 100000, 'mix': [{'name': 'slow', 'bandwidth': '1 "
            "Mbit/s', 'latency': '5 ms'}, {'name': 'fast'}]",
            "{'name': 'GET /', 'cpu': '1 ms', 'response': {'item': '125 kB'}}", "'cores': 64");
        const RunResult result = simulateScenario(design, 60);
        const double seconds = 8.0 * 125 * 1024 / 1e6;
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 1 + (seconds * 1e3 + 10) / 2));
        // Nobody waits for anybody: the quantiles are those of the two groups. 0.2 % by histogram.
        const double slowest = result.total.latencyMs.quantiles[kP99].mean;
        QVERIFY(std::abs(slowest - (seconds * 1e3 + 11)) < 0.003 * slowest);
        // Formulas know it, too, and call it exact.
        const AnalyticAnswer answer = analyze(design);
        QCOMPARE(answer.quality, FormulaQuality::Exact);
        QVERIFY(std::abs(*answer.responseMs - (1 + (seconds * 1e3 + 10) / 2)) < 1e-6);
        QVERIFY(result.audit && result.audit->passed);
    }
};

HEADROOM_TEST(PopulationsTest);
#include "populations_test.moc"
