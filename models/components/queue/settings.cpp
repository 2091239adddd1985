// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/queue/settings.h"

#include "models/components/queue/outline.h"
#include "models/components/queue/queue.h"

namespace headroom::models {

namespace {

constexpr double kBytesPerMessage = 256;

Footprint queueFootprint(const Settings& settings, double) {
    return {1, kBytesPerMessage * static_cast<double>(settings.as<QueueSettings>().capacity)};
}

}  // namespace

const Kind& queueKind() {
    static const Kind kind = {
        .key = "queue",
        .title = HEADROOM_TEXT("queue", "Queue"),
        .help = HEADROOM_TEXT("queue",
                              "Takes a message at once with 202 and keeps it until a worker has "
                              "done it, first in, first out."),
        .roles = {.requests = true, .queues = true},
        .fields =
            {
                field<&QueueSettings::capacity>(
                    "capacity", HEADROOM_TEXT("queue", "Capacity"),
                    HEADROOM_TEXT("queue",
                                  "Messages it has room for, those being worked on included; one "
                                  "more is refused with 503."))
                    .range(1, 1e8)
                    .resource(Resource::Queue)
                    .assumed(HEADROOM_TEXT("queue", "what fits into the memory of a small broker")),
                field<&QueueSettings::redelivery>(
                    "redelivery", HEADROOM_TEXT("queue", "Redelivery"),
                    HEADROOM_TEXT("queue",
                                  "How long a message whose worker failed waits until it is handed "
                                  "out again, before all others."))
                    .range(1e6, 8.64e13)
                    .assumed(
                        HEADROOM_TEXT("queue", "brokers find a lost connection in about a second")),
            },
        .metrics = {{"messages", HEADROOM_TEXT("queue", "Messages"), Quantity::Number,
                     Summary::TimeAverage, Resource::Queue,
                     HEADROOM_TEXT("queue", "Messages inside, waiting or being worked on.")},
                    {"redelivered", HEADROOM_TEXT("queue", "Redelivered"), Quantity::Count,
                     Summary::Count, Resource::Queue,
                     HEADROOM_TEXT("queue", "Messages handed out again because a worker failed.")},
                    {"refused", HEADROOM_TEXT("queue", "Messages refused"), Quantity::Count,
                     Summary::Count, Resource::Queue,
                     HEADROOM_TEXT("queue", "Messages turned away because the queue was full.")}},
        .defaults = [] { return Settings::of(QueueSettings{}); },
        .check = nullptr,
        .footprint = queueFootprint,
        .create = createQueue,
        .outline = outlineQueue,
    };
    return kind;
}

}  // namespace headroom::models
