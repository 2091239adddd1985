// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmarks.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "engine/process.h"
#include "engine/random/distribution.h"
#include "engine/wait/fifo_station.h"
#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/simulate/system.h"

namespace headroom::app {

namespace {

using engine::Distribution;
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
        return Distribution::exponential(mean)->sample(draws);
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
            ns = std::max(20e3, u < 0.85   ? exponential(0.8e6)
                                : u < 0.95 ? exponential(3e6)
                                           : Distribution::lognormal(6.9e6, 0.95)->sample(draws));
        }
        value = static_cast<std::int64_t>(ns) + 1;
    }
    return values;
}

double now() {
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

double hold(EventQueue::Choice choice, const std::string& shape, std::size_t pending,
            std::size_t operations) {
    EventQueue queue(choice);
    const auto gaps = increments(shape);
    std::size_t k = 0;
    const auto next = [&] { return gaps[k++ & (gaps.size() - 1)]; };
    for (std::size_t i = 0; i < pending; ++i) {
        queue.push(next(), static_cast<engine::BlockHandle>(i + 1));
    }
    const auto turn = [&](std::size_t times) {
        for (std::size_t i = 0; i < times; ++i) {
            const engine::PendingEvent event = queue.pop();
            queue.push(event.time + next(), event.block);
        }
    };
    turn(std::max<std::size_t>(2 * pending, 100'000));
    const double begin = now();
    turn(operations);
    return (now() - begin) * 1e9 / static_cast<double>(operations);
}

// The dense part is long enough for most of the pending events to have been replaced by near ones,
// for it is their number that makes the density.
double jump(std::size_t pending) {
    EventQueue queue(EventQueue::Choice::automatic);
    const auto gaps = increments("exponential");
    std::size_t k = 0;
    const auto next = [&](std::int64_t divisor) {
        return (gaps[k++ & (gaps.size() - 1)] / divisor) + 1;
    };
    for (std::size_t i = 0; i < pending; ++i) {
        queue.push(next(1), static_cast<engine::BlockHandle>(i + 1));
    }
    const auto turn = [&](std::size_t operations, std::int64_t divisor) {
        for (std::size_t i = 0; i < operations; ++i) {
            const engine::PendingEvent event = queue.pop();
            queue.push(event.time + next(divisor), event.block);
        }
    };
    turn(2 * pending, 1);
    const std::size_t sparse = 4 * pending;
    const std::size_t dense = 60 * pending;
    const double begin = now();
    turn(sparse, 1);
    turn(dense, 60);
    turn(sparse, 1);
    return (now() - begin) * 1e9 / static_cast<double>((2 * sparse) + dense);
}

namespace {

struct Sleepers {
    Draws draws = Draws::forNode({1, 0}, 2, engine::Purpose{1});
    Distribution gap = *Distribution::exponential(0.01);

    Process sleeper() {
        for (;;)
            co_await engine::delay(Duration::fromSeconds(gap.sample(draws)));
    }
};

}  // namespace

double holdByProcesses(std::size_t pending, std::size_t operations) {
    Simulation simulation;
    Sleepers model;
    const engine::Simulation::Activation active(simulation);
    for (std::size_t i = 0; i < pending; ++i)
        simulation.spawn(model.sleeper());
    const double mean = 0.01 / static_cast<double>(pending);  // seconds between two events
    simulation.runUntil(SimTime::zero() + Duration::fromSeconds(0.03));
    const std::uint64_t before = simulation.events();
    const double begin = now();
    simulation.runUntil(simulation.now() +
                        Duration::fromSeconds(static_cast<double>(operations) * mean));
    const double ns = (now() - begin) * 1e9 / static_cast<double>(simulation.events() - before);
    simulation.stop();
    return ns;
}

namespace {

/// One customer of `mm1` and of `tier3`: what he goes through, and the clock he stops at the end.
struct Queueing {
    explicit Queueing(std::uint64_t customers)
        : total(customers), draws(Draws::forNode({1, 0}, 1, engine::Purpose{1})) {}
    std::uint64_t total;
    Draws draws;
    double waited = 0;
    // Built once, as a component does it: a draw then pays for the draw alone.
    Distribution often = *Distribution::exponential(1 / 3.2);
    Distribution seldom = *Distribution::exponential(1.0);
    Distribution service = *Distribution::exponential(0.8);
    Distribution quick = *Distribution::exponential(0.2);
    engine::FifoStation one{1};
    engine::FifoStation servers[4] = {engine::FifoStation(1), engine::FifoStation(1),
                                      engine::FifoStation(1), engine::FifoStation(1)};

    Duration drawn(const Distribution& from) { return Duration::fromSeconds(from.sample(draws)); }
    Process single() {
        const SimTime begin = Simulation::current().now();
        co_await one.use(drawn(service));
        waited += (Simulation::current().now() - begin).toSeconds();
    }
    Process tiers() {
        const SimTime begin = Simulation::current().now();
        co_await engine::delay(Duration::milliseconds(100));
        co_await servers[draws.below(4)].use(drawn(seldom));
        co_await one.use(drawn(quick));
        waited += (Simulation::current().now() - begin).toSeconds();
    }
    Process arrivals(bool threeTiers) {
        for (std::uint64_t i = 0; i < total; ++i) {
            co_await engine::delay(drawn(threeTiers ? often : seldom));
            Simulation::current().spawn(threeTiers ? tiers() : single());
        }
    }
};

}  // namespace

QueueingFigures queueing(bool threeTiers, std::uint64_t customers) {
    Simulation simulation;
    Queueing model(customers);
    const double begin = now();
    simulation.spawn(model.arrivals(threeTiers));
    simulation.runUntil(SimTime::max());
    const double ns = (now() - begin) * 1e9;
    simulation.stop();
    const auto number = static_cast<double>(customers);
    return {ns / static_cast<double>(simulation.events()), ns / number, model.waited / number};
}

namespace {

/// A shop whose users and parts are far from each other, so that requests spend their time in
/// flight: balancer, server, cache and database, time-outs off.
constexpr std::string_view kFarShop = R"({
  "headroom": 1,
  "endpoints": [
    { "name": "GET /list", "weight": 70, "objects": { "count": 20000 }, "reads": { "rows": 20 }, "cacheable": true },
    { "name": "GET /item", "weight": 25, "objects": { "count": 20000 }, "reads": { "rows": 1 }, "cacheable": true },
    { "name": "POST /order", "weight": 5, "reads": { "rows": 3 }, "writes": 1 }
  ],
  "nodes": [
    { "id": "users", "kind": "users", "settings": { "rate": "RATE" } },
    { "id": "lb", "kind": "load-balancer" },
    { "id": "app", "kind": "server", "settings": { "instances": 40, "cores": 8, "workers": 100000 } },
    { "id": "cache", "kind": "cache", "settings": { "capacity": "64 MB" } },
    { "id": "db", "kind": "database", "settings": { "cores": 64, "max-connections": 10000 } }
  ],
  "links": [
    { "from": "users", "to": "lb", "latency": "1 s" },
    { "from": "lb", "to": "app", "latency": "2 s" },
    { "from": "app", "to": "cache", "latency": "2 s" },
    { "from": "app", "to": "db", "latency": "2 s" }
  ]
})";

}  // namespace

std::optional<MemoryFigures> memoryInFlight(const std::string& rate) {
    std::string text(kFarShop);
    const std::string mark = "RATE";
    text.replace(text.find(mark), mark.size(), rate);
    const models::DesignLoading loading = models::loadDesignText(text, "far shop", models::kinds());
    if (!loading.valid) {
        for (const auto& problem : loading.diagnostics.list())
            std::fprintf(stderr, "headroom: %s\n", models::toText(problem).c_str());
        return std::nullopt;
    }
    models::System system(*loading.valid, {}, {});
    system.runUntil(SimTime::zero() + Duration::seconds(20));
    const auto requests = static_cast<double>(system.recorder().inFlight().level());
    const engine::FrameArena& arena = system.simulation().arena();
    return MemoryFigures{requests, static_cast<double>(arena.bytesInUse()) / requests,
                         static_cast<double>(arena.bytesReserved()) / requests};
}

namespace {

/// What the built-in designs are is a bug if it is refused, and has been said then.
std::optional<models::ValidDesign> builtIn(const std::string& text, const char* name) {
    const models::DesignLoading loading = models::loadDesignText(text, name, models::kinds());
    for (const auto& problem : loading.diagnostics.list())
        std::fprintf(stderr, "headroom: %s\n", models::toText(problem).c_str());
    return loading.valid;
}

}  // namespace

double loading(std::size_t nodes) {
    std::string parts;
    std::string links;
    for (std::size_t i = 0; i < (nodes - 2) / 4; ++i) {
        const std::string n = std::to_string(i);
        const auto part = [&](const char* id, const char* kind, const char* settings) {
            parts += std::string(",\n{ \"id\": \"") + id + n + "\", \"kind\": \"" + kind +
                     "\", \"at\": [240, " + n + "], \"settings\": { " + settings + " } }";
        };
        const auto link = [&](const std::string& from, const char* to) {
            links += ",\n{ \"from\": \"" + from + "\", \"to\": \"" + to + n +
                     "\", \"latency\": \"300 us\" }";
        };
        part("app", "server", "\"instances\": 2, \"cores\": 8");
        part("cache", "cache", "\"capacity\": \"64 MB\"");
        part("db", "database", "\"cores\": 16");
        part("service", "server", "\"workers\": 32");
        link("lb", "app");
        for (const char* to : {"cache", "db", "service"})
            link("app" + n, to);
    }
    const std::string text =
        "{ \"headroom\": 1, \"endpoints\": [ { \"name\": \"GET /\", \"objects\": { \"count\": "
        "1000 }, \"reads\": { \"rows\": 2 }, \"cacheable\": true } ],\n\"nodes\": [ { \"id\": "
        "\"users\", \"kind\": \"users\", \"settings\": { \"rate\": \"1k/s\" } },\n{ \"id\": "
        "\"lb\", \"kind\": \"load-balancer\" }" +
        parts + " ],\n\"links\": [ { \"from\": \"users\", \"to\": \"lb\" }" + links + " ] }";
    const double begin = now();
    const bool isValid = builtIn(text, "large design").has_value();
    return isValid ? now() - begin : -1;
}

double requestAmong(std::size_t instances, double requests) {
    const auto design = builtIn(
        "{ \"headroom\": 1, \"endpoints\": [ { \"name\": \"GET /\", \"cpu\": \"exponential 5 ms\" "
        "} "
        "], \"nodes\": [ { \"id\": \"users\", \"kind\": \"users\", \"settings\": { \"rate\": "
        "\"20k/s\" } }, { \"id\": \"lb\", \"kind\": \"load-balancer\" }, { \"id\": \"app\", "
        "\"kind\": \"server\", \"settings\": { \"instances\": " +
            std::to_string(instances) +
            " } } ], \"links\": [ { \"from\": \"users\", \"to\": \"lb\" }, { \"from\": \"lb\", "
            "\"to\": \"app\" } ] }",
        "many instances");
    if (!design) return -1;
    models::System system(*design, {}, {});
    // Nearly every instance has been used, and what is kept for later has been made.
    system.runUntil(SimTime::zero() + Duration::seconds(1));
    const std::uint64_t before = system.recorder().total().ended;
    const double begin = now();
    system.runUntil(system.now() + Duration::fromSeconds(requests / 20'000));
    const double ns = (now() - begin) * 1e9;
    return ns / static_cast<double>(system.recorder().total().ended - before);
}

}  // namespace headroom::app
