// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "models/analysis/extract.h"
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

namespace {

/// users -> app -> pay, stock (behind the load balancer lb), mail; all large enough for everybody.
std::string callingShop(const std::string& endpoints, const std::string& payLatency = "0 ms",
                        const std::string& app = "'cores': 4096, 'workers': 100000",
                        const std::string& users = "'rate': '200/s'") {
    const std::string large = "'kind': 'server', 'settings': {'cores': 4096, 'workers': 100000}}";
    return "{'headroom': 1, 'name': 'shop', 'endpoints': [" + endpoints +
           "], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" + users +
           "}}, {'id': 'app', 'kind': 'server', 'settings': {" + app + "}}, {'id': 'pay', " +
           large + ", {'id': 'stock', " + large + ", {'id': 'mail', " + large +
           ", {'id': 'lb', 'kind': 'load-balancer', 'settings': {'cpu': '0 ms'}}], 'links': "
           "[{'from': 'users', 'to': 'app', 'latency': '0 ms'}, {'from': 'app', 'to': 'pay', "
           "'latency': '" +
           payLatency +
           "'}, {'from': 'app', 'to': 'lb', 'latency': '0 ms'}, {'from': 'lb', 'to': 'stock', "
           "'latency': '0 ms'}, {'from': 'app', 'to': 'mail', 'latency': '0 ms'}]}";
}

constexpr std::size_t kApp = 1;
constexpr std::size_t kPay = 2;
constexpr std::size_t kStock = 3;
constexpr std::size_t kMail = 4;

/// Requests that came to a node.
double came(System& system, std::size_t node) {
    return static_cast<double>(system.figures(node).arrivals);
}

/// Mean response of one endpoint in milliseconds.
double responseMs(const std::string& design) {
    System system(tests::designOf(design), {}, {});
    system.runUntil(at(5));
    return system.recorder().total().latency.mean() * 1e-6;
}

}  // namespace

class CallsTest : public QObject {
    Q_OBJECT
  private slots:
    void services_that_calls_name_are_asked_by_those_endpoints_only() {
        System system(
            tests::designOf(callingShop("{'name': 'buy', 'weight': 1, 'cpu': '0 ms', 'calls': "
                                        "[{'to': 'pay'}, {'to': 'stock', 'times': 2}]}, {'name': "
                                        "'look', 'weight': 3, 'cpu': '0 ms'}")),
            {}, {});
        system.runUntil(at(10));
        const auto& endpoints = system.recorder().endpoints();
        const auto bought = static_cast<double>(endpoints[0].ended);
        QVERIFY(bought > 300);
        QCOMPARE(came(system, kPay), bought);
        QCOMPARE(came(system, kStock), 2 * bought);
        // Nobody names it: all ask it.
        QCOMPARE(came(system, kMail), came(system, kApp));
        QCOMPARE(came(system, kApp), bought + static_cast<double>(endpoints[1].ended));
    }

    void a_call_is_made_as_often_as_it_is_likely_and_all_its_times() {
        System system(
            tests::designOf(callingShop("{'name': 'buy', 'cpu': '0 ms', 'calls': [{'to': 'pay', "
                                        "'times': 3, 'probability': 0.25}, {'to': 'mail', "
                                        "'probability': 0}]}")),
            {}, {});
        system.runUntil(at(50));
        const double n = came(system, kApp);
        const double made = came(system, kPay) / 3;
        QCOMPARE(made, std::floor(made));
        QVERIFY(std::abs(made - 0.25 * n) < 5 * std::sqrt(0.25 * 0.75 * n));
        QCOMPARE(came(system, kMail), 0.0);
        QCOMPARE(came(system, kStock), n);
    }

    void calls_of_one_request_are_drawn_for_themselves() {
        // Two rows of one half each: both in a quarter of the requests.
        const std::string design = callingShop(
            "{'name': 'buy', 'cpu': '4 ms', 'calls': [{'to': 'pay', 'probability': 0.5}, "
            "{'to': 'stock', 'probability': 0.5}, {'to': 'mail', 'probability': 0}]}");
        System system(tests::designOf(design), {}, {});
        system.runUntil(at(50));
        // 4 ms at each that is asked, 12 ms if all are.
        const auto& latency = system.recorder().total().latency;
        const auto n = static_cast<double>(system.recorder().total().ended);
        QVERIFY(std::abs(latency.mean() * 1e-6 - 8) < 5 * std::sqrt(8 / n) + 0.01);
        QVERIFY(std::abs(latency.quantile(0.2) * 1e-6 - 4) < 0.1);
        QVERIFY(std::abs(latency.quantile(0.8) * 1e-6 - 12) < 0.2);
    }

