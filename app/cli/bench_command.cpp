// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/commands.h"
#include "engine/process.h"
#include "engine/random/distribution.h"
#include "engine/wait/fifo_station.h"

namespace headroom::app {

namespace {

using engine::Draws;
using engine::Duration;
using engine::EventQueue;
using engine::Process;
using engine::SimTime;
using engine::Simulation;

/// Increments in ns, drawn beforehand so that only the event set is timed.
std::vector<std::int64_t> increments(const std::string& shape) {
    Draws draws = Draws::forNode({1, 0}, engine::hashText(shape), engine::Purpose{0});
    const auto exponential = [&](double mean) {
        return engine::Distribution::exponential(mean)->sample(draws);
    };
    std::vector<std::int64_t> values(1 << 14);
    for (std::int64_t& value : values) {
        double ns = 0;
        const double u = draws.unit();
        if (shape == "exponential") {
            ns = exponential(1e7);
        } else if (shape == "bimodal") {
            ns = u < 0.9 ? exponential(1e5) : exponential(5e7) + 1e7;
        } else if (u < 0.65) {  // "web": hops and round trips of constant length, services between
            ns = u < 0.20 ? 250e3 : u < 0.35 ? 20e3 : u < 0.45 ? 500e3 : u < 0.60 ? 40e6 : 10e6;
        } else {
            ns = std::max(20e3, u < 0.85 ? exponential(0.8e6)
                                : u < 0.95
                                    ? exponential(3e6)
                                    : engine::Distribution::lognormal(6.9e6, 0.95)->sample(draws));
        }
        value = static_cast<std::int64_t>(ns) + 1;
    }
    return values;
}

double now() {
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

/// The hold model: take the earliest event, schedule it anew; ns for both.
double hold(EventQueue::Choice choice, const std::string& shape, std::size_t pending) {
    EventQueue queue(choice);
    const auto gaps = increments(shape);
    std::size_t k = 0;
    const auto next = [&] { return gaps[k++ & (gaps.size() - 1)]; };
    for (std::size_t i = 0; i < pending; ++i) {
        queue.push(next(), static_cast<engine::BlockHandle>(i + 1));
    }
    const auto turn = [&](std::size_t operations) {
        for (std::size_t i = 0; i < operations; ++i) {
            const engine::PendingEvent event = queue.pop();
            queue.push(event.time + next(), event.block);
        }
    };
    turn(std::max<std::size_t>(2 * pending, 100'000));
    constexpr std::size_t kOperations = 2'000'000;
    const double begin = now();
    turn(kOperations);
    return (now() - begin) * 1e9 / kOperations;
}

/// One customer of `mm1` and of `tier3`: what he goes through, and the clock he stops at the end.
struct Queueing {
    explicit Queueing(std::uint64_t customers)
        : total(customers), draws(Draws::forNode({1, 0}, 1, engine::Purpose{1})) {}
    std::uint64_t total;
    Draws draws;
    double waited = 0;
    engine::FifoStation one{1};
    engine::FifoStation servers[4] = {engine::FifoStation(1), engine::FifoStation(1),
                                      engine::FifoStation(1), engine::FifoStation(1)};

    Duration exponential(double seconds) {
        return Duration::fromSeconds(engine::Distribution::exponential(seconds)->sample(draws));
    }
    Process single() {
        const SimTime begin = Simulation::current().now();
        co_await one.use(exponential(0.8));
        waited += (Simulation::current().now() - begin).toSeconds();
    }
    Process tiers() {
        const SimTime begin = Simulation::current().now();
        co_await engine::delay(Duration::milliseconds(100));
        co_await servers[draws.below(4)].use(exponential(1.0));
        co_await one.use(exponential(0.2));
        waited += (Simulation::current().now() - begin).toSeconds();
    }
    Process arrivals(bool threeTiers) {
        for (std::uint64_t i = 0; i < total; ++i) {
            co_await engine::delay(exponential(threeTiers ? 1 / 3.2 : 1.0));
            Simulation::current().spawn(threeTiers ? tiers() : single());
        }
    }
};

void queueing(const char* name, bool threeTiers, std::uint64_t customers) {
    Simulation simulation;
    Queueing model(customers);
    const double begin = now();
    simulation.spawn(model.arrivals(threeTiers));
    simulation.runUntil(SimTime::max());
    const double seconds = now() - begin;
    std::printf("%s,%llu,%.1f,%.1f,%.4f\n", name, static_cast<unsigned long long>(customers),
                seconds * 1e9 / static_cast<double>(simulation.events()),
                seconds * 1e9 / static_cast<double>(customers),
                model.waited / static_cast<double>(customers));
    simulation.stop();
}

int bench(const std::string& only) {
    const auto wanted = [&](const char* name) { return only.empty() || only == name; };
    if (wanted("hold")) {
        std::puts("hold,shape,pending,set,ns per pop and push");
        for (const char* shape : {"web", "exponential", "bimodal"}) {
            for (const std::size_t pending : {1'000U, 10'000U, 100'000U, 300'000U}) {
                std::printf("hold,%s,%zu,automatic,%.1f\n", shape, pending,
                            hold(EventQueue::Choice::automatic, shape, pending));
            }
        }
        for (const std::size_t pending : {4U, 8U, 32U, 1'000U}) {
            std::printf("hold,exponential,%zu,heap,%.1f\n", pending,
                        hold(EventQueue::Choice::heap, "exponential", pending));
            std::printf("hold,exponential,%zu,wheel,%.1f\n", pending,
                        hold(EventQueue::Choice::wheel, "exponential", pending));
        }
    }
    if (wanted("mm1") || wanted("tier3")) {
        std::puts("model,customers,ns per event,ns per customer,mean time in system");
    }
    if (wanted("mm1")) queueing("mm1", false, 1'000'000);
    if (wanted("tier3")) queueing("tier3", true, 500'000);
    return kYes;
}

}  // namespace

void addBench(CLI::App& app, int& status) {
    const auto only = std::make_shared<std::string>();
    CLI::App* command =
        app.add_subcommand("bench", "Time the simulator on this machine (figures as CSV)");
    command->add_option("WHAT", *only, "hold, mm1 or tier3; default: all")
        ->check(CLI::IsMember({"hold", "mm1", "tier3"}));
    command->callback([only, &status] { status = bench(*only); });
}

}  // namespace headroom::app
