// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <cmath>

#include "models/components/channel.h"
#include "models/components/users/settings.h"
#include "models/describe/units.h"
#include "models/kinds.h"
#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::answeredWith;
using tests::at;
using tests::isBalanced;
using tests::set;

namespace {

const std::string kTwo = "'instances': 2, 'cores': 1, 'workers': 4, 'queue': 1000";

double waiting(System& system, std::size_t node, const std::string& key) {
    ComponentSample sample;
    system.sample(node, sample);
    for (const QueueSample& queue : sample.queues) {
        if (queue.key == key) return queue.waiting;
    }
    return -1;
}

ValidDesign balanced(const std::string& algorithm) {
    return tests::designOf(
        "{'headroom': 1, 'name': 'b', 'endpoints': [{'name': 'GET /', 'cpu': 'exponential 5 ms', "
        "'reads': {'rows': 1}}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': "
        "'400/s'}}, {'id': 'lb', 'kind': 'load-balancer', 'settings': {'algorithm': '" +
        algorithm +
        "'}}, {'id': 'app', 'kind': 'server', 'settings': {'instances': 3, 'cores': 1}}, {'id': "
        "'db', 'kind': 'database'}], 'links': [{'from': 'users', 'to': 'lb', 'timeout': '2 s'}, "
        "{'from': 'lb', 'to': 'app'}, {'from': 'app', 'to': 'db'}]}");
}

}  // namespace

class LiveEditTest : public QObject {
    Q_OBJECT
  private slots:
    void every_live_setting_of_every_kind_can_be_changed_and_nothing_is_lost() {
        System system(tests::loadExample("small-shop.json").design, {}, {});
        int changed = 0;
        double now = 1;
        const Design design = system.design();
        for (const Node& node : design.nodes) {
            for (const Field& field : node.kind->fields) {
                if (!field.live) continue;
                // Another choice, else the default, which the example differs from in places.
                Value value = field.defaultValue;
                if (field.quantity == Quantity::Choice) {
                    value = Choice{static_cast<int>(field.choices.size()) - 1};
                }
                const Change change = SettingEdit{node.id, field.key, value};
                if (checkChange(design, change)) continue;  // users without a rate
                system.runUntil(at(now));
                system.apply(change);
                now += 0.25;
                ++changed;
            }
        }
        QVERIFY(changed > 20);
        system.runUntil(at(now + 5));
        QVERIFY(isBalanced(system));
        QCOMPARE(system.journal().size(), static_cast<std::size_t>(changed));
        QVERIFY(answeredWith(system, 200) > 1000);
    }

    void rate_changes_at_once_and_requests_stay_the_same_requests() {
        // A thousand seconds between requests before, a millisecond after.
        System slow(tests::oneServer("0.001/s", kTwo), {}, {});
        slow.runUntil(at(1));
        QCOMPARE(slow.recorder().begun(), std::uint64_t{0});
        set(slow, "users.rate=1000/s");
        slow.runUntil(at(11));
        const auto begun = static_cast<double>(slow.recorder().begun());
        QVERIFY2(std::abs(begun - 10'000) < 5 * std::sqrt(10'000.0),
                 qPrintable(QString::number(begun)));

        // Changed there and back at the same instant is not changed at all.
        System plain(tests::oneServer("100/s", kTwo), {}, {});
        System again(tests::oneServer("100/s", kTwo), {}, {});
        again.runUntil(at(5));
        set(again, "users.rate=200/s");
        set(again, "users.rate=100/s");
        plain.runUntil(at(10));
        again.runUntil(at(10));
        QCOMPARE(again.recorder().begun(), plain.recorder().begun());
    }

    void more_instances_take_part_at_once_and_fewer_finish_what_they_have_data() {
        QTest::addColumn<QString>("algorithm");
        QTest::newRow("round-robin") << "round-robin";
        QTest::newRow("least-connections") << "least-connections";
    }
    void more_instances_take_part_at_once_and_fewer_finish_what_they_have() {
        QFETCH(QString, algorithm);
        System system(balanced(algorithm.toStdString()), {}, {});
        system.runUntil(at(5));
        set(system, "app.instances=6");
        system.runUntil(at(10));
        QVERIFY(waiting(system, 2, "workers") == 0);
        // 400/s at 5 ms keep two cores busy; one instance has to let a queue grow.
        set(system, "app.instances=1");
        system.runUntil(at(12));
        QVERIFY(waiting(system, 2, "workers") + waiting(system, 2, "cpu") > 50);
        set(system, "app.instances=8");
        system.runUntil(at(25));
        QVERIFY(waiting(system, 2, "workers") < 20);
        QVERIFY(isBalanced(system));
        QCOMPARE(answeredWith(system, 502), std::uint64_t{0});
        QCOMPARE(answeredWith(system, Reply::kRedesigned), std::uint64_t{0});
    }

