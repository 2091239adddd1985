// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <map>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/link_item.h"
#include "app/studio/canvas/request_dots.h"
#include "app/studio/panels/node_panel.h"
#include "app/studio/shell/main_window.h"
#include "engine/random/draws.h"
#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/simulate/system.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;
using engine::Duration;
using engine::SimTime;

namespace {

const char* const kShop = HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json";

models::ValidDesign shop() {
    return *models::loadDesign(kShop, models::kinds()).valid;
}

struct Sampled {
    std::vector<models::RequestTrace> traces;
    std::string fingerprint;
    std::uint64_t events = 0;
};
/// A second of the shop, of which a share is followed; what has ended is taken out every 20 ms.
Sampled sample(double share, std::size_t most) {
    const models::ValidDesign design = shop();
    models::Tracer tracer({});
    tracer.sample(share, most, SimTime::zero());
    models::SystemOptions options;
    if (share > 0) options.tracer = &tracer;
    models::System system(design, {}, options);
    Sampled sampled;
    for (int i = 1; i <= 50; ++i) {
        system.runUntil(SimTime::zero() + Duration::milliseconds(20 * i));
        // Another share each time, as a run that changes its pace has it.
        tracer.sample(i % 2 == 0 ? share : share / 2, most, system.now());
        for (models::RequestTrace& trace : tracer.takeEnded())
            sampled.traces.push_back(std::move(trace));
        if (tracer.traces().size() > most) return {};
    }
    sampled.fingerprint = system.recorder().fingerprint().toHex();
    sampled.events = system.events();
    return sampled;
}

}  // namespace

class WatchTest : public QObject {
    Q_OBJECT
  private slots:
    void following_requests_changes_nothing_and_takes_bounded_room() {
        const Sampled nobody = sample(0, 0);
        const Sampled some = sample(1, 16);
        QVERIFY(some.traces.size() > 100);
        QCOMPARE(some.fingerprint, nobody.fingerprint);
        QCOMPARE(some.events, nobody.events);
    }

    // Places are used again and requests are picked up midway through a run: none may have a trace
    // without its beginning, or with parts of another's.
    void every_request_that_is_followed_is_followed_from_its_birth_to_its_end() {
        const models::ValidDesign design = shop();
        const Sampled some = sample(1, 16);
        const std::uint64_t users = engine::hashText("users");
        for (const models::RequestTrace& trace : some.traces) {
            QVERIFY(!trace.calls.empty());
            QCOMPARE(trace.calls[0].from, users);
            QCOMPARE(trace.calls[0].begin.ns(), trace.born.ns());
            const models::Waterfall fall = models::waterfallOf(trace, design.design(), "any");
            Duration sum;
            for (const models::Span& span : fall.spans)
                sum += span.length;
            QCOMPARE(sum.ns(), (trace.ended - trace.born).ns());
        }
    }

    void dots_make_the_hops_of_their_request_in_its_order() {
        const Sampled some = sample(1, 16);
        for (std::size_t i = 0; i < std::min<std::size_t>(some.traces.size(), 300); ++i) {
            const models::RequestTrace& trace = some.traces[i];
            const PlayedRequest request = played(trace, 1);
            std::size_t there = 0;
            std::size_t back = 0;
            std::map<std::int64_t, double> begins;
            for (const PlayedRequest::Hop& hop : request.hops) {
                ++(hop.isReply ? back : there);
                QVERIFY(hop.endMs > hop.beginMs);
                QVERIFY(hop.endMs - hop.beginMs >= kLeastHopMs - 1e-6);
                QVERIFY(hop.beginMs >= 0 && hop.endMs <= request.lengthMs + 1e-6);
            }
            QCOMPARE(there, trace.calls.size());
            QVERIFY(back <= there);
            // What was asked first is drawn first.
            std::size_t call = 0;
            double before = 0;
            for (const PlayedRequest::Hop& hop : request.hops) {
                if (hop.isReply) continue;
                QCOMPARE(hop.from, trace.calls[call].from);
                QCOMPARE(hop.to, trace.calls[call].to);
                QVERIFY(hop.beginMs >= before);
                before = hop.beginMs;
                ++call;
            }
            QCOMPARE(request.hasFailed, trace.status >= 400);
        }
    }

