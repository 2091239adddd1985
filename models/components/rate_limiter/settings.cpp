// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/rate_limiter/settings.h"

#include "models/components/rate_limiter/outline.h"
#include "models/components/rate_limiter/rate_limiter.h"

namespace headroom::models {

const Kind& rateLimiterKind() {
    static const Kind kind = {
        .key = "rate-limiter",
        .title = HEADROOM_TEXT("rate-limiter", "Rate limiter"),
        .help = HEADROOM_TEXT("rate-limiter",
                              "Lets no more than a rate of requests pass, with bursts, and turns "
                              "the rest away with 429: a token bucket."),
        .roles = {.requests = true, .forwards = true},
        .fields =
            {
                field<&RateLimiterSettings::rate>(
                    "rate", HEADROOM_TEXT("rate-limiter", "Rate"),
                    HEADROOM_TEXT("rate-limiter",
                                  "Tokens that drop into a bucket; each request takes one."))
                    .range(1e-3, 1e9)
                    .resource(Resource::Limiter),
                field<&RateLimiterSettings::burst>(
                    "burst", HEADROOM_TEXT("rate-limiter", "Burst"),
                    HEADROOM_TEXT("rate-limiter",
                                  "Tokens a bucket has room for: requests that may come at once "
                                  "after a quiet time."))
                    .range(1, 1e9)
                    .assumed(HEADROOM_TEXT("rate-limiter", "one second of the default rate")),
                field<&RateLimiterSettings::scope>(
                    "scope", HEADROOM_TEXT("rate-limiter", "Scope"),
                    HEADROOM_TEXT("rate-limiter", "Who shares a bucket."))
                    .choices(
                        {{"all", HEADROOM_TEXT("rate-limiter", "All"),
                          HEADROOM_TEXT("rate-limiter", "There is one bucket for all.")},
                         {"client", HEADROOM_TEXT("rate-limiter", "Each client"),
                          HEADROOM_TEXT("rate-limiter", "Every client has a bucket of its own.")}}),
            },
        .metrics = {{"utilization", HEADROOM_TEXT("rate-limiter", "Tokens taken"),
                     Quantity::Fraction, Summary::TimeAverage, Resource::Limiter,
                     HEADROOM_TEXT("rate-limiter", "Share of the rate that was used.")},
                    {"refused", HEADROOM_TEXT("rate-limiter", "Requests limited"), Quantity::Count,
                     Summary::Count, Resource::Limiter,
                     HEADROOM_TEXT("rate-limiter", "Requests turned away with 429.")}},
        .defaults = [] { return Settings::of(RateLimiterSettings{}); },
        .check = nullptr,
        .footprint =
            [](const Settings&, double) {
                return Footprint{1, 4096};
            },
        .create = createRateLimiter,
        .outline = outlineRateLimiter,
    };
    return kind;
}

}  // namespace headroom::models
