// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/random/distribution.h"
#include "engine/sim_time.h"
#include "tests/engine/queueing_worlds.h"

/// What the queueing systems of the exactness tests share: their draws and their sums.
namespace headroom::tests {

inline engine::Draws drawsFor(const Replication& r, std::uint64_t node, std::uint16_t purpose) {
    return engine::Draws::forNode({r.seed, r.number}, node, engine::Purpose{purpose});
}

inline engine::Duration draw(const engine::Distribution& distribution, engine::Draws& draws) {
    return engine::Duration::fromSeconds(distribution.sample(draws));
}

inline engine::Distribution exponential(double mean) {
    return *engine::Distribution::exponential(mean);
}

struct Tally {
    std::uint64_t count = 0;
    double sum = 0;
    double squares = 0;
    void add(double x) {
        ++count;
        sum += x;
        squares += x * x;
    }
    double mean() const { return count == 0 ? 0 : sum / static_cast<double>(count); }
    double variance() const {
        const double m = mean();
        return count == 0 ? 0 : squares / static_cast<double>(count) - m * m;
    }
};

}  // namespace headroom::tests
