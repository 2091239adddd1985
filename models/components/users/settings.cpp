// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/settings.h"

#include "models/components/users/outline.h"
#include "models/components/users/users.h"
#include "models/describe/scan.h"

namespace headroom::models {

namespace {

void check(const Settings& settings, Diagnostics& diagnostics) {
    const auto& users = settings.as<UsersSettings>();
    if (!users.rate && users.log.empty()) {
        auto missing =
            problem("users.no-load", HEADROOM_TEXT("users", "There is neither a rate nor a log."),
                    HEADROOM_TEXT("users",
                                  "Write \"rate\": \"100/s\", or \"log\" with "
                                  "the path of an access log."),
                    {});
        missing.place.setting = "rate";
        diagnostics.add(std::move(missing));
    }
    if (users.rate && !users.log.empty()) {
        auto both =
            problem("users.two-loads", HEADROOM_TEXT("users", "There is both a rate and a log."),
                    HEADROOM_TEXT("users",
                                  "Keep one of them; \"speed\" makes a log faster "
                                  "or slower."),
                    {});
        both.place.setting = "log";
        diagnostics.add(std::move(both));
    }
}

}  // namespace

const Kind& usersKind() {
    static const Kind kind = {
        .key = "users",
        .title = HEADROOM_TEXT("users", "Users"),
        .help = HEADROOM_TEXT("users", "Where requests come from: a rate, or a log replayed."),
        .roles = {.source = true},
        .fields =
            {
                field<&UsersSettings::rate>(
                    "rate", HEADROOM_TEXT("users", "Rate"),
                    HEADROOM_TEXT("users", "Requests per second of all of them together."))
                    .range(1e-6, 1e9),
                field<&UsersSettings::arrivals>(
                    "arrivals", HEADROOM_TEXT("users", "Arrivals"),
                    HEADROOM_TEXT("users", "How requests follow each other."))
                    .choices({{"poisson", HEADROOM_TEXT("users", "Poisson"),
                               HEADROOM_TEXT("users",
                                             "Many people who know nothing of each "
                                             "other.")},
                              {"deterministic", HEADROOM_TEXT("users", "Deterministic"),
                               HEADROOM_TEXT("users",
                                             "Evenly spaced, as from a load tester with "
                                             "a fixed rate.")}})
                    .source(HEADROOM_TEXT("users",
                                          "the limit of many independent sources "
                                          "(Palm-Khintchine theorem)")),
                field<&UsersSettings::clients>(
                    "clients", HEADROOM_TEXT("users", "Clients"),
                    HEADROOM_TEXT("users",
                                  "How many different clients there are; each request "
                                  "comes from one of them."))
                    .range(1, 1e9),
                field<&UsersSettings::log>(
                    "log", HEADROOM_TEXT("users", "Access log"),
                    HEADROOM_TEXT("users",
                                  "Path of an access log to replay, from the folder of "
                                  "the design."))
                    .notLive(),
                field<&UsersSettings::speed>(
                    "speed", HEADROOM_TEXT("users", "Speed"),
                    HEADROOM_TEXT("users", "How much faster than it was the log is replayed."))
                    .range(1e-6, 1e9),
            },
        .metrics = {{"requests", HEADROOM_TEXT("users", "Requests sent"), Quantity::Count,
                     Summary::Count, Resource::None,
                     HEADROOM_TEXT("users", "Requests that were sent, answered or not.")}},
        .defaults = [] { return Settings::of(UsersSettings{}); },
        .check = check,
        .bringsEndpoints =
            [](const Settings& settings) { return !settings.as<UsersSettings>().log.empty(); },
        .footprint =
            [](const Settings&, double) {
                return Footprint{1, 0};
            },
        .create = createUsers,
        .outline = outlineUsers,
    };
    return kind;
}

}  // namespace headroom::models
