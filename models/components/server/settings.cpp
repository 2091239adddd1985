// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/settings.h"

#include <algorithm>

#include "models/components/server/outline.h"
#include "models/components/server/server.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

namespace {

// Simulating one instance: its stations and counters, and a frame for each request it can hold.
constexpr double kBytesPerServer = 2048;
constexpr double kBytesPerHeldRequest = 512;
// Queues take memory as they fill; by then a run has long been stopped as overloaded.
constexpr double kMostHeldRequests = 2e6;

constexpr Text kGunther =
    HEADROOM_TEXT("server",
                  "none: Gunther, Guerrilla Capacity Planning, 2007, has the law; measure "
                  "your own");

Footprint serverFootprint(const Settings& settings, double) {
    const auto& server = settings.as<ServerSettings>();
    const double requests = static_cast<double>(server.workers) + static_cast<double>(server.queue);
    const double instances = static_cast<double>(server.instances);
    return {server.instances,
            instances * kBytesPerServer +
                std::min(instances * requests, kMostHeldRequests) * kBytesPerHeldRequest};
}

void checkMemory(const Settings& settings, Diagnostics& diagnostics) {
    const auto& server = settings.as<ServerSettings>();
    if (!server.memory) return;
    if (server.memoryIdle.count + server.memoryPerRequest.count <= server.memory->count) return;
    auto found =
        problem("server.no-room",
                HEADROOM_TEXT("server",
                              "The memory does not suffice for one request: it takes %1 when "
                              "idle and %2 for each."),
                HEADROOM_TEXT("server", "Give it more \"memory.size\"."),
                {toText(server.memoryIdle), toText(server.memoryPerRequest)});
    found.place.setting = "memory.size";
    diagnostics.add(std::move(found));
}

}  // namespace