    void dots_lie_on_links_and_go_when_their_request_is_over() {
        Document document;
        QVERIFY(document.load(QLatin1String(kShop)));
        DesignScene scene(document);
        auto* dots = new RequestDots(scene);
        const Sampled some = sample(1, 16);
        dots->add({some.traces.begin(), some.traces.begin() + 40}, 1);
        QCOMPARE(dots->count(), std::size_t{40});
        std::map<const LinkItem*, QPainterPath> strokes;
        for (const LinkItem* link : scene.links()) {
            QPainterPathStroker stroker;
            stroker.setWidth(1);
            strokes[link] = stroker.createStroke(link->curve());
        }
        std::size_t seen = 0;
        for (int i = 0; i < 20; ++i) {
            dots->advanceBy(50);
            for (const RequestDots::Dot& dot : dots->dots()) {
                ++seen;
                const bool isOnLink = std::ranges::any_of(scene.links(), [&](const LinkItem* link) {
                    QPainterPathStroker stroker;
                    stroker.setWidth(1);
                    return stroker.createStroke(link->curve()).contains(dot.at);
                });
                QVERIFY(isOnLink);
            }
        }
        QVERIFY(seen > 40);
        dots->advanceBy(1e9);
        QCOMPARE(dots->count(), std::size_t{0});
        for (int i = 0; i < 20; ++i)
            dots->add(some.traces, 1);
        QCOMPARE(dots->count(), RequestDots::kMost);
    }

    void the_open_node_shows_what_the_system_counted() {
        LiveRun run(shop(), {}, 3);
        const auto reached = [&](std::int64_t ms) {
            return QTest::qWaitFor(
                [&] {
                    const auto view = run.view();
                    return view->snapshot &&
                           view->snapshot->time.sinceStart().ns() / 1'000'000 == ms;
                },
                20'000);
        };
        run.step(Duration::milliseconds(400));
        QVERIFY(reached(400));
        QVERIFY(run.view()->watched == nullptr);
        run.watchNode("app");
        QTRY_VERIFY_WITH_TIMEOUT(run.view()->watched != nullptr, 20'000);
        QTest::qWait(450);  // looks are some time apart
        run.step(Duration::milliseconds(600));
        QVERIFY(reached(1000));
        const auto seen = run.view()->watched;
        QCOMPARE(seen->node, std::string("app"));
        models::SystemOptions options;
        options.key = {3, 0};
        options.warm = models::warmMemory(shop(), {}, 3);
        models::System system(shop(), {}, options);
        // Of the last look, at whichever view it was.
        system.runUntil(SimTime::zero() + Duration::milliseconds(static_cast<std::int64_t>(
                                              seen->seconds * 1e3 + 0.5)));
        const models::ComponentFigures counted = system.figures(2);
        QVERIFY(seen->inside.count() > 0);
        QCOMPARE(seen->inside.count(), counted.inside.count());
        QCOMPARE(seen->inside.quantile(0.5), counted.inside.quantile(0.5));
        QCOMPARE(seen->inside.mean(), counted.inside.mean());
        QCOMPARE(seen->wait.mean(), counted.wait.mean());
        QCOMPARE(seen->instanceCount, system.component(2).instances());
        for (std::size_t i = 0; i + 1 < seen->slowest.size(); ++i)
            QVERIFY(seen->slowest[i].latency >= seen->slowest[i + 1].latency);
        run.watchNode({});
        run.step(Duration::milliseconds(200));
        QVERIFY(reached(1200));
        QVERIFY(run.view()->watched == nullptr);
    }

    void a_node_is_looked_at_closer_only_while_its_panel_is_seen() {
        Studio studio;
        MainWindow& window = studio.window;
        window.resize(1400, 900);
        window.show();
        QVERIFY(window.document().load(QLatin1String(kShop)));
        window.scene().select({"app"});
        QVERIFY(studio.controller.step());
        QTRY_VERIFY_WITH_TIMEOUT(studio.controller.view() != nullptr, 20'000);
        QVERIFY(studio.controller.view()->watched == nullptr);
        QVERIFY(window.showPanel(QStringLiteral("node")));
        studio.controller.setSpeed(LiveRun::kMaxSpeed);
        QVERIFY(studio.controller.play());
        auto* panel = window.findChild<NodePanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->figures() && !panel->figures()->inside.empty(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!panel->figures()->slowest.empty(), 20'000);
        QCOMPARE(panel->figures()->instances.size(), std::size_t{2});
        window.scene().select({"db"});
        QTRY_VERIFY_WITH_TIMEOUT(panel->figures() && panel->figures()->node == "db", 20'000);
        QVERIFY(window.showPanel(QStringLiteral("live")));
        QTRY_VERIFY_WITH_TIMEOUT(studio.controller.view()->watched == nullptr, 20'000);
    }
};

HEADROOM_TEST(WatchTest);
#include "watch_test.moc"
