// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace headroom::models {

/// An instant of Unix time (without leap seconds).
struct UnixTime {
    std::int64_t second = 0;
    std::int32_t nanosecond = 0;  ///< 0 .. 999,999,999
    bool operator==(const UnixTime&) const = default;
};

/// Days from 1970-01-01 to a day of the Gregorian calendar, also before it.
/// Source: Neri, Schneider, "Euclidean affine functions and their application to calendar
///   algorithms", 2022: years begin in March, so that the leap day comes last.
/// Cost: constant.
/// Assumptions: a real date (isDate).
std::int64_t daysFromCivil(std::int64_t year, unsigned month, unsigned day);
bool isDate(std::int64_t year, unsigned month, unsigned day);

/// "17/May/2015:10:05:03 +0200", as Apache and nginx write it; years 1970 to 2200.
std::optional<UnixTime> parseLogTime(std::string_view text);

/// "2015-05-17T10:05:03.25+02:00" (a space for the T, Z or no zone for UTC) or Unix seconds,
/// "1431857103.25"; years 1970 to 2200, fractions to the nanosecond, the rest cut off.
std::optional<UnixTime> parseTimestamp(std::string_view text);

}  // namespace headroom::models
