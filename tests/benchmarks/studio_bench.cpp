// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the studio as a person has it before them: how soon it is there, how long it is busy
// with a frame, and what it takes from the simulation. Prints figures; studio.sh judges them.
#include <time.h>
#include <unistd.h>

#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

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

/// Times what the window is busy with: events as they are delivered from the loop, whatever they
/// bring about included. A frame is all of them up to one in which something is painted.
class TimedApplication : public QApplication {
  public:
    using QApplication::QApplication;

    bool hasPainted = false;
    std::vector<double> framesMs;
    double longestMs = 0;

    bool notify(QObject* receiver, QEvent* event) override {
        if (event->type() == QEvent::Paint) hasPainted = isPainting_ = true;
        if (depth_ > 0) return QApplication::notify(receiver, event);
        ++depth_;
        const auto begin = Clock::now();
        const bool result = QApplication::notify(receiver, event);
        const double ms = secondsSince(begin) * 1e3;
        --depth_;
        longestMs = std::max(longestMs, ms);
        frameMs_ += ms;
        if (std::exchange(isPainting_, false)) framesMs.push_back(std::exchange(frameMs_, 0));
        return result;
    }

  private:
    int depth_ = 0;
    bool isPainting_ = false;
    double frameMs_ = 0;
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

/// Events a second with the window open.
double watched(Studio& studio, double seconds) {
    studio.controller.setSpeed(LiveRun::kMaxSpeed);
    studio.controller.play();
    while (!studio.controller.view())
        QTest::qWait(10);
    const auto begin = Clock::now();
    const std::uint64_t before = studio.controller.view()->snapshot->events;
    QEventLoop loop;
    QTimer::singleShot(static_cast<int>(seconds * 1000), &loop, &QEventLoop::quit);
    // The loop itself is run by nobody's event.
    loop.exec();
    const std::uint64_t after = studio.controller.view()->snapshot->events;
    const double rate = static_cast<double>(after - before) / secondsSince(begin);
    studio.controller.stop();
    return rate;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    TimedApplication application(argc, argv);
    Theme::use(application, Theme::light());
    const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
    const int repetitions = argc > 2 ? std::atoi(argv[2]) : 3;
    Studio studio;
    studio.window.resize(1600, 1000);
    studio.window.show();
    while (!application.hasPainted)
        QCoreApplication::processEvents();
    std::printf("start to first paint, s: %.3f\n", ageSeconds());
    studio.document.reset(sixty());
    if (!studio.document.validation().valid) return 2;
    studio.window.canvas().fit();
    QTest::qWait(100);
    std::vector<double> ratios;
    application.framesMs.clear();
    application.longestMs = 0;
    for (int i = 0; i < repetitions; ++i) {
        const double alone = headless(*studio.document.validation().valid, seconds);
        const double seen = watched(studio, seconds);
        ratios.push_back(seen / alone);
        std::printf("events a second, headless and with the window: %.0f %.0f\n", alone, seen);
    }
    std::vector<double>& frames = application.framesMs;
    if (frames.empty()) return 2;
    std::ranges::sort(frames);
    const auto at = [&](double q) {
        return frames[std::min(frames.size() - 1,
                               static_cast<std::size_t>(q * static_cast<double>(frames.size())))];
    };
    std::printf("frames painted: %zu\n", frames.size());
    std::printf("frame, ms, p50: %.1f\nframe, ms, p99: %.1f\n", at(0.5), at(0.99));
    std::printf("longest that the window was busy, ms: %.1f\n", application.longestMs);
    std::printf("speed with the window over headless: %.3f\n", median(ratios));
    return 0;
}
