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
};

HEADROOM_TEST(HistoryTest);
#include "history_test.moc"
