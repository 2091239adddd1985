// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <optional>

#include "models/describe/decimal.h"
#include "models/describe/measurement.h"
#include "models/describe/phrase.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

using engine::Duration;
using Shape = DistributionSpec::Shape;

namespace {

constexpr Text kDistributionRemedy = HEADROOM_TEXT(
    "units",
    "Write a time (\"2 ms\") or one of \"exponential 2 ms\", \"lognormal 3 s cv 0.5\", "
    "\"lognormal p50 2 ms p99 20 ms\", \"uniform 1 ms 3 ms\", \"erlang 4 mean 2 ms\", "
    "\"hyperexponential 2 ms scv 4\", \"gamma 2 ms cv 0.5\", "
    "\"pareto alpha 1.5 from 1 ms to 10 s\", \"weibull shape 0.7 mean 2 ms\".");
constexpr Text kPopularityRemedy =
    HEADROOM_TEXT("units", "Write \"uniform\" or \"zipf 0.9\" (an exponent from 0 to 10).");
constexpr Text kCacheableRemedy =
    HEADROOM_TEXT("units", "Write true, false or how long a reply stays fresh, such as \"60 s\".");
constexpr Text kObjectiveRemedy = HEADROOM_TEXT(
    "units",
    "Write \"p99 < 200 ms\", \"mean < 50 ms\", \"errors < 0.1 %\" or \"throughput > 5k/s\".");

DistributionSpec lognormal(Phrase& phrase) {
    if (!phrase.accept("p50")) {
        const Duration mean = phrase.duration();
        phrase.expect("cv");
        return {Shape::Lognormal, mean, {}, phrase.number(1e-6, 1000)};
    }
    const Duration median = phrase.duration();
    phrase.expect("p99");
    const Duration high = phrase.duration();
    if (high <= median) phrase.refuseOrder();
    // Beyond this the coefficient of variation passes 1000 and the mean says nothing any more.
    else if (high / median > 5000) {
        phrase.refuse(problem("unit.out-of-range",
                              HEADROOM_TEXT("units", "\"%1\": p99 is over 5000 times p50."),
                              kDistributionRemedy, {std::string(phrase.whole())}));
    }
    return {Shape::LognormalQuantiles, median, high, 0};
}

DistributionSpec distribution(Phrase& phrase) {
    if (phrase.accept("constant")) return DistributionSpec::constant(phrase.duration(true));
    if (phrase.accept("exponential")) return DistributionSpec::exponential(phrase.duration());
    if (phrase.accept("lognormal")) return lognormal(phrase);
    if (phrase.accept("uniform")) {
        const Duration low = phrase.duration(true);
        const Duration high = phrase.duration();
        if (high <= low) phrase.refuseOrder();
        return {Shape::Uniform, low, high, 0};
    }
    if (phrase.accept("erlang")) {
        const auto stagesText = phrase.rest();
        const double stages = phrase.number(1, 1e6);
        if (stages != std::floor(stages)) {
            phrase.refuse(problem(
                "unit.not-whole", HEADROOM_TEXT("units", "\"%1\": the stages are no whole number."),
                kDistributionRemedy, {std::string(phrase.whole()), std::string(stagesText)}));
        }
        phrase.expect("mean");
        return {Shape::Erlang, phrase.duration(), {}, stages};
    }
    if (phrase.accept("hyperexponential")) {
        const Duration mean = phrase.duration();
        phrase.expect("scv");
        return {Shape::Hyperexponential, mean, {}, phrase.number(1, 1e6)};
    }
    if (phrase.accept("gamma")) {
        const Duration mean = phrase.duration();
        phrase.expect("cv");
        return {Shape::Gamma, mean, {}, phrase.number(1e-6, 1000)};
    }
    if (phrase.accept("pareto")) {
        phrase.expect("alpha");
        const double alpha = phrase.number(0.01, 100);
        phrase.expect("from");
        const Duration low = phrase.duration();
        phrase.expect("to");
        const Duration high = phrase.duration();
        if (high <= low) phrase.refuseOrder();
        return {Shape::BoundedPareto, low, high, alpha};
    }
    if (phrase.accept("weibull")) {
        phrase.expect("shape");
        const double shape = phrase.number(0.1, 1000);
        phrase.expect("mean");
        return {Shape::Weibull, phrase.duration(), {}, shape};
    }
    const char first = phrase.rest().empty() ? '0' : phrase.rest().front();
    if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) phrase.misunderstood();
    return DistributionSpec::constant(phrase.duration(true));
}

}  // namespace

Expected<DistributionSpec> parseDistribution(std::string_view text) {
    Phrase phrase(text, kDistributionRemedy);
    if (phrase.whole().empty()) return numberProblem(phrase.whole(), kDistributionRemedy);
    if (phrase.accept("from")) return parseMeasuredDemand(phrase.rest());
    const DistributionSpec result = distribution(phrase);
    phrase.end();
    if (phrase.failure()) return *phrase.failure();
    return result;
}

