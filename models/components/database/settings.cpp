// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/database/settings.h"
#include "models/components/database/database.h"
#include "models/components/database/outline.h"

namespace headroom::models {

namespace {

constexpr double kBytesPerQuery = 512;

Footprint databaseFootprint(const Settings& settings, double) {
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
                field<&DatabaseSettings::diskOperations>(
                    "disk.operations", HEADROOM_TEXT("database", "Disk operations"),
                    HEADROOM_TEXT("database",
                                  "Operations the disk does each second, one after the other; not "
                                  "set: it takes no time."))
                    .range(1e-3, 1e9)
                    .resource(Resource::Disk),
                field<&DatabaseSettings::diskThroughput>(
                    "disk.throughput", HEADROOM_TEXT("database", "Disk throughput"),
                    HEADROOM_TEXT("database",
                                  "What the disk passes, after its operations; not set: no limit."))
                    .range(1, 1e13)
                    .resource(Resource::Disk),
                field<&DatabaseSettings::page>(
                    "disk.page", HEADROOM_TEXT("database", "Page size"),
                    HEADROOM_TEXT("database", "What one read of the disk brings."))
                    .range(1, 1e9)
                    .source(HEADROOM_TEXT("database", "PostgreSQL block_size: 8192 bytes")),
                field<&DatabaseSettings::rowsOfPage>(
                    "disk.rows-per-page", HEADROOM_TEXT("database", "Rows per page"),
                    HEADROOM_TEXT(
                        "database",
                        "A query reads its rows from as many pages as they fill, at least "
                        "one."))
                    .range(1, 1e6)
                    .assumed(HEADROOM_TEXT("database", "rows of 200 bytes")),
                field<&DatabaseSettings::bufferMiss>(
                    "disk.miss", HEADROOM_TEXT("database", "Pages not in memory"),
                    HEADROOM_TEXT("database",
                                  "Share of the pages read that the buffer in memory lacks, so "
                                  "that the disk has to bring them."))
                    .range(0, 1)
                    .source(HEADROOM_TEXT("database",
                                          "a cache hit ratio of 99 % is what Heroku's "
                                          "documentation asks of a PostgreSQL")),
                field<&DatabaseSettings::flush>(
                    "log.flush", HEADROOM_TEXT("database", "Flush time"),
                    HEADROOM_TEXT("database",
                                  "Time to flush the write-ahead log. A write waits until it is in "
                                  "it; all that wait share one flush. Not set: nobody waits."))
                    .range(1, 60e9),
                field<&DatabaseSettings::logRecord>(
                    "log.record", HEADROOM_TEXT("database", "Log record"),
                    HEADROOM_TEXT("database",
                                  "Bytes that a write adds to the log; they go to the disk with "
                                  "the flush, as one operation."))
                    .range(0, 1e9)
                    .assumed(HEADROOM_TEXT("database", "a row of 200 bytes")),
                field<&DatabaseSettings::hotShare>(
                    "locks.hot-share", HEADROOM_TEXT("database", "Writes to hot rows"),
                    HEADROOM_TEXT("database",
                                  "Share of the writes that change one of a few rows that all "
                                  "want, as a counter or a stock. A row is locked until its write "
                                  "is done."))
                    .range(0, 1),
                field<&DatabaseSettings::hotRows>(
                    "locks.hot-rows", HEADROOM_TEXT("database", "Hot rows"),
                    HEADROOM_TEXT("database", "How many such rows; all are wanted alike."))
                    .range(1, 100'000)
                    .resource(Resource::Lock),
            },
        .metrics = {{"utilization", HEADROOM_TEXT("database", "CPU utilization"),
                     Quantity::Fraction, Summary::TimeAverage, Resource::Cpu,
                     HEADROOM_TEXT("database", "Share of the cores that was busy.")},
                    {"connectionsBusy", HEADROOM_TEXT("database", "Connections in use"),
                     Quantity::Number, Summary::TimeAverage, Resource::Connections,
                     HEADROOM_TEXT("database", "Connections with a query on them.")},
                    {"queueLength", HEADROOM_TEXT("database", "Queries waiting"), Quantity::Number,
                     Summary::TimeAverage, Resource::Queue,
                     HEADROOM_TEXT("database",
                                   "Queries that waited for a connection, a core, a lock or the "
                                   "disk.")},
                    {"pagesRead", HEADROOM_TEXT("database", "Pages read"), Quantity::Count,
                     Summary::Count, Resource::Disk,
                     HEADROOM_TEXT("database", "Pages that the disk had to bring.")},
                    {"writesPerFlush", HEADROOM_TEXT("database", "Writes per flush"),
                     Quantity::Number, Summary::Ratio, Resource::Disk,
                     HEADROOM_TEXT("database", "Writes that shared one flush of the log.")},
                    {"refused", HEADROOM_TEXT("database", "Queries refused"), Quantity::Count,
                     Summary::Count, Resource::Queue,
                     HEADROOM_TEXT("database",
                                   "Queries turned away because too many waited already.")}},
        .defaults = [] { return Settings::of(DatabaseSettings{}); },
        .check = nullptr,
        .footprint = databaseFootprint,
        .create = createDatabase,
        .outline = outlineDatabase,
    };
    return kind;
}

}  // namespace headroom::models
