// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/history.h"

#include <QTest>
#include <cmath>

#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

LiveView viewAt(double seconds, double window, double rps, float use) {
    auto snapshot = std::make_shared<models::Snapshot>();
    snapshot->time = engine::SimTime::zero() +
                     engine::Duration::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
    snapshot->window = engine::Duration::nanoseconds(static_cast<std::int64_t>(window * 1e9));
    snapshot->offeredRps = snapshot->rps = rps;
    snapshot->components.resize(1);
    snapshot->components[0].resourceCount = 1;
    snapshot->resources.push_back({models::Resource::Cpu, "cpu", use, 1});
    LiveView view;
    view.snapshot = snapshot;
    view.nodes = std::make_shared<std::vector<std::string>>(std::vector<std::string>{"app"});
    return view;
}

}  // namespace

class HistoryTest : public QObject {
    Q_OBJECT
  private slots:
    void it_stays_bounded_and_keeps_the_number_of_requests() {
        History history;
        double requests = 0;
        for (int i = 1; i <= 5000; ++i) {
            const double rps = 100 + i % 7;
            requests += rps * 0.5;
            history.add(viewAt(i * 0.5, 0.5, rps, 0.5F));
            QVERIFY(history.points().size() <= History::kMost);
        }
        double kept = 0;
        double before = 0;
        for (const History::Point& point : history.points()) {
            kept += point.offered * point.window;
            QVERIFY(std::abs(point.seconds - before - point.window) < 1e-6);
            before = point.seconds;
        }
        QVERIFY(std::abs(kept - requests) < 1e-6 * requests);
        QVERIFY(history.points().size() >= History::kMost / 3);
    }

    void the_busiest_come_first() {
        History history;
        LiveView view = viewAt(1, 1, 10, 0.25F);
        auto snapshot = std::make_shared<models::Snapshot>(*view.snapshot);
        snapshot->components.resize(2);
        snapshot->components[1].firstResource = 1;
        snapshot->components[1].resourceCount = 1;
        snapshot->resources.push_back({models::Resource::Disk, "disk", 0.75F, 1});
        view.snapshot = snapshot;
        view.nodes =
            std::make_shared<std::vector<std::string>>(std::vector<std::string>{"app", "db"});
        history.add(view);
        const auto busiest = history.busiest(2);
        QCOMPARE(busiest.size(), std::size_t{2});
        QCOMPARE(history.resources()[busiest[0]], std::string("db.disk"));
        QCOMPARE(history.resources()[busiest[1]], std::string("app.cpu"));
    }

    void a_store_that_is_full_is_not_busy() {
        History history;
        LiveView view = viewAt(1, 1, 10, 0.25F);
        auto snapshot = std::make_shared<models::Snapshot>(*view.snapshot);
        snapshot->components[0].resourceCount = 2;
        snapshot->resources.push_back({models::Resource::Memory, "memory", 1.0F, 1, true});
        view.snapshot = snapshot;
        history.add(view);
        QCOMPARE(history.busiest(5).size(), std::size_t{1});
        QCOMPARE(history.resources()[history.busiest(1)[0]], std::string("app.cpu"));
    }

    void errors_ratios_and_queues_have_a_line_each_and_gaps_stay_gaps() {
        History history;
        for (int i = 1; i <= 3000; ++i) {
            LiveView view = viewAt(i, 1, 10, 0.25F);
            auto snapshot = std::make_shared<models::Snapshot>(*view.snapshot);
            snapshot->components[0].waiting = 5;
            snapshot->failures.push_back({503, 4});
            if (i > 1500) snapshot->failures.push_back({504, 2});
            if (i > 1500) snapshot->ratios.push_back({0, "hitRatio", 0.75F, 8});
            view.snapshot = snapshot;
            history.add(view);
        }
        QCOMPARE(history.statuses(), (std::vector<int>{503, 504}));
        QCOMPARE(history.ratios(), std::vector<std::string>{"app.hitRatio"});
        QCOMPARE(history.nodes()[history.longest(1)[0]], std::string("app"));
        double late = 0;
        for (const History::Point& point : history.points()) {
            QVERIFY(std::abs(static_cast<double>(point.errors[0]) - 4) < 1e-3);
            if (point.errors.size() > 1)
                late += static_cast<double>(point.errors[1]) * point.window;
            if (point.ratios.empty() || point.ratios[0] == History::kNone) continue;
            QVERIFY(point.seconds > 1500);
            QVERIFY(std::abs(static_cast<double>(point.ratios[0]) - 0.75) < 1e-3);
        }
        QVERIFY(std::abs(late - 2 * 1500) < 1);
    }
};

HEADROOM_TEST(HistoryTest);
#include "history_test.moc"
