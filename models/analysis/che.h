// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/analysis/answer.h"

namespace headroom::models {

/// Requests for the objects of one catalogue, as a cache sees them.
struct CacheDemand {
    double rate = 0;           ///< requests per second, for all objects together
    std::int64_t objects = 1;  ///< object k of them is asked for with weight 1 / k^alpha
    double alpha = 0;
    double objectSize = 1;  ///< of each, in units of the capacity (bytes, or 1 for entries)
    double freshSeconds =
        0;  ///< a stored object answers no longer than this; infinity: until evicted
};

struct CacheForecast {
    std::vector<double> hitRatio;  ///< of each demand
    double total = 0;              ///< of all requests together
    double used = 0;               ///< mean size of what is kept, expired objects included
    /// An object not asked for during this time is evicted; infinity if everything fits.
    double characteristicSeconds = 0;
};

/// Hit ratios of a least-recently-used cache.
///
/// Objects also expire a fixed time after they were stored. What has expired still takes room until
/// it is evicted or asked for, so expiry does not change the characteristic time. An object that is
/// fetched stays until a gap longer than the characteristic time T or until it expires; the mean
/// number m of hits in between obeys m(t) = t rate for t <= T, m'(t) / rate = 1 - e^(-rate T)
/// (1 + m(t - T)) after that, and its hit ratio is m / (1 + m).
///
/// Source: Che, Tung, Wang, "Hierarchical Web caching systems", IEEE JSAC 20, 2002; why it is so
///   accurate: Fricker, Robert, Roberts, ITC 24, 2012. Expiry: the renewal equation above, solved
///   step by step.
/// Cost: O(4,096 + log(objects)) a demand for each of some 100 trial times; expiry some thousand
///   steps an object group.
/// Assumptions: independent requests with Poisson arrivals, a miss is stored at once, capacity far
///   above one object. Popular objects are taken one by one, those behind in groups of 1 %.
///   Errors: OutOfRange.
Answer<CacheForecast> forecastLru(std::span<const CacheDemand> demands, double capacity);

/// Mean number of hits on an object from the time it is stored until it is evicted or expires.
/// `evicted` and `expired`: the characteristic time and the time to live, in mean gaps between
/// requests for it. Source: as forecastLru. Precondition: both >= 0.
double hitsUntilGone(double evicted, double expired);

}  // namespace headroom::models