    void utilization_stays_a_share_while_instances_drain() {
        System system(tests::oneServer("350/s", "'instances': 4, 'cores': 1, 'workers': 64"), {},
                      {});
        system.watch();
        system.runUntil(at(5));
        set(system, "app.instances=1");
        set(system, "users.rate=50/s");
        float most = 0;
        for (int i = 1; i <= 100; ++i) {
            system.runUntil(at(5 + 0.01 * i));
            most = std::max(most, system.snapshot()->components[1].busiest);
        }
        QVERIFY2(most > 0.5F && most < 1.0001F, qPrintable(QString::number(most)));
        system.runUntil(at(20));
        system.snapshot();
        system.runUntil(at(40));
        // One core for 50/s of 10 ms.
        QVERIFY(std::abs(system.snapshot()->components[1].busiest - 0.5F) < 0.1F);
        const auto capacity = [&] {
            ComponentSample sample;
            system.sample(1, sample);
            return sample.resources[0].capacity;
        };
        QCOMPARE(capacity(), 1.0);
    }

    void a_balancer_changes_its_algorithm_with_connections_open() {
        System system(balanced("round-robin"), {}, {});
        for (int i = 1; i <= 10; ++i) {
            system.runUntil(at(i));
            set(system, i % 2 == 1 ? "lb.algorithm=least-connections" : "lb.algorithm=round-robin");
        }
        system.runUntil(at(12));
        QVERIFY(isBalanced(system));
        QCOMPARE(answeredWith(system, 200), system.recorder().total().ended);
    }

    void another_discipline_fails_who_is_inside_as_redesigned() {
        System system(tests::oneServer("150/s", kTwo), {}, {});
        system.runUntil(at(3));
        const auto inside = static_cast<std::uint64_t>(system.recorder().inFlight().level());
        QVERIFY(inside > 0);
        set(system, "app.discipline=fifo");
        system.runUntil(at(3.001));
        QCOMPARE(answeredWith(system, Reply::kRedesigned), inside);
        system.runUntil(at(6));
        QCOMPARE(answeredWith(system, Reply::kRedesigned), inside);
        QVERIFY(isBalanced(system));
    }

    void a_crash_resets_who_is_inside_refuses_who_comes_and_ends_on_time() {
        System system(tests::oneServer("100/s", kTwo), {}, {});
        system.runUntil(at(2));
        system.apply(CrashFault{"app", {}, Duration::seconds(3)});
        const std::uint64_t before = system.recorder().total().ended;
        system.runUntil(at(4.999));
        // All of 300 or so come back with 502, none is served.
        QVERIFY(answeredWith(system, 502) > 200);
        QCOMPARE(system.recorder().total().ended - before, answeredWith(system, 502));
        const std::uint64_t failed = answeredWith(system, 502);
        system.runUntil(at(5));
        system.runUntil(at(8));
        QCOMPARE(answeredWith(system, 502), failed);
        QVERIFY(isBalanced(system));
    }

    void a_longer_outage_is_not_ended_by_a_shorter_one_before() {
        System system(tests::oneServer("100/s", "'cores': 1"), {}, {});
        system.runUntil(at(1));
        system.apply(CrashFault{"app", 0, Duration::seconds(1)});
        system.runUntil(at(1.5));
        system.apply(CrashFault{"app", 0, Duration::seconds(5)});
        system.runUntil(at(6.499));
        const std::uint64_t served = answeredWith(system, 200);
        QVERIFY(served < 130);  // of the first second alone
        system.runUntil(at(10));
        QVERIFY(answeredWith(system, 200) > served + 200);
    }

    void a_cache_that_crashes_has_forgotten_everything() {
        const tests::LoadedExample shop = tests::loadExample("small-shop.json");
        SystemOptions options;
        options.warm = warmMemory(shop.design, shop.inputs, 1);
        System system(shop.design, shop.inputs, options);
        const auto hits = [&] {
            for (const auto& metric : system.figures(3).metrics) {
                if (std::string(metric.key) == "hitRatio") return metric.value;
            }
            return -1.0;
        };
        system.runUntil(at(2));
        const double warm = hits();
        QVERIFY(warm > 0.5);
        system.apply(CrashFault{"redis", {}, Duration::milliseconds(1)});
        system.restartStatistics();
        system.runUntil(at(4));
        QVERIFY(hits() < warm - 0.1);
    }

