// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/sim_time.h"
#include "models/simulate/system.h"

/// A kind for tests only, "probe": it stands between two components, passes each request on and
/// notes what it was. It takes no time.
namespace headroom::tests {

struct Seen {
    std::uint64_t number = 0;
    std::uint32_t population = 0;
    std::uint32_t endpoint = 0;
    std::uint32_t client = 0;
    std::uint64_t object = 0;
    engine::SimTime born;
    engine::SimTime arrived;  ///< at the probe
    engine::SimTime left;     ///< the reply, at the probe; zero: not yet
    int status = 0;

    engine::Duration behind() const { return left - arrived; }
};

/// A design from text in which ' stands for " and "probe" is a kind.
models::ValidDesign probedDesign(const std::string& text);

/// Runs it and returns what came by, in order of arrival, over all probes. One at a time.
std::vector<Seen> watch(const models::ValidDesign& design, engine::Duration time,
                        std::uint64_t seed = 1);

/// What users with these settings send: two endpoints, a server in which nobody waits.
std::vector<Seen> watchUsers(const std::string& users, int seconds);

}  // namespace headroom::tests
