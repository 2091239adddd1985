// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the studio as a person has it before them: how soon it is there, how long it is busy
// with a frame, and what it takes from the simulation. Prints figures; studio.sh judges them.
#include <time.h>
#include <unistd.h>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QTextStream>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/shell/main_window.h"
#include "app/studio/theme/theme.h"
#include "models/kinds.h"
#include "models/simulate/system.h"

namespace {

using namespace headroom;
using namespace headroom::app;
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Since this process began, to the hundredth of a second.
double ageSeconds() {
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly)) return -1;
    const QByteArray text = file.readAll();
    // What follows the name, which may hold anything but is in brackets.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const double ticks = fields.value(19).toDouble();
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 -
           ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// Knows when something is painted for the first time, and ever.
class PaintWatch : public QObject {
  public:
    bool hasPainted = false;
    bool sincePainted = false;

  protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint) hasPainted = sincePainted = true;
        return false;
    }
};

/// 60 components: users, a balancer, 29 servers and 29 stores behind them.
models::Design sixty() {
    models::Design design;
    design.name = "Sixty";
    const auto add = [&](const char* kind, const std::string& id, double x, double y) {
        models::Node node;
        node.id = id;
        node.kind = models::kinds().find(kind);
        node.at = {x, y};
        node.settings = node.kind->defaults();
        design.nodes.push_back(std::move(node));
    };
    const auto link = [&](const std::string& from, const std::string& to) {
        design.links.emplace_back();
        design.links.back().from = from;
        design.links.back().to = to;
    };
    add("users", "users", 0, 0);
    add("load-balancer", "lb", 220, 0);
    link("users", "lb");
    for (int i = 0; i < 29; ++i) {
        const std::string server = "app" + std::to_string(i);
        const std::string store = "db" + std::to_string(i);
        const double y = (i % 10) * 120 - 600;
        const double x = 440 + 440 * (i / 10);
        add("server", server, x, y);
        add("database", store, x + 220, y);
        link("lb", server);
        link(server, store);
    }
    models::applySetting(design, "users.rate=20k/s");
    design.endpoints.emplace_back().name = "GET /";
    return design;
}

/// Events a second of the same simulation with nobody looking on.
double headless(const models::ValidDesign& design, double seconds) {
    double rate = 0;
    std::jthread worker([&] {
        models::System system(design, {}, {});
        const auto begin = Clock::now();
        while (secondsSince(begin) < seconds)
            system.runUntil(system.now() + engine::Duration::milliseconds(20));
        rate = static_cast<double>(system.events()) / secondsSince(begin);
    });
    worker.join();
    return rate;
}

struct Watched {
    double rate = 0;
    std::vector<double> framesMs;
    double longestMs = 0;
};

Watched watched(Studio& studio, PaintWatch& paints, double seconds) {
    Watched result;
    studio.controller.setSpeed(LiveRun::kMaxSpeed);
    studio.controller.play();
    while (!studio.controller.view())
        QTest::qWait(10);
    QElapsedTimer busy;
    busy.start();
    auto* dispatcher = QAbstractEventDispatcher::instance();
    const auto awake =
        QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, [&] { busy.restart(); });
    const auto idle = QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, [&] {
        const double ms = static_cast<double>(busy.nsecsElapsed()) * 1e-6;
        result.longestMs = std::max(result.longestMs, ms);
        if (std::exchange(paints.sincePainted, false)) result.framesMs.push_back(ms);
    });
    const auto begin = Clock::now();
    const std::uint64_t before = studio.controller.view()->snapshot->events;
    QTest::qWait(static_cast<int>(seconds * 1000));
    QObject::disconnect(awake);
    QObject::disconnect(idle);
    const std::uint64_t after = studio.controller.view()->snapshot->events;
    result.rate = static_cast<double>(after - before) / secondsSince(begin);
    studio.controller.stop();
    return result;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    Theme::use(application, Theme::light());
    const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
    const int repetitions = argc > 2 ? std::atoi(argv[2]) : 3;
    Studio studio;
    PaintWatch paints;
    application.installEventFilter(&paints);
    studio.window.resize(1600, 1000);
    studio.window.show();
    while (!paints.hasPainted)
        QCoreApplication::processEvents();
    std::printf("start to first paint, s: %.3f\n", ageSeconds());
    studio.document.reset(sixty());
    if (!studio.document.validation().valid) return 2;
    studio.window.canvas().fit();
    QTest::qWait(100);
    std::vector<double> ratios;
    std::vector<double> frames;
    double longest = 0;
    for (int i = 0; i < repetitions; ++i) {
        const double alone = headless(*studio.document.validation().valid, seconds);
        const Watched seen = watched(studio, paints, seconds);
        ratios.push_back(seen.rate / alone);
        frames.insert(frames.end(), seen.framesMs.begin(), seen.framesMs.end());
        longest = std::max(longest, seen.longestMs);
        std::printf("events a second, headless and with the window: %.0f %.0f\n", alone, seen.rate);
    }
    std::ranges::sort(frames);
    const auto at = [&](double q) {
        return frames[std::min(frames.size() - 1,
                               static_cast<std::size_t>(q * static_cast<double>(frames.size())))];
    };
    std::printf("frames painted: %zu\n", frames.size());
    std::printf("frame, ms, p50: %.1f\nframe, ms, p99: %.1f\n", at(0.5), at(0.99));
    std::printf("longest that the window was busy, ms: %.1f\n", longest);
    std::printf("speed with the window over headless: %.3f\n", median(ratios));
    return 0;
}
