// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/che.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/analysis/root.h"

namespace headroom::models {

namespace {

/// Objects asked for about equally often.
struct Group {
    double count = 0;
    double rate = 0;  // of each, per second
};

/// Integral of x^-alpha from a to b, for alpha = 1 as well.
double powerIntegral(double a, double b, double alpha) {
    const double logRatio = std::log(b / a);
    const double x = (1 - alpha) * logRatio;
    const double stretch = std::abs(x) < 1e-12 ? 1 : std::expm1(x) / x;
    return std::pow(a, 1 - alpha) * logRatio * stretch;
}

std::vector<Group> groupsOf(const CacheDemand& demand) {
    constexpr std::int64_t kOneByOne = 4096;
    std::vector<Group> groups;
    std::vector<double> weights;  // of a whole group
    double total = 0;
    const auto add = [&](double count, double weight) {
        groups.push_back({count, 0});
        weights.push_back(weight);
        total += weight;
    };
    const std::int64_t single = std::min(demand.objects, kOneByOne);
    for (std::int64_t k = 1; k <= single; ++k)
        add(1, std::pow(static_cast<double>(k), -demand.alpha));
    // The midpoint rule backwards: a sum over ranks is an integral between half ranks.
    for (std::int64_t first = single + 1; first <= demand.objects;) {
        const std::int64_t last = std::min(demand.objects, first + first / 100);
        add(static_cast<double>(last - first + 1),
            powerIntegral(static_cast<double>(first) - 0.5, static_cast<double>(last) + 0.5,
                          demand.alpha));
        first = last + 1;
    }
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i].rate = demand.rate * weights[i] / total / groups[i].count;
    return groups;
}

bool isDemand(const CacheDemand& d) {
    return isNonNegative(d.rate) && d.objects >= 1 && isNonNegative(d.alpha) && d.alpha <= 100 &&
           isPositive(d.objectSize) && d.freshSeconds >= 0;
}

}  // namespace

double hitsUntilGone(double evicted, double expired) {
    const double a = evicted;
    const double b = expired;
    if (b <= a) return b;
    const double endless = std::expm1(a);  // hits if nothing expires
    if (std::isinf(b) || a == 0) return endless;
    // Evictions so rare that expiry comes first
    if (std::exp(-a) * (1 + b) < 1e-12) return b;
    const double miss = std::exp(-a);
    if (a > 8) {
        // The first steps no longer matter: m approaches its limit at one rate r, the root of
        // r = miss e^(r a) below 1 / a.
        double r = miss;
        for (int i = 0; i < 50; ++i)
            r = miss * std::exp(r * a);
        const double gap = (1 - a / endless) * std::exp(-r * (b - a));
        return endless * (1 - gap);
    }
    // Steps of a / 32 with Hermite's rule, which is exact for cubics; the derivative jumps at a.
    constexpr std::size_t kSteps = 32;
    const double h = a / static_cast<double>(kSteps);
    std::vector<double> m;
    std::vector<double> slope;  // from the right
    for (std::size_t i = 0; i <= kSteps; ++i) {
        m.push_back(static_cast<double>(i) * h);
        slope.push_back(1);
    }
    slope.back() = 1 - miss;
    for (std::size_t i = kSteps;; ++i) {
        const std::size_t back = i - kSteps;
        // within the first delay the slope is 1 up to its end
        const double endSlope = back + 1 == kSteps ? 1 : slope[back + 1];
        const double integral =
            h + h / 2 * (m[back] + m[back + 1]) + h * h / 12 * (slope[back] - endSlope);
        const double next = m[i] + h - miss * integral;
        const double nextSlope = 1 - miss * (1 + m[back + 1]);
        const double reached = static_cast<double>(i + 1) * h;
        if (reached >= b) {
            // Hermite's cubic between the last two
            const double t = (b - static_cast<double>(i) * h) / h;
            const double u = 1 - t;
            return m[i] * (1 + 2 * t) * u * u + slope[i] * h * t * u * u +
                   next * t * t * (3 - 2 * t) - nextSlope * h * t * t * u;
        }
        if (std::abs(endless - next) < 1e-12 * endless) return endless;
        m.push_back(next);
        slope.push_back(nextSlope);
    }
}

Answer<CacheForecast> forecastLru(std::span<const CacheDemand> demands, double capacity) {
    if (!std::ranges::all_of(demands, isDemand) || !isNonNegative(capacity)) {
        return NoAnswer::OutOfRange;
    }
    std::vector<std::vector<Group>> groups;
    double everything = 0;
    double requests = 0;
    for (const CacheDemand& d : demands) {
        groups.push_back(groupsOf(d));
        requests += d.rate;
        if (d.rate == 0) continue;
        everything += static_cast<double>(d.objects) * d.objectSize;
    }
    const auto kept = [&](double seconds) {
        double size = 0;
        for (std::size_t i = 0; i < demands.size(); ++i) {
            for (const Group& g : groups[i]) {
                if (g.rate == 0) continue;
                size += demands[i].objectSize * g.count * -std::expm1(-g.rate * seconds);
            }
        }
        return size;
    };
    CacheForecast forecast;
    double& time = forecast.characteristicSeconds;
    time = std::numeric_limits<double>::infinity();
    if (everything > capacity) {
        // Twice until it is too much, then halves.
        double high = 1 / std::max(requests, 1e-300);
        while (kept(high) < capacity && high < 1e300)
            high *= 2;
        time = rootOfFalling([&](double t) { return capacity - kept(t); }, 0, high);
    }
    forecast.used = std::min(everything, kept(time));
    double hits = 0;
    for (std::size_t i = 0; i < demands.size(); ++i) {
        double ofDemand = 0;
        const bool expires = std::isfinite(demands[i].freshSeconds);
        for (const Group& g : groups[i]) {
            if (g.rate == 0) continue;
            double hit = -std::expm1(-g.rate * time);
            if (expires) {
                const double m = hitsUntilGone(g.rate * time, g.rate * demands[i].freshSeconds);
                hit = std::isinf(m) ? 1 : m / (1 + m);
            }
            ofDemand += g.count * g.rate * hit;
        }
        hits += ofDemand;
        forecast.hitRatio.push_back(demands[i].rate > 0 ? ofDemand / demands[i].rate : 0);
    }
    forecast.total = requests > 0 ? hits / requests : 0;
    return forecast;
}

}  // namespace headroom::models
