// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/server/settings.h"

#include <algorithm>

#include "models/components/server/outline.h"
#include "models/components/server/server.h"

namespace headroom::models {

namespace {

// Simulating one instance: its stations and counters, and a frame for each request it can hold.
constexpr double kBytesPerInstance = 2048;
constexpr double kBytesPerRequest = 512;
// Queues take memory as they fill; by then a run has long been stopped as overloaded.
constexpr double kMostRequests = 2e6;

Footprint footprint(const Settings& settings, double) {
    const auto& server = settings.as<ServerSettings>();
    const double requests = static_cast<double>(server.workers) + static_cast<double>(server.queue);
    const double instances = static_cast<double>(server.instances);
    return {server.instances, instances * kBytesPerInstance +
                                  std::min(instances * requests, kMostRequests) * kBytesPerRequest};
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
              HEADROOM_TEXT("server", "Requests turned away because the accept queue was full.")}},
        .defaults = [] { return Settings::of(ServerSettings{}); },
        .check = nullptr,
        .footprint = footprint,
        .create = createServer,
        .outline = outlineServer,
    };
    return kind;
}

}  // namespace headroom::models