    void a_restored_instance_serves_at_once_whatever_its_outage_was() {
        System system(tests::oneServer("100/s", "'cores': 1"), {}, {});
        system.runUntil(at(1));
        system.apply(CrashFault{"app", 0, Duration::seconds(60)});
        system.runUntil(at(2));
        const std::uint64_t served = answeredWith(system, 200);
        system.apply(RestoreFix{"app", 0});
        // The end of a shorter outage that began later is not put off by the one before.
        system.apply(CrashFault{"app", {}, Duration::milliseconds(100)});
        system.runUntil(at(4));
        QVERIFY(answeredWith(system, 200) > served + 100);
        QVERIFY(isBalanced(system));
    }

    void a_flushed_cache_has_forgotten_everything_and_goes_on() {
        const tests::LoadedExample shop = tests::loadExample("small-shop.json");
        SystemOptions options;
        options.warm = warmMemory(shop.design, shop.inputs, 1);
        System system(shop.design, shop.inputs, options);
        const auto metric = [&](const char* key) {
            for (const auto& each : system.figures(3).metrics) {
                if (std::string(each.key) == key) return each.value;
            }
            return -1.0;
        };
        system.runUntil(at(2));
        const double warm = metric("hitRatio");
        const double evictions = metric("evictions");
        QVERIFY(warm > 0.5);
        system.apply(FlushFault{"redis"});
        QCOMPARE(metric("entries"), 0.0);
        QVERIFY(metric("evictions") >= evictions);
        system.restartStatistics();
        system.runUntil(at(4));
        QVERIFY(metric("hitRatio") < warm - 0.1);
        QVERIFY(metric("entries") > 0);
        QCOMPARE(answeredWith(system, 502), std::uint64_t{0});
    }

    void faults_are_read_as_they_are_typed_and_refused_where_they_make_no_sense() {
        const tests::LoadedExample shop = tests::loadExample("small-shop.json");
        const Design& design = shop.design.design();
        const auto flush = parseTimedChange(design, "30 s flush redis");
        QVERIFY(flush);
        QCOMPARE(std::get<FlushFault>(flush->change).node, std::string("redis"));
        QVERIFY(!checkChange(design, flush->change));
        const auto restore = parseTimedChange(design, "95 s restore app.1");
        QVERIFY(restore);
        QCOMPARE(*std::get<RestoreFix>(restore->change).instance, std::size_t{1});
        const auto refused = checkChange(design, FlushFault{"app"});
        QVERIFY(refused.has_value());
        QCOMPARE(std::string(refused->code), std::string("scenario.no-flush"));
        QVERIFY(checkChange(design, RestoreFix{"app", 99}).has_value());
        QVERIFY(checkChange(design, RestoreFix{"users", {}}).has_value());
        QVERIFY(!parseTimedChange(design, "95 s flush redis.1"));
        QVERIFY(!parseTimedChange(design, "95 s restore app.x"));
    }

    void a_redesign_keeps_what_stays_and_fails_what_goes() {
        const ValidDesign before = balanced("least-connections");
        System system(before, {}, {});
        system.watch();
        system.runUntil(at(5));
        // A second server beside the first, with the balancer going on.
        Design design = before.design();
        Node second = design.nodes[2];
        second.id = "app2";
        design.nodes.push_back(second);
        design.links.push_back(tests::linkBetween("lb", "app2"));
        design.links.push_back(tests::linkBetween("app2", "db"));
        const ValidDesign larger = *validate(design).valid;
        system.apply(Redesign{larger});
        QCOMPARE(system.nodes(), std::size_t{5});
        system.runUntil(at(10));
        QCOMPARE(answeredWith(system, 200), system.recorder().total().ended);
        const auto snapshot = system.snapshot();
        QCOMPARE(snapshot->designNumber, std::uint64_t{1});
        QVERIFY(snapshot->components[4].arrivalRps > 20);
        // And the first away: what it is doing fails, nothing else does.
        design.nodes.erase(design.nodes.begin() + 2);
        std::erase_if(design.links,
                      [](const Link& link) { return link.from == "app" || link.to == "app"; });
        double now = 10;
        for (ComponentSample sample; sample.resources.empty() || sample.resources[1].inUse == 0;) {
            now += 0.001;
            system.runUntil(at(now));
            system.sample(2, sample);
        }
        system.apply(Redesign{*validate(design).valid});
        system.runUntil(at(20));
        QVERIFY(isBalanced(system));
        const std::uint64_t failed = answeredWith(system, Reply::kRedesigned);
        QVERIFY(failed > 0 && failed < 50);
        QCOMPARE(answeredWith(system, 200) + failed, system.recorder().total().ended);
        // Three cores for two of work: stable, and everybody goes to what is there.
        QVERIFY(system.snapshot()->components[3].arrivalRps > 200);
    }

