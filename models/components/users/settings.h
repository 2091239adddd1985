// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/describe/kind.h"
#include "models/describe/quantity.h"

namespace headroom::models {

enum class Arrivals { Poisson, Deterministic, Mmpp, Batches };
enum class BatchSizes { Fixed, Geometric };
enum class Load { Open, Sessions, Closed };
enum class Jitter { Full, None };

/// Where a session may go after a step of its journey.
struct JourneyExit {
    std::string to;  ///< endpoint of a step
    Fraction probability{1};
    bool operator==(const JourneyExit&) const = default;
};

/// A request of a session.
struct JourneyStep {
    std::string endpoint;
    std::vector<JourneyExit> next;  ///< empty: the step below; what is left of 100 % leaves
    bool operator==(const JourneyStep&) const = default;
};

/// Clients that are alike.
struct ClientGroup {
    std::string name;
    double share = 1;                                           ///< relative to the other groups
    DistributionSpec latency = DistributionSpec::constant({});  ///< one way, beside the link's
    std::optional<Bandwidth> bandwidth;  ///< of each client's own line; not set: plenty
    bool operator==(const ClientGroup&) const = default;
};

struct UsersSettings {
    Load load = Load::Open;
    std::optional<Rate> rate;  ///< of requests, or of sessions; either this or a log
    double scale = 1;          ///< the load is that many times what rate and profile say
    Profile profile;
    Arrivals arrivals = Arrivals::Poisson;
    double burstFactor = 10;  ///< Mmpp: rate in a burst over the rate outside
    engine::Duration burstLength = engine::Duration::seconds(1);  ///< mean
    engine::Duration burstPause = engine::Duration::seconds(10);  ///< mean time between bursts
    double batchSize = 10;                                        ///< Batches: mean
    BatchSizes batchSizes = BatchSizes::Fixed;
    std::int64_t clients = 10'000;
    std::string log;   ///< path of an access log to replay, from the design's folder; empty: none
    double speed = 1;  ///< the log's clock runs this much faster

    std::int64_t users = 100;  ///< Closed: how many there are
    /// Time from a reply to the next request of the same user.
    DistributionSpec think = DistributionSpec::exponential(engine::Duration::seconds(7));
    std::vector<JourneyStep> journey;
    std::vector<ClientGroup> mix;
    std::optional<DistributionSpec> patience;  ///< not set: waits for ever
    std::int64_t retries = 0;                  ///< at most, after the first try
    engine::Duration backoff = engine::Duration::milliseconds(100);
    engine::Duration longestBackoff = engine::Duration::seconds(20);
    Jitter jitter = Jitter::Full;

    bool hasProfile() const { return profile.shape != Profile::Shape::Constant; }
    /// What the levels of the profile are multiplied with; without one, the rate itself.
    double perSecond() const { return (rate ? rate->perSecond : 1) * scale; }
};

const Kind& usersKind();

}  // namespace headroom::models
