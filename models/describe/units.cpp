// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "models/describe/decimal.h"
#include "models/describe/scan.h"

namespace headroom::models {

using engine::Duration;

namespace {

constexpr std::uint64_t kMaxCount = std::numeric_limits<std::int64_t>::max();

/// A unit of a quantity whose base is real: value = number * 10^shift / divisor.
struct RealUnit {
    std::string_view name;
    int shift;
    double divisor;
};

constexpr RealUnit kRateUnits[] = {
    {"/s", 0, 1},     {"k/s", 3, 1},     {"M/s", 6, 1},     {"G/s", 9, 1},     {"/min", 0, 60},
    {"k/min", 3, 60}, {"M/min", 6, 60},  {"/h", 0, 3600},   {"k/h", 3, 3600},  {"M/h", 6, 3600},
    {"/d", 0, 86400}, {"k/d", 3, 86400}, {"M/d", 6, 86400}, {"G/d", 9, 86400}, {"G/h", 9, 3600},
    {"G/min", 9, 60}, {"rps", 0, 1},     {"req/s", 0, 1},
};

constexpr RealUnit kBandwidthUnits[] = {
    {"bit/s", 0, 1},    {"kbit/s", 3, 1},  {"Mbit/s", 6, 1},   {"Gbit/s", 9, 1},
    {"Tbit/s", 12, 1},  {"B/s", 0, 0.125}, {"kB/s", 3, 0.125}, {"MB/s", 6, 0.125},
    {"GB/s", 9, 0.125}, {"bps", 0, 1},     {"kbps", 3, 1},     {"Mbps", 6, 1},
    {"Gbps", 9, 1},     {"Tbps", 12, 1},
};

/// A unit of a quantity that is stored whole.
struct WholeUnit {
    std::string_view name;
    std::uint64_t factor;
};

constexpr std::uint64_t kKibi = 1024;
constexpr WholeUnit kByteUnits[] = {
    {"B", 1},
    {"kB", kKibi},
    {"MB", kKibi* kKibi},
    {"GB", kKibi* kKibi* kKibi},
    {"TB", kKibi* kKibi* kKibi* kKibi},
    {"KB", kKibi},
    {"KiB", kKibi},
    {"MiB", kKibi* kKibi},
    {"GiB", kKibi* kKibi* kKibi},
    {"TiB", kKibi* kKibi* kKibi* kKibi},
};

constexpr WholeUnit kDurationUnits[] = {
    {"ns", 1},
    {"us", 1'000},
    {"ms", 1'000'000},
    {"s", 1'000'000'000},
    {"min", 60'000'000'000},
    {"h", 3'600'000'000'000},
    {"d", 86'400'000'000'000},
    {"m", 60'000'000'000},
    {"\xC2\xB5s", 1'000},  // micro sign
    {"\xCE\xBCs", 1'000},  // Greek mu
    {"sec", 1'000'000'000},
};

constexpr Text kDurationRemedy =
    HEADROOM_TEXT("units", "Write a duration, such as \"10 ms\", \"2.5 s\" or \"1h30m\".");
constexpr Text kRateRemedy =
    HEADROOM_TEXT("units", "Write a rate, such as \"500/s\", \"5k/s\" or \"300/min\".");
constexpr Text kBytesRemedy = HEADROOM_TEXT(
    "units", "Write an amount of memory, such as \"500 B\", \"64 MB\" or \"2.5 GB\".");
constexpr Text kBandwidthRemedy =
    HEADROOM_TEXT("units", "Write a bandwidth, such as \"10 Gbit/s\" or \"500 MB/s\".");
constexpr Text kFractionRemedy =
    HEADROOM_TEXT("units", "Write a part of a whole, such as \"99.9 %\" or 0.999.");
constexpr Text kCountRemedy =
    HEADROOM_TEXT("units", "Write a whole number, such as 8 or \"1.2M\".");
constexpr Text kNumberRemedy = HEADROOM_TEXT("units", "Write a number, such as 0.9.");
constexpr Text kBooleanRemedy = HEADROOM_TEXT("units", "Write true or false.");

bool isOtherQuantitysUnit(std::string_view unit) {
    const auto named = [unit](const auto& known) { return known.name == unit; };
    return std::ranges::any_of(kRateUnits, named) || std::ranges::any_of(kBandwidthUnits, named) ||
           std::ranges::any_of(kByteUnits, named) || std::ranges::any_of(kDurationUnits, named) ||
           unit == "%" || unit == "k" || unit == "M" || unit == "G";
}

Diagnostic unitProblem(std::string_view whole, std::string_view unit, Text remedy) {
    if (unit.empty()) {
        return problem("unit.missing", HEADROOM_TEXT("units", "\"%1\" has no unit."), remedy,
                       {std::string(whole)});
    }
    if (isOtherQuantitysUnit(unit)) {
        return problem("unit.wrong-kind",
                       HEADROOM_TEXT("units", "\"%1\": \"%2\" measures something else."), remedy,
                       {std::string(whole), std::string(unit)});
    }
    return problem("unit.unknown", HEADROOM_TEXT("units", "\"%1\": there is no unit \"%2\" here."),
                   remedy, {std::string(whole), std::string(unit)});
}

Diagnostic tooLarge(std::string_view whole, Text remedy) {
    return problem("unit.too-large", HEADROOM_TEXT("units", "\"%1\" is too large."), remedy,
                   {std::string(whole)});
}

/// A number and what follows it, both present or explained.
struct Measured {
    Decimal number;
    std::string_view unit;
};

Expected<Measured> split(std::string_view text, Text remedy) {
    const std::string_view whole = trimmed(text);
    const auto scanned = scanDecimal(whole);
    if (!scanned) return numberProblem(whole, remedy);
    return Measured{scanned->value, trimmed(whole.substr(scanned->length))};
}

Expected<double> parseReal(std::string_view text, std::span<const RealUnit> units, Text remedy) {
    const auto parts = split(text, remedy);
    if (!parts) return parts.error();
    for (const auto& unit : units) {
        if (unit.name != parts->unit) continue;
        const double value = parts->number.toDouble(unit.shift) / unit.divisor;
        if (!std::isfinite(value)) return tooLarge(trimmed(text), remedy);
        return value;
    }
    return unitProblem(trimmed(text), parts->unit, remedy);
}

/// Per second, with the prefix of its magnitude; where that has many digits, in the unit in which
/// it has the fewest and reads back exactly ("1/min").
std::string realText(double value, std::span<const RealUnit> units, std::string_view separator,
                     std::size_t primaries) {
    const Decimal exact = shortestDecimal(value);
    std::size_t natural = 0;
    const std::int64_t magnitude =
        exact.exponent + static_cast<std::int64_t>(exact.digits.size());  // value < 10^magnitude
    while (natural + 1 < primaries && magnitude > units[natural + 1].shift)
        ++natural;
    const auto written = [&](const Decimal& number, const RealUnit& unit) {
        return plainText(number) + std::string(separator) + std::string(unit.name);
    };
    if (value >= 1e15) natural = 0;  // "1e300/s" says more than "1e291G/s"
    Decimal shifted = exact;
    if (!exact.isZero()) shifted.exponent -= units[natural].shift;
    std::string best = written(shifted, units[natural]);
    constexpr std::size_t kReadable = 6;
    if (exact.digits.size() <= kReadable) return best;
    std::size_t fewest = exact.digits.size();
    for (const auto& unit : units) {
        if (unit.divisor == 1 || unit.shift != 0) continue;
        const Decimal number = shortestDecimal(value * unit.divisor);
        if (number.toDouble() / unit.divisor != value) continue;
        if (number.digits.size() >= fewest) continue;
        fewest = number.digits.size();
        best = written(number, unit);
    }
    return best;
}

}  // namespace

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

Diagnostic problem(const char* code, Text text, Text remedy, std::vector<std::string> arguments) {
    Diagnostic result;
    result.code = code;
    result.text = text;
    result.remedy = remedy;
    result.arguments = std::move(arguments);
    return result;
}

Diagnostic numberProblem(std::string_view text, Text remedy) {
    if (text.empty()) {
        return problem("unit.empty", HEADROOM_TEXT("units", "There is nothing written."), remedy,
                       {});
    }
    if (text.front() == '-' && scanDecimal(trimmed(text.substr(1)))) {
        return problem("unit.negative", HEADROOM_TEXT("units", "\"%1\" is negative."), remedy,
                       {std::string(text)});
    }
    return problem("unit.not-a-number",
                   HEADROOM_TEXT("units", "\"%1\" does not begin with a number."), remedy,
                   {std::string(text)});
}

Expected<ScannedDuration> scanDuration(std::string_view text, bool spacedParts) {
    const std::string_view whole = trimmed(text);
    std::size_t at = 0;
    std::uint64_t total = 0;
    std::uint64_t previousFactor = std::numeric_limits<std::uint64_t>::max();
    for (;;) {
        const auto number = scanDecimal(whole.substr(at));
        if (!number) return numberProblem(whole.substr(at), kDurationRemedy);
        std::size_t end = at + number->length;
        while (end < whole.size() && isBlank(whole[end]))
            ++end;
        const std::size_t unitStart = end;
        while (end < whole.size() && !isBlank(whole[end]) &&
               !(whole[end] >= '0' && whole[end] <= '9')) {
            ++end;
        }
        const std::string_view name = whole.substr(unitStart, end - unitStart);
        const auto* unit = std::ranges::find(kDurationUnits, name, &WholeUnit::name);
        if (unit == std::end(kDurationUnits)) {
            return unitProblem(whole, trimmed(whole.substr(unitStart)), kDurationRemedy);
        }
        if (unit->factor >= previousFactor) {
            return problem("unit.order",
                           HEADROOM_TEXT("units", "\"%1\" does not go from large units to small."),
                           kDurationRemedy, {std::string(whole)});
        }
        previousFactor = unit->factor;
        const auto part = number->value.toInteger(unit->factor, kMaxCount);
        if (!part || *part > kMaxCount - total) return tooLarge(whole, kDurationRemedy);
        if (*part == 0 && !number->value.isZero()) {
            return problem("unit.too-fine",
                           HEADROOM_TEXT("units", "\"%1\" is less than a nanosecond."),
                           kDurationRemedy, {std::string(whole)});
        }
        total += *part;
        at = end;
        std::size_t next = at;
        while (next < whole.size() && isBlank(whole[next]))
            ++next;
        if (next == whole.size() || (next > at && !spacedParts)) break;
        at = next;
    }
    const auto start = static_cast<std::size_t>(whole.data() - text.data());
    return ScannedDuration{Duration::nanoseconds(static_cast<std::int64_t>(total)), start + at};
}

Expected<Duration> parseDuration(std::string_view text) {
    const auto scanned = scanDuration(text, true);
    if (!scanned) return scanned.error();
    return scanned->value;
}

Expected<Rate> parseRate(std::string_view text) {
    const auto value = parseReal(text, kRateUnits, kRateRemedy);
    if (!value) return value.error();
    return Rate{*value};
}

Expected<Bandwidth> parseBandwidth(std::string_view text) {
    const auto value = parseReal(text, kBandwidthUnits, kBandwidthRemedy);
    if (!value) return value.error();
    return Bandwidth{*value};
}

Expected<Bytes> parseBytes(std::string_view text) {
    const auto parts = split(text, kBytesRemedy);
    if (!parts) return parts.error();
    const auto* unit = std::ranges::find(kByteUnits, parts->unit, &WholeUnit::name);
    if (unit == std::end(kByteUnits)) return unitProblem(trimmed(text), parts->unit, kBytesRemedy);
    const auto count = parts->number.toInteger(unit->factor, kMaxCount);
    if (!count) return tooLarge(trimmed(text), kBytesRemedy);
    if (*count == 0 && !parts->number.isZero()) {
        return problem("unit.too-fine", HEADROOM_TEXT("units", "\"%1\" is less than a byte."),
                       kBytesRemedy, {std::string(trimmed(text))});
    }
    return Bytes{*count};
}

Expected<Fraction> parseFraction(std::string_view text) {
    const auto parts = split(text, kFractionRemedy);
    if (!parts) return parts.error();
    if (!parts->unit.empty() && parts->unit != "%") {
        return unitProblem(trimmed(text), parts->unit, kFractionRemedy);
    }
    const double value = parts->number.toDouble(parts->unit.empty() ? 0 : -2);
    if (!(value <= 1)) {
        return problem("unit.too-large",
                       HEADROOM_TEXT("units", "\"%1\" is more than the whole, 100 %."),
                       kFractionRemedy, {std::string(trimmed(text))});
    }
    return Fraction{value};
}

Expected<std::int64_t> parseCount(std::string_view text) {
    const auto parts = split(text, kCountRemedy);
    if (!parts) return parts.error();
    Decimal number = parts->number;
    if (parts->unit == "k")
        number.exponent += 3;
    else if (parts->unit == "M")
        number.exponent += 6;
    else if (parts->unit == "G")
        number.exponent += 9;
    else if (!parts->unit.empty())
        return unitProblem(trimmed(text), parts->unit, kCountRemedy);
    if (!number.isWhole()) {
        return problem("unit.not-whole", HEADROOM_TEXT("units", "\"%1\" is not a whole number."),
                       kCountRemedy, {std::string(trimmed(text))});
    }
    const auto count = number.toInteger(1, kMaxCount);
    if (!count) return tooLarge(trimmed(text), kCountRemedy);
    return static_cast<std::int64_t>(*count);
}

Expected<double> parseNumber(std::string_view text) {
    const auto parts = split(text, kNumberRemedy);
    if (!parts) return parts.error();
    if (!parts->unit.empty()) return unitProblem(trimmed(text), parts->unit, kNumberRemedy);
    const double value = parts->number.toDouble();
    if (!std::isfinite(value)) return tooLarge(trimmed(text), kNumberRemedy);
    return value;
}

Expected<bool> parseBoolean(std::string_view text) {
    const std::string_view word = trimmed(text);
    if (word == "true" || word == "yes" || word == "on") return true;
    if (word == "false" || word == "no" || word == "off") return false;
    return problem("unit.not-a-boolean",
                   HEADROOM_TEXT("units", "\"%1\" is neither true nor false."), kBooleanRemedy,
                   {std::string(word)});
}

std::string durationText(Duration value) {
    constexpr std::int64_t kSecond = 1'000'000'000;
    const std::int64_t ns = value.ns();
    if (ns < 0) return "-" + durationText(-value);
    if (ns >= 120 * kSecond && ns % (60 * kSecond) == 0) {
        const std::int64_t minutes = ns / (60 * kSecond);
        if (minutes % 1440 == 0) return std::to_string(minutes / 1440) + " d";
        if (minutes % 60 == 0) return std::to_string(minutes / 60) + " h";
        if (minutes < 60) return std::to_string(minutes) + " min";
        return std::to_string(minutes / 60) + "h" + std::to_string(minutes % 60) + "m";
    }
    std::size_t unit = 0;
    if (ns >= kSecond)
        unit = 3;
    else if (ns >= 1'000'000 || ns == 0)
        unit = 2;
    else if (ns >= 1'000)
        unit = 1;
    auto number = scanDecimal(std::to_string(ns))->value;
    if (!number.isZero()) number.exponent -= static_cast<std::int64_t>(unit) * 3;
    return plainText(number) + " " + std::string(kDurationUnits[unit].name);
}

std::string toText(Rate value) {
    return realText(value.perSecond, kRateUnits, "", 4);
}

std::string toText(Bandwidth value) {
    return realText(value.bitsPerSecond, kBandwidthUnits, " ", 5);
}

std::string toText(Bytes value) {
    for (std::size_t unit = 5; unit-- > 1;) {
        const std::uint64_t factor = kByteUnits[unit].factor;
        if (value.count < factor) continue;
        // A few decimals are enough to name many amounts exactly, because "2.3 GB" is rounded to
        // whole bytes when it is read.
        std::uint64_t scale = 1;
        for (int decimals = 0; decimals <= 3; ++decimals, scale *= 10) {
            const double scaled = static_cast<double>(value.count) / static_cast<double>(factor) *
                                  static_cast<double>(scale);
            if (scaled > 1e15) break;
            Decimal number = shortestDecimal(std::floor(scaled + 0.5));
            number.exponent -= decimals;
            if (number.toInteger(factor, kMaxCount) == value.count) {
                return plainText(number) + " " + std::string(kByteUnits[unit].name);
            }
        }
    }
    return std::to_string(value.count) + " B";
}

std::string toText(Fraction value) {
    Decimal number = shortestDecimal(value.value);
    if (!number.isZero()) number.exponent += 2;
    return plainText(number) + " %";
}

std::string numberText(double value) {
    if (std::isnan(value)) return "nan";
    if (value < 0) return "-" + numberText(-value);
    if (std::isinf(value)) return "inf";
    return plainText(shortestDecimal(value));
}

}  // namespace headroom::models