    void a_redesign_may_bring_endpoints_and_users_and_take_them() {
        const ValidDesign before = balanced("round-robin");
        System system(before, {}, {});
        system.runUntil(at(2));
        Design design = before.design();
        Endpoint other = design.endpoints[0];
        other.name = "GET /other";
        design.endpoints.insert(design.endpoints.begin(), other);
        Node more = design.nodes[0];
        more.id = "more";
        design.nodes.insert(design.nodes.begin(), more);
        design.links.push_back(tests::linkBetween("more", "lb"));
        system.apply(Redesign{*validate(design).valid});
        system.runUntil(at(4));
        QCOMPARE(system.workload().endpoint(1).name, std::string("GET /other"));
        QVERIFY(system.recorder().endpoints()[1].ended > 300);
        const std::uint64_t begun = system.recorder().begun();
        QVERIFY(begun > 2000);  // 400/s, then 800/s, two seconds each: 2400
        system.apply(Redesign{before});
        system.runUntil(at(6));
        const auto later = static_cast<double>(system.recorder().begun() - begun);
        QVERIFY(std::abs(later - 800) < 5 * std::sqrt(800.0));
        QVERIFY(isBalanced(system));
    }

    void bursts_change_from_here_on() {
        Design drawn = tests::oneServer("200/s", "'cores': 8").design();
        drawn.findNode("users")->settings.edit<UsersSettings>().arrivals = Arrivals::Mmpp;
        System system(*validate(drawn).valid, {}, {});
        system.runUntil(at(5));
        // Bursts that are no bursts: a Poisson process.
        set(system, "users.burst.factor=1");
        const auto before = static_cast<double>(system.recorder().begun());
        system.runUntil(at(55));
        const double begun = static_cast<double>(system.recorder().begun()) - before;
        QVERIFY2(std::abs(begun - 10'000) < 5 * std::sqrt(10'000.0),
                 qPrintable(QString::number(begun)));
    }

    void what_is_not_live_says_why_and_what_to_do_instead() {
        int refused = 0;
        for (const Kind* kind : kinds()) {
            for (const Field& field : kind->fields) {
                QCOMPARE(field.live, field.whyNotLive.empty());
                refused += field.live ? 0 : 1;
            }
        }
        QVERIFY(refused > 0);
        const Design design = balanced("round-robin").design();
        const auto wrong = checkChange(design, SettingEdit{"users", "journey", Records{}});
        QVERIFY(wrong && toText(*wrong).find("Sessions under way") != std::string::npos);
    }

    void what_cannot_be_done_is_said() {
        const Design design = balanced("round-robin").design();
        const auto code = [&](const char* text) -> std::string {
            const auto change = parseTimedChange(design, text);
            if (!change) return change.error().code;
            const auto wrong = checkChange(design, change->change);
            return wrong ? wrong->code : "";
        };
        QCOMPARE(code("10 s app.instances=4"), std::string());
        QCOMPARE(code("10 s crash app.2 for 5 s"), std::string());
        QCOMPARE(code("10 s crash app"), std::string());
        QCOMPARE(code("10 s ap.instances=4"), std::string("scenario.unknown-node"));
        QCOMPARE(code("10 s app.instance=4"), std::string("scenario.unknown-setting"));
        QVERIFY(!code("10 s app.instances=0").empty());
        QVERIFY(!code("10 s app.instances=many").empty());
        QCOMPARE(code("10 s users.log=x.log"), std::string("scenario.not-live"));
        QCOMPARE(code("10 s crash app.3"), std::string("scenario.no-instance"));
        QCOMPARE(code("10 s crash users"), std::string("scenario.no-crash"));
        QCOMPARE(code("10 s nothing"), std::string("scenario.syntax"));
        QVERIFY(!code("app.instances=4").empty());
        const auto unset = checkChange(design, SettingEdit{"app", "cores", {}});
        QVERIFY(unset.has_value());
        QCOMPARE(std::string(unset->code), std::string("scenario.no-value"));
        QCOMPARE(wholeMillisecond(Duration::nanoseconds(1)), Duration::milliseconds(1));
        QCOMPARE(wholeMillisecond(Duration::milliseconds(7)), Duration::milliseconds(7));
    }
};

HEADROOM_TEST(LiveEditTest);
#include "live_edit_test.moc"
