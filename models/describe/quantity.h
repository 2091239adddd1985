// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/sim_time.h"
#include "models/describe/settings.h"

namespace headroom::models {

/// Events per second.
struct Rate {
    double perSecond = 0;
    auto operator<=>(const Rate&) const = default;
};

/// An amount of memory or payload in bytes.
struct Bytes {
    std::uint64_t count = 0;
    auto operator<=>(const Bytes&) const = default;
};

/// Bits per second.
struct Bandwidth {
    double bitsPerSecond = 0;
    auto operator<=>(const Bandwidth&) const = default;
};

/// A part of a whole, 0 to 1; written as "99.9 %" or 0.999.
struct Fraction {
    double value = 0;
    auto operator<=>(const Fraction&) const = default;
};

/// One of a field's choices, by its place in the list.
struct Choice {
    int index = 0;
    auto operator<=>(const Choice&) const = default;
};

/// What a demand was worked out from: how busy cores were at some rate of requests, or a file of
/// such loads.
struct Measurement {
    std::string file;        ///< path of a CSV, from the design's folder; empty: busy and rate
    std::int64_t cores = 1;  ///< it was measured on
    Fraction busy;           ///< of all the cores
    Rate rate;               ///< of requests
    bool operator==(const Measurement&) const = default;
};

/// How a length of time is distributed, as a person writes it. Keeps the parameters as written (two
/// percentiles stay two percentiles), so that a design is saved as it was loaded; samplers are made
/// from it. All durations are above zero, but a constant and the low end of `uniform` may be zero.
struct DistributionSpec {
    enum class Shape {
        Constant,            ///< "2 ms"                         first = value
        Exponential,         ///< "exponential 2 ms"             first = mean
        Lognormal,           ///< "lognormal 3 s cv 0.5"         first = mean, parameter = cv
        LognormalQuantiles,  ///< "lognormal p50 2 ms p99 20 ms" first = median, second = p99
        Uniform,             ///< "uniform 1 ms 3 ms"            first = low, second = high
        Erlang,              ///< "erlang 4 mean 2 ms"           first = mean, parameter = stages
        Hyperexponential,    ///< "hyperexponential 2 ms scv 4"  first = mean, parameter = cv^2 > 1
        Gamma,               ///< "gamma 2 ms cv 0.5"            first = mean, parameter = cv
        BoundedPareto,       ///< "pareto alpha 1.5 from 1 ms to 10 s"  first, second, parameter
        Weibull,             ///< "weibull shape 0.7 mean 2 ms"  first = mean, parameter = shape
    };
    Shape shape = Shape::Constant;
    engine::Duration first;
    engine::Duration second;
    double parameter = 0;
    /// Where the mean comes from, if it was not stated; shared by copies and never changed.
    std::shared_ptr<const Measurement> origin{};

    static DistributionSpec constant(engine::Duration value) {
        return {Shape::Constant, value, {}, 0};
    }
    static DistributionSpec exponential(engine::Duration mean) {
        return {Shape::Exponential, mean, {}, 0};
    }
    bool operator==(const DistributionSpec& other) const {
        const bool sameOrigin =
            origin && other.origin ? *origin == *other.origin : !origin && !other.origin;
        return sameOrigin && shape == other.shape && first == other.first &&
               second == other.second && parameter == other.parameter;
    }
};

/// How often each object of a catalogue is asked for: object k with weight 1/k^alpha. Alpha 0 is
/// uniform. Written "zipf 0.9", "uniform".
struct Popularity {
    double alpha = 0;
    auto operator<=>(const Popularity&) const = default;
};

/// Whether a reply may be kept by caches, and for how long. Written true, false or "60 s"; true
/// means until it is evicted (freshFor == Duration::max()).
struct Cacheable {
    bool allowed = false;
    engine::Duration freshFor = engine::Duration::max();
    bool operator==(const Cacheable&) const = default;
};

/// What a design promises: "p99 < 200 ms", "mean < 50 ms", "errors < 0.1 %", "throughput > 5k/s".
struct Objective {
    enum class Measure { Quantile, Mean, ErrorRate, Throughput };
    enum class Relation { Below, Above };
    Measure measure = Measure::Quantile;
    Relation relation = Relation::Below;
    double quantile = 0;  ///< 0.99 for p99; only for Measure::Quantile
    std::variant<engine::Duration, Fraction, Rate> bound;  ///< by measure: time, part, rate
    bool operator==(const Objective&) const = default;
};

/// How a load goes up and down. Levels are parts of the rate that is set (1: 100 %), or all of them
/// events per second. Keeps what was written, so that a design is saved as it was loaded; the curve
/// is made of it by models/workload/rate_curve.h.
struct Profile {
    enum class Shape {
        Constant,  ///< "constant"
        Ramp,      ///< "ramp 10 % to 200 % over 5 min", then stays there
        Steps,     ///< "steps 50 % for 30 s, 100 % for 60 s", then stays at the last
        Spike,     ///< "spike to 500 % at 30 s for 10 s", 100 % before and after; also "spike from"
        Diurnal,   ///< "diurnal 20 % to 100 % over 24 h", again and again, lowest first
        Csv,       ///< "csv traffic.csv", from the design's folder: in events per second
    };
    /// A level, and how long it lasts or how long the way to the next takes.
    struct Step {
        double level = 1;
        engine::Duration length;
        bool operator==(const Step&) const = default;
    };
    Shape shape = Shape::Constant;
    bool rates = false;  ///< levels are events per second
    /// Ramp and diurnal: from (over), to. Spike: around (until it begins), top (lasts). Steps: all.
    std::vector<Step> steps;
    std::string file;  ///< Csv
    bool operator==(const Profile&) const = default;
};

/// A list of structs with a description of their own: the calls of an endpoint, the groups of a
/// design. Each row holds the struct that its field's `newRow` makes.
struct Records {
    std::vector<Settings> rows;
    bool operator==(const Records&) const = default;
};

/// Any setting's value. monostate: an optional setting that is not set.
using Value = std::variant<std::monostate, bool, std::int64_t, double, engine::Duration, Rate,
                           Bytes, Bandwidth, Fraction, std::string, Choice, DistributionSpec,
                           Popularity, Cacheable, Objective, Records, Profile>;

/// What a field's value is, in the order of Value's alternatives.
enum class Quantity {
    None,
    Boolean,
    Count,
    Number,
    Duration,
    Rate,
    Bytes,
    Bandwidth,
    Fraction,
    Text,
    Choice,
    Distribution,
    Popularity,
    Cacheable,
    Objective,
    Records,
    Profile,
};

}  // namespace headroom::models