    void one_after_the_other_takes_the_sum_and_at_once_the_longest() {
        // 4 ms at each server; 5 ms there and 5 ms back for pay.
        const auto calls = [](const char* parallel) {
            const std::string more = std::string(", 'parallel': ") + parallel;
            return "{'name': 'buy', 'cpu': '4 ms', 'calls': [{'to': 'pay'" + more +
                   "}, {'to': 'stock'" + more + "}, {'to': 'mail'" + more + "}]}";
        };
        // Histograms are good to less than one percent.
        QVERIFY(std::abs(responseMs(callingShop(calls("false"), "5 ms")) - (4 + 14 + 4 + 4)) <
                0.02);
        QVERIFY(std::abs(responseMs(callingShop(calls("true"), "5 ms")) - (4 + 14)) < 0.02);
        const std::string mixed =
            "{'name': 'buy', 'cpu': '4 ms', 'calls': [{'to': 'pay', 'parallel': true, 'times': 2}, "
            "{'to': 'stock', 'parallel': true}, {'to': 'mail', 'times': 2}]}";
        QVERIFY(std::abs(responseMs(callingShop(mixed, "5 ms")) - (4 + 14 + 4 + 4)) < 0.02);
    }

    void calls_at_once_find_the_same_demands_in_whatever_order_they_come_data() {
        QTest::addColumn<QString>("calls");
        QTest::newRow("at once") << "{'to': 'pay', 'parallel': true, 'times': 2}, {'to': 'stock', "
                                    "'parallel': true, 'times': 2}, {'to': 'mail', 'probability': "
                                    "0}";
        QTest::newRow("in order") << "{'to': 'pay'}, {'to': 'stock'}, {'to': 'mail', "
                                     "'probability': 0.5}";
    }
    /// pay is a millisecond farther away in the second design: its calls come after the others
    /// where they came before, and no request is slower by more than the way there and back.
    void calls_at_once_find_the_same_demands_in_whatever_order_they_come() {
        QFETCH(QString, calls);
        const auto latencies = [&](const std::string& payLatency) {
            std::vector<RequestEnd> log;
            SystemOptions options;
            options.log = &log;
            const ValidDesign design = tests::designOf(
                callingShop("{'name': 'buy', 'cpu': 'exponential 10 ms', 'calls': [" +
                                calls.toStdString() + "]}",
                            payLatency));
            System system(design, {}, options);
            system.runUntil(at(10));
            std::map<std::uint64_t, Duration> byNumber;
            for (const RequestEnd& end : log)
                byNumber[end.name.number] = end.latency;
            return byNumber;
        };
        const auto near = latencies("0 ms");
        const auto far = latencies("1 ms");
        int slower = 0;
        for (const auto& [number, latency] : far) {
            const auto before = near.find(number);
            QVERIFY(before != near.end());
            const Duration more = latency - before->second;
            QVERIFY2(more >= Duration::zero() && more <= Duration::milliseconds(2),
                     qPrintable(QString::number(more.toSeconds())));
            slower += more > Duration::zero() ? 1 : 0;
        }
        QVERIFY(far.size() > 1500 && slower > 500);
    }

    void at_once_two_exponential_times_take_one_and_a_half() {
        RunOptions options;
        options.duration = Duration::seconds(50);
        options.warmup = Duration::seconds(1);
        options.leastReplications = options.mostReplications = 10;
        const std::string calls =
            "{'name': 'buy', 'cpu': 'exponential 10 ms', 'calls': [{'to': 'pay', 'parallel': "
            "true}, {'to': 'stock', 'parallel': true}, {'to': 'mail', 'probability': 0}]}";
        const RunResult result = run(tests::designOf(callingShop(calls)), {}, options);
        QVERIFY(agreesOverTen(result.total.latencyMs.mean, 10 + 15));
        // The formula adds them up, and says that this is too much.
        const bool isDoubted =
            std::ranges::any_of(extract(tests::designOf(callingShop(calls))).nodes[kApp].doubts,
                                [](const Sentence& doubt) {
                                    return doubt.english().find("overlap") != std::string::npos;
                                });
        QVERIFY(isDoubted);
    }

    void the_analysis_visits_services_as_often_as_requests_do() {
        const Network network = extract(tests::designOf(callingShop(
            "{'name': 'buy', 'cpu': 'exponential 1 ms', 'calls': [{'to': 'pay', 'times': 3, "
            "'probability': 0.25}]}, {'name': 'look', 'weight': 3, 'cpu': 'exponential 1 ms'}")));
        QVERIFY(std::abs(network.nodes[kPay].arrivalRate - 50 * 0.75) < 1e-9);
        QVERIFY(std::abs(network.nodes[kStock].arrivalRate - 200) < 1e-9);
    }

