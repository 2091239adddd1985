// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/database/settings.h"
#include "models/components/database/database.h"
#include "models/components/database/outline.h"

namespace headroom::models {

namespace {

constexpr double kBytesPerQuery = 512;

Footprint footprint(const Settings& settings, double) {
    const auto& database = settings.as<DatabaseSettings>();
    return {1, kBytesPerQuery * (static_cast<double>(database.maxConnections) +
                                 static_cast<double>(database.queue))};
}

}  // namespace

const Kind& databaseKind() {
    static const Kind kind = {
        .key = "database",
        .title = HEADROOM_TEXT("database", "Database"),
        .help = HEADROOM_TEXT("database", "Answers queries, each on one connection and one core."),
        .roles = {.data = true},
        .fields =
            {
                field<&DatabaseSettings::cores>(
                    "cores", HEADROOM_TEXT("database", "Cores"),
                    HEADROOM_TEXT("database", "Cores that execute queries."))
                    .range(1, 4096)
                    .resource(Resource::Cpu),
                field<&DatabaseSettings::maxConnections>(
                    "max-connections", HEADROOM_TEXT("database", "Connections"),
                    HEADROOM_TEXT("database", "Queries that can be open at once."))
                    .range(1, 1e6)
                    .resource(Resource::Connections)
                    .source(HEADROOM_TEXT("database", "PostgreSQL max_connections: 100")),
                field<&DatabaseSettings::queue>(
                    "queue", HEADROOM_TEXT("database", "Queue"),
                    HEADROOM_TEXT("database",
                                  "Queries that may wait for a connection; one more "
                                  "is refused."))
                    .range(0, 1e7),
                field<&DatabaseSettings::query>(
                    "query", HEADROOM_TEXT("database", "Query time"),
                    HEADROOM_TEXT("database", "Time of one core for a query, before its rows."))
                    .demand()
                    .assumed(HEADROOM_TEXT("database", "a lookup by primary key")),
                field<&DatabaseSettings::row>(
                    "row", HEADROOM_TEXT("database", "Time per row"),
                    HEADROOM_TEXT("database", "Time of one core for each row read."))
                    .range(0, 60e9)
                    .assumed(HEADROOM_TEXT("database", "rows in memory")),
                field<&DatabaseSettings::write>(
                    "write", HEADROOM_TEXT("database", "Write time"),
                    HEADROOM_TEXT("database", "Time of one core for a write."))
                    .demand()
                    .assumed(HEADROOM_TEXT("database", "one row, indexes in memory")),
            },
        .metrics = {{"utilization", HEADROOM_TEXT("database", "CPU utilization"),
                     Quantity::Fraction, Summary::TimeAverage, Resource::Cpu,
                     HEADROOM_TEXT("database", "Share of the cores that was busy.")},
                    {"connectionsBusy", HEADROOM_TEXT("database", "Connections in use"),
                     Quantity::Number, Summary::TimeAverage, Resource::Connections,
                     HEADROOM_TEXT("database", "Connections with a query on them.")},
                    {"queueLength", HEADROOM_TEXT("database", "Queries waiting"), Quantity::Number,
                     Summary::TimeAverage, Resource::Queue,
                     HEADROOM_TEXT("database", "Queries that waited for a connection.")},
                    {"refused", HEADROOM_TEXT("database", "Queries refused"), Quantity::Count,
                     Summary::Count, Resource::Queue,
                     HEADROOM_TEXT("database",
                                   "Queries turned away because too many waited already.")}},
        .defaults = [] { return Settings::of(DatabaseSettings{}); },
        .check = nullptr,
        .footprint = footprint,
        .create = createDatabase,
        .outline = outlineDatabase,
    };
    return kind;
}

}  // namespace headroom::models
