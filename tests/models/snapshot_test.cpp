// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "models/simulate/system.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using engine::SimTime;

class SnapshotTest : public QObject {
    Q_OBJECT
  private slots:
    void windows_of_snapshots_add_up_to_the_counters() {
        System system(tests::loadExample("small-shop.json").design, {}, {});
        system.watch();
        double offered = 0;
        double ended = 0;
        std::vector<double> arrivals(system.nodes(), 0);
        // 33 ms do not divide anything here.
        for (int i = 1; i <= 300; ++i) {
            system.runUntil(SimTime::zero() + Duration::milliseconds(33) * i);
            const auto snapshot = system.snapshot();
            const double seconds = snapshot->window.toSeconds();
            QCOMPARE(snapshot->window, Duration::milliseconds(33));
            offered += snapshot->offeredRps * seconds;
            ended += snapshot->rps * seconds;
            for (std::size_t node = 0; node < system.nodes(); ++node)
                arrivals[node] += snapshot->components[node].arrivalRps * seconds;
        }
        const Recorder& recorder = system.recorder();
        QVERIFY(std::abs(offered - static_cast<double>(recorder.begun())) < 1e-3);
        QVERIFY(std::abs(ended - static_cast<double>(recorder.total().ended)) < 1e-3);
        for (std::size_t node = 1; node < system.nodes(); ++node) {
            ComponentSample sample;
            system.sample(node, sample);
            QVERIFY(std::abs(arrivals[node] - static_cast<double>(sample.arrivals)) < 0.5);
        }
    }

    void a_window_has_its_own_latencies_and_utilizations() {
        Design design = tests::oneServer("50/s", "'cores': 2").design();
        design.endpoints[0].cpu = DistributionSpec::constant(Duration::milliseconds(10));
        System system(*validate(design).valid, {}, {});
        system.watch();
        system.runUntil(SimTime::zero() + Duration::seconds(20));
        const auto first = system.snapshot();
        // Two cores for 50/s of 10 ms: a quarter busy; nobody waits long.
        QVERIFY(std::abs(first->components[1].busiest - 0.25) < 0.05);
        QVERIFY(first->quantilesMs[0] >= 9.9 && first->quantilesMs[0] < 15);
        QCOMPARE(first->components[1].resourceCount, std::uint32_t{2});
        QCOMPARE(first->components[1].instances, std::uint32_t{1});
        system.apply(SettingEdit{"users", "rate", Rate{150}});
        system.runUntil(SimTime::zero() + Duration::seconds(40));
        const auto second = system.snapshot();
        QVERIFY(std::abs(second->components[1].busiest - 0.75) < 0.08);
        QVERIFY(second->meanMs > first->meanMs);
        // What was taken stays as it was.
        QVERIFY(std::abs(first->components[1].busiest - 0.25) < 0.05);
        QCOMPARE(first->time, SimTime::zero() + Duration::seconds(20));
    }

    void restarting_the_statistics_begins_a_window() {
        System system(tests::oneServer("100/s", "'cores': 4"), {}, {});
        system.watch();
        system.runUntil(SimTime::zero() + Duration::seconds(10));
        system.restartStatistics();
        system.runUntil(SimTime::zero() + Duration::seconds(20));
        const auto snapshot = system.snapshot();
        QCOMPARE(snapshot->window, Duration::seconds(10));
        QVERIFY(std::abs(snapshot->components[1].arrivalRps - 100) < 5 * std::sqrt(10.0));
        QVERIFY(snapshot->components[1].busiest < 0.5);
    }

    void watching_changes_nothing() {
        const ValidDesign design = tests::loadExample("small-shop.json").design;
        System plain(design, {}, {});
        System watched(design, {}, {});
        plain.runUntil(SimTime::zero() + Duration::seconds(3));
        for (int i = 1; i <= 100; ++i) {
            watched.runUntil(SimTime::zero() + Duration::milliseconds(30) * i);
            QVERIFY(watched.snapshot()->time == watched.now());
        }
        QCOMPARE(watched.recorder().fingerprint().toHex(), plain.recorder().fingerprint().toHex());
    }
};

HEADROOM_TEST(SnapshotTest);
#include "snapshot_test.moc"