    void a_call_that_fails_fails_the_request_and_what_comes_after_is_not_made() {
        for (const char* parallel : {"false", "true"}) {
            const std::string more = std::string(", 'parallel': ") + parallel;
            System system(
                tests::designOf(callingShop("{'name': 'buy', 'cpu': '0 ms', 'calls': [{'to': "
                                            "'pay'" +
                                            more + "}, {'to': 'stock'" + more + "}]}")),
                {}, {});
            system.apply(CrashFault{"pay", {}, {}});
            system.runUntil(at(5));
            const RequestCounts& total = system.recorder().total();
            QVERIFY(total.ended > 800);
            QCOMPARE(total.status[502], total.ended);
            const bool isParallel = std::string(parallel) == "true";
            QCOMPARE(came(system, kStock), isParallel ? came(system, kApp) : 0.0);
            QCOMPARE(came(system, kMail), 0.0);
        }
    }

    void a_caller_that_crashes_leaves_parallel_calls_to_run_on() {
        System system(
            tests::designOf(callingShop("{'name': 'buy', 'cpu': '500 ms', 'calls': [{'to': "
                                        "'pay', 'parallel': true}, {'to': 'stock', 'parallel': "
                                        "true}, {'to': 'mail', 'probability': 0}]}")),
            {}, {});
        system.runUntil(at(2));
        const double asked = came(system, kPay);
        QVERIFY(asked > 100);
        system.apply(CrashFault{"app", {}, {}});
        system.runUntil(at(4));
        QCOMPARE(came(system, kPay), asked);
        QCOMPARE(static_cast<double>(system.figures(kPay).completions), asked);
        QCOMPARE(static_cast<double>(system.figures(kStock).completions), asked);
        const RequestCounts& total = system.recorder().total();
        QVERIFY(total.status[502] > 300);
        QCOMPARE(total.status[200] + total.status[502], total.ended);
    }

    void the_same_requests_make_a_call_when_servers_are_added() {
        const auto callers = [](const std::string& app) {
            std::string design = callingShop(
                "{'name': 'buy', 'cpu': 'exponential 4 ms', 'calls': [{'to': 'pay', "
                "'probability': 0.3}]}",
                "0 ms", app);
            // The probe stands for the service.
            const auto pay = design.find("{'id': 'pay', 'kind': 'server'");
            design.replace(pay, design.find("}}", pay) + 2 - pay, "{'id': 'pay', 'kind': 'probe'}");
            const auto link = design.find("{'from': 'app', 'to': 'lb'");
            design.insert(link, "{'from': 'pay', 'to': 'mail', 'latency': '0 ms'}, ");
            std::set<std::uint64_t> numbers;
            for (const Seen& seen : tests::watch(tests::probedDesign(design), Duration::seconds(5)))
                numbers.insert(seen.number);
            return numbers;
        };
        const auto one = callers("'cores': 2");
        const auto four = callers("'instances': 4, 'cores': 2, 'queue': 7");
        QVERIFY(one.size() > 200);
        std::size_t differ = 0;
        for (const std::uint64_t number : one)
            differ += four.contains(number) ? 0 : 1;
        QVERIFY(differ <= 5);  // those on their way when the run was stopped
    }

    void calls_survive_a_redesign() {
        const ValidDesign before = tests::designOf(callingShop(
            "{'name': 'buy', 'cpu': '1 ms', 'calls': [{'to': 'pay', 'times': 2, 'parallel': "
            "true}]}, {'name': 'look', 'cpu': '1 ms'}"));
        System system(before, {}, {});
        system.runUntil(at(2));
        Design design = before.design();
        design.endpoints[0].calls[0].times = 5;
        design.endpoints[1].calls.push_back({"stock", 1, {1}, false});
        system.apply(Redesign{*validate(design).valid});
        const double paid = came(system, kPay);
        const double looked = static_cast<double>(system.recorder().endpoints()[0].ended);
        system.runUntil(at(4));
        const double more = static_cast<double>(system.recorder().endpoints()[0].ended) - looked;
        QVERIFY(std::abs((came(system, kPay) - paid) - 5 * more) < 30);  // on their way
        QCOMPARE(system.recorder().total().status[200], system.recorder().total().ended);
    }
};

HEADROOM_TEST(CallsTest);
#include "calls_test.moc"
