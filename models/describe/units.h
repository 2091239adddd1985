// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/describe/expected.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// Quantities as people write them. Every parse takes the whole text (spaces around it are free)
/// and gives a value or a Diagnostic without a place (codes unit.*). Every toText gives the
/// shortest usual form that parses back to exactly the same value.
///
/// Durations: ns us ms s min h d, also joined ("1h30m"); stored in whole nanoseconds, nearest.
/// Rates: per /s /min /h /d with the SI factors k M G. Bandwidth: bit/s, or B/s (8 bit/s), with SI
/// factors.
/// Memory and payload: B kB MB GB TB and KiB MiB GiB TiB, both 1024-based, printed without the i.
/// Fractions: "99.9 %" or 0.999, at most 1. Counts: whole, "1.2M" allowed, up to 2^63 - 1.
/// No quantity may be negative, infinite or NaN.
Expected<engine::Duration> parseDuration(std::string_view text);
Expected<Rate> parseRate(std::string_view text);
Expected<Bytes> parseBytes(std::string_view text);
Expected<Bandwidth> parseBandwidth(std::string_view text);
Expected<Fraction> parseFraction(std::string_view text);
Expected<std::int64_t> parseCount(std::string_view text);
Expected<double> parseNumber(std::string_view text);
Expected<bool> parseBoolean(std::string_view text);  ///< true, false, yes, no, on, off
/// Also "from 4 cores 35 % busy at 800/s" (models/describe/measurement.h).
Expected<DistributionSpec> parseDistribution(std::string_view text);
Expected<Popularity> parsePopularity(std::string_view text);
Expected<Cacheable> parseCacheable(std::string_view text);
Expected<Objective> parseObjective(std::string_view text);
/// All levels in percent or all of them rates, and one of them above zero.
Expected<Profile> parseProfile(std::string_view text);

/// What a text of a quantity looks like, as a regular expression that ECMAScript, JSON Schema and
/// std::regex take alike: whatever a parser accepts matches, and most of what it refuses does not.
/// Empty for quantities that can be any text, or none.
std::string patternOf(Quantity quantity);

/// "1h30m", "90 s", "2.5 ms". (engine::toText is the terser form of traces.)
std::string durationText(engine::Duration value);
std::string toText(Rate value);
std::string toText(Bytes value);
std::string toText(Bandwidth value);
std::string toText(Fraction value);
std::string toText(const DistributionSpec& value);
std::string toText(const Measurement& value);  ///< "4 cores 35 % busy at 800/s", or the file
std::string toText(Popularity value);
std::string toText(const Cacheable& value);
std::string toText(const Objective& value);
std::string toText(const Profile& value);
/// The shortest decimal that reads back to the same double, without an exponent where it is short.
std::string numberText(double value);

}  // namespace headroom::models
