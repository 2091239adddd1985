// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <numbers>

#include "models/components/users/settings.h"
#include "models/describe/units.h"
#include "models/simulate/run.h"
#include "models/workload/arrival_clock.h"
#include "models/workload/traffic_csv.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/probe.h"
#include "tests/models/systems_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;
using tests::at;
using tests::Seen;
using tests::set;
using tests::watchUsers;

namespace {

std::int64_t countBetween(const std::vector<Seen>& seen, double from, double to) {
    return std::ranges::count_if(seen, [&](const Seen& request) {
        return request.born.toSeconds() > from && request.born.toSeconds() <= to;
    });
}

ArrivalClock clockOf(const char* profile, double rate) {
    ArrivalClock clock(std::make_shared<const RateCurve>(*parseProfile(profile)), SimTime::zero());
    clock.setRate(rate, SimTime::zero());
    return clock;
}

}  // namespace

class ProfileTest : public QObject {
    Q_OBJECT
  private slots:
    void every_profile_reads_back_to_itself() {
        for (const char* text :
             {"constant", "ramp 10 % to 200 % over 5 min", "ramp 100/s to 10k/s over 5 min",
              "steps 50 % for 30 s, 100 % for 60 s", "spike to 500 % at 30 s for 10 s",
              "spike from 1k/s to 5k/s at 0 ms for 10 s",
              "spike from 20 % to 500 % at 1 s for 10 s", "diurnal 20 % to 100 % over 1 d",
              "csv my traffic.csv"}) {
            const auto profile = parseProfile(text);
            QVERIFY2(profile.hasValue(), text);
            QCOMPARE(toText(*profile), std::string(text));
        }
        QVERIFY(*parseProfile("steps 50% for 30s,100% for 60s") ==
                *parseProfile(" steps 50 % for 30 s , 100 % for 1 min "));
        QVERIFY(*parseProfile("diurnal 1/s to 2 rps") ==
                *parseProfile("diurnal 1/s to 120/min over 24 h"));
        QVERIFY(parseProfile("ramp 1/s to 2/s over 1 s")->rates);
        QCOMPARE(parseProfile("ramp 10 % to 200 % over 1 s")->steps[1].level, 2.0);
    }