std::string toText(const DistributionSpec& value) {
    if (value.origin) return measuredText(value);
    std::string first = durationText(value.first);
    const std::string second = durationText(value.second);
    const std::string number = numberText(value.parameter);
    switch (value.shape) {
        case Shape::Constant:
            return first;
        case Shape::Exponential:
            return "exponential " + first;
        case Shape::Lognormal:
            return "lognormal " + first + " cv " + number;
        case Shape::LognormalQuantiles:
            return "lognormal p50 " + first + " p99 " + second;
        case Shape::Uniform:
            return "uniform " + first + " " + second;
        case Shape::Erlang:
            return "erlang " + number + " mean " + first;
        case Shape::Hyperexponential:
            return "hyperexponential " + first + " scv " + number;
        case Shape::Gamma:
            return "gamma " + first + " cv " + number;
        case Shape::BoundedPareto:
            return "pareto alpha " + number + " from " + first + " to " + second;
        case Shape::Weibull:
            return "weibull shape " + number + " mean " + first;
    }
    return first;
}

Expected<Popularity> parsePopularity(std::string_view text) {
    Phrase phrase(text, kPopularityRemedy);
    Popularity result;
    if (phrase.whole().empty()) return numberProblem(phrase.whole(), kPopularityRemedy);
    if (!phrase.accept("uniform")) {
        phrase.expect("zipf");
        result.alpha = phrase.number(0, 10);
    }
    phrase.end();
    if (phrase.failure()) return *phrase.failure();
    return result;
}

std::string toText(Popularity value) {
    return value.alpha == 0 ? "uniform" : "zipf " + numberText(value.alpha);
}

Expected<Cacheable> parseCacheable(std::string_view text) {
    if (const auto allowed = parseBoolean(text)) return Cacheable{*allowed, Duration::max()};
    auto time = parseDuration(text);
    if (!time) {
        time.error().remedy = kCacheableRemedy;
        return time.error();
    }
    if (*time == Duration::zero()) {
        return problem("unit.zero", HEADROOM_TEXT("units", "\"%1\": this time must be above zero."),
                       kCacheableRemedy, {std::string(trimmed(text))});
    }
    return Cacheable{true, *time};
}

std::string toText(const Cacheable& value) {
    if (!value.allowed) return "false";
    return value.freshFor == Duration::max() ? "true" : durationText(value.freshFor);
}

Expected<Objective> parseObjective(std::string_view text) {
    const std::string_view whole = trimmed(text);
    if (whole.empty()) return numberProblem(whole, kObjectiveRemedy);
    const auto at = whole.find_first_of("<>");
    const auto misunderstood = [&](std::string_view from) {
        return notUnderstood(whole, from, kObjectiveRemedy);
    };
    if (at == std::string_view::npos) return misunderstood(whole);
    const std::string_view name = trimmed(whole.substr(0, at));
    const std::string_view bound = trimmed(whole.substr(at + 1));

    Objective result;
    result.relation = whole[at] == '<' ? Objective::Relation::Below : Objective::Relation::Above;
    if (name == "errors") {
        result.measure = Objective::Measure::ErrorRate;
    } else if (name == "throughput") {
        result.measure = Objective::Measure::Throughput;
    } else if (name == "mean") {
        result.measure = Objective::Measure::Mean;
    } else {
        const auto number = name.starts_with('p') ? scanDecimal(name.substr(1)) : std::nullopt;
        if (!number || number->length + 1 != name.size()) return misunderstood(whole);
        result.quantile = number->value.toDouble(-2);
        if (!(result.quantile > 0 && result.quantile < 1)) return misunderstood(name);
    }
    const bool isThroughput = result.measure == Objective::Measure::Throughput;
    if (isThroughput != (result.relation == Objective::Relation::Above)) {
        return misunderstood(whole.substr(at));
    }
    const auto bounded = [&](auto parsed) -> Expected<Objective> {
        if (!parsed) {
            parsed.error().remedy = kObjectiveRemedy;
            return parsed.error();
        }
        result.bound = *parsed;
        return result;
    };
    if (isThroughput) return bounded(parseRate(bound));
    if (result.measure == Objective::Measure::ErrorRate) return bounded(parseFraction(bound));
    return bounded(parseDuration(bound));
}

std::string toText(const Objective& value) {
    std::string result;
    switch (value.measure) {
        case Objective::Measure::Quantile: {
            Decimal percent = shortestDecimal(value.quantile);
            percent.exponent += 2;
            result = "p" + plainText(percent);
            break;
        }
        case Objective::Measure::Mean:
            result = "mean";
            break;
        case Objective::Measure::ErrorRate:
            result = "errors";
            break;
        case Objective::Measure::Throughput:
            result = "throughput";
            break;
    }
    result += value.relation == Objective::Relation::Below ? " < " : " > ";
    if (const auto* time = std::get_if<Duration>(&value.bound)) return result + durationText(*time);
    if (const auto* part = std::get_if<Fraction>(&value.bound)) return result + toText(*part);
    return result + toText(std::get<Rate>(value.bound));
}

}  // namespace headroom::models