const Kind& serverKind() {
    static const Kind kind = {
        .key = "server",
        .title = HEADROOM_TEXT("server", "Server"),
        .help = HEADROOM_TEXT("server",
                              "Runs the application: a bounded number of workers on a "
                              "few cores, asking caches and databases."),
        .roles = {.requests = true},
        .fields =
            {
                field<&ServerSettings::instances>(
                    "instances", HEADROOM_TEXT("server", "Instances"),
                    HEADROOM_TEXT("server",
                                  "How many servers of this kind run; each is simulated "
                                  "by itself."))
                    .range(1, 100'000),
                field<&ServerSettings::cores>("cores", HEADROOM_TEXT("server", "Cores"),
                                              HEADROOM_TEXT("server", "Cores of each instance."))
                    .range(1, 4096)
                    .resource(Resource::Cpu),
                field<&ServerSettings::workers>(
                    "workers", HEADROOM_TEXT("server", "Workers"),
                    HEADROOM_TEXT("server",
                                  "Requests each instance serves at once: threads, "
                                  "processes or the limit of an event loop."))
                    .range(1, 1e6)
                    .resource(Resource::Connections),
                field<&ServerSettings::queue>(
                    "queue", HEADROOM_TEXT("server", "Accept queue"),
                    HEADROOM_TEXT("server",
                                  "Requests that may wait for a worker at each "
                                  "instance; one more is refused with 503."))
                    .range(0, 1e7)
                    .source(HEADROOM_TEXT("server", "nginx listen(2) backlog on Linux: 511")),
                field<&ServerSettings::discipline>(
                    "discipline", HEADROOM_TEXT("server", "Discipline"),
                    HEADROOM_TEXT("server", "How the cores are shared."))
                    .choices({{"processor-sharing", HEADROOM_TEXT("server", "Processor sharing"),
                               HEADROOM_TEXT("server",
                                             "All running requests at once, as an "
                                             "operating system does.")},
                              {"fifo", HEADROOM_TEXT("server", "First in, first out"),
                               HEADROOM_TEXT("server",
                                             "Each request keeps a core until it is "
                                             "done with it.")}})
                    .source(HEADROOM_TEXT("server", "the fair scheduler of Linux")),
                field<&ServerSettings::contention>(
                    "contention.serial", HEADROOM_TEXT("server", "Serial share"),
                    HEADROOM_TEXT("server",
                                  "Share of the work that only one core at a time can do, as under "
                                  "a lock: sigma of the Universal Scalability Law."))
                    .range(0, 1)
                    .source(kGunther),
                field<&ServerSettings::coherence>(
                    "contention.coherence", HEADROOM_TEXT("server", "Coherence"),
                    HEADROOM_TEXT("server",
                                  "Cost of each pair of busy cores that has to agree, as a share "
                                  "of the work: kappa of the Universal Scalability Law. Above 0 "
                                  "there is a number of cores from which more do less."))
                    .range(0, 1)
                    .source(kGunther),
                field<&ServerSettings::memory>(
                    "memory.size", HEADROOM_TEXT("server", "Memory"),
                    HEADROOM_TEXT("server",
                                  "Memory of each instance; not set: never full. kB, MB, GB count "
                                  "in 1024."))
                    .range(1, 1e15)
                    .resource(Resource::Memory),
                field<&ServerSettings::memoryIdle>(
                    "memory.idle", HEADROOM_TEXT("server", "Memory when idle"),
                    HEADROOM_TEXT("server", "In use when no request is being served."))
                    .range(0, 1e15)
                    .assumed(HEADROOM_TEXT("server", "a runtime with its code and pools")),
                field<&ServerSettings::memoryPerRequest>(
                    "memory.per-request", HEADROOM_TEXT("server", "Memory per request"),
                    HEADROOM_TEXT("server",
                                  "What each request that has a worker takes beside that, until "
                                  "its reply."))
                    .range(0, 1e15)
                    .assumed(HEADROOM_TEXT("server", "stack, buffers and objects of a request")),
                field<&ServerSettings::memoryFull>(
                    "memory.full", HEADROOM_TEXT("server", "When memory is full"),
                    HEADROOM_TEXT("server", "What happens to a request that no longer fits in."))
                    .choices({{"refuse", HEADROOM_TEXT("server", "Refuse"),
                               HEADROOM_TEXT("server", "It is turned away with 503.")},
                              {"restart", HEADROOM_TEXT("server", "Restart"),
                               HEADROOM_TEXT("server",
                                             "The instance is killed with all it was doing, and "
                                             "comes back after a while.")}})
                    .source(HEADROOM_TEXT("server",
                                          "Linux kills a process beyond the memory limit of its "
                                          "control group: memory.max in the kernel's cgroup v2 "
                                          "guide")),
                field<&ServerSettings::restartTime>(
                    "memory.restart", HEADROOM_TEXT("server", "Restart time"),
                    HEADROOM_TEXT("server", "How long an instance that was killed is away."))
                    .range(1, 8.64e13)
                    .assumed(HEADROOM_TEXT("server", "a process that loads its code and warms up")),
                field<&ServerSettings::bandwidth>(
                    "network.bandwidth", HEADROOM_TEXT("server", "Bandwidth"),
                    HEADROOM_TEXT("server",
                                  "What the network interface of each instance passes in each "
                                  "direction; not set: no limit."))
                    .range(1, 1e13)
                    .resource(Resource::Network),
                field<&ServerSettings::requestBytes>(
                    "network.request", HEADROOM_TEXT("server", "Request size"),
                    HEADROOM_TEXT("server",
                                  "Bytes of a request, and of what it asks others for, on the "
                                  "wire; replies have their payload."))
                    .range(0, 1e12)
                    .assumed(HEADROOM_TEXT("server", "a line, some headers and a cookie")),
                field<&ServerSettings::logLines>(
                    "log.lines", HEADROOM_TEXT("server", "Log lines"),
                    HEADROOM_TEXT("server", "Lines that each request writes; 0: no log."))
                    .range(0, 1e6),
                field<&ServerSettings::logLineTime>(
                    "log.line-time", HEADROOM_TEXT("server", "Time per line"),
                    HEADROOM_TEXT("server",
                                  "Time to format and write one line; each instance writes one "
                                  "line at a time."))
                    .range(0, 60e9)
                    .cost(Resource::Log)
                    .assumed(HEADROOM_TEXT("server", "one write to a local file, not flushed")),
                field<&ServerSettings::logging>(
                    "log.mode", HEADROOM_TEXT("server", "Logging"),
                    HEADROOM_TEXT("server", "Who waits for a line to be written."))
                    .choices({{"synchronous", HEADROOM_TEXT("server", "Synchronous"),
                               HEADROOM_TEXT("server",
                                             "The request does, with its worker, behind the lines "
                                             "of the others.")},
                              {"drop", HEADROOM_TEXT("server", "Buffered, dropped when full"),
                               HEADROOM_TEXT("server",
                                             "Nobody; lines that do not fit into the buffer are "
                                             "lost.")},
                              {"block", HEADROOM_TEXT("server", "Buffered, waits when full"),
                               HEADROOM_TEXT("server", "Nobody, unless the buffer has no room.")}})
                    .source(HEADROOM_TEXT("server",
                                          "what Logback's and Log4j's file appenders and Python's "
                                          "logging handlers do")),
                field<&ServerSettings::logBuffer>(
                    "log.buffer", HEADROOM_TEXT("server", "Log buffer"),
                    HEADROOM_TEXT("server", "Lines the buffer of each instance has room for."))
                    .range(1, 1e9)
                    .source(HEADROOM_TEXT("server", "Logback's AsyncAppender, queueSize: 256")),
            },
        .metrics =
            {{"utilization", HEADROOM_TEXT("server", "CPU utilization"), Quantity::Fraction,
              Summary::TimeAverage, Resource::Cpu,
              HEADROOM_TEXT("server", "Share of the cores that was busy, over all instances.")},
             {"workersBusy", HEADROOM_TEXT("server", "Workers busy"), Quantity::Number,
              Summary::TimeAverage, Resource::Connections,
              HEADROOM_TEXT("server", "Workers with a request, over all instances.")},
             {"queueLength", HEADROOM_TEXT("server", "Requests waiting"), Quantity::Number,
              Summary::TimeAverage, Resource::Queue,
              HEADROOM_TEXT("server", "Requests that waited for a worker, over all instances.")},
             {"refused", HEADROOM_TEXT("server", "Requests refused"), Quantity::Count,
              Summary::Count, Resource::Queue,
              HEADROOM_TEXT("server",
                            "Requests turned away because the accept queue or the memory was "
                            "full.")},
             {"memoryRefused", HEADROOM_TEXT("server", "Refused for memory"), Quantity::Count,
              Summary::Count, Resource::Memory,
              HEADROOM_TEXT("server", "Of those, because the memory was full.")},
             {"memoryKills", HEADROOM_TEXT("server", "Killed for memory"), Quantity::Count,
              Summary::Count, Resource::Memory,
              HEADROOM_TEXT("server", "Times an instance was killed because its memory was full.")},
             {"poolTimeouts", HEADROOM_TEXT("server", "No connection in time"), Quantity::Count,
              Summary::Count, Resource::Connections,
              HEADROOM_TEXT("server",
                            "Calls that failed because no connection of the link's pool became "
                            "free.")},
             {"logDropped", HEADROOM_TEXT("server", "Log lines dropped"), Quantity::Count,
              Summary::Count, Resource::Log,
              HEADROOM_TEXT("server", "Lines lost because the buffer was full.")},
             {"logBlocked", HEADROOM_TEXT("server", "Waits for the log"), Quantity::Count,
              Summary::Count, Resource::Log,
              HEADROOM_TEXT("server", "Requests that had to wait until a line could go.")}},
        .defaults = [] { return Settings::of(ServerSettings{}); },
        .check = checkMemory,
        .footprint = serverFootprint,
        .create = createServer,
        .outline = outlineServer,
    };
    return kind;
}

}  // namespace headroom::models