    void what_is_no_profile_is_refused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const std::pair<const char*, const char*> cases[] = {
            {"", "unit.empty"},
            {"up and down", "unit.syntax"},
            {"ramp 10 % to 200 %", "unit.incomplete"},
            {"ramp 10 to 200 over 1 s", "unit.unknown"},
            {"ramp 10 % to 20/s over 1 s", "unit.mixed"},
            {"spike to 20/s at 1 s for 1 s", "unit.mixed"},
            {"ramp 0 % to 0 % over 1 s", "unit.zero"},
            {"steps 50 % for 0 s", "unit.zero"},
            {"steps 50 % for 1 s,", "unit.incomplete"},
            {"steps 50 % for 20000 d, 1 % for 20000 d", "unit.out-of-range"},
            {"ramp 2000000 % to 1 % over 1 s", "unit.out-of-range"},
            {"ramp 2G/s to 1/s over 1 s", "unit.out-of-range"},
            {"diurnal 20 % to 100 % over", "unit.incomplete"},
            {"diurnal 20 % to 100 % 24 h", "unit.syntax"},
            {"csv", "unit.incomplete"},
            {"constant 5 %", "unit.syntax"},
        };
        for (const auto& [text, code] : cases)
            QTest::newRow(text) << text << code;
    }
    void what_is_no_profile_is_refused() {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto profile = parseProfile(text.toStdString());
        QVERIFY(!profile);
        QCOMPARE(QString(profile.error().code), code);
    }

    void a_ramp_is_integrated_exactly() {
        // 10/s to 40/s in 10 s: event n is where 10 t + 1.5 t^2 is n; then 40/s.
        ArrivalClock clock = clockOf("ramp 10 % to 40 % over 10 s", 100);
        for (int n = 1; n <= 450; ++n) {
            clock.advance(1);
            const double t = clock.next()->toSeconds();
            const double exact =
                n <= 250 ? (-10 + std::sqrt(100 + 6.0 * n)) / 3 : 10 + (n - 250) / 40.0;
            QVERIFY2(std::abs(t - exact) < 2e-9, qPrintable(QString::number(n)));
        }
    }

    void a_day_is_a_cosine_and_begins_again() {
        const RateCurve curve(*parseProfile("diurnal 20 % to 100 % over 24 h"));
        QVERIFY(curve.repeats());
        const double day = 86'400e9;
        double worst = 0;
        for (int i = 0; i < 2000; ++i) {
            const double t = day * i / 1000.0;
            const double exact = 0.6 - 0.4 * std::cos(2 * std::numbers::pi * t / day);
            worst = std::max(worst, std::abs(curve.at(static_cast<std::int64_t>(t)).from - exact));
        }
        QVERIFY2(worst < 0.0006 * 0.4, qPrintable(QString::number(worst)));
        QCOMPARE(curve.highest(), 1.0);
        // 60 % of 1/s in the mean: event 51840 ends a day, twice that the second.
        ArrivalClock clock = clockOf("diurnal 20 % to 100 % over 24 h", 1);
        for (int n = 1; n <= 2 * 51'840; ++n) {
            clock.advance(1);
            if (n % 51'840 != 0) continue;
            QVERIFY(std::abs(clock.next()->toSeconds() - 86'400.0 * n / 51'840) < 1e-6);
        }
    }

    void steps_and_spikes_send_what_they_say() {
        const std::string even = "'rate': '100/s', 'arrivals': 'deterministic', 'profile': ";
        const auto steps = watchUsers(even + "'steps 50 % for 2 s, 0 % for 1 s, 300 % for 1 s'", 6);
        QCOMPARE(countBetween(steps, 0, 2), 100);
        QCOMPARE(countBetween(steps, 2, 3), 0);
        QCOMPARE(countBetween(steps, 3, 4), 300);
        QCOMPARE(countBetween(steps, 4, 5), 300);  // stays at the last
        const auto spike = watchUsers(even + "'spike to 500 % at 1 s for 500 ms'", 4);
        QCOMPARE(countBetween(spike, 0, 1), 100);
        QCOMPARE(countBetween(spike, 1, 1.5), 250);
        QCOMPARE(countBetween(spike, 1.5, 4), 250);
        const auto rates = watchUsers(
            "'arrivals': 'deterministic', 'scale': 2, 'profile': 'ramp 10/s to 50/s over 4 s'", 4);
        QCOMPARE(countBetween(rates, 0, 4), 240);
    }

    void request_n_stays_request_n_when_the_load_changes() {
        const char* profile = "'profile': 'ramp 10 % to 100 % over 10 s'";
        const auto plain = watchUsers(std::string("'rate': '100/s', ") + profile, 10);
        const auto twice = watchUsers(std::string("'rate': '200/s', ") + profile, 10);
        const auto scaled = watchUsers(std::string("'rate': '100/s', 'scale': 2, ") + profile, 10);
        const auto even = watchUsers("'rate': '100/s'", 10);
        QVERIFY(plain.size() > 400 && twice.size() > plain.size() + 300);
        QCOMPARE(scaled.size(), twice.size());
        // 10 t + 4.5 t^2 requests until t, of the unit process, or twice that.
        const auto passed = [](const Seen& request) {
            const double t = request.born.toSeconds();
            return 10 * t + 4.5 * t * t;
        };
        for (std::size_t i = 0; i < plain.size(); ++i) {
            QCOMPARE(twice[i].number, plain[i].number);
            QCOMPARE(twice[i].endpoint, plain[i].endpoint);
            QCOMPARE(twice[i].object, plain[i].object);
            QCOMPARE(twice[i].client, plain[i].client);
            QCOMPARE(scaled[i].born.ns(), twice[i].born.ns());
            QVERIFY(std::abs(2 * passed(twice[i]) - passed(plain[i])) < 1e-5);
            if (i >= even.size()) continue;
            QCOMPARE(even[i].object, plain[i].object);
            QVERIFY(std::abs(even[i].born.toSeconds() * 100 - passed(plain[i])) < 1e-5);
        }
    }

    void scale_is_changed_while_running_and_0_is_a_pause() {
        const auto begun = [](System& system) { return system.recorder().begun(); };
        Design design = tests::oneServer("100/s", "'cores': 64").design();
        auto& users = design.findNode("users")->settings.edit<UsersSettings>();
        users.arrivals = Arrivals::Deterministic;
        users.profile = *parseProfile("ramp 100 % to 300 % over 20 s");
        const ValidDesign valid = *validate(design).valid;
        System system(valid, {}, {});
        system.runUntil(at(1));  // 100 t + 5 t^2
        QCOMPARE(begun(system), std::uint64_t{105});
        set(system, "users.scale=0");
        system.runUntil(at(2));
        QCOMPARE(begun(system), std::uint64_t{105});
        set(system, "users.scale=2");
        system.runUntil(at(4));  // twice 480 - 220
        QCOMPARE(begun(system), std::uint64_t{105 + 520});
        set(system, "users.rate=50/s");
        system.runUntil(at(8));  // as much as without either
        QCOMPARE(begun(system), std::uint64_t{105 + 520 + 640});
        // There and back at the same instant is no change at all.
        set(system, "users.scale=7");
        set(system, "users.scale=2");
        System plain(valid, {}, {});
        plain.runUntil(at(1));
        plain.runUntil(at(10));
        system.runUntil(at(10));
        QCOMPARE(begun(system), std::uint64_t{105 + 520 + 640 + 380});
        QVERIFY(begun(plain) == 1500);
    }

    void a_load_that_ends_ends_the_run() {
        Design design = tests::oneServer("1000/s", "'cores': 64").design();
        auto& users = design.findNode("users")->settings.edit<UsersSettings>();
        users.profile = *parseProfile("ramp 100 % to 0 % over 2 s");
        System system(*validate(design).valid, {}, {});
        QCOMPARE(system.runUntil(at(1000)), engine::RunEnd::halted);
        const auto ended = static_cast<double>(system.recorder().total().ended);
        QVERIFY(std::abs(ended - 1000) < 5 * std::sqrt(1000.0));
        QVERIFY(system.recorder().inFlight().level() == 0);
        QVERIFY(system.now() < at(3));
    }

    void a_run_with_a_profile_is_terminating_and_shown_by_window() {
        Design design = tests::oneServer("200/s", "'cores': 8").design();
        design.findNode("users")->settings.edit<UsersSettings>().profile =
            *parseProfile("ramp 0 % to 100 % over 30 s");
        RunOptions options;
        options.leastReplications = options.mostReplications = 10;
        const RunResult result = run(*validate(design).valid, {}, options);
        QCOMPARE(result.ending, RunEnding::complete);
        QVERIFY(!result.steady && !result.analysis);
        QCOMPARE(result.simulatedSeconds, 30.0);
        const double width = result.series.windowSeconds;
        QCOMPARE(static_cast<double>(result.series.windows.size()) * width, 30.0);
        for (const WindowResult& w : result.series.windows) {
            const double rate = 200 * (w.beginSeconds + width / 2) / 30;
            // Ten replications of Poisson counts.
            QVERIFY(std::abs(w.offeredRps.mean - rate) < 5 * std::sqrt(rate / width / 10) + 1e-9);
        }
        QCOMPARE(result.series.busiest > result.series.windows.size() * 3 / 4, true);
    }

    void a_file_of_traffic_is_followed() {
        QTemporaryDir folder;
        QFile file(folder.filePath("traffic.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("time,rate\r\n# morning\n60,100\n\n61;250\n62,\"0/s\"\n63,6.03k/min\n");
        file.close();
        Design design = tests::oneServer("1/s", "'cores': 64").design();
        design.directory = folder.path().toStdString();
        auto& users = design.findNode("users")->settings.edit<UsersSettings>();
        users.rate.reset();
        users.arrivals = Arrivals::Deterministic;
        users.profile = *parseProfile("csv traffic.csv");
        const ValidDesign valid = *validate(design).valid;
        const InputsLoading loaded = loadInputs(valid);
        QVERIFY(loaded.inputs.has_value());
        System system(valid, *loaded.inputs, {});
        for (const std::uint64_t begun : {100U, 350U, 350U, 450U, 450U}) {
            system.runUntil(SimTime::zero() + Duration::seconds(1) +
                            (system.now() - SimTime::zero()));
            QCOMPARE(system.recorder().begun(), begun);
            if (begun == 450) break;
        }
        QCOMPARE(system.runUntil(at(1000)), engine::RunEnd::halted);
        QCOMPARE(system.recorder().begun(), std::uint64_t{450});
        RunOptions options;
        options.leastReplications = options.mostReplications = 2;
        const RunResult result = run(valid, *loaded.inputs, options);
        QCOMPARE(result.requests, std::uint64_t{900});

        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("60,100\n59,10\nsoon,5\n61,-5\n");
        file.close();
        const InputsLoading broken = loadInputs(valid);
        QVERIFY(!broken.inputs);
        const auto& list = broken.diagnostics.list();
        QCOMPARE(list.size(), std::size_t{3});
        QCOMPARE(std::string(list[0].code), std::string("traffic.order"));
        QCOMPARE(list[0].place.line, 2U);
        QCOMPARE(std::string(list[1].code), std::string("traffic.value"));
        QCOMPARE(list[2].place.line, 4U);
        for (const char* text : {"", "time,rate\n", "1,1\n", "1,0\n2,0\n"}) {
            const TrafficReading nothing = readTraffic(text, "t.csv");
            QVERIFY(nothing.points.empty());
            QCOMPARE(std::string(nothing.diagnostics.list().front().code),
                     std::string("traffic.empty"));
        }
        file.remove();
        QCOMPARE(std::string(loadInputs(valid).diagnostics.list().front().code),
                 std::string("file.unreadable"));
    }
};

HEADROOM_TEST(ProfileTest);
#include "profile_test.moc"
