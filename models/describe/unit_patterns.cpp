// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/units.h"

namespace headroom::models {

namespace {

const std::string kNumber = R"((\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?)";
// The last two are "us" with a micro sign and with the Greek letter.
const std::string kTime = "(ns|us|ms|s|min|h|d|m|sec|\xC2\xB5s|\xCE\xBCs)";

std::string whole(const std::string& pattern) {
    return R"(^\s*)" + pattern + R"(\s*$)";
}

std::string either(std::initializer_list<std::string> patterns) {
    std::string result;
    for (const auto& pattern : patterns)
        result += (result.empty() ? "(" : "|") + pattern;
    return result + ")";
}

/// Words and values apart by spaces.
std::string spaced(std::initializer_list<std::string> parts) {
    std::string result;
    for (const auto& part : parts)
        result += (result.empty() ? "" : R"(\s+)") + part;
    return result;
}

std::string durationPattern() {
    return kNumber + R"(\s*)" + kTime + R"((\s*)" + kNumber + R"(\s*)" + kTime + ")*";
}

std::string ratePattern() {
    return kNumber + R"(\s*([kMG]?/(s|min|h|d)|rps|req/s))";
}

std::string fractionPattern() {
    return kNumber + R"(\s*%?)";
}

std::string distributionPattern() {
    const std::string time = kNumber + R"(\s*)" + kTime + "(" + kNumber + R"(\s*)" + kTime + ")*";
    return either({
        time,
        spaced({"constant", time}),
        spaced({"exponential", time}),
        spaced({"lognormal",
                either({spaced({time, "cv", kNumber}), spaced({"p50", time, "p99", time})})}),
        spaced({"uniform", time, time}),
        spaced({"erlang", kNumber, "mean", time}),
        spaced({"hyperexponential", time, "scv", kNumber}),
        spaced({"gamma", time, "cv", kNumber}),
        spaced({"pareto", "alpha", kNumber, "from", time, "to", time}),
        spaced({"weibull", "shape", kNumber, "mean", time}),
        spaced({"from", R"(\S.*)"}),
    });
}

std::string objectivePattern() {
    return either({either({"p" + kNumber, "mean"}) + R"(\s*<\s*)" + durationPattern(),
                   R"(errors\s*<\s*)" + fractionPattern(), R"(throughput\s*>\s*)" + ratePattern()});
}

/// A space is free where a number or a unit ends.
std::string profilePattern() {
    const std::string level = "(" + kNumber + R"(\s*(%|[kMG]?/(s|min|h|d)|rps|req/s)\s*))";
    const std::string time =
        "(" + kNumber + R"(\s*)" + kTime + "(" + kNumber + R"(\s*)" + kTime + R"()*\s*))";
    const std::string held = level + R"(for\s+)" + time;
    return either({
        "constant",
        R"(ramp\s+)" + level + R"(to\s+)" + level + R"(over\s+)" + time,
        R"(steps\s+)" + held + R"((,\s*)" + held + ")*",
        R"(spike\s+(from\s+)" + level + R"()?to\s+)" + level + R"(at\s+)" + time + R"(for\s+)" +
            time,
        R"(diurnal\s+)" + level + R"(to\s+)" + level + R"((over\s+)" + time + ")?",
        R"(csv\s+\S.*)",
    });
}

}  // namespace

std::string patternOf(Quantity quantity) {
    switch (quantity) {
        case Quantity::Count:
            return whole(kNumber + R"(\s*[kMG]?)");
        case Quantity::Number:
            return whole(kNumber);
        case Quantity::Duration:
            return whole(durationPattern());
        case Quantity::Rate:
            return whole(ratePattern());
        case Quantity::Bytes:
            return whole(kNumber + R"(\s*(B|[kKMGT]B|[KMGT]iB))");
        case Quantity::Bandwidth:
            return whole(kNumber + R"(\s*([kMGT]?(bit/s|bps)|[kMG]?B/s))");
        case Quantity::Fraction:
            return whole(fractionPattern());
        case Quantity::Distribution:
            return whole(distributionPattern());
        case Quantity::Popularity:
            return whole(either({"uniform", spaced({"zipf", kNumber})}));
        case Quantity::Cacheable:
            return whole(either({"true|false|yes|no|on|off", durationPattern()}));
        case Quantity::Objective:
            return whole(objectivePattern());
        case Quantity::Profile:
            return whole(profilePattern());
        case Quantity::None:
        case Quantity::Boolean:
        case Quantity::Text:
        case Quantity::Choice:
        case Quantity::Records:
            break;
    }
    return {};
}

}  // namespace headroom::models
