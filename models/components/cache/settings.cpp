// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/cache/settings.h"

#include <algorithm>

#include "models/components/cache/cache.h"
#include "models/components/cache/outline.h"

namespace headroom::models {

namespace {

// One entry of the simulated cache (key, size, list and table links), and the smallest object that
// is worth counting against the capacity.
constexpr double kBytesPerEntry = 64;
constexpr double kSmallestObject = 64;

Footprint cacheFootprint(const Settings& settings, double objects) {
    const auto& cache = settings.as<CacheSettings>();
    double entries = std::min(objects, static_cast<double>(cache.capacity.count) / kSmallestObject);
    if (cache.entries) entries = std::min(entries, static_cast<double>(*cache.entries));
    return {1, entries * kBytesPerEntry};
}

}  // namespace

const Kind& cacheKind() {
    static const Kind kind = {
        .key = "cache",
        .title = HEADROOM_TEXT("cache", "Cache"),
        .help = HEADROOM_TEXT("cache",
                              "Keeps objects in memory by their key. A link from here to "
                              "a database makes it read-through."),
        .roles = {.caches = true},
        .fields =
            {
                field<&CacheSettings::capacity>(
                    "capacity", HEADROOM_TEXT("cache", "Capacity"),
                    HEADROOM_TEXT("cache", "Memory for objects; kB, MB, GB count in 1024."))
                    .range(1, 1e15)
                    .resource(Resource::Memory),
                field<&CacheSettings::entries>(
                    "entries", HEADROOM_TEXT("cache", "Entries"),
                    HEADROOM_TEXT("cache", "The most objects it keeps; not set: as many as fit."))
                    .range(1, 1e9),
                field<&CacheSettings::policy>(
                    "policy", HEADROOM_TEXT("cache", "Policy"),
                    HEADROOM_TEXT("cache", "Which object goes when it is full."))
                    .choices({{"lru", HEADROOM_TEXT("cache", "Least recently used"),
                               HEADROOM_TEXT("cache", "The one not asked for longest.")}}),
                field<&CacheSettings::start>(
                    "start", HEADROOM_TEXT("cache", "Start"),
                    HEADROOM_TEXT("cache", "What is in it when a run begins."))
                    .choices({{"warm", HEADROOM_TEXT("cache", "Warm"),
                               HEADROOM_TEXT("cache",
                                             "What the traffic has left there: keys are replayed "
                                             "until the hit ratio settles.")},
                              {"cold", HEADROOM_TEXT("cache", "Cold"),
                               HEADROOM_TEXT("cache", "Nothing, as after a restart.")}}),
                field<&CacheSettings::cores>("cores", HEADROOM_TEXT("cache", "Cores"),
                                             HEADROOM_TEXT("cache", "Cores that answer lookups."))
                    .range(1, 4096)
                    .resource(Resource::Cpu)
                    .source(HEADROOM_TEXT("cache", "Redis executes commands on one thread")),
                field<&CacheSettings::lookup>(
                    "lookup", HEADROOM_TEXT("cache", "Lookup time"),
                    HEADROOM_TEXT("cache", "Time of one core for one lookup or one store."))
                    .demand()
                    .source(HEADROOM_TEXT("cache",
                                          "redis-benchmark without pipelining reaches "
                                          "about 100,000 operations per second")),
            },
        .metrics =
            {{"hitRatio", HEADROOM_TEXT("cache", "Hit ratio"), Quantity::Fraction, Summary::Ratio,
              Resource::Memory,
              HEADROOM_TEXT("cache", "Share of the lookups that found what they looked for.")},
             {"evictions", HEADROOM_TEXT("cache", "Evictions"), Quantity::Count, Summary::Count,
              Resource::Memory,
              HEADROOM_TEXT("cache", "Objects that had to leave because the cache was full.")},
             {"utilization", HEADROOM_TEXT("cache", "CPU utilization"), Quantity::Fraction,
              Summary::TimeAverage, Resource::Cpu,
              HEADROOM_TEXT("cache", "Share of the cores that was busy.")}},
        .defaults = [] { return Settings::of(CacheSettings{}); },
        .check = nullptr,
        .footprint = cacheFootprint,
        .create = createCache,
        .outline = outlineCache,
    };
    return kind;
}

}  // namespace headroom::models
