// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/worker/settings.h"

#include "models/components/worker/outline.h"
#include "models/components/worker/worker.h"

namespace headroom::models {

namespace {

// Simulating one instance, and a frame for each job it can have.
constexpr double kBytesPerWorker = 1024;
constexpr double kBytesPerJob = 512;

Footprint workerFootprint(const Settings& settings, double) {
    const auto& worker = settings.as<WorkerSettings>();
    return {worker.instances,
            static_cast<double>(worker.instances) *
                (kBytesPerWorker + kBytesPerJob * static_cast<double>(worker.concurrency))};
}

}  // namespace

const Kind& workerKind() {
    static const Kind kind = {
        .key = "worker",
        .title = HEADROOM_TEXT("worker", "Worker"),
        .help = HEADROOM_TEXT("worker",
                              "Does jobs that wait in a queue, while nobody waits for their end."),
        .roles = {.works = true},
        .fields =
            {
                field<&WorkerSettings::instances>(
                    "instances", HEADROOM_TEXT("worker", "Instances"),
                    HEADROOM_TEXT("worker", "How many run; each is simulated by itself."))
                    .range(1, 100'000),
                field<&WorkerSettings::cores>("cores", HEADROOM_TEXT("worker", "Cores"),
                                              HEADROOM_TEXT("worker", "Cores of each instance."))
                    .range(1, 4096)
                    .resource(Resource::Cpu),
                field<&WorkerSettings::concurrency>(
                    "concurrency", HEADROOM_TEXT("worker", "Concurrency"),
                    HEADROOM_TEXT("worker", "Jobs that each instance does at once."))
                    .range(1, 1e6)
                    .resource(Resource::Connections)
                    .source(HEADROOM_TEXT("worker", "Celery: as many as there are cores")),
                field<&WorkerSettings::cpu>(
                    "cpu", HEADROOM_TEXT("worker", "CPU time"),
                    HEADROOM_TEXT("worker", "Time of one core for one job."))
                    .demand()
                    .assumed(HEADROOM_TEXT("worker", "measure your own")),
            },
        .metrics =
            {{"utilization", HEADROOM_TEXT("worker", "CPU utilization"), Quantity::Fraction,
              Summary::TimeAverage, Resource::Cpu,
              HEADROOM_TEXT("worker", "Share of the cores that was busy, over all instances.")},
             {"lagMs", HEADROOM_TEXT("worker", "Lag"), Quantity::Number, Summary::Ratio,
              Resource::Queue,
              HEADROOM_TEXT("worker",
                            "Age in ms of a job when it is begun, from the birth of its request.")},
             {"ageMs", HEADROOM_TEXT("worker", "Age"), Quantity::Number, Summary::Ratio,
              Resource::Queue, HEADROOM_TEXT("worker", "The same when it is done.")}},
        .defaults = [] { return Settings::of(WorkerSettings{}); },
        .check = nullptr,
        .footprint = workerFootprint,
        .create = createWorker,
        .outline = outlineWorker,
    };
    return kind;
}

}  // namespace headroom::models
